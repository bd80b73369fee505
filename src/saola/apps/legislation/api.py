"""Reading the law over HTTP: provisions, one of them on a day, what a country's law lacks."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import law_answers
from saola.core.law import Facts, NationalLaw
from saola.core.values import PartialDate

from .gaps import gaps as gaps_of
from .models import Jurisdiction
from .queries import law_book, own_country
from .showing import law_of

router = Router(tags=["law"])


class ProvisionOut(Schema):
    """A provision as it is listed."""

    id: str
    country: str
    subdivision: str
    statute: str
    statute_title: str
    section: str
    area: str
    nature: str
    elements: list[str]
    periods: list[str] = Field(
        description="Each text as [from, until), as precisely as known; ? is not known."
    )


class TierOut(Schema):
    """One range of penalty. Custody in months, or its kind where it has no maximum."""

    id: str
    kind: str
    words: str
    custody: str = Field(description="none, term, life, death, indeterminate or unknown.")
    minimum_months: float | None = None
    maximum_months: float | None = None
    custody_words: str
    fine_words: str
    combination: str
    source: str
    mark: str = Field(description="checked or memory: from memory was not read in a source.")


class VersionOut(Schema):
    """A text of the provision."""

    since: str
    until: str | None = None
    words: str
    conduct: list[str]
    tiers: list[TierOut]
    source: str
    mark: str


class FindingOut(Schema):
    """Whether it was a serious crime on the day, with reasons, and whether it can be charged."""

    on: str
    serious_crime: str = Field(description="yes, no or unknown.")
    max_custody_months: float | None = None
    reasons: list[dict[str, Any]]
    missing: list[dict[str, Any]]


class ProvisionDetail(ProvisionOut):
    versions: list[VersionOut]
    finding: FindingOut


class GapOut(Schema):
    """A point of the checklists with the work on it, or a further gap (then ``point`` is empty)."""

    point: str
    title: str
    treaty: str
    article: str
    outcome: str | None = Field(
        None, description="yes: met; no: a gap; unknown: not known. Null for further gaps."
    )
    state: str | None = None
    agency: str | None = None
    due_on: date | None = None
    bills: list[str]


class GapsOut(Schema):
    country: str
    on: date
    gaps: list[GapOut]
    met: list[str]


@router.get("/law/provisions", response=list[ProvisionOut], url_name="law-provisions")
def provisions(request: HttpRequest, country: str = "", area: str = "") -> list[dict[str, Any]]:
    """Every provision of a country, or of all; of an area of law."""
    _need(request)
    return [
        _provision(law, one)
        for law in law_book().laws
        if not country or law.country == country.upper()
        for one in law.provisions
        if not area or one.area.value == area
    ]


@router.get("/law/provisions/{id}", response=ProvisionDetail, url_name="law-provision")
def provision(request: HttpRequest, id: str, on: str = "") -> dict[str, Any]:
    """One provision, by its id or that of one of its tiers, with all its texts, and the answer for a day."""
    _need(request)
    book = law_book()
    found = book.find(id)
    if found is None:
        raise Http404
    day = _day(on)
    said = law_answers.provision_data(found, day, Facts(), book)
    return _provision(law_of(book, found), found) | {
        "versions": [_version(version) for version in found.versions],
        "finding": {
            key: said[key] for key in ("on", "serious_crime", "max_custody_months", "reasons", "missing")
        },
    }


@router.get("/law/gaps", response=GapsOut, url_name="law-gaps")
def gaps(request: HttpRequest, country: str = "", on: str = "") -> dict[str, Any]:
    """What the law of a country (without one: of this node's own) lacks on a day. Agencies are named, no persons."""
    _need(request)
    code = country.upper() or own_country()
    laws = law_book().of_country(code)
    law = laws[0] if laws else NationalLaw(code)
    day = _day(on).first_day
    found = gaps_of(law, Jurisdiction.objects.filter(country=code).first(), day)
    return {
        "country": code,
        "on": day,
        "gaps": [_gap(row) for row in (*found.unmet, *found.others)],
        "met": [row.point.name for row in found.met],
    }


def _need(request: HttpRequest) -> None:
    if not policy.decide(request.user, Permission.LAW_READ):
        raise Http404


def _day(text: str) -> PartialDate:
    if not text:
        return PartialDate.of(timezone.localdate())
    try:
        day = PartialDate.parse_iso(text)
    except ValueError as error:
        raise HttpError(422, f"a day is written as 2016-06-01, 2016-06 or 2016, not {text[:20]!r}") from error
    if day.year is None:
        raise HttpError(422, "a day is needed")
    return day


def _provision(law: NationalLaw, one: Any) -> dict[str, Any]:
    titles = {statute.id: statute.title for statute in law.statutes}
    return {
        "id": one.id,
        "country": law.country,
        "subdivision": one.territory.subdivision,
        "statute": one.statute,
        "statute_title": titles.get(one.statute, ""),
        "section": one.section,
        "area": one.area.value,
        "nature": one.nature.value,
        "elements": list(one.elements),
        "periods": [str(version.in_force) for version in one.versions],
    }


def _version(version: Any) -> dict[str, Any]:
    period = version.in_force
    return {
        "since": str(period.begins),
        "until": None if period.ends is None else str(period.ends) or "unknown",
        "words": version.words,
        "conduct": sorted(verb.value for verb in version.conduct),
        "tiers": [_tier(tier) for tier in version.tiers],
        "source": version.source.title,
        "mark": version.source.mark.value,
    }


def _tier(tier: Any) -> dict[str, Any]:
    custody, fine = tier.penalty.custody, tier.penalty.fine
    return {
        "id": tier.id,
        "kind": tier.kind.value,
        "words": tier.words,
        "custody": custody.kind.value,
        "minimum_months": _months(custody.minimum),
        "maximum_months": _months(custody.maximum),
        "custody_words": custody.words,
        "fine_words": fine.words if fine else "",
        "combination": tier.penalty.combination.value,
        "source": tier.source.title,
        "mark": tier.source.mark.value,
    }


def _months(term: Any) -> float | None:
    return None if term is None else round(float(term.rough_months), 4)


def _gap(row: Any) -> dict[str, Any]:
    return {
        "point": row.point.name if row.point else "",
        "title": row.title,
        "treaty": row.point.treaty if row.point else "",
        "article": row.point.article if row.point else "",
        "outcome": row.point.finding.outcome.value if row.point else None,
        "state": row.gap.state if row.gap else None,
        "agency": row.gap.agency.code if row.gap and row.gap.agency else None,
        "due_on": row.gap.due_on if row.gap else None,
        "bills": [bill.number for bill in row.bills],
    }
