"""Reading seizures through the HTTP API: the same selections, the same visibility, as on the pages."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.responses import NinjaJSONEncoder

from saola.apps.accounts import approvals, permits, policy, reading
from saola.apps.accounts.roles import Permission

from . import api_records, telling
from .exploring import equivalents, ordering, queries
from .exploring.columns import BY_KEY
from .exploring.filters import Filters
from .models import Incident, Leg, Specimen

router = Router(tags=["seizures"])
ON_A_PAGE = 100
_JSON = "application/json; charset=utf-8"


class Choice(Schema):
    """A selection, in the words of the address bar of the list."""

    q: str = Field(
        "", description="Words of the number, reference, place or names as reported.", max_length=200
    )
    taxon: str = Field(
        "",
        description="A taxon of any rank by any name, or its id; everything below it counts.",
        max_length=300,
    )
    group: str = Field("", description="A species group, such as pangolins.", max_length=100)
    term: str = Field("", description="A kind of specimen: a CITES term code.", max_length=10)
    name: str = Field("", description="“unsettled”: names that stand for no taxon yet.", max_length=20)
    appendix: str = Field("", description="I, II, III, none or unknown.", max_length=10)
    country: str = Field("", description="ISO 3166-1 alpha-2, or a code of CITES.", max_length=5)
    role: str = Field(
        "any", description="any, origin, export, transit, destination or seized.", max_length=20
    )
    agency: str = Field("", description="The code of an agency.", max_length=50)
    transport: str = Field("", description="A code of the vocabulary transport.", max_length=50)
    concealment: str = Field("", description="A code of the vocabulary concealment.", max_length=50)
    year: str = Field("", description="A year.", max_length=10)
    since: str = Field("", description="2021-06-01, 2021-06 or 2021; included.", max_length=10)
    until: str = Field("", description="2023-12-31, 2023-12 or 2023; included.", max_length=10)
    least: str = Field("", description="The least value.", max_length=20)
    most: str = Field("", description="The highest value.", max_length=20)
    currency: str = Field("", description="The currency of the value, ISO 4217.", max_length=3)
    file: str = Field("", description="The id of a file that was handed in.", max_length=40)
    held: str = Field(
        "", description="yes: only those held back from reports; no: without them.", max_length=5
    )


class SpecimenOut(Schema):
    """One kind of specimen, as reported and as understood."""

    line: int
    taxon: str | None = Field(None, description="The accepted name; null while the name is not settled.")
    taxon_id: int | None = None
    reported_name: str
    reported_common_name: str
    group: str
    term: str
    reported_term: str
    quantity: Decimal | None = None
    unit: str
    standard_quantity: Decimal | None = None
    standard_unit: str
    reported_quantity: str
    reported_unit: str
    appendix: str = Field(
        description="The strictest that may have applied on the day: I, II, III, none, or empty."
    )
    possible: list[str] = Field(description="Every Appendix that may have applied.")
    deemed: str
    outcome: str = Field(description="Whether the answer is certain: yes, no or unknown.")

    @staticmethod
    def resolve_taxon(specimen: Specimen) -> str | None:
        return specimen.taxon.name if specimen.taxon else None


class LegOut(Schema):
    """A place on the route, in its order."""

    position: int
    role: str
    country: str
    place_name: str
    share: Decimal | None = None
    is_actual: bool = Field(description="Reached; otherwise only intended.")
    seizure_opportunity: bool | None = None


class IncidentOut(Schema):
    """A seizure with its specimens and its route."""

    number: str
    reference: str
    agency: str | None = None
    seized_on: str = Field(description="2016-06-01, 2016-06, 2016 or empty: as precisely as known.")
    country: str
    admin_area: str
    place_name: str
    latitude: float | None = None
    longitude: float | None = None
    detection: list[str]
    transport: str
    concealment: list[str]
    value: Decimal | None = None
    currency: str
    is_held_back: bool
    duplicate_of: str | None = Field(
        None, description="The number of the seizure under which this one is counted."
    )
    reported: dict[str, str] = Field(description="The words as they came, by field.")
    specimens: list[SpecimenOut]
    legs: list[LegOut]
    version: int

    @staticmethod
    def resolve_agency(incident: Incident) -> str | None:
        return incident.agency.code if incident.agency else None

    @staticmethod
    def resolve_duplicate_of(incident: Incident) -> str | None:
        return incident.duplicate_of.number if incident.duplicate_of else None

    @staticmethod
    def resolve_specimens(incident: Incident) -> list[Specimen]:
        return list(incident.specimens.all())

    @staticmethod
    def resolve_legs(incident: Incident) -> list[Leg]:
        return list(incident.legs.all())


class PageOut(Schema):
    """A page of a selection."""

    count: int = Field(description="Seizures in the whole selection.")
    page: int
    pages: int
    left_out: list[str] = Field(description="Words that were not understood and chose nothing.")
    seizures: list[IncidentOut]


class SumOut(Schema):
    """What specimens of one kind add up to in one standard unit."""

    term: str
    unit: str
    amount: float
    rows: int


class EstimateOut(Schema):
    """A computed number with its range."""

    value: float
    low: float
    high: float
    unit: str
    level: float
    method: str
    version: str


class TotalsOut(Schema):
    """What a selection adds up to, and what is in no sum."""

    count: int
    rows: int
    sums: list[SumOut]
    without_quantity: int = Field(description="Rows whose quantity is no number.")
    without_unit: int = Field(description="Rows whose unit cannot be converted.")
    animals: EstimateOut | None = Field(
        None, description="The animals behind them, with the full range of the factors."
    )
    without_factor: int = Field(description="Rows for which no factor is known.")
    left_out: list[str]


class Absent(Schema):
    """What you may not see does not exist."""

    detail: str


def _require(request: HttpRequest) -> Any:
    if not policy.decide(request.user, Permission.SEIZURES_READ):
        raise HttpError(404, _("There is nothing here."))
    return request.user


@router.get(
    "/seizures", response={200: PageOut, 404: Absent}, summary="Seizures of a selection, newest first"
)
def seizures(
    request: HttpRequest,
    choice: Query[Choice],
    page: int = Query(1, ge=1, le=1_000_000, description="From 1 on."),
    sort: str = Query(
        "-date", max_length=20, description="A column of the list; with - before it, descending."
    ),
):
    person = _require(request)
    filters = Filters.read(choice.dict())
    count = queries.count(filters, person)
    order = sort if sort.removeprefix("-") in BY_KEY else ordering.NEWEST_FIRST
    keys = ordering.keys(filters, person, order, (page - 1) * ON_A_PAGE, ON_A_PAGE)
    telling.shown(keys, by=person, action="listed", selection=filters.address())
    reading.count(person, len(keys))
    answer = {
        "count": count,
        "page": page,
        "pages": -(-count // ON_A_PAGE),
        "left_out": [trouble.in_words(_) for trouble in filters.troubles],
        "seizures": api_records.whole(keys, person),
    }
    return JsonResponse(answer, encoder=NinjaJSONEncoder, content_type=_JSON)


def _records(person: Any):
    return (
        Incident.objects.visible_to(person)
        .select_related("agency", "duplicate_of")
        .prefetch_related("specimens__taxon", "legs")
    )


@router.get(
    "/seizures/{number}",
    response={200: IncidentOut, 403: Absent, 404: Absent},
    summary="One seizure",
    description="One that is held close asks what it is read for: say it in the header Saola-Purpose.",
)
def seizure(request: HttpRequest, number: str):
    person = _require(request)
    found = _records(person).filter(number=number).first()
    if found is None:
        permits.note_missed(person, Incident.KIND, number)
        raise HttpError(404, _("There is nothing here."))
    _tell(request, found)
    return found


def _tell(request: HttpRequest, record: Incident) -> None:
    """A seizure held close is read for a purpose, and the journal knows before it leaves."""
    label = record.access_label()
    if not (label.compartments or label.is_agency_only):
        reading.count(request.user)
        return
    purpose = request.headers.get("Saola-Purpose", "")[:300]
    decision = policy.decide(request.user, Permission.SEIZURES_READ, label, {"purpose": purpose})
    if not decision:
        raise HttpError(403, decision.why.in_words(_) + " " + _("Send it as the header Saola-Purpose."))
    try:
        telling.opened(record, by=request.user, purpose=purpose, rule=decision.rule)
    except approvals.NeedsApprovalError as error:
        raise HttpError(403, error.refusal.why.in_words(_)) from error


@router.get("/totals", response={200: TotalsOut, 404: Absent}, summary="What a selection adds up to")
def totals(request: HttpRequest, choice: Query[Choice]):
    person = _require(request)
    filters = Filters.read(choice.dict())
    sums, animals = queries.sums(filters, person), equivalents.summary(filters, person)
    return {
        "count": queries.count(filters, person),
        "rows": sums.specimens,
        "sums": [{"term": s.term, "unit": s.unit, "amount": s.amount, "rows": s.rows} for s in sums.sums],
        "without_quantity": sums.without_quantity,
        "without_unit": sums.without_unit,
        "animals": animals.full.as_data() if animals.full else None,
        "without_factor": animals.outside,
        "left_out": [trouble.in_words(_) for trouble in filters.troubles],
    }
