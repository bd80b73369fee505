"""All loaded listings, arranged so that one question about one day costs a look into two sorted lists.

The book is built once. For each taxon asked about it works out, once, the days on which anything that bears on
the taxon changes; between two such days the entries are the same (a *standing*), so a million questions about
a thousand taxa are a million bisections.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..values import Interval, Outcome, Source
from .annotations import HashAnnotation, by_symbol
from .events import Change, ListingEvent
from .intervals import Validity, validities
from .lineage import Lineage
from .populations import Population, Provenance


@dataclass(frozen=True, slots=True)
class Completeness:
    """A claim that the loaded events are the whole history of ``taxon`` and all below it during ``during``."""

    taxon: str
    during: Interval
    source: Source


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

    ``levels`` run from the taxon upwards and hold only names with entries. ``members`` are the standings of
    the taxa below that have entries, exceptions or exclusions of their own.
    """

    taxon: str
    during: Interval
    levels: tuple[Level, ...]
    reservations: tuple[Validity, ...] = ()


class ListingBook:
    """The loaded events, read by taxon and day.

    ``completeness`` says for which taxa and when a missing entry means "not listed". ``annotations`` are the
    wordings of the # symbols.
    """

    def __init__(
        self,
        events: Iterable[ListingEvent],
        lineage: Lineage,
        *,
        completeness: Iterable[Completeness] = (),
        annotations: Iterable[HashAnnotation] = (),
    ) -> None:
        self.lineage = lineage
        self.events: dict[str, ListingEvent] = {}
        for event in events:
            if event.id in self.events:
                raise ValueError(f"two events have the id {event.id}")
            self.events[event.id] = event
        self._by_taxon: dict[str, list[Validity]] = defaultdict(list)
        for validity in validities(self.events.values()):
            self._by_taxon[validity.event.taxon].append(validity)
        self._complete: dict[str, list[Completeness]] = defaultdict(list)
        for claim in completeness:
            self._complete[claim.taxon].append(claim)
        self._annotations = by_symbol(annotations)
        self._special = self._taxa_with_rules_of_their_own()
        self._standings: dict[str, tuple[list[date], list[Standing]]] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        # Answers that depend on nothing but a standing and the specimen; filled by ``answer``.
        self.resolved: dict[Any, Any] = {}

    def __contains__(self, taxon: str) -> bool:
        """Whether the book can speak of ``taxon`` at all."""
        return any(name in self._by_taxon or name in self._complete for name in self.chain(taxon))

    def chain(self, taxon: str) -> tuple[str, ...]:
        """``taxon`` and its higher taxa, nearest first."""
        return (taxon, *self.lineage.above(taxon))

    def standing(self, taxon: str, day: date) -> Standing:
        """What stands for ``taxon`` on ``day``."""
        starts, standings = self._standings_of(taxon)
        return standings[bisect_right(starts, day)]

    def standings(self, taxon: str, during: Interval) -> Iterator[Standing]:
        """Every standing that shares a day with ``during``, in order."""
        return (s for s in self._standings_of(taxon)[1] if s.during.overlaps(during))

    def history(self, taxon: str) -> list[Validity]:
        """Every addition, exception and reservation that bears on ``taxon``, in order of date."""
        found = [v for _, validity in self._bearing_on(taxon) for v in (validity,)]
        return sorted(found, key=lambda v: (v.event.earliest, v.event.id))

    def members(self, taxon: str) -> tuple[str, ...]:
        """The taxa below ``taxon`` for which the answer may differ from that for ``taxon`` itself."""
        if taxon not in self._members:
            below = self.lineage.below(taxon)
            keep = below if self.lineage.is_whole(taxon) else [n for n in below if n in self._special]
            self._members[taxon] = tuple(keep)
        return self._members[taxon]

    def completeness(self, taxon: str, day: date) -> Completeness | None:
        """The claim under which a missing entry for ``taxon`` on ``day`` means that it was not listed."""
        for name in self.chain(taxon):
            for claim in self._complete.get(name, ()):
                if day in claim.during:
                    return claim
        return None

    def first_listed(self, taxon: str) -> date | None:
        """The first day on which ``taxon`` may have been listed at all (for the Convention's start for it)."""
        starts = [v.possible.start for _, v in self._bearing_on(taxon) if v.event.change is Change.ADDITION]
        return min((start for start in starts if start is not None), default=None)

    def _taxa_with_rules_of_their_own(self) -> frozenset[str]:
        special = set(self._by_taxon)
        for event in self.events.values():
            special |= event.not_taxa
        return frozenset(special)

    def _bearing_on(self, taxon: str) -> Iterator[tuple[int, Validity]]:
        chain = self.chain(taxon)
        for height, name in enumerate(chain):
            for validity in self._by_taxon.get(name, ()):
                if validity.event.not_taxa.isdisjoint(chain[:height]):
                    yield height, validity

    def _standings_of(self, taxon: str) -> tuple[list[date], list[Standing]]:
        if taxon not in self._standings:
            self._standings[taxon] = self._work_out(taxon)
        return self._standings[taxon]

    def _work_out(self, taxon: str) -> tuple[list[date], list[Standing]]:
        bearing = list(self._bearing_on(taxon))
        changes: set[date] = set()
        for _, validity in bearing:
            changes |= _edges(validity.possible) | (_edges(validity.certain) if validity.certain else set())
            for wording in self._annotations.get(validity.event.covers.hash, ()):
                changes |= _edges(wording.valid)
        for name in self.chain(taxon):
            for claim in self._complete.get(name, ()):
                changes |= _edges(claim.during)
        starts = sorted(changes)
        spans = [Interval(a, b) for a, b in zip([None, *starts], [*starts, None], strict=True)]
        return starts, [self._standing(taxon, span, bearing) for span in spans]

    def _standing(self, taxon: str, span: Interval, bearing: list[tuple[int, Validity]]) -> Standing:
        day = span.start or date.min
        standing = [(height, v, v.stands(day)) for height, v in bearing if v.stands(day) is not False]
        chain = self.chain(taxon)
        levels = []
        for height in sorted({height for height, _, _ in standing}):
            entries = tuple(
                Entry(
                    v.event,
                    v,
                    bool(certain),
                    tuple(
                        (other.event.population, bool(sure))
                        for below, other, sure in standing
                        if below < height
                        and other.event.change is Change.EXCEPTION
                        and other.event.appendix == v.event.appendix
                    ),
                    self._wording(v.event.covers.hash, day),
                )
                for at, v, certain in standing
                if at == height and v.event.change is Change.ADDITION
            )
            if entries:
                levels.append(Level(chain[height], entries))
        reservations = tuple(v for _, v, _ in standing if v.event.change is Change.RESERVATION)
        return Standing(taxon, span, tuple(levels), reservations)

    def _wording(self, symbol: str, day: date) -> HashAnnotation | None:
        for wording in self._annotations.get(symbol, ()):
            if day in wording.valid:
                return wording
        return None


def _edges(interval: Interval) -> set[date]:
    return {day for day in (interval.start, interval.end) if day is not None}
