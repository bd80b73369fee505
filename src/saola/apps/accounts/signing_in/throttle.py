"""How often a wrong guess may be made: under one name, and from one address.

An attempt is written down before it is tried, so that a hundred at once get no more guesses than five in a row.
Names that nobody bears are counted and locked like all others: being locked does not tell that one exists.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from saola.apps.journal import actions as journal

from ..models import Person
from .models import Guard
from .names import plain_name

WINDOW = timedelta(minutes=15)
UNDER_A_NAME = 5
FROM_AN_ADDRESS = 20
"""An office often shares one address: four locked names from it in a quarter of an hour, not one."""
FORGET_ADDRESSES_AFTER = timedelta(days=1)
FORGET_NAMES_AFTER = timedelta(days=30)


class RefusedError(Exception):
    """No guess is taken now: the name is locked, or too many came from this address."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One guess, already counted. Say how it went by ``failed``, ``passed`` or ``succeeded``."""

    name: str
    address: str
    at: float

    @transaction.atomic
    def failed(self) -> None:
        """It was wrong. The fifth in a quarter of an hour locks the name until somebody unlocks it."""
        guard = _guard(Guard.Kind.NAME, self.name)
        person = Person.objects.filter(name=self.name).first()
        journal.write("person.sign_in_failed", about=person, name=person.name if person else "")
        if len(_recent(guard, timezone.now())) < UNDER_A_NAME or guard.locked_at:
            return
        guard.locked_at, guard.person = timezone.now(), person
        guard.save()
        if person:
            journal.write("person.locked", about=person, name=person.name)

    @transaction.atomic
    def passed(self) -> None:
        """It was right, and more is asked: it counts for nothing, and earlier wrong ones stay counted."""
        for guard in self._guards():
            if self.at in guard.tries:
                guard.tries.remove(self.at)
                guard.save()

    @transaction.atomic
    def succeeded(self) -> None:
        """The whole sign-in is done: the name starts afresh."""
        self.passed()
        Guard.objects.filter(kind=Guard.Kind.NAME, digest=_digest(Guard.Kind.NAME, self.name)).delete()

    def _guards(self) -> tuple[Guard, Guard]:
        return _guard(Guard.Kind.NAME, self.name), _guard(Guard.Kind.ADDRESS, self.address)


@transaction.atomic
def begin(name: str, address: str) -> Attempt:
    """Count a guess before it is tried. Raises ``RefusedError`` when there may be none."""
    now = timezone.now()
    attempt = Attempt(plain_name(name), address, now.timestamp())
    under_name, from_address = attempt._guards()
    if under_name.locked_at:
        raise RefusedError
    for guard, most in ((under_name, UNDER_A_NAME), (from_address, FROM_AN_ADDRESS)):
        guard.tries = _recent(guard, now)
        if len(guard.tries) >= most:
            raise RefusedError
    for guard in (under_name, from_address):
        guard.tries.append(attempt.at)
        guard.save()
    return attempt


@transaction.atomic
def unlock(person: Person, *, by: Person | None) -> bool:
    """Let guesses under the person's name be made again; answers whether it was locked."""
    kept = Guard.objects.filter(kind=Guard.Kind.NAME, digest=_digest(Guard.Kind.NAME, person.name))
    was_locked = kept.exclude(locked_at=None).exists()
    kept.delete()
    if was_locked:
        journal.write("person.unlocked", by=by, about=person, name=person.name)
    return was_locked


def forget() -> None:
    """Let go of what is long past: addresses after a day, names that nobody bears after a month."""
    now = timezone.now()
    Guard.objects.filter(kind=Guard.Kind.ADDRESS, changed_at__lt=now - FORGET_ADDRESSES_AFTER).delete()
    Guard.objects.filter(person=None, changed_at__lt=now - FORGET_NAMES_AFTER).delete()


def _guard(kind: str, subject: str) -> Guard:
    digest = _digest(kind, subject)
    Guard.objects.get_or_create(kind=kind, digest=digest)
    return Guard.objects.select_for_update().get(kind=kind, digest=digest)


def _digest(kind: str, subject: str) -> str:
    """What is typed as a name is sometimes a password: only a keyed digest of it is kept."""
    return salted_hmac(f"saola guard {kind}", subject, algorithm="sha256").hexdigest()


def _recent(guard: Guard, now: datetime) -> list[float]:
    """Attempts of the last quarter of an hour; those of a clock that was set back since are forgotten."""
    earliest, latest = (now - WINDOW).timestamp(), (now + WINDOW).timestamp()
    return [each for each in guard.tries if earliest < each < latest]
