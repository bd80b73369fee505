"""How a case goes from stage to stage because of what happens before a court."""

from typing import Any

from saola.core.casework import CaseAct, CaseRefusal, Stage
from saola.core.casework.stages import WAYS

from ..models import Case
from . import moving


def to_court(case: Case, *, by: Any) -> None:
    """A charge was filed: the case is before a court, by way of whatever stages lay before.

    Where something stands in the way, such as a hand-over without an answer, it stays where it is.
    """
    for act in (CaseAct.OPEN_INVESTIGATION, CaseAct.REFER, CaseAct.BRING_TO_COURT):
        step(case, act, by=by)


def step(case: Case, act: CaseAct, *, by: Any) -> bool:
    """Do ``act`` if it belongs to the stage and nothing stands in its way; say whether it was done."""
    if (Stage(case.stage), act) not in WAYS:
        return False
    try:
        moving.advance(case, act, by=by)
    except CaseRefusal:
        return False
    return True
