"""What the page of one exhibit shows: facts, the chain of custody hand to hand, entries, files, laboratory work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.core.custody import Discrepancy, Entry, Link, State, Where, chain, replay
from saola.core.values import Quantity

from . import wording
from .models import CustodyEvent, Exhibit


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    exhibit: Exhibit
    groups: tuple[dict[str, Any], ...]
    links: tuple[dict[str, Any], ...]
    entries: tuple[dict[str, Any], ...]
    discrepancies: tuple[dict[str, Any], ...]
    is_of_several: bool
    """Whether something was taken from it, or it from another: their entries are counted in one row."""
    parts: tuple[Exhibit, ...]
    files: tuple[Any, ...]
    requests: tuple[Any, ...]


def read(exhibit: Exhibit, person: Any) -> ExhibitPage:
    events = list(CustodyEvent.objects.of_family(exhibit).select_related("exhibit", "by"))
    entries = [event.entry() for event in events]
    state = replay(entries)
    people = wording.names(_names(state, entries))
    seen = Exhibit.objects.visible_to(person)
    places = wording.places()
    return ExhibitPage(
        exhibit,
        tuple(_groups(exhibit, people)),
        tuple(_links(chain(entries, exhibit.number), people, places)),
        tuple(_entry(event, people, places) for event in reversed(events) if event.exhibit_id == exhibit.pk),
        tuple(_discrepancy(found, people) for found in state.of(exhibit.number)),
        any(event.exhibit_id != exhibit.pk for event in events),
        tuple(seen.filter(parent=exhibit).order_by("number")),
        tuple(exhibit.files.select_related("sealed_by").prefetch_related("derivatives")),
        tuple(exhibit.requests.select_related("asked_by").prefetch_related("results__taxon")),
    )


def _names(state: State, entries: Iterable[Entry]) -> set[str]:
    held = {each.holder for each in state.exhibits.values()} | {
        each.receiver for each in state.exhibits.values()
    }
    return held | {entry.by for entry in entries} | {getattr(entry.act, "to", "") for entry in entries}


def _groups(exhibit: Exhibit, names: dict[str, str]):
    def fact(label: str, value: Any) -> dict[str, Any]:
        return {"label": label, "value": value, "note": ""}

    is_gone = exhibit.where == Where.DISPOSED
    seizure = format_html(
        '<a href="{}" dir="ltr">{}</a>',
        reverse("seizures:incident", args=[exhibit.incident.number]),
        exhibit.incident.number,
    )
    yield {
        "title": _("What it is"),
        "facts": [
            fact(_("Kind"), exhibit.get_sort_display()),
            fact(
                _("Quantity when it ended") if is_gone else _("Quantity now"),
                wording.quantity(Quantity(exhibit.present, exhibit.unit)),
            ),
            fact(_("Seizure"), seizure),
            fact(_("Taken from"), _linked(exhibit.parent)),
            fact(_("Agency"), str(exhibit.agency) if exhibit.agency else None),
            fact(_("Taken in"), timezone.localtime(exhibit.taken_in_at)),
        ],
    }
    yield {
        "title": _("Where it is"),
        "facts": [
            fact(_("State"), exhibit.get_where_display()),
            fact(
                _("Who held it last") if is_gone else _("Who holds it"),
                names.get(exhibit.holder, exhibit.holder),
            ),
            fact(_("Who has not signed yet"), names.get(exhibit.receiver, exhibit.receiver)),
            fact(
                _("Kept in"),
                str(exhibit.place) if exhibit.place and exhibit.where == Where.IN_CUSTODY else None,
            ),
            fact(_("Last seal") if is_gone else _("Seal"), exhibit.seal),
        ],
    }
    disposal = getattr(exhibit, "disposal", None)
    if disposal is not None:
        yield {
            "title": _("How it ended"),
            "facts": [
                fact(_("Number of the order"), disposal.order),
                fact(_("Court or authority"), disposal.ordered_by),
                fact(_("Date of the order"), disposal.ordered_on),
                fact(_("Manner"), vocabularies.label("disposal", disposal.manner)),
                fact(_("Witness"), disposal.witness),
            ],
        }


def _linked(exhibit: Exhibit | None) -> Any:
    if exhibit is None:
        return None
    return format_html(
        '<a href="{}" dir="ltr">{}</a>', reverse("evidence:exhibit", args=[exhibit.number]), exhibit.number
    )


def _links(links: Iterable[Link], names: dict[str, str], places: dict[str, str]):
    for link in links:
        yield {
            "holder": names.get(link.holder, link.holder),
            "where": link.where.value,
            "place": places.get(link.place, link.place) if link.where is Where.IN_CUSTODY else "",
            "seal": link.seal,
            "start": link.start,
            "until": link.until,
            "entry": link.entry,
            "is_gap": link.is_gap,
        }


def _entry(event: CustodyEvent, names: dict[str, str], places: dict[str, str]) -> dict[str, Any]:
    return {
        "number": event.number,
        "what": event.get_kind_display(),
        "words": wording.sentences(event.act, names, places),
        "at": event.at,
        "entered_at": event.recorded_at if event.recorded_at - event.at > LATE else None,
        "by": event.by,
        "digest": event.digest,
    }


LATE = timedelta(minutes=5)
"""From which delay on the time of entry is shown beside the time of the act."""


def _discrepancy(found: Discrepancy, names: dict[str, str]) -> dict[str, Any]:
    return {
        "entry": found.entry,
        "text": wording.in_words(found.text, names),
        "at": found.at,
        "is_open": found.is_open,
        "is_due": found.is_due(timezone.now()),
        "explained_by": found.explained_by,
    }
