"""The auditor's pages: who looked at what and why, the proof of an entry, the weekly sample."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from saola.apps.accounts import journal_tasks
from saola.apps.journal import actions, clock, sampling
from saola.apps.journal.models import Entry
from saola.apps.journal.verifying import verify
from tests.factories import accounts, journal

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 8, tzinfo=UTC)


@pytest.fixture
def node(settings, tmp_path):
    journal.node(settings, tmp_path)
    return tmp_path


@pytest.fixture
def auditor(node):
    return accounts.person("auditor")


@pytest.fixture
def page(auditor, client: Client):
    client.force_login(auditor)

    def ask(name, *args, **query):
        return client.get(reverse(f"accounts:{name}", args=args), query)

    ask.post = lambda name, *args, **data: client.post(
        reverse(f"accounts:{name}", args=args), data, follow=True
    )
    return ask


def text(answer):
    return answer.content.decode()


def test_journal_is_narrowed_by_person_record_and_day(page):
    reader, agency = accounts.person("analyst"), accounts.agency()
    actions.note_read(agency, by=reader, purpose="case:2026-17")
    actions.note_read("x", by=accounts.person("analyst"), kind="other")
    found = text(page("journal", actor=reader.name, object_id=agency.pk, purpose="case:2026-17"))
    assert f"{reader.name} opened the record." in found
    assert found.count("opened the record") == 1 + found.count("… opened the record")
    assert f"{reader.name} opened the record." not in text(page("journal", until="2020-01-01"))
    assert page("journal", since="no day").status_code == 200


def test_reading_the_journal_is_in_the_journal(page, auditor):
    page("journal", actor="somebody")
    entry = Entry.objects.latest("seq")
    assert (entry.event, entry.actor, entry.object_type) == ("records.listed", auditor.name, "journal.entry")
    assert entry.detail["query"] == "actor=somebody"


def test_who_may_not_read_the_journal_finds_no_page(client, node):
    client.force_login(accounts.person("analyst"))
    for name, args in (
        ("journal", ()),
        ("journal-entry", (1,)),
        ("journal-proof", (1,)),
        ("journal-sample", ()),
    ):
        assert client.get(reverse(f"accounts:{name}", args=args)).status_code == 404
    assert client.post(reverse("accounts:verify-journal")).status_code == 404


def test_proving_says_that_the_journal_holds_and_remembers_it(page):
    journal.entries(3)
    assert "the journal holds" in text(page.post("verify-journal"))
    assert Entry.objects.filter(event="journal.verified").exists()


def test_failure_is_shown_on_the_page_until_it_is_settled(page):
    journal.entries(3)
    journal.rewrite(2, actor="somebody")
    assert "The journal does not hold." in text(page.post("verify-journal"))
    assert "call your security officer" in text(page("journal"))


def test_long_journal_is_verified_beside(page, monkeypatch):
    monkeypatch.setattr(journal_tasks, "SHORT", 0)
    journal.entries(1)
    assert "beside" in text(page.post("verify-journal"))


def test_entry_shows_what_it_says_and_what_lies_beside_it(page):
    entry = actions.note_read(
        {"q": "Anna K."}, by=accounts.person("analyst"), action="searched", purpose="case:1"
    )
    found = text(page("journal-entry", entry.seq))
    assert "Anna K." in found
    assert "case:1" in found
    actions.erase_details(entry.seq, entry.seq, by=None, reason="over")
    found = text(page("journal-entry", entry.seq))
    assert "Anna K." not in found
    assert "erased" in found
    assert page("journal-entry", 10**6).status_code == 404
    assert page("journal-entry", 2**70).status_code == 404


def test_proof_of_an_entry_is_a_file_once_it_is_sealed(page):
    journal.entries(2)
    assert page("journal-proof", 1).status_code == 302
    journal.seal()
    answer = page("journal-proof", 1)
    assert json.loads(answer.content)["seq"] == 1
    assert "journal-entry-1.json" in answer["Content-Disposition"]


def access(by, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    return actions.note_read("x", by=by, kind="seizures.incident")


def test_sample_is_one_in_a_hundred_or_twenty_and_everybody_draws_the_same(node, monkeypatch):
    reader = accounts.person("analyst")
    for minute in range(30):
        access(reader, MONDAY + timedelta(minutes=minute), monkeypatch)
    drawn = [each.entry.seq for each in sampling.sample(MONDAY.date())]
    assert len(drawn) == 20
    assert drawn == [each.entry.seq for each in sampling.sample(MONDAY.date())]
    assert sampling.sample(MONDAY.date() + timedelta(days=7)) == []
    access(reader, MONDAY + timedelta(days=6), monkeypatch)
    assert drawn != [each.entry.seq for each in sampling.sample(MONDAY.date())]


def test_purpose_is_confirmed_or_doubted_by_somebody_else(page, auditor, monkeypatch):
    with monkeypatch.context() as then:
        theirs = access(accounts.person("analyst"), MONDAY, then)
        own = access(auditor, MONDAY, then)
    assert "2 accesses wait" in text(page("journal-sample", week="2026-11-11"))
    page.post("journal-sample", entry=theirs.seq, verdict="doubtful", note="")
    page.post("journal-sample", entry=own.seq, verdict="confirmed", note="mine")
    page.post("journal-sample", entry="x", verdict="confirmed")
    assert not Entry.objects.filter(event="access.reviewed").exists()
    page.post(
        "journal-sample", entry=theirs.seq, verdict="confirmed", note="asked; it is the case of the port"
    )
    reviewed = Entry.objects.get(event="access.reviewed")
    assert (reviewed.facts, reviewed.actor) == ({"entry": theirs.seq, "verdict": "confirmed"}, auditor.name)
    assert "the purpose is confirmed" in text(page("journal-sample", week="2026-11-11"))
    assert "1 access waits" in text(page("journal-sample", week="2026-11-11"))
    assert verify().holds
