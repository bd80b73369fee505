"""Incidents as a list shows them: what their columns need and no more, because a list has many."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet

from saola.core.values import PartialDate

from ..models import Incident, Leg, Specimen
from .selecting import hidden_from

STRETCH = 500


class ListedTaxon(NamedTuple):
    name: str


class ListedLeg(NamedTuple):
    role: str
    country: str


class ListedSpecimen(NamedTuple):
    """Named as the fields of ``Specimen``."""

    term: str
    reported_term: str
    quantity: Decimal | None
    unit: str
    reported_name: str
    reported_common_name: str
    taxon: ListedTaxon | None


@dataclass(slots=True)
class ListedIncident:
    """Named as the fields of ``Incident``; its specimens by line, its route by position."""

    id: int
    number: str
    reference: str
    agency: str
    seized_on: str
    country: str
    admin_area: str
    place_name: str
    latitude: float | None
    longitude: float | None
    transport: str
    concealment: list[str]
    groups: str
    appendix: str
    value: Decimal | None
    currency: str
    specimen_count: int
    specimens: list[ListedSpecimen] = field(default_factory=list)
    legs: list[ListedLeg] = field(default_factory=list)

    @property
    def date(self) -> PartialDate:
        return PartialDate.parse_iso(self.seized_on)


_INCIDENT = (
    "id",
    "number",
    "reference",
    "agency__name",
    "seized_on",
    "country",
    "admin_area",
    "place_name",
    "latitude",
    "longitude",
    "transport",
    "concealment",
    "groups",
    "appendix",
    "value",
    "currency",
    "specimen_count",
)
_SPECIMEN = (
    "incident_id",
    "term",
    "reported_term",
    "quantity",
    "unit",
    "reported_name",
    "reported_common_name",
    "taxon__name",
)


def incidents(keys: Sequence[int], person: Any) -> list[ListedIncident]:
    """The incidents of ``keys`` in that order. What ``person`` may not see is not there."""
    hidden = hidden_from(person)
    if hidden is None:
        return []
    visible = Incident.objects.filter(pk__in=[key for key in keys if key not in hidden]).order_by()
    found = {incident.id: incident for incident in _with_parts(list(visible.values_list(*_INCIDENT)))}
    return [found[key] for key in keys if key in found]


def every(chosen: QuerySet[Incident]) -> Iterator[ListedIncident]:
    """Every incident of ``chosen`` in its order, read a stretch at a time."""
    rows = chosen.values_list(*_INCIDENT).iterator(chunk_size=STRETCH)
    while stretch := list(islice(rows, STRETCH)):
        yield from _with_parts(stretch)


def _with_parts(rows: list[tuple]) -> list[ListedIncident]:
    keys = [row[0] for row in rows]
    specimens, legs = _specimens(keys), _legs(keys)
    return [ListedIncident(*row, specimens[row[0]], legs[row[0]]) for row in rows]


def _specimens(keys: list[int]) -> dict[int, list[ListedSpecimen]]:
    gathered: dict[int, list[ListedSpecimen]] = defaultdict(list)
    rows = Specimen.objects.filter(incident__in=keys).order_by("incident_id", "line").values_list(*_SPECIMEN)
    for incident, *said, name in rows:
        gathered[incident].append(ListedSpecimen(*said, ListedTaxon(name) if name else None))
    return gathered


def _legs(keys: list[int]) -> dict[int, list[ListedLeg]]:
    gathered: dict[int, list[ListedLeg]] = defaultdict(list)
    rows = Leg.objects.filter(incident__in=keys).order_by("incident_id", "position")
    for incident, role, country in rows.values_list("incident_id", "role", "country"):
        gathered[incident].append(ListedLeg(role, country))
    return gathered
