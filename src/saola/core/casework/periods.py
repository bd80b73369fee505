"""Spans of time as laws of procedure write them, and the moment at which they are over.

Hours run by the instant. Days, months and years run by the calendar: the day of the event does not count, and the
last day counts whole (European Convention on the Calculation of Time-Limits, 1972, articles 3 and 4, from memory).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from saola.core.values import Message, gettext_noop, months_after, say


class PeriodKind(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


_WORDS = {
    PeriodKind.HOURS: gettext_noop("{number} h"),
    PeriodKind.DAYS: gettext_noop("{number} days"),
    PeriodKind.MONTHS: gettext_noop("{number} months"),
    PeriodKind.YEARS: gettext_noop("{number} years"),
}

_CENTURY = {
    PeriodKind.HOURS: 876_600,
    PeriodKind.DAYS: 36_525,
    PeriodKind.MONTHS: 1_200,
    PeriodKind.YEARS: 100,
}


@dataclass(frozen=True, slots=True)
class Period:
    """``number`` of hours, days, months or years. Raises ``ValueError`` for less than one, or more than a century."""

    number: int
    kind: PeriodKind

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _CENTURY[self.kind]:
            raise ValueError(f"no limit of procedure is {self.number} {self.kind}")

    def after(self, point: date) -> date:
        """The last moment within the period from ``point``: an instant for hours, else the last day.

        Of an instant hours pass as they do, and days, months and years keep its time of day. Of a day whole days count.
        """
        if self.kind is PeriodKind.HOURS:
            return _hours_after(point, self.number)
        if self.kind is PeriodKind.DAYS:
            return point + timedelta(days=self.number)
        months = self.number * (12 if self.kind is PeriodKind.YEARS else 1)
        if isinstance(point, datetime):
            return datetime.combine(months_after(point.date(), months), point.timetz())
        return months_after(point, months)

    @property
    def in_words(self) -> Message:
        return say(_WORDS[self.kind], number=self.number)


def _hours_after(point: date, hours: int) -> date:
    """By the clock of the world, so that a change to summer time neither gives nor takes an hour."""
    if isinstance(point, datetime):
        return (point.astimezone(UTC) + timedelta(hours=hours)).astimezone(point.tzinfo)
    return point + timedelta(hours=hours)
