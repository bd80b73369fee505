"""The shelf of listings: the book of dated events, the Parties, the reservations, and how to ask of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.core.listings import (
    Lineage,
    ListingBook,
    Parties,
    Question,
    Status,
    answer,
    read_annotations,
    read_completeness,
    read_event,
)
from saola.core.values import Finding, Interval, PartialDate

from . import library
from .models import ListingEvent, Participation, Taxon
from .taxa import lineage_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that a question of status is asked of."""

    book: ListingBook
    parties: Parties

    def ask(self, taxon: str, on: date | PartialDate | None, **circumstances: Any) -> Finding[Status]:
        """Which Appendix applied to the accepted name ``taxon``; see ``core.listings.Question``."""
        return answer(Question(taxon, on, **circumstances), self.book, self.parties)


def read_shelf() -> Shelf:
    """Build the shelf from everything that is kept."""
    events = [
        read_event(row.data["entry"], row.data["sources"], row.data["dataset"])
        for row in ListingEvent.objects.all()
    ]
    book = ListingBook(
        events,
        Lineage(lineage_of(Taxon.objects.only("name", "path"))),
        completeness=_completeness(),
        annotations=read_annotations(library.read("annotations.yaml")),
    )
    return Shelf(book, Parties(_bound("cites")))


def _completeness() -> list:
    return [
        claim
        for file in library.knowledge_files("species")
        for claim in read_completeness(library.parse(file))
    ]


def _bound(treaty: str) -> dict[str, list[Interval]]:
    bound: dict[str, list[Interval]] = defaultdict(list)
    for row in Participation.objects.filter(treaty=treaty):
        bound[row.country].append(Interval(row.bound_from, row.bound_until))
    return bound
