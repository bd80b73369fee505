"""A copy of a photograph of an exhibit held close leaves only once the journal has it, and for a stated purpose."""

import io

import pytest
from django.db import DatabaseError
from django.urls import reverse
from PIL import Image

from saola.apps.evidence.actions import copying, taking_in
from saola.apps.evidence.models import Derivative
from saola.apps.journal import actions as journal
from saola.apps.journal.events import READS
from saola.apps.journal.models import Entry
from tests.factories import access, accounts, evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def custodian(client):
    person = evidence.custodian(agency=accounts.agency())
    client.force_login(person)
    return person


@pytest.fixture
def exhibit(custodian):
    made = evidence.exhibit(custodian)
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 90)).save(drawn, "JPEG")
    file = taking_in.seal_file(made, io.BytesIO(drawn.getvalue()), "IMG 7.jpg", by=custodian)
    assert copying.copy_of(file)
    return made


@pytest.fixture
def address(exhibit):
    return reverse("evidence:picture", args=[Derivative.objects.get().pk])


def reads():
    return Entry.objects.filter(event__in=READS.values()).count()


def is_sent(answer):
    if not answer.get("Content-Type", "").startswith("image/"):
        return False
    # Read to its end, as a browser does: one that is only closed takes the connection of PostgreSQL with it.
    return bool(b"".join(answer.streaming_content))


def state_purpose(client, exhibit):
    client.post(f"/accounts/access/of/exhibit/{exhibit.number}/purpose/", {"purpose": "CASE/7", "back": "/"})


def test_picture_of_an_exhibit_held_close_is_told_and_asks_for_a_purpose(client, custodian, exhibit, address):
    access.place(exhibit, access.compartment(custodian))
    assert not is_sent(client.get(address))
    state_purpose(client, exhibit)
    before = reads()
    assert is_sent(client.get(address))
    assert reads() == before + 1


def test_picture_held_close_is_not_sent_where_the_journal_fails(
    client, custodian, exhibit, address, monkeypatch
):
    access.place(exhibit, access.compartment(custodian))
    state_purpose(client, exhibit)
    client.raise_request_exception = False

    def fail(*_args, **_words):
        raise DatabaseError("the journal cannot be written")

    monkeypatch.setattr(journal, "_append", fail)
    assert not is_sent(client.get(address))


def test_pictures_of_an_ordinary_exhibit_leave_the_journal_quiet(client, exhibit, address):
    before = reads()
    assert is_sent(client.get(address))
    assert reads() == before
