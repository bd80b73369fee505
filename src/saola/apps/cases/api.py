"""Reading cases through the HTTP API: the same cases as on the pages, people by their numbers only."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from saola.apps.accounts import alerts, approvals, budgets, permits, policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read

from .models import Case
from .queries import listing, plain
from .queries.listing import Filters

router = Router(tags=["cases"])


class Choice(Schema):
    """A selection, in the words of the address bar of the list."""

    q: str = Field(
        "", max_length=100, description="Words of the number, reference, title or place, or a name involved."
    )
    stage: str = Field("", max_length=20, description="A stage, or “open”: every one but closed.")
    agency: str = Field("", max_length=50, description="The code of an agency with a part in it.")
    group: str = Field("", max_length=100, description="A species group, such as pangolins.")
    court: str = Field("", max_length=50, description="The code of a court.")
    mine: str = Field("", max_length=5, description="1: only those you work on.")
    due: str = Field("", max_length=5, description="late, or due within 7, 30 or 90 days.")
    year: str = Field("", max_length=4, description="The year in which it was opened.")


class CaseOut(Schema):
    """What a list shows of a case, without anything that names a person or may name one."""

    number: str
    reference: str
    stage: str
    priority: int
    lead: str
    origin: str
    opened_on: str
    occurred_on: str = Field(description="2016-06-01, 2016-06, 2016 or empty: as precisely as known.")
    country: str
    place_name: str
    groups: list[str]
    court: str | None = None
    people: int
    defendants: int
    next_due_at: str | None = None
    closed_on: str | None = None
    closing: str
    version: int


class CasesOut(Schema):
    """A page of a selection."""

    count: int = Field(description="Cases in the whole selection, as far as they are counted.")
    is_more: bool = Field(description="There are more than were counted.")
    page: int
    cases: list[CaseOut]


class PartOut(Schema):
    agency: str
    part: str


class InvolvedOut(Schema):
    party: str = Field(description="The number of the person or company.")
    kind: str
    part: str
    subject: str
    standing: str
    is_defendant: bool
    is_child: bool | None = None


class EventOut(Schema):
    kind: str
    on: str
    is_corrected: bool


class ChargeOut(Schema):
    count: int
    provision: str
    state: str


class ClockOut(Schema):
    code: str
    words: str
    person: str
    state: str
    due_at: str | None = None


class WholeCaseOut(CaseOut):
    """A case with who is in it, what happened, what runs and what stands open."""

    agencies: list[PartOut]
    involved: list[InvolvedOut]
    events: list[EventOut]
    charges: list[ChargeOut]
    clocks: list[ClockOut]
    open: dict[str, int] = Field(description="What stands open, by kind.")


class NotHere(Schema):
    """What you may not see does not exist."""

    detail: str


def _require(request: HttpRequest) -> Any:
    if not policy.decide(request.user, Permission.CASES_READ):
        raise HttpError(404, _("There is nothing here."))
    return request.user


@router.get("/cases", response={200: CasesOut, 404: NotHere}, summary="Cases that you see, newest first")
def cases(
    request: HttpRequest,
    choice: Query[Choice],
    page: int = Query(1, ge=1, le=200, description="From 1 on."),
):
    person = _require(request)
    filters = Filters.read(choice.dict())
    found = listing.page(filters, person, page)
    shown = list(found.object_list) if found.number == page else []
    if shown:
        note_read(shown, by=person, action="listed", query=filters.address())
    return {
        "count": found.paginator.count,
        "is_more": found.paginator.is_more,
        "page": page,
        "cases": [plain.summary(case) for case in shown],
    }


@router.get(
    "/cases/{number}",
    response={200: WholeCaseOut, 403: NotHere, 404: NotHere},
    summary="One case",
    description="Who is not on its team says what it is read for in the header Saola-Purpose.",
)
def case(request: HttpRequest, number: str):
    person = _require(request)
    found = Case.objects.visible_to(person).select_related("lead", "court").filter(number=number).first()
    if found is None:
        permits.note_missed(person, Case.KIND, number)
        raise HttpError(404, _("There is nothing here."))
    at_work = found.workers.filter(person=person, until_at=None).exists()
    purpose = found.number if at_work else request.headers.get("Saola-Purpose", "")[:300]
    decision = policy.decide(person, Permission.CASES_READ, found, {"purpose": purpose})
    if not decision:
        raise HttpError(403, decision.why.in_words(_) + " " + _("Send it as the header Saola-Purpose."))
    label = found.access_label()
    is_close = bool(label.compartments) or label.is_agency_only or not at_work
    try:
        if is_close:
            budgets.take(person)
        entry = note_read(
            found,
            by=person,
            action="opened" if is_close else "seen",
            purpose=purpose,
            rule=decision.rule,
        )
    except approvals.NeedsApprovalError as error:
        raise HttpError(403, error.refusal.why.in_words(_)) from error
    if is_close:
        alerts.note_touch(person, Case.KIND, number, entry.seq)
    return plain.case_data(found)
