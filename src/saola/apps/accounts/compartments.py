"""Keeping need-to-know lists: opening one, who is on it, closing it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal

from . import policy
from .granting import last_day
from .models import Agency, Compartment, Membership, Person
from .roles import Permission


class NotTheirsError(PermissionError):
    """The person does not keep this list."""


@transaction.atomic
def open_list(*, code: str, name: str, reason: str, agency: Agency | None, by: Person) -> Compartment:
    """Open a list. Whoever opens it keeps it, and is the first on it. Raises ``ValueError`` without a reason."""
    policy.require(by, Permission.COMPARTMENTS_MANAGE)
    if not reason.strip():
        raise ValueError("a record is held close for a reason")
    compartment = Compartment.objects.create(
        code=code, name=name, reason=reason.strip(), agency=agency, opened_by=by
    )
    journal.write("compartment.opened", by=by, about=compartment, code=code)
    _join(compartment, by, reason=reason, until=last_day(None), leads=True, by=by)
    return compartment


@transaction.atomic
def put_on(
    compartment: Compartment,
    person: Person,
    *,
    reason: str,
    until: date | None = None,
    leads: bool = False,
    by: Person,
) -> Membership:
    """Put ``person`` on the list, for a reason, until a day. Who is on it already is put on anew.

    Raises ``NotTheirsError`` unless ``by`` keeps the list, and ``ValueError``.
    """
    policy.require(by, Permission.COMPARTMENTS_MANAGE)
    _refuse_unless_keeper(compartment, by)
    if compartment.closed_at is not None:
        raise ValueError("the list is closed; nobody is put on it any more")
    if not reason.strip():
        raise ValueError("somebody is put on a list for a reason")
    return _join(compartment, person, reason=reason, until=last_day(until), leads=leads, by=by)


def _join(
    compartment: Compartment, person: Person, *, reason: str, until: date, leads: bool, by: Person
) -> Membership:
    before = Membership.objects.filter(compartment=compartment, person=person, ended_at=None)
    before.update(ended_at=timezone.now(), ended_by=by)
    membership = Membership.objects.create(
        compartment=compartment,
        person=person,
        reason=reason.strip()[:300],
        leads=leads,
        granted_by=by,
        expires_on=until,
    )
    journal.write(
        "compartment.joined",
        by=by,
        about=compartment,
        name=person.name,
        until=until.isoformat(),
        reason=membership.reason,
    )
    return membership


@transaction.atomic
def take_off(membership: Membership, *, by: Person) -> None:
    """Take somebody off the list, at once. One may leave a list oneself; the last keeper stays.

    Raises ``NotTheirsError``, and ``ValueError`` for the last keeper.
    """
    compartment = Compartment.objects.select_for_update().get(pk=membership.compartment_id)
    if membership.person_id != by.pk:
        policy.require(by, Permission.COMPARTMENTS_MANAGE)
        _refuse_unless_keeper(compartment, by)
    in_force = Membership.objects.in_force().filter(compartment=compartment)
    others = in_force.filter(leads=True).exclude(pk=membership.pk)
    if membership.leads and compartment.closed_at is None and not others.exists():
        raise ValueError("somebody must keep the list; let another person keep it first")
    ended = Membership.objects.filter(pk=membership.pk, ended_at=None).update(
        ended_at=timezone.now(), ended_by=by
    )
    if ended:
        journal.write("compartment.left", by=by, about=compartment, name=membership.person.name)


@transaction.atomic
def close(compartment: Compartment, *, by: Person) -> None:
    """Close a list: nobody joins, nothing is placed on it any more; what stands on it stays held close."""
    policy.require(by, Permission.COMPARTMENTS_MANAGE)
    _refuse_unless_keeper(compartment, by)
    if Compartment.objects.filter(pk=compartment.pk, closed_at=None).update(closed_at=timezone.now()):
        journal.write("compartment.closed", by=by, about=compartment)


def keeps(compartment: Compartment, person: Person) -> bool:
    """Whether ``person`` keeps the list today."""
    return Membership.objects.in_force().filter(compartment=compartment, person=person, leads=True).exists()


def _refuse_unless_keeper(compartment: Compartment, by: Person) -> None:
    if not keeps(compartment, by):
        raise NotTheirsError(compartment.code)
