"""Moving a case from one stage to the next, by the rules of ``saola.core.casework.stages``."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.casework import CASE_ACT_WORDS, STAGE_WORDS, CaseAct, Stage
from saola.core.casework import advance as move

from ..models import Case
from ..queries.open_ends import facts_of, state_of
from . import noting
from .taking import entered_at, give_back, take

BY_PROSECUTION = frozenset({CaseAct.BRING_TO_COURT, CaseAct.APPEAL, CaseAct.REMIT})
EVENTS = {CaseAct.REFER: "file_to_prosecution"}
"""What is entered on the timeline where the act has an event of its own; else a decision, if reasons were given."""


@transaction.atomic
def advance(
    case: Case,
    act: CaseAct | str,
    *,
    by: Any,
    reason: str = "",
    on: str = "",
    recorded_at: datetime | None = None,
) -> Case:
    """Take the case where ``act`` leads. Closing and reopening are in ``closing``.

    ``on``: the day of the act (today). Raises ``CaseRefusal`` with every reason, and ``PermissionDenied``: what a court
    is asked, a prosecutor asks.
    """
    act = CaseAct(act)
    if act in (CaseAct.CLOSE, CaseAct.REOPEN):
        raise ValueError("a case is closed and reopened by the acts of their own")
    take(case, by, permission_for(case, act))
    to = move(state_of(case), act, facts_of(case)).stage
    went(case, to, by=by)
    if act in EVENTS or reason.strip():
        day = on or timezone.localdate(entered_at(recorded_at)).isoformat()
        noting.enter(
            case,
            EVENTS.get(act, "decision"),
            day,
            reason.strip() or CASE_ACT_WORDS[act],
            by=by,
            reason=reason.strip(),
            recorded_at=recorded_at,
        )
    give_back(case, stage=to.value)
    return case


def permission_for(case: Case, act: CaseAct) -> Permission:
    """Who may do ``act``: what goes to a court, or comes back from the prosecution, is the prosecutor's."""
    is_theirs = act in BY_PROSECUTION or (act is CaseAct.RETURN_FOR_WORK)
    return Permission.CASES_PROSECUTE if is_theirs else Permission.CASES_WRITE


def went(case: Case, to: Stage, *, by: Any) -> None:
    """Tell the journal, inside an act that took the case."""
    journal.write(
        "case.moved",
        by=by,
        about=case,
        stage=STAGE_WORDS[Stage(case.stage)],
        next_stage=STAGE_WORDS[to],
    )
