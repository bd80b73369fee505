"""What was reported, kept beside what was made of it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from .messages import Message

Resolved = TypeVar("Resolved")


@dataclass(frozen=True, slots=True)
class Reported(Generic[Resolved]):
    """``text`` exactly as it came, ``resolved`` as it was understood (``None``: not understood), by whom.

    ``by`` names the resolver and its version (``names 1``, or a person); ``note`` says what was assumed.
    """

    text: str
    resolved: Resolved | None = None
    by: str = ""
    note: Message | None = None

    @property
    def is_resolved(self) -> bool:
        return self.resolved is not None
