"""Asking for a second person. An approval is bound to the exact content, good once, for a day."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.core.access import LIFE, ActClass, Refusal, refuse_approver, refuse_use
from saola.core.sealing import canonical
from saola.core.values import Message, gettext_noop, say

from . import approval_words, policy
from .facts import actor_of
from .models import Approval, Person
from .roles import Permission

State = Approval.State


class NeedsApprovalError(Exception):
    """The act needs the approval of a second person, over exactly these parameters."""

    def __init__(self, action: str, parameters: dict[str, Any], refusal: Refusal) -> None:
        super().__init__(refusal.rule)
        self.action, self.parameters, self.refusal = action, parameters, refusal


class ApproverError(Exception):
    """This person may not decide about this approval, or not any more. ``refusal`` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.rule)
        self.refusal = refusal


class NotDoneError(ValueError):
    """What was approved cannot be done now, for the reason given in the words of whoever reads."""


@dataclass(frozen=True, slots=True)
class Kind:
    """An act that needs two: how grave it is, and the sentence that its parameters fill."""

    act_class: ActClass
    sentence: str


KINDS: dict[str, Kind] = {
    "case.close": Kind(ActClass.B, gettext_noop("Close the case {case}: {words}")),
    "evidence.dispose": Kind(ActClass.A, gettext_noop("Dispose of the exhibit {exhibit}: {method}.")),
    "court.export": Kind(ActClass.B, gettext_noop("Make a court bundle of {exhibits}, for {purpose}.")),
    "factor.reset": Kind(
        ActClass.A, gettext_noop("Take every second factor of {person} away; all are lost.")
    ),
    "grant.give": Kind(
        ActClass.A, gettext_noop("Give {person} the further role {role} until {until}: {reason}")
    ),
    "hold.release": Kind(ActClass.B, gettext_noop("Release the legal hold over {kind} {record}: {reason}")),
    "journal.open_epoch": Kind(
        ActClass.A, gettext_noop("Open epoch {epoch} of the journal after a failure: {reason}")
    ),
    "person.add": Kind(
        ActClass.A, gettext_noop("Add {full_name}, who signs in as {name}, with the role {role}.")
    ),
    "person.change_role": Kind(ActClass.A, gettext_noop("Give {person} the role {role}.")),
    "record.loosen": Kind(ActClass.B, gettext_noop("Hold {kind} {record} less close.")),
    "record.lower_handling": Kind(ActClass.A, gettext_noop("Take handling codes off {kind} {record}.")),
    "records.open_more": Kind(ActClass.B, gettext_noop("Let {person} open {many} more records on {day}.")),
    "records.purge": Kind(ActClass.A, gettext_noop("Purge {kind} {record}: {reason}")),
    "records.restore": Kind(ActClass.A, gettext_noop("Restore the backup {name} over the records in use.")),
}
"""Every act that needs a second person."""

Perform = Callable[[dict[str, Any], Person], Any]
_PERFORMED_BY: dict[str, Perform] = {}


def carries_out(action: str) -> Callable[[Perform], Perform]:
    """Mark the function that does an approved act from its parameters, when its asker says so."""

    def mark(perform: Perform) -> Perform:
        _PERFORMED_BY[action] = perform
        return perform

    return mark


def digest_of(action: str, parameters: dict[str, Any]) -> str:
    """SHA-256 over the canonical bytes of the act and its parameters. Raises ``TypeError`` for fractions."""
    return hashlib.sha256(canonical({"action": action, "parameters": parameters})).hexdigest()


def sentence(action: str, parameters: dict[str, Any]) -> Message:
    """The act in words, with the people and agencies of its parameters by their names."""
    return approval_words.sentence(KINDS[action].sentence, parameters)


@transaction.atomic
def ask(action: str, parameters: dict[str, Any], *, by: Person, reason: str) -> Approval:
    """Ask for a second person. Asking the same again while it waits returns what was asked.

    Raises ``KeyError`` for an act that needs none, ``ValueError`` without a reason.
    """
    if action not in KINDS:
        raise KeyError(action)
    if not reason.strip():
        raise ValueError("whoever asks for a second person says why")
    now, digest = timezone.now(), digest_of(action, parameters)
    same = Approval.objects.filter(digest=digest, asked_by=by, expires_at__gt=now)
    waiting = same.filter(state__in=(State.ASKED, State.APPROVED)).first()
    if waiting is not None:
        return waiting
    approval = Approval.objects.create(
        action=action,
        parameters=parameters,
        digest=digest,
        reason=reason.strip(),
        asked_by=by,
        asked_at=now,
        expires_at=now + LIFE,
    )
    journal.write("approval.asked", by=by, about=approval, action=action, digest=digest)
    return approval


def decide(approval: Approval, *, approve: bool, by: Person, note: str = "") -> Approval:
    """Approve or refuse, as the second person. Raises ``ApproverError`` and ``PermissionDenied``.

    A refused attempt is written in the journal although nothing else changes.
    """
    try:
        return _decide(approval, approve=approve, by=by, note=note)
    except ApproverError as error:
        note_refusal(error.refusal, approval.action, by=by)
        raise


