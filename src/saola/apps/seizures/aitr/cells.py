"""How each column of the form is filled, one small function a column.

Every cell is a text, empty where nothing is known. What an agency noted for itself stays home: see
``docs/decisions/what-leaves-in-the-report.md``.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils import translation

from saola.apps.catalogue import vocabularies

from ..models import Incident, Leg, Specimen

SEPARATOR = "; "
UNKNOWN_COUNTRY = "XX"
"""What CITES writes for a country that is not known."""

PRIVATE_PLACES = {"private"}
"""Kinds of place whose name would be somebody's address."""

SPECIES_RANKS = {"species", "subspecies", "variety"}
NUMBER_OF_SPECIMENS = "NAR"

Cell = Callable[[Incident, Specimen], str]


def key_of(incident: Incident, specimen: Specimen) -> str:
    """What a row is known by in every version of the report."""
    return f"{incident.number}/{specimen.line}"


def number_of(key: str) -> str:
    """The number of the seizure that the row ``key`` belongs to."""
    return key.rpartition("/")[0]


def plain(number: Decimal) -> str:
    """A number without exponent or trailing noise: ``1500``, ``0.5``."""
    return f"{number.normalize():f}"


def words_of(vocabulary: str, codes: Iterable[str]) -> str:
    """Codes in the words of the form, which is filled in English whoever fills it."""
    with translation.override("en"):
        return SEPARATOR.join(vocabularies.label(vocabulary, code) for code in codes if code)


def _place(incident: Incident, _specimen: Specimen) -> str:
    """Kind of place, name, province. Of a home the name stays out: it is an address."""
    name = "" if incident.place_type in PRIVATE_PLACES else incident.place_name
    parts = (words_of("place_types", [incident.place_type]), name, incident.admin_area)
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _agency(incident: Incident, _specimen: Specimen) -> str:
    return incident.agency.name if incident.agency else incident.reported.get("agency", "")


def _species(_incident: Incident, specimen: Specimen) -> str:
    taxon = specimen.taxon
    if taxon is None:
        return ""
    return taxon.name if taxon.rank in SPECIES_RANKS else f"{taxon.name} spp."


def measured(specimen: Specimen) -> tuple[Decimal | None, str]:
    """Quantity and unit as the form wants them: in the preferred unit of the term where there is a way to it.

    A conversion that keeps the unit changes the term (a set of piano keys into 52 keys); the form keeps the
    term that was seized, so the number stays with it. Without a unit nothing is converted.
    """
    if specimen.unit and specimen.standard_unit and specimen.standard_unit != specimen.unit:
        return specimen.standard_quantity, specimen.standard_unit
    return specimen.quantity, specimen.unit


def _quantity(_incident: Incident, specimen: Specimen) -> str:
    amount, _ = measured(specimen)
    return "" if amount is None else plain(amount)


def _unit(_incident: Incident, specimen: Specimen) -> str:
    """No unit is the form's way to say a number of specimens; a unit not understood stays in its words."""
    _, unit = measured(specimen)
    return "" if unit == NUMBER_OF_SPECIMENS else unit or specimen.reported_unit


def _countries(*roles: str) -> Cell:
    def cell(incident: Incident, _specimen: Specimen) -> str:
        on_the_way = [leg.country for leg in incident.legs.all() if leg.role in roles and leg.country]
        return SEPARATOR.join(dict.fromkeys(on_the_way))

    return cell


def _origin(incident: Incident, _specimen: Specimen) -> str:
    """Every alleged country; an origin that is not known is ``XX``, as CITES writes it."""
    alleged = [leg.country or UNKNOWN_COUNTRY for leg in incident.legs.all() if leg.role == Leg.ORIGIN]
    return SEPARATOR.join(dict.fromkeys(alleged)) or UNKNOWN_COUNTRY


def _nationality(incident: Incident, _specimen: Specimen) -> str:
    """Countries, with how many where it is more than one; nothing that tells who."""
    counted = Counter(incident.nationalities)
    return SEPARATOR.join(f"{code} ({many})" if many > 1 else code for code, many in counted.items())


def _value(incident: Incident, _specimen: Specimen) -> str:
    return "" if incident.value is None else f"{plain(incident.value)} {incident.currency}".strip()


def _remarks(_incident: Incident, specimen: Specimen) -> str:
    """What a reader of the row must know, said by Saola; never what an agency noted for itself."""
    amount, unit = measured(specimen)
    remarks = []
    if specimen.is_estimate and amount is not None:
        remarks.append("Quantity estimated.")
    if amount is not None and not unit:
        remarks.append("Unit of the quantity not known.")
    if len(specimen.possible) > 1:
        remarks.append(
            "Which Appendix applied depends on what is not known of the specimen, such as its country of origin."
        )
    return " ".join(remarks)


CELLS: dict[str, Cell] = {
    "incident_ref": lambda incident, _: incident.number,
    "seized_on": lambda incident, _: incident.seized_on,
    "place": _place,
    "agency": _agency,
    "species": _species,
    "common_name": lambda _, specimen: specimen.reported_common_name,
    "term": lambda _, specimen: specimen.term,
    "quantity": _quantity,
    "unit": _unit,
    "reason": lambda incident, _: words_of("reasons", [incident.reason]),
    "detection": lambda incident, _: words_of("detection", incident.detection),
    "transport": lambda incident, _: words_of("transport", [incident.transport]),
    "concealment": lambda incident, _: words_of("concealment", incident.concealment),
    "origin": _origin,
    "transit": _countries(Leg.EXPORT, Leg.TRANSIT),
    "destination": _countries(Leg.DESTINATION),
    "nationality": _nationality,
    "value": _value,
    "law": lambda incident, _: incident.law,
    "sanction": lambda incident, _: incident.sanction,
    "disposal": lambda incident, _: words_of("disposal", incident.disposal),
    "notes": _remarks,
    "appendix": lambda _, specimen: "/".join(specimen.possible),
}


def missing(field: str, row: dict[str, str], specimen: Specimen) -> bool:
    """Whether ``row`` lacks something that the form asks for in every row."""
    if field == "unit":
        amount, unit = measured(specimen)
        return amount is not None and not unit
    return not row[field]
