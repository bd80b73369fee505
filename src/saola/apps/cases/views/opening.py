"""Opening a case: what one may not see is not there, and that it was opened is told before it is shown."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from saola.apps.accounts import alerts, approval_views, approvals, budgets, permits, policy, purposes
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read

from ..models import Case


def find(request: HttpRequest, number: str) -> Case:
    """The case if the reader sees it. One that is not there and one that is hidden are missed alike."""
    seen = Case.objects.visible_to(request.user).select_related("lead", "court", "originator")
    case = seen.filter(number=number).first()
    if case is None:
        permits.note_missed(request.user, Case.KIND, number)
        raise Http404
    return case


def is_at_work(person: Any, case: Case) -> bool:
    """Whether the person is on the team; for them the case itself is the purpose."""
    return case.workers.filter(person=person, until_at=None).exists()


def purpose_of(request: HttpRequest, case: Case) -> str:
    """What the case is opened for: by its team for the case itself, by others for what they said."""
    at_work = is_at_work(request.user, case)
    return case.number if at_work else purposes.stated(request, f"{Case.KIND}:{case.number}")


def told(request: HttpRequest, case: Case, action: str = "opened", **context: Any) -> HttpResponse | None:
    """Tell the journal that the case is read; a page to answer with instead where a purpose is asked first.

    ``context`` is what policy is told besides, such as that it ``leaves`` for a court.
    """
    label = case.access_label()
    at_work = is_at_work(request.user, case)
    purpose = purpose_of(request, case)
    decision = policy.decide(request.user, Permission.CASES_READ, label, {"purpose": purpose, **context})
    if decision.rule == "purpose-not-stated":
        return purposes.ask(request, Case.KIND, case.number)
    if not decision:
        raise Http404
    is_close = bool(label.compartments) or label.is_agency_only
    try:
        if is_close or not at_work:
            budgets.take(request.user)
        elif action == "opened":
            action = "seen"
        entry = note_read(case, by=request.user, action=action, purpose=purpose, rule=decision.rule)
        if is_close or not at_work:
            alerts.note_touch(request.user, Case.KIND, case.number, entry.seq)
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    return None
