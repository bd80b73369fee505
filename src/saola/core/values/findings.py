"""A computed statement, with everything a person needs in order to believe or contest it.

A finding answers one question for one day. ``unknown`` is an answer of its own: it says what is missing and
is never turned into yes or no.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from .messages import Message

Value = TypeVar("Value")


class Outcome(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Mark(StrEnum):
    """How far a fact was checked. What is from memory must say so wherever it is shown."""

    CHECKED = "checked"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: a title, the place inside it, and how far we checked it."""

    title: str
    locator: str = ""
    mark: Mark = Mark.MEMORY

    def as_data(self) -> dict[str, str]:
        return {"title": self.title, "locator": self.locator, "mark": self.mark.value}


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the answer: a sentence, the rule it applies and the sources it rests on."""

    text: Message
    rule: str = ""
    sources: tuple[Source, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {
            "text": self.text.as_data(),
            "rule": self.rule,
            "sources": [source.as_data() for source in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that would settle an open answer; ``field`` is the word the faces link to."""

    field: str
    text: Message

    def as_data(self) -> dict[str, Any]:
        return {"field": self.field, "text": self.text.as_data()}


@dataclass(frozen=True, slots=True)
class Finding(Generic[Value]):
    """The answer to one question about one day.

    ``rule`` names the rule or procedure that decided; ``reasons`` come in the order in which they were found.
    """

    outcome: Outcome
    question: Message
    on: date | None
    rule: str
    value: Value | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.outcome is Outcome.UNKNOWN and not self.missing:
            raise ValueError("a finding that does not know must say what is missing")

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of every reason, once, in order."""
        return tuple(dict.fromkeys(source for reason in self.reasons for source in reason.sources))

    @property
    def rests_on_memory(self) -> bool:
        """Whether any source was not checked against the document it names."""
        return any(source.mark is Mark.MEMORY for source in self.sources)
