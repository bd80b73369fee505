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

from ..values import Interval, Source
from .annotations import HashAnnotation, by_symbol
from .events import Change, ListingEvent
from .intervals import Validity, validities
from .lineage import Lineage
from .snapshots import Conferences, Observation, observed_entries
from .standings import Entry, Level, Seen, Standing, edges, spans_of


@dataclass(frozen=True, slots=True)
class Completeness:
    """A claim that the loaded events are the whole history of ``taxon`` and all below it during ``during``."""

    taxon: str
    during: Interval
    source: Source


class ListingBook:
    """The loaded events, read by taxon and day.

    ``completeness`` says for which taxa and when a missing entry means "not listed". ``annotations`` are the
    wordings of the # symbols. ``observations`` are rows of downloads, each speaking for the window between the
    ``conferences`` around it.
    """

    def __init__(
        self,
        events: Iterable[ListingEvent],
        lineage: Lineage,
        *,
        completeness: Iterable[Completeness] = (),
        annotations: Iterable[HashAnnotation] = (),
        observations: Iterable[Observation] = (),
        conferences: Conferences | None = None,
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
        self.conferences = conferences or Conferences()
        self._observed: dict[str, list[Observation]] = defaultdict(list)
        for observation in observations:
            self._observed[observation.taxon].append(observation)
        self._with_entries = frozenset(self._by_taxon) | frozenset(self._observed)
        self._excluded = frozenset(name for event in self.events.values() for name in event.not_taxa)
        self._changes: dict[str, list[date]] = {}
        self._standings: dict[tuple[str, int], Standing] = {}
        self._observed_standings: dict[tuple[str, int, Interval], Standing] = {}
        self._seen: dict[str, tuple[Seen, ...]] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._stretches: dict[str, list[date]] = {}
        # Answers that depend on nothing but a standing and the specimen; filled by ``answer``.
        self.resolved: dict[Any, Any] = {}

    def __contains__(self, taxon: str) -> bool:
        """Whether the book can speak of ``taxon`` at all."""
        return any(
            name in self._by_taxon or name in self._complete or name in self._observed
            for name in self.chain(taxon)
        )

    def chain(self, taxon: str) -> tuple[str, ...]:
        """``taxon`` and its higher taxa, nearest first."""
        return (taxon, *self.lineage.above(taxon))

    def standing(self, taxon: str, day: date) -> Standing:
        """What stands for ``taxon`` on ``day``."""
        starts = self._changes_of(taxon)
        place = bisect_right(starts, day)
        if (taxon, place) not in self._standings:
            span = Interval(
                starts[place - 1] if place else None, starts[place] if place < len(starts) else None
            )
            self._standings[taxon, place] = self._standing(taxon, span, list(self._bearing_on(taxon)))
        return self._standings[taxon, place]

    def history(self, taxon: str) -> list[Validity]:
        """Every addition, exception and reservation that bears on ``taxon``, in order of date."""
        return sorted(
            (validity for _, validity in self._bearing_on(taxon)),
            key=lambda v: (v.event.earliest, v.event.id),
        )

    def members(self, taxon: str) -> tuple[str, ...]:
        """The taxa below ``taxon`` for which the answer may differ from that for ``taxon`` itself.

        A form that an entry leaves out (the dog, of the wolf) does not make the species' own name open.
        """
        if taxon not in self._members:
            below = self.lineage.below(taxon)
            is_species = " " in taxon
            own_rules = self._with_entries if is_species else self._with_entries | self._excluded
            if self.lineage.is_whole(taxon):
                keep = tuple(name for name in below if not self.lineage.is_whole(name))
            else:
                keep = tuple(name for name in below if name in own_rules)
            self._members[taxon] = keep
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

    @property
    def has_observations(self) -> bool:
        return bool(self._observed)

    def days_of_change(self, taxon: str) -> set[date]:
        """Every day on which the answer for ``taxon`` may begin to differ."""
        days = set(self._changes_of(taxon))
        for seen in self._downloads_for(taxon):
            days = days.union(*(edges(span) for span in seen.spans))
        return days

    def stretch(self, taxon: str, day: date) -> int:
        """A number for the time around ``day`` in which nothing changes for ``taxon`` nor for those below it."""
        if taxon not in self._stretches:
            days = self.days_of_change(taxon).union(*map(self.days_of_change, self.members(taxon)))
            self._stretches[taxon] = sorted(days)
        return bisect_right(self._stretches[taxon], day)

    def has_history(self, taxon: str) -> bool:
        """Whether any dated event bears on ``taxon``."""
        return any(True for _ in self._bearing_on(taxon))

    def observations(self, taxon: str) -> tuple[Observation, ...]:
        """The rows of downloads for ``taxon``, or for the nearest higher taxon that has any."""
        for name in self.chain(taxon):
            if name in self._observed:
                return tuple(self._observed[name])
        return ()

    def observed(self, taxon: str, day: date) -> Standing | None:
        """What the download nearest to ``day`` says of ``taxon``, if ``day`` lies in its window."""
        near = [seen for seen in self._downloads_for(taxon) if day in seen.window]
        if not near:
            return None
        seen = min(near, key=lambda seen: abs((day - seen.on).days))
        return self._observed_standing(taxon, seen, day)

    def observed_during(self, taxon: str, during: Interval) -> Standing | None:
        """What the newest download made within ``during`` says of ``taxon``, on its own day."""
        within = [seen for seen in self._downloads_for(taxon) if seen.on in during]
        if not within:
            return None
        seen = max(within, key=lambda seen: seen.on)
        return self._observed_standing(taxon, seen, seen.on)

    def _observed_standing(self, taxon: str, seen: Seen, day: date) -> Standing:
        span = next(span for span in seen.spans if day in span)
        observation = seen.observation
        key = (taxon, id(observation), span)
        if key not in self._observed_standings:
            entries = tuple(
                Entry(v.event, v, v.stands(day) is True, (), self._wording(v.event.covers.hash, day))
                for v in observed_entries(observation, self.conferences)
                if v.stands(day) is not False
            )
            levels = (Level(observation.taxon, entries),) if entries else ()
            self._observed_standings[key] = Standing(taxon, span, levels, source=observation.source)
        return self._observed_standings[key]

    def _downloads_for(self, taxon: str) -> tuple[Seen, ...]:
        if taxon not in self._seen:
            found = []
            for observation in self.observations(taxon):
                window = self.conferences.window(observation.on)
                if window is not None and observation.on.first_day is not None:
                    cuts = edges(observation.on.interval()) if "III" in observation.listing else set()
                    spans = tuple(spans_of(window, cuts))
                    found.append(Seen(observation, observation.on.first_day, window, spans))
            self._seen[taxon] = tuple(found)
        return self._seen[taxon]

    def _bearing_on(self, taxon: str) -> Iterator[tuple[int, Validity]]:
        chain = self.chain(taxon)
        for height, name in enumerate(chain):
            for validity in self._by_taxon.get(name, ()):
                if validity.event.not_taxa.isdisjoint(chain[:height]):
                    yield height, validity

    def _changes_of(self, taxon: str) -> list[date]:
        if taxon not in self._changes:
            self._changes[taxon] = sorted(self._work_out_changes(taxon))
        return self._changes[taxon]

    def _work_out_changes(self, taxon: str) -> set[date]:
        changes: set[date] = set()
        for _, validity in self._bearing_on(taxon):
            changes |= edges(validity.possible) | (edges(validity.certain) if validity.certain else set())
            for wording in self._annotations.get(validity.event.covers.hash, ()):
                changes |= edges(wording.valid)
        for name in self.chain(taxon):
            for claim in self._complete.get(name, ()):
                changes |= edges(claim.during)
        return changes

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

    def wordings(self, symbol: str) -> tuple[HashAnnotation, ...]:
        """The wordings of a # symbol, oldest first; none where it is not known."""
        return self._annotations.get(symbol, ())

    def _wording(self, symbol: str, day: date) -> HashAnnotation | None:
        for wording in self._annotations.get(symbol, ()):
            if day in wording.valid:
                return wording
        return None
