"""How long custody is, as a court or a law says it: months and days, kept apart.

A month is 28 to 31 days and a year 365 or 366: what is said in months is an interval of days, never one number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saola.core.values import Estimate, months_after

VERSION = "1"
AVERAGE_MONTH = 365.25 / 12
"""Days of a month on average, over four years with their leap day."""

_STARTS = tuple(months_after(date(2001, 1, 1), month) for month in range(48))
_SPANS = tuple(
    [(months_after(start, months) - start).days for start in _STARTS] for months in range(len(_STARTS))
)
"""Days of so many months that follow on each other, by the month that they start with. Four years have 1,461 days."""


class NoTerm(StrEnum):
    """Custody, or worse, that no number of days says."""

    LIFE = "life"
    DEATH = "death"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True, slots=True)
class Length:
    """``months`` and ``days`` of custody, both as given; a year is twelve months.

    Raises ``ValueError`` for less than nothing.
    """

    days: int = 0
    months: int = 0

    def __post_init__(self) -> None:
        if self.days < 0 or self.months < 0:
            raise ValueError(f"custody cannot be {self.months} months and {self.days} days")

    @property
    def shortest(self) -> int:
        """In days, in the shortest months that follow on each other."""
        return self.days + _spans(self.months, min)

    @property
    def longest(self) -> int:
        return self.days + _spans(self.months, max)

    @property
    def usual(self) -> float:
        """In days, with months of average length."""
        return self.days + self.months * AVERAGE_MONTH


Custody = Length | NoTerm | None
"""``None``: custody whose length is not known."""


def _spans(months: int, pick: Callable[[list[int]], int]) -> int:
    cycles, rest = divmod(months, len(_STARTS))
    return cycles * 1461 + pick(_SPANS[rest])


def added(lengths: Iterable[Length]) -> Length:
    """One after the other."""
    together = tuple(lengths)
    return Length(sum(one.days for one in together), sum(one.months for one in together))


def in_days(length: Length) -> Estimate:
    """In days: exact for days, an interval for months."""
    return _estimate(length.usual, length.shortest, length.longest)


def _estimate(value: float, low: float, high: float) -> Estimate:
    kept = min(max(value, low), high)
    return Estimate(kept, low, high, "days", "length of custody by the calendar", VERSION)


def ratio(given: Custody, maximum: Custody) -> Estimate | None:
    """What was given as a share of the maximum; ``None`` for life, death, or a length that is not known.

    Exact where both are said in months or both in days. Above 1 the sentence is longer than the maximum named:
    another tier, several charges, or a mistake.
    """
    if not isinstance(given, Length) or not isinstance(maximum, Length) or maximum == Length():
        return None
    if given.days == maximum.days == 0:
        value = low = high = given.months / maximum.months
    else:
        low, high = given.shortest / maximum.longest, given.longest / maximum.shortest
        value = min(max(given.usual / maximum.usual, low), high)
    return Estimate(value, low, high, "ratio", "custody given to maximum", VERSION)
