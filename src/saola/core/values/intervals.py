"""Half-open intervals of days, ``[start, end)``: how everything legal is dated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from ``start`` up to, not including, ``end``; ``None`` is without bound.

    Raises ``ValueError`` when it would hold no day.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"an interval must end after it starts: [{self.start}, {self.end})")

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Interval") -> bool:
        return _before(self.start, other.end) and _before(other.start, self.end)

    def touches(self, other: "Interval") -> bool:
        """Whether the two overlap or meet end to start, so that together they are one interval."""
        return _before(self.start, other.end, or_at=True) and _before(other.start, self.end, or_at=True)

    def intersection(self, other: "Interval") -> "Interval | None":
        if not self.overlaps(other):
            return None
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return Interval(max(starts, default=None), min(ends, default=None))


def _before(start: date | None, end: date | None, *, or_at: bool = False) -> bool:
    if start is None or end is None:
        return True
    return start <= end if or_at else start < end


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """The same days in the fewest intervals, in order."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda i: i.start or date.min):
        if merged and merged[-1].touches(interval):
            last = merged.pop()
            end = None if last.end is None or interval.end is None else max(last.end, interval.end)
            merged.append(Interval(last.start, end))
        else:
            merged.append(interval)
    return merged
