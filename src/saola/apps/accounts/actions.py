"""Writing accounts: agencies, people, access tokens."""

import hashlib
import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal

from . import approvals, policy
from .models import AccessToken, Agency, Person
from .models.people import in_a_year, last_day
from .roles import ROLES, Permission

TOKEN_PREFIX = "saola_"


@transaction.atomic
def create_agency(*, code: str, name: str, kind: str, by: Person | None) -> Agency:
    """Add an agency. ``by`` is ``None`` only while the node is set up."""
    _require(by, Permission.AGENCIES_MANAGE)
    agency = Agency.objects.create(code=code, name=name, kind=kind)
    journal.write("agency.created", by=by, about=agency, name=name)
    return agency


@transaction.atomic
def create_person(
    *, name: str, full_name: str, role: str, agency: Agency | None, password: str | None, by: Person | None
) -> Person:
    """Add a person. Without a password nobody can sign in as them, except by role in the demo.

    Raises ``ValueError`` for a role that does not exist, and ``NeedsApprovalError`` for a privileged one.
    """
    _require(by, Permission.PEOPLE_MANAGE)
    if role not in ROLES:
        raise ValueError(f"no such role: {role!r}; there are {', '.join(ROLES)}")
    if by is not None and ROLES[role].is_privileged:
        asked = {"name": name, "full_name": full_name, "role": role, "agency": agency.code if agency else ""}
        approvals.spend("person.add", asked, by=by)
    person = Person.objects.create_user(name, password, full_name=full_name, role=role, agency=agency)
    journal.write("person.created", by=by, about=person, name=name)
    return person


@transaction.atomic
def change_role(person: Person, *, role: str, by: Person) -> None:
    """Give a person another role, for twelve months. Nobody changes their own.

    Raises ``ValueError``, and ``NeedsApprovalError`` for a privileged role.
    """
    _require(by, Permission.PEOPLE_MANAGE)
    if role not in ROLES:
        raise ValueError(f"no such role: {role!r}; there are {', '.join(ROLES)}")
    if by.pk == person.pk:
        raise ValueError("nobody changes their own role")
    if ROLES[role].is_privileged:
        approvals.spend("person.change_role", {"person": person.name, "role": role}, by=by)
    person.role, person.role_until = role, in_a_year()
    person.save(update_fields=["role", "role_until"])
    end_tokens(person, "standing", by=by)
    journal.write("person.role_changed", by=by, about=person, name=person.name, role=role)


@approvals.carries_out("person.change_role")
def _change_role(parameters: dict[str, Any], by: Person) -> None:
    change_role(Person.objects.get(name=parameters["person"]), role=parameters["role"], by=by)


@transaction.atomic
def issue_token(*, name: str, by: Person, until: date | None = None) -> tuple[AccessToken, str]:
    """Make an access token for ``by`` that ends after ``until``, in a year where nothing is said.

    The secret is returned once and only its digest is kept. Raises ``ValueError`` for a day gone by or more than
    twelve months away.
    """
    policy.require(by, Permission.TOKENS_MANAGE)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    digest = token_digest(secret)
    token = AccessToken.objects.create(person=by, name=name, digest=digest, ends_on=last_day(until))
    journal.write("token.issued", by=by, about=token, name=name)
    return token, secret


@transaction.atomic
def revoke_token(token: AccessToken, *, by: Person) -> None:
    """End an access token. Only its owner or a keeper of accounts may."""
    if token.person_id != by.pk:
        policy.require(by, Permission.PEOPLE_MANAGE)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    journal.write("token.revoked", by=by, about=token, name=token.name)


@transaction.atomic
def end_tokens(person: Person, ending: str, *, by: Person | None) -> None:
    """End every access token of ``person``, as their sessions end: with the password, the role, the factors.

    ``ending`` is one of the codes of ``journal.events.CODES["ending"]``.
    """
    for token in AccessToken.objects.filter(person=person, revoked_at=None):
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        journal.write("token.ended", by=by, about=token, name=token.name, ending=str(ending))


def token_digest(secret: str) -> str:
    """What is kept of a token's secret. It is long and random, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _require(by: Person | None, permission: Permission) -> None:
    if by is not None:
        policy.require(by, permission)
