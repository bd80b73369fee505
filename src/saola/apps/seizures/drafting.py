"""From rows that were read to incidents that can be recorded."""

from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from saola.core.intake import ROUTE_ROLES, Amount, RowReading
from saola.core.values import Money, PartialDate

from .drafts import IncidentDraft, LegDraft, SpecimenDraft

_SAID_ELSEWHERE = frozenset(
    [
        "scientific_name",
        "common_name",
        "term",
        "quantity",
        "unit",
        "quantity2",
        "unit2",
        "equivalents",
        "appendix",
        "state",
        "ignore",
    ]
)
"""Fields of a specimen: their words stand beside it, not beside the incident."""


def draft_of(reading: RowReading) -> IncidentDraft:
    """One row as an incident with one kind of specimen; ``join`` puts rows of one incident together."""
    value = reading.resolved("value")
    money = value if isinstance(value, Money) else None
    latitude, longitude = _coordinates(reading)
    return IncidentDraft(
        reference=_text(reading, "incident_ref")[:200],
        agency_code=slugify(_text(reading, "agency"))[:50],
        seized_on=reading.resolved("date") or PartialDate(),
        country=reading.resolved("country") or "",
        admin_area=_text(reading, "admin_area")[:200],
        place_name=_text(reading, "place_name")[:200],
        place_type=reading.resolved("place_type") or "",
        latitude=latitude,
        longitude=longitude,
        detection=reading.resolved("detection") or (),
        transport=reading.resolved("transport") or "",
        concealment=reading.resolved("concealment") or (),
        reason=reading.resolved("reason") or "",
        nationalities=reading.resolved("offender_nationality") or (),
        value=money.amount if money else None,
        currency=money.currency if money else "",
        law=_text(reading, "law"),
        sanction=_text(reading, "sanction"),
        disposal=reading.resolved("disposal") or (),
        notes=_text(reading, "note"),
        reported=_words(reading),
        specimens=[_specimen(reading)],
        legs=_legs(reading),
    )


def join(incident: IncidentDraft, row: IncidentDraft) -> None:
    """Add the specimens of another row of the same incident, and whatever the first rows did not say."""
    incident.specimens += row.specimens
    known = {(leg.role, leg.country, leg.place_name) for leg in incident.legs}
    incident.legs += [leg for leg in row.legs if (leg.role, leg.country, leg.place_name) not in known]
    for field in (
        "admin_area",
        "place_name",
        "place_type",
        "transport",
        "reason",
        "law",
        "sanction",
        "notes",
    ):
        if not getattr(incident, field):
            setattr(incident, field, getattr(row, field))
    for field in ("detection", "concealment", "nationalities", "disposal"):
        both = dict.fromkeys((*getattr(incident, field), *getattr(row, field)))
        setattr(incident, field, tuple(both))
    if incident.value is None:
        incident.value, incident.currency = row.value, row.currency
    for field, words in row.reported.items():
        if words and words not in incident.reported.get(field, ""):
            before = incident.reported.get(field)
            incident.reported[field] = f"{before}; {words}" if before else words


def _text(reading: RowReading, key: str) -> str:
    """The resolved text where a profile gives one, otherwise the words as they came."""
    resolved = reading.resolved(key)
    return resolved if isinstance(resolved, str) else reading.words(key)


def _words(reading: RowReading) -> dict[str, str]:
    """The words of the incident's fields, and of columns that bear no field, by header."""
    words = {
        key: said.text for key, said in reading.values.items() if said.text and key not in _SAID_ELSEWHERE
    }
    return {**words, **{f"note:{header}": text for header, text in reading.notes.items() if text}}


def _coordinates(reading: RowReading) -> tuple[float | None, float | None]:
    pair = reading.resolved("coordinates")
    if pair is None:
        pair = reading.resolved("latitude"), reading.resolved("longitude")
    return pair if None not in pair else (None, None)


def _specimen(reading: RowReading) -> SpecimenDraft:
    amount, unit, words = _amount(reading)
    equivalents = reading.resolved("equivalents")
    term = reading.resolved("term") or _term_of_state(reading)
    return SpecimenDraft(
        scientific_name=_text(reading, "scientific_name")[:300],
        common_name=(_text(reading, "common_name") or _text(reading, "group"))[:300],
        reported_name=reading.words("scientific_name")[:300],
        reported_common_name=(reading.words("common_name") or reading.words("group"))[:300],
        term=term,
        reported_term=reading.words("term")[:300],
        condition=reading.resolved("state") or "",
        quantity=amount.value if amount else None,
        unit=unit,
        is_estimate=bool(amount and (amount.is_estimate or amount.low != amount.high)),
        reported_quantity=words[:200],
        reported_unit=reading.words("unit")[:200],
        reported_equivalents=equivalents.value if isinstance(equivalents, Amount) else None,
        reported_appendix=reading.words("appendix")[:60],
        source_row=reading.number,
    )


def _term_of_state(reading: RowReading) -> str:
    """What is alive is a live specimen, whatever else was not said."""
    return "LIV" if reading.resolved("state") == "alive" else ""


def _amount(reading: RowReading) -> tuple[Amount | None, str, str]:
    """The first quantity that is a number with its unit; the second one where the first says nothing."""
    for quantity, unit in (("quantity", "unit"), ("quantity2", "unit2")):
        amount = reading.resolved(quantity)
        if isinstance(amount, Amount):
            counted = not reading.words(unit).strip() and not amount.words and not _is_a_weight(reading)
            code = reading.resolved(unit) or ("NAR" if counted else "")
            return amount, code, reading.words(quantity)
    return None, reading.resolved("unit") or "", reading.words("quantity")


def _is_a_weight(reading: RowReading) -> bool:
    """Whether the heading speaks of a weight or a volume and nothing says in what: that is no count."""
    return any(problem.fault.code == "no-unit" for problem in reading.warnings)


def _legs(reading: RowReading) -> list[LegDraft]:
    told: list[Any] = [leg for role in ROUTE_ROLES for leg in reading.resolved(role) or ()]
    told = told or list(reading.resolved("route") or ())
    order = {role: position for position, role in enumerate(ROUTE_ROLES)}
    told.sort(key=lambda leg: order[leg.role])
    origins = sum(leg.role == "origin" for leg in told)
    here = reading.resolved("country")
    return [_leg(leg, origins, here, told) for leg in told]


def _leg(leg: Any, origins: int, here: str | None, told: list[Any]) -> LegDraft:
    """A destination beyond the place of seizure was only intended."""
    share = (
        (Decimal(1) / origins).quantize(Decimal("0.0001")) if leg.role == "origin" and origins > 1 else None
    )
    place = leg.words if leg.country is None or len(leg.words) > 3 else ""
    is_actual = leg.role != "destination" or leg.country == here
    return LegDraft(leg.role, leg.country or "", place[:200], share, is_actual, None, leg.words[:300])
