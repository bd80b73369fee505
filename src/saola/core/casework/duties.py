"""Things to see to, and the findings that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saola.core.values import Finding, Message, Missing, Outcome, Reason, Source, say

PRACTICE = Source("Practice of a careful registry; our own choice")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to see to. ``code`` is the word the faces link to; ``text`` says what to do, ``source`` why."""

    code: str
    text: Message
    source: Source


def missing(field: str, words: str) -> Missing:
    """What would settle an open answer; ``words`` is a marked template."""
    return Missing(field, say(words))


def finding(
    outcome: Outcome,
    question: Message,
    on: date,
    rule: str,
    duties: Iterable[Duty],
    open_: tuple[Missing, ...],
) -> Finding[tuple[Duty, ...]]:
    """The reasons are the duties, so that a page shows the one with the other."""
    value = tuple(duties)
    reasons = tuple(Reason(duty.text, duty.code, (duty.source,)) for duty in value)
    return Finding(outcome, question, on, rule, value, reasons, open_)
