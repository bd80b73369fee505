"""The page of a taxon: its names, its place, where it lives, what the law said of it and when."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saola.core.listings import Change, ListingEvent, Population, Reservation
from saola.core.values import Interval, Source

from . import vocabularies
from .models import Dataset, SnapshotListing, Taxon, TaxonName
from .queries import listing_book

_NAMED = 5  # countries named in the label of a lane; more are counted


@dataclass(frozen=True, slots=True)
class EventRow:
    """One dated change, in words. ``is_inherited``: it was made for a taxon above this one."""

    on: str
    appendix: str
    change: str
    taxon: str
    is_inherited: bool
    who: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class ListSays:
    """What one loaded list has of the taxon."""

    title: str
    on: str
    listing: str
    note: str


@dataclass(frozen=True, slots=True)
class TaxonRecord:
    """Everything the page of ``taxon`` shows."""

    taxon: Taxon
    rank: str
    lineage: tuple[Taxon, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    synonyms: tuple[TaxonName, ...]
    range: tuple[str, ...]
    timeline: dict[str, Any]
    events: tuple[EventRow, ...]
    reservations: tuple[EventRow, ...]
    annotations: tuple[tuple[str, str], ...]
    lists: tuple[ListSays, ...]


def taxon_record(taxon: Taxon, today: date) -> TaxonRecord:
    """The page of ``taxon``; the time line runs up to ``today``."""
    shelf = listing_book()
    history = shelf.book.history(taxon.name)
    chain = shelf.book.chain(taxon.name)
    lawful = [v for v in history if v.event.change not in (Change.RESERVATION, Change.WITHDRAWAL)]
    deletions = [
        event
        for event in shelf.book.events.values()
        if event.taxon in chain and event.change in (Change.DELETION, Change.WITHDRAWAL)
    ]
    events = sorted({v.event for v in lawful} | set(deletions), key=lambda event: (event.earliest, event.id))
    return TaxonRecord(
        taxon=taxon,
        rank=rank_label(taxon.rank),
        lineage=_lineage(taxon),
        names=_names(taxon),
        synonyms=tuple(taxon.names.filter(kind=TaxonName.SYNONYM).order_by("name")),
        range=tuple(sorted(map(vocabularies.country_label, taxon.range))),
        timeline=_timeline(taxon.name, lawful, today),
        events=tuple(
            _event_row(taxon.name, event) for event in events if event.change is not Change.WITHDRAWAL
        ),
        reservations=_reservations(taxon.name, history, shelf.reservations.about(chain)),
        annotations=_annotations(shelf.book, events),
        lists=_lists(taxon.name),
    )


def rank_label(rank: str) -> str:
    known = {
        "kingdom": _("kingdom"),
        "phylum": _("phylum"),
        "class": _("class"),
        "order": _("order"),
        "family": _("family"),
        "subfamily": _("subfamily"),
        "genus": _("genus"),
        "species": _("species"),
        "subspecies": _("subspecies"),
        "variety": _("variety"),
    }
    return known.get(rank, rank)


def reader_language() -> str:
    """The reader's language as lists write it: ``zh`` for ``zh-hans``."""
    return (get_language() or "en").split("-")[0]


def change_label(change: Change) -> str:
    return {
        Change.ADDITION: _("included"),
        Change.DELETION: _("deleted"),
        Change.EXCEPTION: _("exception"),
        Change.RESERVATION: _("reservation"),
        Change.WITHDRAWAL: _("reservation withdrawn"),
        Change.OBSERVATION: _("observed"),
    }[change]


def language_label(code: str) -> str:
    """The name of a language in the reader's."""
    return vocabularies.language_label(code) if code else _("language not given")


def population_label(population: Population) -> str:
    """The populations an entry covers, in words."""
    if population.is_everywhere:
        return _("All populations")
    countries = [vocabularies.country_label(code) for code in sorted(population.named)]
    if not countries:
        return _("Some populations, in words only")
    places = vocabularies.listed(countries[:_NAMED])
    if len(countries) > _NAMED:
        places = _("{places} and {count} more").format(places=places, count=len(countries) - _NAMED)
    if population.extent.value == "except":
        return _("All but {places}").format(places=places)
    if population.parts and not population.countries:
        return _("Part of {places}").format(places=places)
    return places


def _lineage(taxon: Taxon) -> tuple[Taxon, ...]:
    paths, path = [], ""
    for name in taxon.lineage:
        path += f"{name}/"
        paths.append(path)
    found = {each.path: each for each in Taxon.objects.filter(path__in=paths)}
    return tuple(found[path] for path in paths if path in found)


