"""Catalogue 10: every view is walked as each role; whoever is sent a word of a record held close stands in the journal.

Nothing is listed by hand but the ways in which one address shows different things: the walk takes every address of
the URLconf that answers GET. Where the journal cannot be written, no word of such a record is sent.

Here each role asks a fifth of the addresses, each another fifth; ``SAOLA_TORTURE=1`` has every role ask them all.
"""

import io
import os
import re
import sys
import zipfile

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import ROLES
from saola.apps.journal import actions as journal
from saola.apps.journal.events import READS
from saola.apps.journal.models import Entry
from saola.apps.seizures.models import Incident
from tests.factories import access, accounts
from tests.factories.evidence import exhibit
from tests.factories.seizures import incident, specimen_draft
from tests.house.test_matrix import FILLED, routes, written

pytestmark = pytest.mark.django_db
CANARY = "Zaunkoenigsbucht"
VIEWS = {
    "seizures:list": ("?view=map", "?view=charts", "?view=totals", f"?q={CANARY}", "?sort=value"),
    "search": (f"?q={CANARY}", "?q=Manis"),
    "api:seizures": (f"?q={CANARY}",),
    "evidence:list": (f"?q={CANARY}",),
}
IN_FULL = "SAOLA_TORTURE" in os.environ
SHARE = 1 if IN_FULL else 5
AWAY = {"accounts:sign-out", "accounts:sign-in-demo", "set_language"}


@pytest.fixture
def world(knowledge, settings, tmp_path):
    """A seizure and an exhibit held close, full of the canary, and one person of each role on their list."""
    settings.DATA_FOLDER = tmp_path
    people = {
        role: Person.objects.get(pk=accounts.person(role, agency=accounts.agency()).pk) for role in ROLES
    }
    kept = access.compartment(*people.values())
    custodian = people["evidence_custodian"]
    specimens = [specimen_draft(), specimen_draft(scientific_name=f"{CANARY} sp.")]
    made = incident(
        place_name=CANARY, notes=CANARY, reference=CANARY, law=CANARY, latitude=20.5, longitude=106.5, specimens=specimens
    )  # fmt: skip
    sack = exhibit(by=custodian, incident=made, description=f"{CANARY} sack")
    access.place(made, kept)
    access.place(sack, kept)
    incident()
    return people, made, sack


def addresses(made, sack):
    """Every address that answers GET, with keys of the record held close where it takes keys."""
    table = written()
    for name, _, pattern in routes():
        if name in AWAY or not {"GET", "any"} & set(table[name][1]):
            continue
        for words in _keys(name, pattern, made, sack):
            address = reverse(name, kwargs=words)
            for more in ("", *VIEWS.get(name, ())):
                yield name, address + more


def _keys(name, pattern, made, sack):
    own = {
        "number": sack.number
        if name.startswith("evidence:") and name != "evidence:of-seizure"
        else made.number,
        "year": made.year or 2018,
        "name": "countries" if name.startswith("api:") else "note",
    }
    words = {}
    for key, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        filled = FILLED.get(kind, "1" if name.startswith("api:") else "nowhere")
        words[key] = own.get(key, int(filled) if filled.isdigit() else filled)
    if "kind" in words and "key" in words:
        yield words | {"kind": "seizure", "key": made.number}
        yield words | {"kind": "exhibit", "key": sack.number}
    elif "form" in words:
        yield from (words | {"form": form} for form in ("csv", "xlsx", "geojson"))
    else:
        yield words


def sent(answer):
    """The words of an answer, of a packed one unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b" ".join(packed.read(each) for each in packed.namelist())
    return body.decode("utf-8", "replace")


def tells(answer):
    """Whether a word of the record held close is sent, beyond what the address itself said."""
    text = re.sub(r'value="[^"]*"|[?&](amp;)?q=[^"&]*|“[^”]*”', "", sent(answer))
    return answer.status_code == 200 and (CANARY in text or answer["Content-Type"] == "application/pdf")


def enter(person, made, sack):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    for kind, record in (("seizure", made), ("exhibit", sack)):
        said = {"purpose": "CASE/7", "back": "/"}
        client.post(f"/accounts/access/of/{kind}/{record.number}/purpose/", said)
    return client


def reads_since(seq, person):
    return Entry.objects.filter(seq__gt=seq, actor=person.name, event__in=READS.values())


def last():
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_sent_a_word_of_it_stands_in_the_journal(world, role, monkeypatch, capsys):
    people, made, sack = world
    person = people[role]
    client = enter(person, made, sack)
    asked = told = 0
    silent, told_by = [], []
    at = list(ROLES).index(role)
    for number, (name, address) in enumerate(addresses(made, sack)):
        if (number + at) % SHARE:
            continue
        before, answer = last(), client.get(address, headers={"Saola-Purpose": "CASE/7"})
        asked += 1
        if tells(answer):
            told += 1
            told_by.append(address)
            if not reads_since(before, person).exists():
                silent.append((name, address))
    assert silent == []
    assert _failing_closed(client, told_by, monkeypatch) == []
    with capsys.disabled():
        line = f"{told} sent words of it, each told before; 0 sent where the journal fails"
        sys.stdout.write(f"\n10 | every address as {role} | {asked} | {line} | none\n")
    reads = "seizures.read" in {str(each) for each in ROLES[role].permissions}
    assert bool(told) == reads if IN_FULL else reads or not told
    assert Incident.objects.filter(pk=made.pk).exists()


def _failing_closed(client, pages, monkeypatch):
    """The pages that send a word although no entry can be written."""

    def fail(*_args, **_words):
        raise DatabaseError("the journal cannot be written")

    monkeypatch.setattr(journal, "_append", fail)
    leaking = [page for page in pages if tells(client.get(page, headers={"Saola-Purpose": "CASE/7"}))]
    monkeypatch.undo()
    return leaking
