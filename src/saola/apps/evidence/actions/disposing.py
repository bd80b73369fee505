"""The end of an exhibit: by order, before a witness, approved by somebody of another agency."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import approvals, policy
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import Permission
from saola.core import custody
from saola.core.access import review_due

from .. import wording
from ..models import Disposal, Exhibit
from .entering import enter

ACTION = "evidence.dispose"


def asked(
    exhibit: Exhibit, *, order: str, ordered_by: str, ordered_on: date, manner: str, witness: str
) -> dict[str, Any]:
    """What the second person approves, to the letter: this exhibit as it is now, by this order."""
    return {
        "exhibit": exhibit.number,
        "version": exhibit.version,
        "quantity": f"{exhibit.present.normalize():f} {exhibit.unit}",
        "order": order.strip(),
        "ordered_by": ordered_by.strip(),
        "ordered_on": ordered_on.isoformat(),
        "method": manner,
        "witness": witness.strip(),
    }


@transaction.atomic
def dispose(exhibit: Exhibit, *, by: Any, recorded_at: datetime | None = None, **order: Any) -> Disposal:
    """Dispose of all of an exhibit; ``order`` as in ``asked``, ``recorded_at`` as in ``enter``.

    Raises ``approvals.NeedsApprovalError`` until somebody of another agency approved exactly this, and a
    ``CustodyRefusal`` for a move that cannot be.
    """
    policy.require(by, Permission.EVIDENCE_DISPOSE, exhibit, {"purpose": "custody"})
    parameters = asked(exhibit, **order)
    approvals.spend(ACTION, parameters, by=by)
    act = custody.Disposed(
        order=parameters["order"], manner=parameters["method"], witness=parameters["witness"]
    )
    event = enter(exhibit, act, by=by, seen=exhibit.version, recorded_at=recorded_at)
    Exhibit.objects.filter(pk=exhibit.pk).update(review_due=review_due("exhibit", timezone.localdate()))
    return Disposal.objects.create(
        exhibit=exhibit,
        order=parameters["order"],
        ordered_by=parameters["ordered_by"],
        ordered_on=order["ordered_on"],
        manner=parameters["method"],
        witness=parameters["witness"],
        event=event,
    )


@approvals.carries_out(ACTION)
def carry_out(parameters: dict[str, Any], by: Person) -> Disposal:
    """Do what was approved. The approval does not fit any more when something happened to the exhibit since."""
    exhibit = Exhibit.objects.visible_to(by).filter(number=parameters["exhibit"]).first()
    if exhibit is None:
        raise ValueError("the exhibit is not there any more")
    try:
        return dispose(
            exhibit,
            by=by,
            order=parameters["order"],
            ordered_by=parameters["ordered_by"],
            ordered_on=date.fromisoformat(parameters["ordered_on"]),
            manner=parameters["method"],
            witness=parameters["witness"],
        )
    except custody.CustodyRefusal as refusal:
        raise approvals.NotDoneError(wording.in_words(refusal.message)) from refusal