@transaction.atomic
def _decide(approval: Approval, *, approve: bool, by: Person, note: str) -> Approval:
    policy.require(by, Permission.APPROVALS_DECIDE)
    approval = Approval.objects.select_for_update().select_related("asked_by").get(pk=approval.pk)
    now = timezone.now()
    if refusal := _refuse_deciding(approval, by, now):
        raise ApproverError(refusal)
    approval.state = State.APPROVED if approve else State.REFUSED
    approval.decided_by, approval.decided_at, approval.note = by, now, note.strip()[:300]
    if approve:
        approval.expires_at = now + LIFE
    changed = Approval.objects.filter(pk=approval.pk, state=State.ASKED).update(
        state=approval.state,
        decided_by=by,
        decided_at=now,
        note=approval.note,
        expires_at=approval.expires_at,
    )
    if not changed:
        raise ApproverError(_LATE)
    detail = {"action": approval.action, "name": approval.asked_by.name, "digest": approval.digest}
    if approve:
        journal.write("approval.approved", by=by, about=approval, **detail)
    else:
        journal.write("approval.refused", by=by, about=approval, **detail)
    return approval


_LATE = Refusal("approval-decided", say(gettext_noop("It was decided already, or it ran out.")))


def _refuse_deciding(approval: Approval, by: Person, now: datetime) -> Refusal | None:
    if approval.state != State.ASKED or now >= approval.expires_at:
        return _LATE
    act_class = KINDS[approval.action].act_class
    return refuse_approver(act_class, actor_of(approval.asked_by, anew=True), actor_of(by, anew=True))


@transaction.atomic
def spend(action: str, parameters: dict[str, Any], *, by: Person) -> Approval:
    """Use up the approval of ``by`` over exactly these parameters, in the transaction of the act itself.

    Raises ``NeedsApprovalError`` unless there is one: approved by another person, not used, not run out.
    """
    digest, now = digest_of(action, parameters), timezone.now()
    refusal = Refusal("approval-not-given", say(gettext_noop("A second person must approve it first.")))
    of_act = Approval.objects.filter(action=action, digest=digest).select_related("asked_by")
    for approval in of_act.order_by("-asked_at"):
        refused = refuse_use(
            state=approval.state,
            asked_by=approval.asked_by.name,
            user=by.name,
            digest=approval.digest,
            wanted=digest,
            expires_at=approval.expires_at,
            now=now,
        )
        if refused is None:
            unspent = Approval.objects.filter(pk=approval.pk, state=State.APPROVED)
            if unspent.update(state=State.SPENT, spent_at=now):
                approval.state, approval.spent_at = State.SPENT, now
                journal.write(
                    "approval.used", by=by, about=approval, action=action, name=by.name, digest=digest
                )
                return approval
        elif refusal.rule == "approval-not-given":
            refusal = refused
    raise NeedsApprovalError(action, parameters, refusal)


@transaction.atomic
def note_refusal(refusal: Refusal, action: str, *, by: Person) -> None:
    """Write down that an approval was not accepted; called once the refused act is rolled back."""
    journal.write("approval.not_accepted", by=by, rule=refusal.rule, action=action)


def carry_out(approval: Approval, *, by: Person) -> Any:
    """Do what was approved, as its asker; what it made or changed.

    Raises ``NeedsApprovalError`` when the approval is not good for it, ``NotDoneError`` for a reason that can be told,
    and ``ValueError`` where things are not as they were.
    """
    perform = _PERFORMED_BY[approval.action]
    try:
        return perform(approval.parameters, by)
    except NeedsApprovalError as error:
        note_refusal(error.refusal, approval.action, by=by)
        raise


def could_decide(action: str, asker: Person | None, person: Person) -> bool:
    """Whether ``person`` could approve ``action`` if ``asker`` asked for it; of nobody in particular, whether at all."""
    if not policy.decide(person, Permission.APPROVALS_DECIDE):
        return False
    act_class = KINDS[action].act_class
    return asker is None or refuse_approver(act_class, actor_of(asker), actor_of(person)) is None


def can_carry_out(action: str) -> bool:
    return action in _PERFORMED_BY


def waiting_for(person: Person) -> QuerySet[Approval]:
    """What waits for a decision that ``person`` may take, the oldest first."""
    waiting = Approval.objects.filter(state=State.ASKED, expires_at__gt=timezone.now())
    if not policy.decide(person, Permission.APPROVALS_DECIDE):
        return waiting.none()
    actor = actor_of(person)
    own = [
        approval.pk
        for approval in waiting.select_related("asked_by")
        if refuse_approver(KINDS[approval.action].act_class, actor_of(approval.asked_by), actor) is None
    ]
    return waiting.filter(pk__in=own).select_related("asked_by__agency").order_by("asked_at")


def asked_by(person: Person) -> QuerySet[Approval]:
    """What ``person`` asked for, the newest first."""
    return Approval.objects.filter(asked_by=person).select_related("decided_by").order_by("-asked_at")
