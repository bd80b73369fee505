"""Dates as people know them: to the day, the month, the year, or not at all."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .intervals import Interval


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision with which it is known.

    >>> str(PartialDate(2016, 6))
    '2016-06'
    >>> PartialDate(2016, 6).interval()
    Interval(start=datetime.date(2016, 6, 1), end=datetime.date(2016, 7, 1))

    Raises ``ValueError`` for a day that does not exist (31 February) or a day without its month.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is None and (self.month or self.day):
            raise ValueError("a month or day needs its year")
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        if self.year is not None:
            date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The full date ``day``."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse_iso(cls, text: str) -> "PartialDate":
        """Read ``2016-06-01``, ``2016-06``, ``2016`` or the empty text. Raises ``ValueError`` otherwise."""
        if not text:
            return cls()
        parts = text.split("-")
        if (
            len(parts) > 3
            or len(parts[0]) != 4
            or not all(part.isascii() and part.isdigit() for part in parts)
        ):
            raise ValueError(f"not a date as 2016-06-01, 2016-06 or 2016: {text!r}")
        return cls(*(int(part) for part in parts))

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.YEAR if self.year is not None else Precision.UNKNOWN

    @property
    def first_day(self) -> date | None:
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date | None:
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def interval(self) -> Interval:
        """All days it may have been, half-open; unbounded when unknown."""
        if self.last_day is None:
            return Interval(None, None)
        after = None if self.last_day == date.max else self.last_day + timedelta(days=1)
        return Interval(self.first_day, after)

    def __str__(self) -> str:
        if self.year is None:
            return ""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of a shorter month; ``date.max`` where the calendar ends."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
