"""What a court decides about a charge."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from saola.apps.catalogue.vocabularies import vocabulary
from saola.core.access import Subject
from saola.core.casework import CaseRefusal, ChargeAct, ChargeState, Side
from saola.core.values import gettext_noop, say

from ..models import Charge, Court
from .charging import act
from .court_entries import change

BY_STATE = {
    ChargeState.CONVICTED: ChargeAct.CONVICT,
    ChargeState.ACQUITTED: ChargeAct.ACQUIT,
    ChargeState.DISMISSED: ChargeAct.DISMISS,
    ChargeState.STAYED: ChargeAct.STAY,
}


@transaction.atomic
def decide(
    charge: Charge,
    state: str,
    *,
    decided_on: date,
    court: Court | None,
    by: Any,
    reason: str = "",
    words: str = "",
    seen: int | None = None,
    recorded_at: datetime | None = None,
) -> None:
    """Enter the decision of the court: ``state`` is convicted, acquitted, dismissed or stayed.

    ``reason`` is a code of ``outcome_reasons``. Who is convicted is so from then on in the case. Raises
    ``ValueError`` for a state that no court decides, a reason that is none, or a day before the charge was filed.
    """
    if state not in BY_STATE:
        raise ValueError(f"{state!r} is no decision of a court")
    if reason and reason not in vocabulary("outcome_reasons"):
        raise ValueError(f"{reason!r} is no reason of an outcome")
    if charge.filed_on is not None and decided_on < charge.filed_on:
        raise CaseRefusal(
            say(gettext_noop("A charge is decided on the day it was filed or later. Mend the day."))
        )
    act(
        charge,
        BY_STATE[ChargeState(state)],
        on=decided_on,
        by=by,
        seen=seen,
        side=Side.COURT,
        reason=reason,
        court=court,
        outcome_words=words.strip(),
        recorded_at=recorded_at,
    )
    settle(charge)


def settle(charge: Charge) -> None:
    """What the defendant is to the case after a decision: convicted while a conviction stands, else suspected."""
    who = charge.defendant
    convicted = Charge.objects.filter(defendant=who, state=ChargeState.CONVICTED).exists()
    subject = Subject.CONVICTED if convicted else Subject.SUSPECT
    if {who.subject, subject.value} == {Subject.CONVICTED, Subject.SUSPECT}:
        change(who, None, subject=subject.value)
