"""The shelf of listings: the book of dated events, the Parties, the reservations, and how to ask of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.core.listings import (
    Change,
    Lineage,
    ListingBook,
    Observation,
    Parties,
    Question,
    Reservation,
    Reservations,
    Status,
    answer,
    read_annotations,
    read_checklist_index,
    read_completeness,
    read_conferences,
    read_event,
    read_species_plus,
    settle_histories,
)
from saola.core.values import Finding, Interval, Mark, PartialDate, Source

from . import library
from .models import Dataset, ListingEvent, Participation, SnapshotListing, Taxon
from .taxa import lineage_of
from .vocabularies import english_country_names

_SNAPSHOTS = {"checklist-index": read_checklist_index, "species-plus": read_species_plus}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that a question of status is asked of."""

    book: ListingBook
    parties: Parties
    reservations: Reservations

    def ask(self, taxon: str, on: date | PartialDate | None, **circumstances: Any) -> Finding[Status]:
        """Which Appendix applied to the accepted name ``taxon``; see ``core.listings.Question``."""
        return answer(Question(taxon, on, **circumstances), self.book, self.parties, self.reservations)


def read_shelf() -> Shelf:
    """Build the shelf from everything that is kept."""
    events = settle_histories(_events("knowledge"), _events("checklist-history"))
    species = _species_files()
    book = ListingBook(
        events,
        _lineage(events, said_whole={name for content in species for name in content.get("whole", ())}),
        completeness=[claim for content in species for claim in read_completeness(content)],
        annotations=read_annotations(library.read("annotations.yaml")),
        observations=_observations(),
        conferences=read_conferences(library.read("conference_dates.yaml")),
    )
    return Shelf(book, Parties(_bound("cites")), Reservations(_reservations()))


def _species_files() -> list[dict[str, Any]]:
    """What the species files claim counts only where their events are loaded: else silence would mean "no"."""
    if not Dataset.objects.filter(kind="knowledge").exists():
        return []
    return [library.parse(file) for file in library.knowledge_files("species")]


def _lineage(events: list, said_whole: set[str]) -> Lineage:
    """The tree of taxa, with the higher taxa of which every member is in it.

    A file of the knowledge library says so under ``whole``. The loaded Checklist names the listed species only.
    It is whole below a taxon that is listed as such, in Appendix I or II and without regard to populations:
    there every species is listed.
    """
    above = lineage_of(Taxon.objects.only("name", "path"))
    listed = {
        event.taxon
        for event in events
        if event.change is Change.ADDITION and event.appendix != "III" and event.population.is_everywhere
    }
    rows = SnapshotListing.objects.filter(dataset__kind="checklist-index").exclude(taxon_name__contains=" ")
    names = rows.values_list("taxon_name", flat=True)
    whole = {name for name in names if listed.intersection((name, *above.get(name, ())))}
    return Lineage(above, whole=whole | said_whole)


def _events(kind: str) -> list:
    return [read_kept(row) for row in ListingEvent.objects.filter(dataset__kind=kind)]


def read_kept(row: ListingEvent) -> Any:
    """The event of ``core.listings`` that ``row`` keeps."""
    return read_event(row.data["entry"], row.data["sources"], row.data["dataset"])


def _observations() -> Iterator[Observation]:
    """What the snapshots say, read from the words of their rows."""
    for dataset in Dataset.objects.filter(kind__in=_SNAPSHOTS):
        rows = SnapshotListing.objects.filter(dataset=dataset).values_list("data", flat=True)
        on = PartialDate.parse_iso(dataset.speaks_of)
        read = _SNAPSHOTS[dataset.kind](rows.iterator(chunk_size=5000), on, english_country_names())
        yield from (record for record in read if isinstance(record, Observation))


def _reservations() -> Iterator[Reservation]:
    rows = ListingEvent.objects.filter(dataset__kind="reservations").select_related("dataset")
    for row in rows:
        until = row.data["until"]
        yield Reservation(
            row.taxon_name,
            row.party,
            Interval(date.fromisoformat(row.effective_on), date.fromisoformat(until) if until else None),
            note=row.data["note"],
            source=Source(row.dataset.title, row.data["locator"], Mark.CHECKED),
        )


def _bound(treaty: str) -> dict[str, list[Interval]]:
    """Since when and until when each State was bound; an official list of Parties goes before the library."""
    rows = list(Participation.objects.filter(treaty=treaty).select_related("dataset"))
    official = {row.country for row in rows if row.dataset.kind != "knowledge"}
    bound: dict[str, list[Interval]] = defaultdict(list)
    for row in rows:
        if row.country not in official or row.dataset.kind != "knowledge":
            bound[row.country].append(Interval(row.bound_from, row.bound_until))
    return bound
