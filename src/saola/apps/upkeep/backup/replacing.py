"""Taking the place of records that are in use: asked for by who keeps the node, approved by a second person.

The approval is over one backup, by the digest of its seal. Where the records that are here cannot be opened nobody can
be asked any more; then the journal of what is restored says that nobody was.
"""

import hashlib

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import approvals, policy
from saola.apps.accounts.models import Approval, Person
from saola.apps.accounts.roles import Permission
from saola.core.values import Message, gettext_noop, say

from .. import migrating
from .faults import SecondPersonError
from .folder import Sealed

ACTION = "records.restore"
State = Approval.State


def parameters(sealed: Sealed) -> dict[str, str]:
    """What is approved: this backup, and no other under its name."""
    seal = hashlib.sha256(
        (sealed.place / "seal.json").read_bytes() + (sealed.place / "seal.sig").read_bytes()
    )
    return {"name": sealed.name, "seal": seal.hexdigest()}


def permit(sealed: Sealed, by: Person | None, reason: str) -> Approval:
    """Use up the approval of ``by`` over this backup; call it when nothing can go wrong any more but the act itself.

    Raises ``SecondPersonError``; where there is no approval yet, a second person was asked.
    """
    if migrating.why_not_ready() is not None:
        raise SecondPersonError(_of_another_version())
    if by is None or not reason.strip():
        raise SecondPersonError(_unnamed())
    if not policy.decide(by, Permission.NODE_KEEP):
        raise SecondPersonError(
            say(gettext_noop("{name} does not keep this node, so nothing was changed."), name=by.name)
        )
    try:
        return approvals.spend(ACTION, parameters(sealed), by=by)
    except approvals.NeedsApprovalError as error:
        approvals.note_refusal(error.refusal, ACTION, by=by)
        asked = approvals.ask(ACTION, parameters(sealed), by=by, reason=reason)
        raise SecondPersonError(_asked(by, asked)) from error


def end_approvals() -> int:
    """What was asked for or approved in the records of a backup does not hold after a restore. Returns how many ended."""
    now = timezone.now()
    still_open = Approval.objects.filter(state__in=(State.ASKED, State.APPROVED), expires_at__gt=now)
    with transaction.atomic():
        return still_open.update(expires_at=now)


def _asked(by: Person, asked: Approval) -> Message:
    if asked.state == State.APPROVED:
        why = gettext_noop("The approval of {name} is not good for this any more. Nothing was changed.")
        return say(why, name=by.name)
    return say(
        gettext_noop(
            "Nothing was changed: {name} asked for a second person. Somebody of another agency who may approve opens "
            "Access, Approvals, on this node; the node may go on until then. After that stop it and run the same "
            "command again, within a day."
        ),
        name=by.name,
    )


def _unnamed() -> Message:
    return say(
        gettext_noop(
            "The records that are here are in use, so a second person approves that this backup takes their place. "
            "Say who asks with --by and why with --reason. Nothing was changed. Where nobody else can approve, restore "
            "into an empty SAOLA_DATA; that replaces nothing."
        )
    )


def _of_another_version() -> Message:
    return say(
        gettext_noop(
            "The records that are here are of another version, so no second person can be asked in them. Nothing was "
            "changed. Restore into an empty SAOLA_DATA, or install the version that they are of."
        )
    )
