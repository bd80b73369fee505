"""Whether a name and a password belong together, with the same work for every name."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from saola.apps.journal import actions as journal

from .. import actions
from ..models import Person
from . import sessions
from .models import Ending, OwnPassword
from .names import plain_name

LONGEST = 1024
"""Characters of a password. Long sentences are welcome; a megabyte is an attack on the hash."""


def person_with(name: str, password: str) -> Person | None:
    """The person whom ``name`` and ``password`` open, or ``None``.

    Exactly one hash is run whether the name exists, has no password, or belongs to a closed account, so that
    neither words nor time tell who works here.
    """
    person = Person.objects.filter(name=plain_name(name)).first()
    kept = person.password if person else UNUSABLE_PASSWORD_PREFIX

    def renew(raw: str) -> None:
        if person:
            person.set_password(raw)
            person.save(update_fields=["password"])

    is_right = check_password(password, kept, renew)
    return person if is_right and person.is_active else None


def is_own(person: Person) -> bool:
    """Whether the person chose their password themselves."""
    return OwnPassword.objects.filter(person=person).exists()


def keep_as_own(person: Person) -> None:
    """Note that the person typed the password themselves, as the first administrator of a node does."""
    OwnPassword.objects.update_or_create(person=person)


@transaction.atomic
def change(person: Person, password: str) -> None:
    """Keep a password that ``person`` chose; every session opened with the old one ends, and every access token.

    Raises ``ValidationError`` for a password that is too short or known to attackers.
    """
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    keep_as_own(person)
    sessions.end_all(person, Ending.PASSWORD, by=person)
    actions.end_tokens(person, Ending.PASSWORD, by=person)
    journal.write("password.changed", by=person, about=person, name=person.name)


@transaction.atomic
def give(person: Person, password: str, *, by: Person | None) -> None:
    """Keep a password that somebody else chose: the person must choose their own before they enter again.

    Raises ``ValidationError`` for a password that is too short or known to attackers.
    """
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    OwnPassword.objects.filter(person=person).delete()
    sessions.end_all(person, Ending.PASSWORD, by=by)
    actions.end_tokens(person, Ending.PASSWORD, by=by)
    journal.write("password.given", by=by, about=person, name=person.name)
