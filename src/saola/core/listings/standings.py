"""What stands for one taxon between two days of change: the pieces of which the book is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..values import Interval, Outcome, Source
from .annotations import HashAnnotation
from .events import ListingEvent
from .intervals import Validity
from .populations import Population, Provenance
from .snapshots import Observation


@dataclass(frozen=True, slots=True)
class Entry:
    """One addition as it stands for one taxon during one standing.

    ``is_certain`` is False while the entry's date is known too roughly to say that it stood. ``exceptions`` are
    the populations that a more specific exception takes out of it, with the certainty of each.
    """

    event: ListingEvent
    validity: Validity
    is_certain: bool
    exceptions: tuple[tuple[Population, bool], ...] = ()
    hash: HashAnnotation | None = None

    def covers(self, provenance: Provenance) -> Outcome:
        """Whether it covers a definite origin."""
        outcome = self.event.population.covers(provenance)
        for population, is_certain in self.exceptions:
            excepted = population.covers(provenance)
            if excepted is Outcome.YES and is_certain:
                return Outcome.NO
            if excepted is not Outcome.NO and outcome is Outcome.YES:
                outcome = Outcome.UNKNOWN
        return Outcome.UNKNOWN if outcome is Outcome.YES and not self.is_certain else outcome


@dataclass(frozen=True, slots=True)
class Level:
    """The additions standing under one name: the taxon itself or one of its higher taxa."""

    taxon: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, eq=False)
class Standing:
    """Everything in the book that bears on ``taxon`` from ``during.start`` up to ``during.end``.

    ``levels`` run from the taxon upwards and hold only names with entries. ``source`` is the download where the
    standing comes from one.
    """

    taxon: str
    during: Interval
    levels: tuple[Level, ...]
    reservations: tuple[Validity, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A row of a download with its window, cut where Appendix III ceases to be certain."""

    observation: Observation
    on: date
    window: Interval
    spans: tuple[Interval, ...]


def spans_of(whole: Interval, days: Iterable[date]) -> list[Interval]:
    """``whole`` cut at each of ``days`` that lies inside it."""
    inside = sorted(day for day in set(days) if day in whole and day != whole.start)
    return [Interval(a, b) for a, b in zip([whole.start, *inside], [*inside, whole.end], strict=True)]


def edges(interval: Interval) -> set[date]:
    return {day for day in (interval.start, interval.end) if day is not None}
