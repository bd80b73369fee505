"""The page of one seizure: what was reported, what was made of it, what applied, where it went, what happened."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from saola.apps.accounts.holding import Closeness
from saola.apps.catalogue import vocabularies
from saola.apps.journal import queries as journal

from ..models import Incident, Likeness, SourceRow, Specimen
from . import amounts, places
from . import specimens as specimens_of


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything the page shows."""

    incident: Incident
    title: Any
    groups: tuple[dict[str, Any], ...]
    specimens: tuple[specimens_of.SpecimenPart, ...]
    stops: tuple[dict[str, Any], ...]
    map: dict[str, Any] | None
    source: tuple[dict[str, Any], ...]
    likenesses: tuple[dict[str, Any], ...]
    history: tuple[dict[str, Any], ...]
    counted_as: str
    closeness: Closeness | None


def read(incident: Incident, person: Any) -> IncidentPage:
    specimens = list(incident.specimens.select_related("taxon"))
    legs = list(incident.legs.all())
    return IncidentPage(
        incident,
        specimens_of.title(specimens),
        tuple(_fact_groups(incident)),
        tuple(specimens_of.read(specimen, incident, legs) for specimen in specimens),
        tuple(_stops(incident, legs)),
        _map(incident, legs),
        tuple(_source(incident, specimens)),
        tuple(_likenesses(incident, person)),
        tuple(_history(incident)),
        _counted_as(incident, person),
        closeness if (closeness := Closeness.of(incident)) != Closeness() else None,
    )


def _counted_as(incident: Incident, person: Any) -> str:
    """The number of the seizure that this is a further report of, if ``person`` sees it."""
    if incident.duplicate_of_id is None:
        return ""
    seen = Incident.objects.visible_to(person).filter(pk=incident.duplicate_of_id)
    return seen.values_list("number", flat=True).first() or ""


def _codes(vocabulary: str, codes: list[str]) -> str:
    return vocabularies.listed(vocabularies.label(vocabulary, code) for code in codes)


def _fact_groups(incident: Incident):
    """Facts of the incident; words that were reported and read otherwise stand beside them."""
    said = incident.reported

    def fact(label: str, value: Any, *fields: str) -> dict[str, Any]:
        words = "; ".join(dict.fromkeys(said[field] for field in fields if said.get(field)))
        note = ""
        if words and words.casefold() != str(value).casefold():
            note = format_html('{} <q dir="auto">{}</q>', _("reported as"), words)
        return {"label": label, "value": value, "note": note}

    country = vocabularies.country_label(incident.country) if incident.country else None
    money = (
        f"{amounts.exact(incident.value)} {incident.currency}".strip() if incident.value is not None else None
    )
    yield {
        "title": _("When and where"),
        "facts": [
            fact(_("Date"), incident.date, "date"),
            fact(_("Country"), country, "country"),
            fact(_("Province or district"), incident.admin_area, "admin_area"),
            fact(_("Place"), incident.place_name, "place_name"),
            fact(
                _("Kind of place"),
                _codes("place_types", [c for c in [incident.place_type] if c]),
                "place_type",
            ),
        ],
    }
    yield {
        "title": _("How"),
        "facts": [
            fact(_("Agency"), str(incident.agency) if incident.agency else None, "agency"),
            fact(_("Detected by"), _codes("detection", incident.detection), "detection"),
            fact(_("Transport"), _codes("transport", [c for c in [incident.transport] if c]), "transport"),
            fact(_("Concealment"), _codes("concealment", incident.concealment), "concealment"),
            fact(_("Reason"), _codes("reasons", [c for c in [incident.reason] if c]), "reason"),
            fact(_("Value"), money, "value"),
        ],
    }
    yield {
        "title": _("What followed"),
        "facts": [
            fact(_("Law"), incident.law),
            fact(_("Sanction"), incident.sanction),
            fact(_("Disposal"), _codes("disposal", incident.disposal), "disposal"),
            fact(
                _("Nationalities of offenders"),
                vocabularies.listed(vocabularies.country_label(code) for code in incident.nationalities),
                "offender_nationality",
            ),
            fact(_("Additional information"), incident.notes),
        ],
    }
    others = [
        {"label": name.removeprefix("note:"), "value": words, "note": ""}
        for name, words in said.items()
        if name.startswith("note:")
    ]
    if others:
        yield {"title": _("Other columns of the file"), "facts": others}


