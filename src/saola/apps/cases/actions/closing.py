"""Closing a case, which a second person approves, and reopening it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import approvals
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.access import review_due
from saola.core.casework import CaseAct, CaseRefusal, advance
from saola.core.values import Reason, gettext_noop, say

from ..models import Case
from ..queries.open_ends import facts_of, state_of
from . import moving, noting
from .taking import entered_at, give_back, take

ACTION = "case.close"


def asked(case: Case, *, closing: str, words: str) -> dict[str, Any]:
    """What the second person approves, to the letter: this case as it is now, for this reason."""
    return {
        "case": case.number,
        "version": case.version,
        "closing": str(Case.Closing(closing)),
        "words": words.strip(),
    }


@transaction.atomic
def close(
    case: Case,
    closing: str,
    words: str,
    *,
    by: Any,
    on: date | None = None,
    recorded_at: datetime | None = None,
) -> Case:
    """Close the case, as of ``on`` (today). Its period of retention begins.

    Raises ``CaseRefusal`` with everything that stands open, at once, before anybody is asked; then
    ``approvals.NeedsApprovalError`` until a second person approved exactly this; and ``PermissionDenied``.
    """
    closing = Case.Closing(closing)
    take(case, by, Permission.CASES_CLOSE)
    to = check(case, words)
    approvals.spend(ACTION, asked(case, closing=closing, words=words), by=by)
    day = on or timezone.localdate(entered_at(recorded_at))
    if not case.opened_on <= day <= timezone.localdate():
        raise ValueError("a case is closed after it was opened, and not in the future")
    noting.enter(
        case, "decision", day.isoformat(), words.strip(), by=by, reason=words.strip(), recorded_at=recorded_at
    )
    journal.write("case.closed", by=by, about=case, closing=str(closing))
    give_back(
        case,
        closed_from=to.closed_from.value,
        stage=to.stage.value,
        closed_on=day,
        closing=closing,
        closing_words=words.strip(),
        review_due=review_due("case", timezone.localdate()),
    )
    return case


def check(case: Case, words: str):
    """The state after closing. Raises ``CaseRefusal`` with everything that stands in its way."""
    reasons = () if words.strip() else (Reason(say(gettext_noop("Say why the case is closed.")), "words"),)
    try:
        to = advance(state_of(case), CaseAct.CLOSE, facts_of(case))
    except CaseRefusal as refusal:
        raise CaseRefusal(refusal.message, (*reasons, *refusal.reasons)) from None
    if reasons:
        raise CaseRefusal(say(gettext_noop("The case stays open.")), reasons)
    return to


@transaction.atomic
def reopen(case: Case, reason: str, *, by: Any, recorded_at: datetime | None = None) -> Case:
    """Take a closed case up again where it was closed. Raises ``CaseRefusal`` without a reason."""
    take(case, by, Permission.CASES_CLOSE, may_be_closed=True)
    if not reason.strip():
        raise CaseRefusal(say(gettext_noop("Say why the case is taken up again.")))
    to = advance(state_of(case), CaseAct.REOPEN, facts_of(case))
    moving.went(case, to.stage, by=by)
    day = timezone.localdate(entered_at(recorded_at)).isoformat()
    noting.enter(case, "decision", day, reason.strip(), by=by, reason=reason.strip(), recorded_at=recorded_at)
    give_back(case, closed_from="", stage=to.stage.value, closed_on=None, closing="", closing_words="")
    return case


@approvals.carries_out(ACTION)
def carry_out(parameters: dict[str, Any], by: Person) -> Case:
    """Do what was approved. The approval does not fit any more when something happened in the case since."""
    case = Case.objects.visible_to(by).filter(number=parameters["case"]).first()
    if case is None:
        raise ValueError("the case is not there any more")
    return close(case, parameters["closing"], parameters["words"], by=by)
