"""What the second person reads: every part of what is asked, named and in words, and nothing as it is kept."""

import re

import pytest
from django.template import Context, Engine
from django.utils.html import strip_tags

from saola.apps.accounts import approval_words, approvals
from saola.apps.accounts.models import Person
from tests.factories import access, accounts

pytestmark = pytest.mark.django_db

ASKED = {
    "case.close": {"case": "C000001", "version": 4, "closing": "no_suspect", "words": "nobody is left"},
    "court.export": {
        "bundle": "E000001 (3)",
        "exhibits": ["E000001"],
        "purpose": "case 7",
        "stays": ["E000001 photo.jpg: a child"],
        "withheld": ["5 a child"],
    },
    "evidence.dispose": {
        "exhibit": "E000001",
        "version": 3,
        "quantity": "12.5 KGM",
        "order": "14/2026",
        "ordered_by": "the court",
        "ordered_on": "2026-11-20",
        "method": "destroyed",
        "witness": "A. Witness",
    },
    "factor.reset": {"person": "m.aziz"},
    "grant.give": {
        "person": "m.aziz",
        "role": "supervisor",
        "agency": "customs",
        "until": "2026-12-31",
        "reason": "leave",
    },
    "hold.release": {"hold": "a5", "kind": "seizure", "record": "S000001", "reason": "tried"},
    "journal.open_epoch": {"epoch": 2, "faults": "ab12", "reason": "a disk broke"},
    "person.add": {"name": "m.aziz", "full_name": "Maryam Aziz", "role": "auditor", "agency": "customs"},
    "person.change_role": {"person": "m.aziz", "role": "auditor"},
    "record.loosen": {
        "kind": "seizure",
        "record": "S000001",
        "compartments": ["tide", "reef"],
        "handling": [],
        "handling_text": "",
        "is_agency_only": False,
    },
    "record.lower_handling": {
        "kind": "exhibit",
        "record": "E000001",
        "compartments": [],
        "handling": ["H1"],
        "handling_text": "",
        "is_agency_only": True,
    },
    "records.open_more": {"person": "m.aziz", "day": "2026-11-22", "many": 20, "times": 1},
    "records.purge": {
        "kind": "seizure",
        "record": "S000001",
        "records": ["S000001", "S000002"],
        "ground": "order",
        "reason": "the court",
        "content": "ab12",
    },
    "records.restore": {"name": "2026-11-20", "seal": "ab12"},
}


@pytest.fixture(autouse=True)
def people():
    accounts.agency(code="customs", name="Customs of the Coast")
    Person.objects.create_user("m.aziz", full_name="Maryam Aziz", role="reader")


def content(action):
    engine = Engine.get_default()
    rows = approval_words.rows(action, ASKED[action])
    return strip_tags(
        engine.get_template("accounts/approval_content.html").render(Context({"parameters": rows}))
    )


@pytest.mark.parametrize("action", approvals.KINDS)
def test_every_part_of_every_kind_is_named_and_none_is_left_out(action):
    rows = approval_words.rows(action, ASKED[action])
    assert {row["part"] for row in rows} == set(ASKED[action])
    labels = [str(row["label"]) for row in rows]
    assert len(set(labels)) == len(labels)
    assert all(label[0].isupper() for label in labels), labels


@pytest.mark.parametrize("action", approvals.KINDS)
def test_sentence_of_every_kind_is_filled_from_its_parts(action):
    said = str(approvals.sentence(action, ASKED[action]))
    assert said.endswith((".", "leave", "tried", "court", "broke", "left"))
    assert not re.search(r"[{}\[\]]", said)


def test_codes_are_said_in_words():
    disposal = content("evidence.dispose")
    assert "12.5 kilograms" in disposal
    assert "Nov. 20, 2026" in disposal
    assert "KGM" not in disposal
    assert "2026-11-20" not in disposal
    granted = content("grant.give")
    assert "Maryam Aziz (m.aziz)" in granted
    assert "Supervisor" in granted
    assert "Customs of the Coast (customs)" in granted
    purged = content("records.purge")
    assert "S000001S000002" in purged  # each in a line of its own
    assert "A court or an authority ordered it." in purged
    assert "No" in content("record.loosen")
    assert "tidereef" in content("record.loosen")


def test_person_who_is_not_there_is_named_as_asked():
    assert str(approvals.sentence("factor.reset", {"person": "nobody"})).startswith(
        "Take every second factor of nobody away"
    )


def test_page_of_approvals_says_what_is_asked(client):
    asker = accounts.person("evidence_custodian", agency=accounts.agency())
    approvals.ask("evidence.dispose", ASKED["evidence.dispose"], by=asker, reason="so ordered")
    client.force_login(access.second_person(asker))
    page = client.get("/accounts/access/approvals/").content.decode()
    for words in ("Court or authority", "Number of the order", "12.5 kilograms", "Manner"):
        assert words in page
    for kept in ("ordered_by", "ordered_on", "KGM"):
        assert kept not in page