def _stops(incident: Incident, legs: list):
    """The route in its order, with the seizure before the first place that was only intended."""
    here = {
        "role": "seizure",
        "place": incident.place_name or incident.admin_area,
        "country": vocabularies.country_label(incident.country) if incident.country else "",
        "is_seizure": True,
    }
    if not legs:
        return
    placed = False
    for leg in legs:
        if not placed and (not leg.is_actual or leg.role == "destination"):
            yield here
            placed = True
        country = vocabularies.country_label(leg.country) if leg.country else ""
        yield {
            "role": leg.role,
            "place": "" if leg.place_name in (leg.country, country) else leg.place_name,
            "country": country,
            "share": float(leg.share) if leg.share is not None else None,
            "is_actual": leg.is_actual,
            "is_opportunity": bool(leg.seizure_opportunity),
        }
    if not placed:
        yield here


def _map(incident: Incident, legs: list) -> dict[str, Any] | None:
    known = vocabularies.centroids()
    here = None
    if incident.latitude is not None:
        here = (incident.latitude, incident.longitude)
    elif incident.country in known:
        here = known[incident.country]
    way = [(known[leg.country], leg) for leg in legs if leg.country in known]
    if here is None and not way:
        return None
    points, routes = [], []
    if here is not None:
        label = incident.place_name or incident.admin_area or vocabularies.country_label(incident.country)
        points.append({"lat": here[0], "lon": here[1], "count": 1, "label": label})
    for (start, leg), (end, following) in _pairwise(way):
        if start != end:
            routes.append(_route(start, end, leg, following))
    return {
        "title": _("Where it was seized, and its way"),
        "caption": ""
        if incident.latitude is not None
        else _("The place is not known: shown at its country."),
        "points": points,
        "routes": routes,
        **places.outlines(),
    }


def _pairwise(way: list):
    """From every origin to the next role; after that, one place to the next."""
    by_role: dict[str, list] = defaultdict(list)
    for step in way:
        by_role[step[1].role].append(step)
    steps = [by_role[role] for role in ("origin", "export", "transit", "destination") if by_role[role]]
    for here, following in pairwise(steps):
        for each in here:
            yield each, following[0]


def _route(start, end, leg, following) -> dict[str, Any]:
    return {
        "from": list(start),
        "to": list(end),
        "weight": 1,
        "label": f"{vocabularies.country_label(leg.country)} – {vocabularies.country_label(following.country)}",
        "actual": following.is_actual,
    }


def _source(incident: Incident, specimens: list[Specimen]):
    """The rows of the file as they came."""
    if incident.batch is None:
        return
    wanted = sorted({specimen.source_row for specimen in specimens if specimen.source_row})
    rows = SourceRow.objects.filter(batch=incident.batch, number__in=wanted[:100])
    for row in rows:
        yield {"number": row.number, "cells": row.cells}


def _likenesses(incident: Incident, person: Any):
    """Seizures that may be the same one, as far as this person sees them."""
    pairs = Likeness.objects.filter(Q(one=incident) | Q(other=incident)).select_related("one", "other")
    for pair in pairs:
        twin = pair.other if pair.one_id == incident.pk else pair.one
        if Incident.objects.visible_to(person).filter(pk=twin.pk).exists():
            yield {
                "number": twin.number,
                "date": twin.date,
                "url": reverse("seizures:incident", args=[twin.number]),
                "judgement": pair.get_judgement_display(),
                "score": pair.score,
            }


def _history(incident: Incident):
    """The journal of the seizure, and the recording of the file that brought it."""
    for entry in journal.history(incident):
        yield {"at": entry.at, "who": entry.actor, "sentence": journal.sentence(entry)}
    if incident.batch is not None:
        for entry in journal.history(incident.batch):
            if entry.event in ("batch.recorded", "batch.received"):
                yield {"at": entry.at, "who": entry.actor, "sentence": journal.sentence(entry)}
