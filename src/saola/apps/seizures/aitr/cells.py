"""How each column of the form is filled, one small function a column."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import translation

from saola.apps.catalogue import vocabularies

from ..models import Incident, Leg, Specimen

SEPARATOR = "; "


def key_of(incident: Incident, specimen: Specimen) -> str:
    """What a row is known by in every version of the report."""
    return f"{incident.number}/{specimen.line}"


def _words(vocabulary: str, codes: Any) -> str:
    """Codes in the words of the form, which is filled in English whoever fills it."""
    with translation.override("en"):
        return SEPARATOR.join(vocabularies.label(vocabulary, code) for code in codes if code)


def _place(incident: Incident, _specimen: Specimen) -> str:
    parts = [_words("place_types", [incident.place_type]), incident.place_name, incident.admin_area]
    return ", ".join(filter(None, parts))


def _agency(incident: Incident, _specimen: Specimen) -> str:
    return incident.agency.name if incident.agency else incident.reported.get("agency", "")


def _species(_incident: Incident, specimen: Specimen) -> str:
    taxon = specimen.taxon
    if taxon is None:
        return ""
    return taxon.name if taxon.rank in ("species", "subspecies", "variety") else f"{taxon.name} spp."


def _quantity(_incident: Incident, specimen: Specimen) -> str:
    amount = specimen.standard_quantity if specimen.standard_unit else specimen.quantity
    return "" if amount is None else plain(amount)


def plain(number: Decimal) -> str:
    """A number without exponent or trailing noise: ``1500``, ``0.5``."""
    return f"{number.normalize():f}"


def _unit(_incident: Incident, specimen: Specimen) -> str:
    unit = specimen.standard_unit or specimen.unit
    return "" if unit == "NAR" else unit


def _countries(*roles: str) -> Callable[[Incident, Specimen], str]:
    def cell(incident: Incident, _specimen: Specimen) -> str:
        on_the_way = [leg.country for leg in incident.legs.all() if leg.role in roles and leg.country]
        return SEPARATOR.join(dict.fromkeys(on_the_way))

    return cell


def _value(incident: Incident, _specimen: Specimen) -> str:
    return "" if incident.value is None else f"{plain(incident.value)} {incident.currency}".strip()


CELLS: dict[str, Callable[[Incident, Specimen], Any]] = {
    "incident_ref": lambda incident, _: incident.reference or incident.number,
    "seized_on": lambda incident, _: incident.seized_on,
    "place": _place,
    "agency": _agency,
    "species": _species,
    "common_name": lambda _, specimen: specimen.reported_common_name,
    "term": lambda _, specimen: specimen.term,
    "quantity": _quantity,
    "unit": _unit,
    "reason": lambda incident, _: _words("reasons", [incident.reason]),
    "detection": lambda incident, _: _words("detection", incident.detection),
    "transport": lambda incident, _: _words("transport", [incident.transport]),
    "concealment": lambda incident, _: _words("concealment", incident.concealment),
    "origin": _countries(Leg.ORIGIN),
    "transit": _countries(Leg.EXPORT, Leg.TRANSIT),
    "destination": _countries(Leg.DESTINATION),
    "nationality": lambda incident, _: SEPARATOR.join(incident.nationalities),
    "value": _value,
    "law": lambda incident, _: incident.law,
    "sanction": lambda incident, _: incident.sanction,
    "disposal": lambda incident, _: _words("disposal", incident.disposal),
    "notes": lambda incident, _: incident.notes,
    "appendix": lambda _, specimen: "/".join(specimen.possible),
}
