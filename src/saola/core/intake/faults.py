"""What can be wrong with the words in a cell."""

from dataclasses import dataclass
from enum import StrEnum

from saola.core.values import Message


class Severity(StrEnum):
    ERROR = "error"
    """The row cannot be recorded as it stands."""
    WARNING = "warning"
    """The row is recorded; somebody should look."""


@dataclass(frozen=True, slots=True)
class Fault:
    """``code`` is a short word for tests and counting, ``what`` says what is wrong, ``advice`` what to do."""

    code: str
    severity: Severity
    what: Message
    advice: Message

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def error(code: str, what: Message, advice: Message) -> Fault:
    """A fault for which the row is refused."""
    return Fault(code, Severity.ERROR, what, advice)


def warning(code: str, what: Message, advice: Message) -> Fault:
    """A fault that is told, while the row is recorded."""
    return Fault(code, Severity.WARNING, what, advice)
