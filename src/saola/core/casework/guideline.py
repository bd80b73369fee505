"""What was given against what a sentencing guideline gives, where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saola.core.values import (
    Finding,
    Interval,
    Message,
    Missing,
    Outcome,
    Reason,
    Source,
    gettext_noop,
    say,
)

from .lengths import Custody, Length


class Position(StrEnum):
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Range:
    """Custody from ``low`` to ``high``, both included, for an offence at a level of gravity, while it stands."""

    offence: str
    level: str
    low: Length
    high: Length
    in_force: Interval
    source: Source


@dataclass(frozen=True, slots=True)
class Compared:
    """The range that applied, and where the sentence lies; ``None`` where months and days leave that open."""

    range: Range
    position: Position | None


def against_guideline(
    given: Custody, ranges: Iterable[Range], *, offence: str, on: date, level: str = ""
) -> Finding[tuple[Compared, ...]]:
    """Whether the custody given on ``on`` lies within the guideline of that day. ``level`` is empty where not known.

    Then the answer is only what every level says. Life and death lie above every range of years. Without a guideline
    it is unknown, never within.
    """
    apply = [
        one for one in ranges if one.offence == offence and on in one.in_force and level in ("", one.level)
    ]
    found = tuple(Compared(one, _position(given, one)) for one in apply)
    positions = {one.position for one in found}
    outcome = _outcome(positions)
    return Finding(
        outcome=outcome,
        question=say(gettext_noop("Does the sentence lie within the guideline?")),
        on=on,
        rule="sentencing guideline",
        value=found,
        reasons=tuple(Reason(_told(one), "guideline", (one.range.source,)) for one in found),
        missing=_missing(given, found, level) if outcome is Outcome.UNKNOWN else (),
    )


def _position(given: Custody, one: Range) -> Position | None:
    """Where the custody certainly lies, however long its months and those of the guideline are."""
    if given is None:
        return None
    if not isinstance(given, Length):
        return Position.ABOVE
    if given.days == one.low.days == one.high.days == 0:
        return _lies(given.months, given.months, (one.low.months,) * 2, (one.high.months,) * 2)
    low, high = (one.low.shortest, one.low.longest), (one.high.shortest, one.high.longest)
    if given == one.low or given == one.high:
        return Position.WITHIN
    return _lies(given.shortest, given.longest, low, high)


def _lies(shortest: int, longest: int, low: tuple[int, int], high: tuple[int, int]) -> Position | None:
    if longest < low[0]:
        return Position.BELOW
    if shortest > high[1]:
        return Position.ABOVE
    return Position.WITHIN if shortest >= low[1] and longest <= high[0] else None


def _outcome(positions: set[Position | None]) -> Outcome:
    if not positions or None in positions:
        return Outcome.UNKNOWN
    if positions == {Position.WITHIN}:
        return Outcome.YES
    return Outcome.UNKNOWN if Position.WITHIN in positions else Outcome.NO


_TOLD = {
    Position.BELOW: gettext_noop("Below the range of level “{level}”."),
    Position.WITHIN: gettext_noop("Within the range of level “{level}”."),
    Position.ABOVE: gettext_noop("Above the range of level “{level}”."),
    None: gettext_noop("Whether it lies within the range of level “{level}” is open."),
}


def _told(one: Compared) -> Message:
    return say(_TOLD[one.position], level=one.range.level)


def _missing(given: Custody, found: tuple[Compared, ...], level: str) -> tuple[Missing, ...]:
    if not found:
        words = gettext_noop("A guideline for this offence that was in force on the day of the sentence.")
        return (Missing("guideline", say(words)),)
    if given is None:
        return (Missing("custody", say(gettext_noop("The length of the custody that was given."))),)
    if not level and len(found) > 1:
        return (Missing("level", say(gettext_noop("The level of gravity that the court found."))),)
    return (Missing("days", say(gettext_noop("The length in days, as the months of the calendar ran."))),)
