"""Names and law over HTTP: the same answers as the desk and the command line."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router, Schema
from ninja.errors import HttpError

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.core.values import PartialDate

from . import answers, queries, vocabularies
from .models import Taxon, TaxonName

router = Router(tags=["species"])

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_LARGEST = 2**63 - 1  # what the database counts to
_COUNTRY = r"^[A-Z]{2}$"


class Refused(Schema):
    """Why a request was not answered: a sentence, or one entry for each parameter that is not right."""

    detail: str | list[dict[str, Any]]


_REFUSALS = {401: Refused, 404: Refused, 422: Refused}


class Source(Schema):
    title: str
    locator: str
    mark: Literal["checked", "memory"] = Field(
        description="memory: not checked against the document it names"
    )


class Candidate(Schema):
    taxon_id: int
    name: str = Field(description="the known name that the text resembles")
    accepted: str
    rank: str
    score: float = Field(description="0 to 1; it orders candidates and is not a probability")
    via: str
    reasons: list[str]


class Match(Schema):
    """How a written name was understood. ``accepted`` is null when a person must choose."""

    written: str
    outcome: Literal[
        "accepted", "synonym", "common", "higher_taxon", "hybrid", "misspelt", "ambiguous", "unknown"
    ]
    accepted: str | None
    taxon_id: int | None
    rank: str | None
    score: float | None
    is_to_species: bool
    candidates: list[Candidate]


class Reason(Schema):
    text: str
    rule: str
    sources: list[Source]


class Lack(Schema):
    field: str
    text: str


class Event(Schema):
    """A dated change of the Appendices; only ``id`` where a downloaded list tells of it without a date."""

    id: str
    taxon: str = ""
    appendix: str = ""
    change: str = ""
    on: str = ""
    party: str = ""
    source: str = ""
    mark: str = ""


class Status(Schema):
    """Which Appendix applied. ``outcome`` unknown is an answer: ``missing`` says what would settle it."""

    name: str
    accepted: str | None
    match: str
    candidates: list[Candidate]
    question: str
    on: date | None
    outcome: Literal["yes", "no", "unknown"]
    appendix: list[str] = Field(description="all that are possible, strictest first: I, II, III, none")
    chosen: str
    deemed: str
    annotation: str
    annotation_text: str
    listed_by: list[str]
    reservations: list[dict[str, str]]
    parties: list[dict[str, str]]
    pre_convention: str | None
    reasons: list[Reason]
    events: list[Event]
    sources: list[Source]
    missing: list[Lack]
    would_change: list[Lack]
    rule: str


class Question(Schema):
    name: str = Field(max_length=300, min_length=1, description="scientific or common, as it is written")
    on: str = Field(pattern=_DATE, description="2016-06-01, 2016-06 or 2016")
    origin: str | None = Field(None, pattern=_COUNTRY, description="country of origin, ISO2 or a CITES code")
    exporter: str | None = Field(None, pattern=_COUNTRY)
    state: str | None = Field(None, pattern=_COUNTRY, description="importing or seizing State")
    term: str | None = Field(None, max_length=3, description="CITES term code, such as LIV or IVC")
    source: str | None = Field(None, max_length=1, description="CITES source code, such as W or C")
    location: str | None = Field(None, max_length=200)


class GivenName(Schema):
    name: str
    kind: Literal["synonym", "common"]
    language: str


class TaxonOut(Schema):
    """A taxon with its place and its names."""

    id: int
    name: str
    rank: str
    kingdom: str
    author: str
    lineage: list[str] = Field(description="the taxa above it, highest first")
    group: str
    range: list[str] = Field(description="native countries, ISO 3166-1")
    names: list[GivenName]


class Code(Schema):
    code: str
    labels: dict[str, str] = Field(description="by language: ar, en, es, fr, ru, zh")


def _needed(request: HttpRequest) -> None:
    if not policy.decide(request.user, Permission.SPECIES_READ):
        raise Http404


@router.get(
    "/species/match", response={200: Match} | _REFUSALS, summary="Which taxon a written name stands for"
)
def match(request: HttpRequest, q: str = Query(..., min_length=1, max_length=300)) -> dict[str, Any]:
    _needed(request)
    return answers.match_data(queries.match(q))


@router.get("/species/status", response={200: Status} | _REFUSALS, summary="Which Appendix applied on a date")
def status(request: HttpRequest, asked: Query[Question]) -> dict[str, Any]:
    _needed(request)
    try:
        on = PartialDate.parse_iso(asked.on)
    except ValueError as error:
        raise HttpError(422, f"on: {asked.on} is not a day of the calendar") from error
    given = asked.dict(exclude={"name", "on", "source"}) | {"source_code": asked.source}
    return answers.status_data(queries.status(asked.name, on, **given))


@router.get("/species/{pk}", response={200: TaxonOut} | _REFUSALS, summary="One taxon")
def taxon(request: HttpRequest, pk: int = Path(..., ge=1, le=_LARGEST)) -> dict[str, Any]:
    _needed(request)
    found = get_object_or_404(Taxon, pk=pk)
    names = TaxonName.objects.filter(taxon=found).order_by("kind", "language", "name")
    return {
        "id": found.pk,
        "name": found.name,
        "rank": found.rank,
        "kingdom": found.kingdom,
        "author": found.author,
        "lineage": found.lineage,
        "group": found.group,
        "range": found.range,
        "names": [{"name": n.name, "kind": n.kind, "language": n.language} for n in names],
    }


@router.get(
    "/vocabularies/{name}", response={200: list[Code]} | _REFUSALS, summary="The codes of a vocabulary"
)
def vocabulary(request: HttpRequest, name: Literal[vocabularies.VOCABULARIES]) -> list[dict[str, Any]]:
    _needed(request)
    return [{"code": entry.code, "labels": entry.labels} for entry in vocabularies.vocabulary(name).values()]
