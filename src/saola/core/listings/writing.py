"""Writes events and histories so that they can be kept: the other half of ``reading``."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..values import Mark
from .events import NONE, Covers, ListingEvent
from .populations import Extent, Part, Population


def write_event(event: ListingEvent) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entry and its sources, as ``read_event(entry, sources, event.dataset)`` reads them back."""
    entry: dict[str, Any] = {
        "id": event.id,
        "taxon": event.taxon,
        "appendix": event.appendix,
        "change": event.change.value,
        "on": str(event.on),
        "party": event.party or None,
        "population": _population(event.population),
        "not_taxa": sorted(event.not_taxa),
        "annotation": event.annotation,
        "covers": _covers(event.covers),
        "replaces": list(event.replaces),
        "source": "list",
        "locator": event.source.locator,
        "mark": event.source.mark.value,
    }
    return {key: value for key, value in entry.items() if value}, {"list": {"title": event.source.title}}


def _population(population: Population) -> dict[str, Any] | None:
    if population.is_everywhere:
        return None
    members: list[Any] = [*sorted(population.countries), *map(_part, population.parts)]
    said: dict[Extent, Any] = {
        Extent.ONLY: members,
        Extent.EXCEPT: members,
        Extent.UNREAD: population.text,
    }
    data: dict[str, Any] = {population.extent.value: said[population.extent]}
    if population.text and population.extent is not Extent.UNREAD:
        data["text"] = population.text
    if population.elsewhere:
        data["elsewhere"] = population.elsewhere
    return data


def _part(part: Part) -> dict[str, Any]:
    return {"country": part.country, "text": part.text, "places": list(part.places)}


def _covers(covers: Covers) -> dict[str, Any] | None:
    data = {
        "hash": covers.hash,
        "only_terms": sorted(covers.only_terms),
        "otherwise": covers.otherwise if covers.otherwise != NONE else "",
        "not_terms": sorted(covers.not_terms),
        "not_sources": sorted(covers.not_sources),
        "unread": covers.is_unread,
    }
    return {key: value for key, value in data.items() if value} or None


def settle_histories(ours: Iterable[ListingEvent], official: Iterable[ListingEvent]) -> list[ListingEvent]:
    """One history of two: an official history decides for the taxa it names.

    An event of ours that the official one repeats (taxon, Appendix, change, Party and day) stays, with what it
    knows of populations and specimens, and rests on the official source from then on. One from memory that the
    official history of its taxon does not have is left out.
    """
    official = list(official)
    theirs = {_key(event): event for event in official}
    named = {event.taxon for event in official}
    settled, confirmed = [], set()
    for event in ours:
        same = theirs.get(_key(event))
        if same is not None:
            confirmed.add(_key(event))
            settled.append(replace(event, source=same.source))
        elif event.taxon not in named or event.source.mark is not Mark.MEMORY:
            settled.append(event)
    return settled + [event for event in official if _key(event) not in confirmed]


def _key(event: ListingEvent) -> tuple[str, ...]:
    return event.taxon, event.appendix, event.change.value, event.party, str(event.on)
