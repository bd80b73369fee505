"""When a text was law, as exactly as it is known.

``[from, until)``, each to the day, month or year or not at all. What follows from it are two intervals: the days on
which it was certainly in force, and those on which it may have been.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from saola.core.values import Interval, Outcome, PartialDate

from .errors import BadLawError
from .logic import NO, UNKNOWN, YES

NO_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class InForce:
    """From the day ``begins`` up to, not including, the day ``ends``.

    ``begins`` without a year: since an unknown day. ``ends`` is ``None`` while no end is known, and without a year
    where it ended on an unknown day. ``doubtful_from``: from then on it is not known whether this is still the text
    (a later amendment is known of and was not read). ``attested``: days on which a source shows it in force, which
    makes it certain from then on (or, where it ended on an unknown day, between them).

    Raises ``BadLawError`` when it would end before it began.
    """

    begins: PartialDate = NO_DAY
    ends: PartialDate | None = None
    doubtful_from: PartialDate | None = None
    attested: tuple[PartialDate, ...] = ()
    certain: Interval | None = field(init=False)
    possible: Interval = field(init=False)
    _text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            possible = Interval(self.begins.first_day, self.ends.last_day if self.ends else None)
        except ValueError as error:
            raise BadLawError(f"ends on {self.ends}, before it began on {self.begins}") from error
        object.__setattr__(self, "possible", possible)
        object.__setattr__(self, "certain", self._certain())
        object.__setattr__(self, "_text", self._written())

    def _certain(self) -> Interval | None:
        seen = [day for moment in self.attested for day in (moment.first_day, moment.last_day) if day]
        start = self.begins.last_day or min(seen, default=None)
        if start is None:
            return None
        end = self._certain_end(seen)
        return Interval(start, end) if end is None or start < end else None

    def _certain_end(self, seen: list[date]) -> date | None:
        """The first day from which it is no longer certain; ``None``: no end is known of."""
        after_seen = max(seen) + timedelta(days=1) if seen else None
        if self.doubtful_from is not None and self.doubtful_from.first_day is not None:
            return max(self.doubtful_from.first_day, after_seen or date.min)
        if self.ends is not None and self.ends.first_day is not None:
            return self.ends.first_day
        if self.ends is not None:
            return after_seen
        return None

    def on(self, day: date | None) -> Outcome:
        """Whether it was in force that day; unknown for an unknown day."""
        if day is None:
            return UNKNOWN
        if self.certain is not None and day in self.certain:
            return YES
        return UNKNOWN if day in self.possible else NO

    def days_of_change(self) -> set[date]:
        """The days on which the answer of ``on`` may change."""
        intervals = [self.possible] if self.certain is None else [self.possible, self.certain]
        return {day for interval in intervals for day in (interval.start, interval.end) if day}

    def __str__(self) -> str:
        return self._text

    def _written(self) -> str:
        since = str(self.begins) or "?"
        return f"{since}/" if self.ends is None else f"{since}/{self.ends if self.ends.year else '?'}"


UNDATED = InForce()
"""In force from a day that is not known."""
