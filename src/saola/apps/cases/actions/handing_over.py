"""The lead of a case passing from one agency to another, by the rules of ``saola.core.casework.handover``.

While a hand-over waits, the agency that is asked sees the case, so that it can answer.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from saola.apps.accounts.models import Agency, Person
from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.journal import actions as journal
from saola.core.casework import Handover, HandoverAct, HandoverState, Leadership, Move, Stage, hand_over

from ..models import Case, CaseAgency, CaseWorker, HandOver
from . import team
from .taking import entered_at, give_back, take

_LEADING = [code for code, role in ROLES.items() if Permission.CASES_WRITE in role.permissions]


@transaction.atomic
def propose(case: Case, receiver: Agency, reason: str, *, by: Any, at: datetime | None = None) -> HandOver:
    """Ask ``receiver`` to lead. Raises ``HandoverRefusal`` with every reason, as every act here does."""
    after = _moved(case, HandoverAct.PROPOSE, by, reason, to=receiver)
    at = entered_at(at)
    hand = HandOver.objects.create(
        case=case,
        giver=case.lead,
        receiver=receiver,
        state=HandoverState.PROPOSED,
        reason=after.handovers[-1].reason,
        proposed_at=at,
        proposed_by=by,
    )
    if not case.agencies.filter(agency=receiver, until_at=None).exists():
        CaseAgency.objects.create(
            case=case, agency=receiver, part=CaseAgency.Part.SUPPORT, since_at=at, added_by=by
        )
    return _told(case, hand, by)


@transaction.atomic
def accept(
    hand: HandOver, *, by: Any, answer: str = "", to: Person | None = None, at: datetime | None = None
) -> HandOver:
    """Take the lead. ``to``, else ``by``, leads the work now; the giving agency supports, its people stay on the team."""
    case = hand.case
    _moved(case, HandoverAct.ACCEPT, by, answer)
    at = entered_at(at)
    _passes(case, hand.giver, hand.receiver, by=by, at=at)
    _answered(hand, HandoverState.ACCEPTED, answer, by, at)
    case.lead = hand.receiver
    team.join(case, to or by, CaseWorker.Part.LEAD, by=by, at=at)
    return _told(case, hand, by, lead=hand.receiver)


def reject(hand: HandOver, answer: str, *, by: Any, at: datetime | None = None) -> HandOver:
    """Say no, and why. An agency that saw the case only because it was asked sees it no more."""
    return _refused(hand, HandoverAct.REJECT, HandoverState.REJECTED, answer, by, at)


def withdraw(hand: HandOver, reason: str, *, by: Any, at: datetime | None = None) -> HandOver:
    """Take the question back, and say why."""
    return _refused(hand, HandoverAct.WITHDRAW, HandoverState.WITHDRAWN, reason, by, at)


@transaction.atomic
def return_(hand: HandOver, reason: str, *, by: Any, at: datetime | None = None) -> HandOver:
    """Give the lead back to the agency it came from, and say why."""
    case = hand.case
    _moved(case, HandoverAct.RETURN, by, reason)
    at = entered_at(at)
    _passes(case, hand.receiver, hand.giver, by=by, at=at)
    hand.state, hand.return_reason = HandoverState.RETURNED, reason.strip()
    hand.returned_at, hand.returned_by = at, by
    hand.save(update_fields=["state", "return_reason", "returned_at", "returned_by"])
    own = case.workers.filter(until_at=None, person__agency=hand.giver).order_by("pk").first()
    if own is not None:
        team.join(case, own.person, CaseWorker.Part.LEAD, by=by, at=at)
    return _told(case, hand, by, lead=hand.giver)


def leadership_of(case: Case) -> Leadership:
    """Who leads, and every hand-over there was, in the words of the rules: agencies by their codes."""
    hands = case.hand_overs.select_related("giver", "receiver").order_by("pk")
    return Leadership(
        case.lead.code,
        tuple(
            Handover(
                one.giver.code,
                one.receiver.code,
                one.reason,
                HandoverState(one.state),
                one.answer,
                one.return_reason,
            )
            for one in hands
        ),
    )


def able() -> set[str]:
    """The agencies that can lead a case now: somebody works there who may write in one."""
    able = Agency.objects.filter(people__is_active=True, people__role__in=_LEADING)
    return set(able.values_list("code", flat=True))


def _moved(case: Case, act: HandoverAct, by: Any, reason: str, to: Agency | None = None) -> Leadership:
    take(case, by, may_be_closed=True)  # that it is closed is one of the reasons of the rules
    before = leadership_of(case)
    move = Move(act, by.agency.code if by.agency_id else "", to.code if to else "", reason)
    return hand_over(before, move, able(), is_closed=case.stage == Stage.CLOSED)


@transaction.atomic
def _refused(
    hand: HandOver, act: HandoverAct, state: HandoverState, answer: str, by: Any, at: datetime | None
) -> HandOver:
    case = hand.case
    _moved(case, act, by, answer)
    at = entered_at(at)
    asked_only = case.agencies.filter(
        agency=hand.receiver, part=CaseAgency.Part.SUPPORT, since_at=hand.proposed_at, until_at=None
    )
    asked_only.update(until_at=max(at, hand.proposed_at), reason=answer.strip()[:300])
    _answered(hand, state, answer, by, at)
    return _told(case, hand, by)


def _answered(hand: HandOver, state: HandoverState, answer: str, by: Any, at: datetime) -> None:
    hand.state, hand.answer, hand.answered_at, hand.answered_by = state, answer.strip(), at, by
    hand.save(update_fields=["state", "answer", "answered_at", "answered_by"])


def _passes(case: Case, giver: Agency, receiver: Agency, *, by: Any, at: datetime) -> None:
    """The giving agency supports from now on, the receiving one leads."""
    standing = case.agencies.filter(until_at=None, agency__in=(giver, receiver))
    standing.update(until_at=at)
    for agency, part in ((receiver, CaseAgency.Part.LEAD), (giver, CaseAgency.Part.SUPPORT)):
        CaseAgency.objects.create(case=case, agency=agency, part=part, since_at=at, added_by=by)


def _told(case: Case, hand: HandOver, by: Any, **fields: Any) -> HandOver:
    journal.write("handover.moved", by=by, about=case, agency=hand.receiver.name, state=str(hand.state))
    give_back(case, **fields)
    return hand
