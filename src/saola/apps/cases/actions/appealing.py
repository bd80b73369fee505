"""Appeals: lodged by either side, and what the court above made of what was decided."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.casework import CaseAct, CaseRefusal, ChargeAct, ChargeState, Side
from saola.core.values import gettext_noop, say

from ..models import Appeal, Charge, Court, Involvement, Sentence
from . import sentencing, stepping
from .charging import act
from .court_entries import change, happened
from .judging import settle
from .taking import give_back, take

State = Appeal.State
DECIDED = frozenset(State.values) - {State.LODGED}
_ACTS = {
    "acquit": ChargeAct.ACQUIT,
    "convict": ChargeAct.CONVICT,
    "remit": ChargeAct.REMIT,
}


@transaction.atomic
def lodge(
    defendant: Involvement, *, of: str, court: Court, lodged_on: date, by: Any, words: str = ""
) -> Appeal:
    """Enter an appeal ``of`` the defence, the prosecution or both. The case is on appeal from then on.

    Raises ``CaseRefusal`` where nothing was decided about the defendant yet, or before it was.
    """
    case = defendant.case
    take(case, by, Permission.CASES_PROSECUTE)
    if of not in Appeal.By.values:
        raise ValueError(f"{of!r} is no side of a trial")
    decided = (ChargeState.CONVICTED, ChargeState.ACQUITTED, ChargeState.DISMISSED)
    days = [one.decided_on for one in defendant.charges.filter(state__in=decided) if one.decided_on]
    if not days:
        raise CaseRefusal(
            say(gettext_noop("Nothing was decided about this defendant that could be appealed."))
        )
    if lodged_on < min(days):
        raise CaseRefusal(say(gettext_noop("An appeal is lodged after the decision. Mend the day.")))
    appeal = Appeal.objects.create(
        case=case,
        defendant=defendant,
        by=of,
        court=court,
        lodged_on=lodged_on,
        words=words.strip(),
        recorded_by=by,
    )
    happened(case, "appeal_lodged", lodged_on, words.strip() or str(court), by, involved=[defendant])
    journal.write("appeal.lodged", by=by, about=case)
    stepping.step(case, CaseAct.APPEAL, by=by)
    give_back(case)
    return appeal


@transaction.atomic
def decide(
    appeal: Appeal,
    state: str,
    *,
    decided_on: date,
    by: Any,
    words: str = "",
    changes: Mapping[Charge, str] | None = None,
    sentences: Sequence[tuple[Sentence, Mapping[str, Any]]] = (),
    seen: int | None = None,
) -> None:
    """Enter what became of the appeal: ``state`` is withdrawn, dismissed, allowed, varied or remitted.

    ``changes`` says of charges what the court above made of them: acquit, convict or remit. ``sentences`` are those
    it put in the place of others: the one replaced, and ``component``, ``words``, ``days`` ... of the new one. Raises
    ``CaseRefusal`` for an appeal that is decided, one that was dismissed or withdrawn but changes something, and
    ``ChargeRefusal``.
    """
    case, changes = appeal.case, dict(changes or {})
    take(case, by, Permission.CASES_PROSECUTE)
    if state not in DECIDED:
        raise ValueError(f"{state!r} is no decision of an appeal")
    if appeal.state != State.LODGED:
        raise CaseRefusal(say(gettext_noop("This appeal was decided already.")))
    if decided_on < appeal.lodged_on:
        raise CaseRefusal(say(gettext_noop("An appeal is decided after it was lodged. Mend the day.")))
    if state in (State.WITHDRAWN, State.DISMISSED) and (changes or sentences):
        raise CaseRefusal(say(gettext_noop("An appeal that was withdrawn or dismissed changes nothing.")))
    if state == State.REMITTED and "remit" not in changes.values():
        raise CaseRefusal(say(gettext_noop("Name the charges that were sent back for trial.")))
    for charge, outcome in changes.items():
        fields = {} if _ACTS[outcome] is ChargeAct.REMIT else {"outcome_words": words.strip()}
        court = None if _ACTS[outcome] is ChargeAct.REMIT else appeal.court
        act(charge, _ACTS[outcome], on=decided_on, by=by, side=Side.COURT, court=court, **fields)
        settle(charge)
    for old, new in sentences:
        replace(old, new, pronounced_on=decided_on, by=by)
    change(appeal, seen, state=state, decided_on=decided_on, words=_joined(appeal.words, words))
    told = words.strip() or appeal.get_state_display()
    happened(case, "appeal_decided", decided_on, told, by, involved=[appeal.defendant])
    journal.write("appeal.decided", by=by, about=case, state=state)
    if "remit" in changes.values():
        stepping.step(case, CaseAct.REMIT, by=by)
    give_back(case)


def replace(old: Sentence, new: Mapping[str, Any], *, pronounced_on: date, by: Any) -> Sentence:
    """Put a component in the place of another, which is kept. Use inside a transaction.

    Raises ``CaseRefusal`` where that one was replaced already.
    """
    if old.replaced_by_id is not None:
        raise CaseRefusal(say(gettext_noop("This sentence was replaced already.")))
    said = {"component": old.component, **new}
    row = sentencing.sentence(
        old.charge, said.pop("component"), said.pop("words"), pronounced_on=pronounced_on, by=by, **said
    )
    change(old, None, replaced_by=row)
    return row


def _joined(before: str, after: str) -> str:
    return "\n".join(part for part in (before.strip(), after.strip()) if part)
