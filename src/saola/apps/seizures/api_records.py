"""Seizures as the API answers them, read in three questions: a page of a hundred is asked for again and again.

The schemas of ``api`` describe the same answer; to have them check a hundred records would cost more than to find them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from .models import Incident, Leg, Specimen

OF_INCIDENT = (
    "number",
    "reference",
    "seized_on",
    "country",
    "admin_area",
    "place_name",
    "latitude",
    "longitude",
    "detection",
    "transport",
    "concealment",
    "value",
    "currency",
    "is_held_back",
    "reported",
    "version",
)
OF_SPECIMEN = (
    "line",
    "taxon_id",
    "reported_name",
    "reported_common_name",
    "group",
    "term",
    "reported_term",
    "quantity",
    "unit",
    "standard_quantity",
    "standard_unit",
    "reported_quantity",
    "reported_unit",
    "appendix",
    "possible",
    "deemed",
    "outcome",
)
OF_LEG = ("position", "role", "country", "place_name", "share", "is_actual", "seizure_opportunity")


def whole(keys: Sequence[int], person: Any) -> list[dict[str, Any]]:
    """The seizures of these keys that ``person`` sees, in the same order, with their specimens and legs."""
    seen = Incident.objects.visible_to(person).filter(pk__in=keys)
    rows = seen.values("pk", "agency__code", "duplicate_of__number", *OF_INCIDENT)
    found = {row["pk"]: row for row in rows.order_by()}
    specimens = _by_incident(Specimen, found, (*OF_SPECIMEN, "taxon__name"))
    legs = _by_incident(Leg, found, OF_LEG)
    return [_record(found[key], specimens[key], legs[key]) for key in keys if key in found]


def _by_incident(model: Any, incidents: Iterable[int], fields: Sequence[str]) -> dict[int, list[Any]]:
    of: dict[int, list[Any]] = defaultdict(list)
    for row in model.objects.filter(incident__in=list(incidents)).values("incident_id", *fields):
        of[row.pop("incident_id")].append(row)
    return of


def _record(
    row: dict[str, Any], specimens: list[dict[str, Any]], legs: list[dict[str, Any]]
) -> dict[str, Any]:
    del row["pk"]
    row["agency"], row["duplicate_of"] = row.pop("agency__code"), row.pop("duplicate_of__number")
    for specimen in specimens:
        specimen["taxon"] = specimen.pop("taxon__name")
    return {**row, "specimens": specimens, "legs": legs}