def _names(taxon: Taxon) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Common names by language, the reader's own language first."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for name in taxon.names.filter(kind=TaxonName.COMMON).order_by("pk"):
        by_language[name.language].append(name.name)
    own = reader_language()
    order = sorted(by_language, key=lambda code: (code != own, code == "", language_label(code)))
    return tuple((language_label(code), tuple(dict.fromkeys(by_language[code]))) for code in order)


def _timeline(name: str, history: list, today: date) -> dict[str, Any]:
    """The data of the ``listing-timeline`` drawing: a lane for each population of each entry."""
    lanes: dict[str, list[dict]] = defaultdict(list)
    for validity in history:
        event = validity.event
        if event.change is not Change.ADDITION:
            continue
        span = validity.possible
        if span.start is not None and span.start > today:
            continue
        end = span.end.isoformat() if span.end is not None and span.end <= today else None
        lanes[_lane(name, event)].append(
            {
                "from": span.start.isoformat() if span.start else None,
                "to": end,
                "appendix": event.appendix,
            }
        )
    return {
        "to": today.isoformat(),
        "title": _("Where {name} stood in the Appendices").format(name=name),
        "caption": _("The more specific entry goes before that of a higher taxon."),
        "lanes": [{"label": label, "spans": spans} for label, spans in lanes.items()],
    }


def _lane(name: str, event: ListingEvent) -> str:
    label = vocabularies.country_label(event.party) if event.party else population_label(event.population)
    return label if event.taxon == name else f"{event.taxon} spp.: {label}"


def _event_row(name: str, event: ListingEvent) -> EventRow:
    who = vocabularies.country_label(event.party) if event.party else population_label(event.population)
    return EventRow(
        on=str(event.on),
        appendix=event.appendix,
        change=change_label(event.change),
        taxon=event.taxon,
        is_inherited=event.taxon != name,
        who=who,
        note=event.annotation,
        source=event.source,
    )


def _reservations(name: str, history: list, listed: list[Reservation]) -> tuple[EventRow, ...]:
    """Reservations of the histories, and those of the loaded list that the histories do not have."""
    ours = [v for v in history if v.event.change is Change.RESERVATION]
    known = {(v.event.party, v.event.taxon, v.event.earliest) for v in ours}
    rows = [replace(_event_row(name, v.event), on=_period(v.possible)) for v in ours]
    rows += [
        _reservation_row(name, kept)
        for kept in listed
        if (kept.party, kept.taxon, kept.during.start) not in known
    ]
    return tuple(sorted(rows, key=lambda row: (row.on, row.who)))


def _reservation_row(name: str, kept: Reservation) -> EventRow:
    return EventRow(
        on=_period(kept.during),
        appendix=kept.appendix,
        change=change_label(Change.RESERVATION),
        taxon=kept.taxon,
        is_inherited=kept.taxon != name,
        who=vocabularies.country_label(kept.party),
        note=kept.note,
        source=kept.source,
    )


def _period(during: Interval) -> str:
    start = during.start.isoformat() if during.start else ""
    return f"{start} – {during.end.isoformat()}" if during.end else start


def _annotations(book: Any, events: list[ListingEvent]) -> tuple[tuple[str, str], ...]:
    """The newest wording of every # symbol that bears on the taxon."""
    symbols = dict.fromkeys(event.covers.hash for event in events if event.covers.hash)
    return tuple((symbol, book.wordings(symbol)[-1].text) for symbol in symbols if book.wordings(symbol))


def _lists(name: str) -> tuple[ListSays, ...]:
    rows = SnapshotListing.objects.filter(taxon_name=name).select_related("dataset")
    return tuple(
        ListSays(
            row.dataset.title,
            row.dataset.speaks_of,
            row.listing,
            _plain(row.data.get("FullAnnotationEnglish") or row.data.get("Full note") or ""),
        )
        for row in rows
    )


def _plain(note: str) -> str:
    """The words of a note, without the marks of its typesetting."""
    return " ".join(re.sub(r"<[^>]*>|\*\*", " ", note).split())


def loaded_lists() -> list[Dataset]:
    """The lists that are loaded, the library first."""
    return sorted(Dataset.objects.all(), key=lambda dataset: (dataset.kind != "knowledge", dataset.title))


def groups() -> list[tuple[str, str, int]]:
    """Code, label and number of species of every enforcement group that the loaded lists hold, by label."""
    counted = dict(
        Taxon.objects.filter(rank="species")
        .exclude(group="")
        .values_list("group")
        .annotate(count=Count("pk"))
        .values_list("group", "count")
    )
    known = [(code, vocabularies.group_label(code), count) for code, count in counted.items()]
    return sorted(known, key=lambda group: group[1].casefold())
