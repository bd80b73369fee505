"""People who sign in as people do, without a browser."""

from datetime import UTC

import pytest

from saola.apps.accounts.signing_in import codes, hashing, passwords, printed
from tests.factories import accounts

SENTENCE = "grey herons stand in the reeds"


class Clock:
    """The node's time, which a test sets."""

    def __init__(self, monkeypatch) -> None:
        from datetime import datetime, timedelta

        from django.utils import timezone as django_timezone

        self.now = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
        self._delta = timedelta
        monkeypatch.setattr(django_timezone, "now", lambda: self.now)
        monkeypatch.setattr("time.time", lambda: self.now.timestamp())

    def forward(self, **passed) -> None:
        self.now += self._delta(**passed)


@pytest.fixture(autouse=True)
def _quick_hash(monkeypatch):
    """The same hash in a smaller measure: a hundred sign-ins in a test are no attack."""
    monkeypatch.setattr(hashing.Argon2id, "time_cost", 1)
    monkeypatch.setattr(hashing.Argon2id, "memory_cost", 1024)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def officer(db):
    """A person with a password of their own, an authenticator app and no key."""
    return with_factors(accounts.person("analyst", full_name="Ines Rakoto"))


SECRET = bytes(range(20))


def with_factors(person):
    person.set_password(SENTENCE)
    person.save()
    passwords.OwnPassword.objects.create(person=person)
    codes.enrol(person, SECRET, step=0)
    person.paper = printed.make(person)
    return person


def app_code(moment, steps=0):
    """What the app of ``officer`` shows at an instant, or some steps away from it."""
    step = int(moment.timestamp() // codes.STEP) + steps
    return codes._totp(SECRET).generate(step * codes.STEP).decode()


def give_password(client, person, password=SENTENCE, **more):
    return client.post("/accounts/sign-in/", {"username": person.name, "password": password, **more})


def give_code(client, code, **more):
    return client.post("/accounts/sign-in/second-factor/", {"code": code, **more})


def is_in(client):
    return client.get("/accounts/own/").status_code == 200
