"""The second factors of a person: which they have, whether one was given, taking them away."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.apps.journal.models import Entry
from saola.core.values import gettext_noop, say

from .. import actions, alerts, approvals, policy
from ..models import Person
from ..roles import Permission
from . import codes, keys, printed, sealing, sessions
from .models import AuthenticatorApp, Ending, RecoveryCode, SecurityKey

KEY, APP, PAPER = "key", "app", "paper"
RESET = "factor.reset"


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person can give beside the password."""

    keys: list[SecurityKey]
    app: AuthenticatorApp | None
    codes_left: int

    @property
    def are_enough(self) -> bool:
        """Paper alone is not a factor: it is for the day the key or the telephone is lost."""
        return bool(self.keys or self.app)


def of(person: Person) -> Factors:
    return Factors(
        list(SecurityKey.objects.filter(person=person)),
        AuthenticatorApp.objects.filter(person=person).first(),
        printed.left(person),
    )


def given(request: HttpRequest, person: Person) -> str:
    """Which factor the request gives, and uses up; empty when it gives none that is right."""
    if answer := request.POST.get("credential"):
        return KEY if keys.verify(request, person, answer) else ""
    code = "".join(request.POST.get("code", "")[:40].split())
    if code.isdigit() and len(code) == codes.DIGITS:
        try:
            return APP if codes.verify(person, code) else ""
        except sealing.UnsealableError:
            return ""
    return PAPER if printed.verify(person, code) else ""


@transaction.atomic
def add_app(person: Person, secret: bytes, step: int) -> None:
    """Keep an authenticator app whose first code was right."""
    codes.enrol(person, secret, step)
    journal.write("factor.added", by=person, about=person, name=person.name, factor=APP)


@transaction.atomic
def add_key(request: HttpRequest, person: Person, answer: str, name: str) -> SecurityKey | None:
    """Keep a security key that answered; ``None`` where the answer is not to the last challenge."""
    key = keys.enrol(request, person, answer, name)
    if key:
        journal.write("factor.added", by=person, about=person, name=person.name, factor=KEY, **_which(key))
    return key


class LastFactorError(ValueError):
    """A person would be left with a password alone."""


@transaction.atomic
def remove(person: Person, factor: SecurityKey | AuthenticatorApp) -> None:
    """Let a key or the app go. Raises ``LastFactorError`` for the last one."""
    Person.objects.select_for_update().get(pk=person.pk)
    have = of(person)
    if len(have.keys) + bool(have.app) < 2:
        raise LastFactorError
    kind = KEY if isinstance(factor, SecurityKey) else APP
    told = _which(factor) if kind == KEY else {}
    factor.delete()
    journal.write("factor.removed", by=person, about=person, name=person.name, factor=kind, **told)


@transaction.atomic
def print_codes(person: Person) -> list[str]:
    """New recovery codes, in place of the earlier ones."""
    journal.write("factor.codes_made", by=person, about=person, name=person.name)
    return printed.make(person)


@transaction.atomic
def reset(person: Person, *, by: Person) -> None:
    """Take every second factor away, because all are lost: the next sign-in begins with a new one.

    Every session and access token of the person ends at once. Whoever could do this alone could sign in as anybody: raises
    ``approvals.NeedsApprovalError`` until somebody of another agency approved it.
    """
    policy.require(by, Permission.PEOPLE_MANAGE)
    approvals.spend(RESET, {"person": person.name}, by=by)
    _take_away(person, by=by)


@transaction.atomic
def reset_alone(person: Person) -> None:
    """The same at the terminal, where ``approvers`` finds nobody. The auditors find an alert."""
    entry = _take_away(person, by=None, rule="nobody-could-approve")
    told = say(gettext_noop("Their second factors were taken away at the terminal; nobody could approve it."))
    alerts.raise_alert("reset-alone", person, told, entries=[entry.seq], at=timezone.now())


def approvers(person: Person, asker: Person | None) -> list[Person]:
    """Who could approve that the factors of ``person`` are taken away: they can sign in, and decide about it."""
    others = Person.objects.filter(is_active=True).exclude(pk=person.pk)
    if asker is not None:
        others = others.exclude(pk=asker.pk)
    return [each for each in others if of(each).are_enough and approvals.could_decide(RESET, asker, each)]


def _take_away(person: Person, *, by: Person | None, rule: str = "") -> Entry:
    for model in (SecurityKey, AuthenticatorApp, RecoveryCode):
        model.objects.filter(person=person).delete()
    sessions.end_all(person, Ending.FACTORS, by=by)
    actions.end_tokens(person, Ending.FACTORS, by=by)
    return journal.write("factor.reset", by=by, about=person, name=person.name, rule=rule)


@approvals.carries_out(RESET)
def _reset(parameters: dict[str, Any], by: Person) -> None:
    person = Person.objects.filter(name=parameters["person"]).first()
    if person is None:
        raise ValueError("nobody bears this name any more")
    reset(person, by=by)


def _which(key: SecurityKey) -> dict[str, str]:
    return {"key": sha256(bytes.fromhex(key.credential_id)).hexdigest()[:12]}
