"""Giving people further roles, renewing and ending them. A privileged role needs somebody of another agency."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal

from . import actions, approvals, policy
from .models import Agency, Grant, Person
from .models.people import last_day
from .roles import ROLES, Permission
from .signing_in import sessions
from .signing_in.models import Ending


@transaction.atomic
def give(
    person: Person, *, role: str, agency: Agency | None, until: date | None, reason: str, by: Person | None
) -> Grant:
    """Give ``person`` a further role, for one agency's records or for all, until a day.

    ``by`` is ``None`` only on the command line. Raises ``ValueError`` and ``approvals.NeedsApprovalError``.
    """
    if role not in ROLES:
        raise ValueError(f"no such role: {role!r}; there are {', '.join(ROLES)}")
    if not reason.strip():
        raise ValueError("a role is given for a reason")
    until = last_day(until)
    if by is not None:
        policy.require(by, Permission.PEOPLE_MANAGE)
        if ROLES[role].is_privileged:
            approvals.spend("grant.give", asked(person, role, agency, until, reason), by=by)
    grant = Grant.objects.create(
        person=person, role=role, agency=agency, reason=reason.strip(), granted_by=by, expires_on=until
    )
    journal.write(
        "grant.given",
        by=by,
        about=person,
        name=person.name,
        role=role,
        until=until.isoformat(),
        reason=grant.reason,
    )
    return grant


def asked(person: Person, role: str, agency: Agency | None, until: date, reason: str) -> dict[str, Any]:
    """The exact content of giving a further role, as a second person approves it."""
    return {
        "person": person.name,
        "role": role,
        "agency": agency.code if agency else "",
        "until": until.isoformat(),
        "reason": reason.strip(),
    }


@approvals.carries_out("grant.give")
def _give(parameters: dict[str, Any], by: Person) -> Grant:
    return give(
        Person.objects.get(name=parameters["person"]),
        role=parameters["role"],
        agency=Agency.objects.filter(code=parameters["agency"]).first() if parameters["agency"] else None,
        until=date.fromisoformat(parameters["until"]),
        reason=parameters["reason"],
        by=by,
    )


@transaction.atomic
def end(grant: Grant, *, by: Person) -> None:
    """End a further role at once. Ending one that has ended changes nothing."""
    policy.require(by, Permission.PEOPLE_MANAGE)
    ended = Grant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by)
    if ended:
        journal.write("grant.ended", by=by, about=grant.person, name=grant.person.name, role=grant.role)


@transaction.atomic
def renew(person: Person, *, by: Person | None, until: date | None = None) -> None:
    """Let ``person`` keep their role for twelve months more, or until a day. Nobody renews their own."""
    until = last_day(until)
    if by is not None:
        policy.require(by, Permission.PEOPLE_MANAGE)
        if by.pk == person.pk:
            raise ValueError("nobody renews their own role")
    Person.objects.filter(pk=person.pk).update(role_until=until)
    person.role_until = until
    journal.write(
        "person.role_renewed",
        by=by,
        about=person,
        name=person.name,
        role=person.role,
        until=until.isoformat(),
    )


@transaction.atomic
def change_account(person: Person, *, unit: str, is_active: bool, leaves_on: date | None, by: Person) -> None:
    """Close or open an account, say which unit a person is of and when they leave.

    With the account end its sessions and access tokens: whoever opens it again does not bring them back.
    """
    policy.require(by, Permission.PEOPLE_MANAGE)
    if by.pk == person.pk and not is_active:
        raise ValueError("nobody closes their own account")
    wanted = {"unit": unit.strip(), "is_active": is_active, "leaves_on": leaves_on}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if not changed:
        return
    Person.objects.filter(pk=person.pk).update(**wanted)
    for field, value in wanted.items():
        setattr(person, field, value)
    if "is_active" in changed and not is_active:
        sessions.end_all(person, Ending.CLOSED, by=by)
        actions.end_tokens(person, Ending.CLOSED, by=by)
    journal.write(
        "person.account_changed", by=by, about=person, name=person.name, fields=", ".join(sorted(changed))
    )


SOON = timedelta(days=30)


def ending_soon() -> Any:
    """People whose role ends within a month: somebody should think about it before it does."""
    return Person.objects.filter(is_active=True, role_until__lt=timezone.localdate() + SOON).order_by(
        "role_until"
    )
