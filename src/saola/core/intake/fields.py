"""The fields of a seizure row: everything a column can mean."""

from dataclasses import dataclass
from enum import StrEnum

from saola.core.values import Message, gettext_noop, say


class FieldKind(StrEnum):
    """How the words of a field are read."""

    TEXT = "text"
    DATE = "date"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"
    COUNTRY = "country"
    COUNTRIES = "countries"
    LEGS = "legs"
    ROUTE = "route"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    COORDINATES = "coordinates"
    NUMBER = "number"
    UNIT = "unit"
    CODE = "code"
    MONEY = "money"
    CURRENCY = "currency"
    NAME = "name"
    NOTE = "note"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning of a column.

    ``vocabulary`` names the code list for kind ``CODE``; ``is_many`` says that several columns may bear it and
    that a cell may hold several.
    """

    key: str
    label: Message
    kind: FieldKind
    vocabulary: str = ""
    is_many: bool = False


def _field(key: str, label: str, kind: FieldKind, vocabulary: str = "", *, many: bool = False) -> Field:
    return Field(key, say(label), kind, vocabulary, many)


_K = FieldKind
_ALL = (
    _field("incident_ref", gettext_noop("Reference of the incident"), _K.TEXT),
    _field("line_ref", gettext_noop("Reference of the specimen or line"), _K.TEXT),
    _field("date", gettext_noop("Date of seizure"), _K.DATE),
    _field("year", gettext_noop("Year of seizure"), _K.YEAR),
    _field("month", gettext_noop("Month of seizure"), _K.MONTH),
    _field("day", gettext_noop("Day of seizure"), _K.DAY),
    _field("time", gettext_noop("Time of seizure"), _K.TIME),
    _field("place_name", gettext_noop("Place"), _K.TEXT),
    _field("admin_area", gettext_noop("Province or district"), _K.TEXT),
    _field("country", gettext_noop("Country of seizure"), _K.COUNTRY),
    _field("latitude", gettext_noop("Latitude"), _K.LATITUDE),
    _field("longitude", gettext_noop("Longitude"), _K.LONGITUDE),
    _field("coordinates", gettext_noop("Latitude and longitude"), _K.COORDINATES),
    _field("place_type", gettext_noop("Kind of place"), _K.CODE, "place_type"),
    _field("agency", gettext_noop("Agency"), _K.TEXT),
    _field("scientific_name", gettext_noop("Scientific name"), _K.NAME),
    _field("common_name", gettext_noop("Common name"), _K.NAME),
    _field("group", gettext_noop("Group of species"), _K.TEXT),
    _field("term", gettext_noop("Description of the specimen"), _K.CODE, "term"),
    _field("state", gettext_noop("Alive or dead"), _K.CODE, "state"),
    _field("quantity", gettext_noop("Quantity"), _K.NUMBER),
    _field("unit", gettext_noop("Unit"), _K.UNIT, "unit"),
    _field("quantity2", gettext_noop("Second quantity"), _K.NUMBER),
    _field("unit2", gettext_noop("Unit of the second quantity"), _K.UNIT, "unit"),
    _field("equivalents", gettext_noop("Whole animals or plants, as reported"), _K.NUMBER),
    _field("origin", gettext_noop("Country of origin"), _K.LEGS, many=True),
    _field("export", gettext_noop("Country of export"), _K.LEGS, many=True),
    _field("transit", gettext_noop("Country of transit"), _K.LEGS, many=True),
    _field("destination", gettext_noop("Country of destination"), _K.LEGS, many=True),
    _field("route", gettext_noop("Route in words"), _K.ROUTE),
    _field("transport", gettext_noop("Means of transport"), _K.CODE, "transport"),
    _field("concealment", gettext_noop("Concealment"), _K.CODE, "concealment", many=True),
    _field("detection", gettext_noop("Method of detection"), _K.CODE, "detection", many=True),
    _field("reason", gettext_noop("Reason for the seizure"), _K.CODE, "reason"),
    _field("offender_nationality", gettext_noop("Nationality of the offenders"), _K.COUNTRIES, many=True),
    _field("value", gettext_noop("Estimated value"), _K.MONEY),
    _field("currency", gettext_noop("Currency of the value"), _K.CURRENCY),
    _field("law", gettext_noop("Law applied"), _K.TEXT),
    _field("sanction", gettext_noop("Sanction"), _K.TEXT),
    _field("disposal", gettext_noop("Disposal of the specimens"), _K.CODE, "disposal", many=True),
    _field("appendix", gettext_noop("CITES Appendix, as reported"), _K.TEXT),
    _field("source_ref", gettext_noop("Source of the information"), _K.TEXT),
    _field("note", gettext_noop("Keep as a note"), _K.NOTE, many=True),
    _field("ignore", gettext_noop("Leave out"), _K.IGNORE, many=True),
)

FIELDS: dict[str, Field] = {field.key: field for field in _ALL}
"""Every field by its key, in the order in which a form shows them."""

DATE_FIELDS = ("date", "year")
"""Either of them dates the row; month and day complete a year."""

ROUTE_ROLES = ("origin", "export", "transit", "destination")
"""The fields that are legs of the route, in the order of travel."""
