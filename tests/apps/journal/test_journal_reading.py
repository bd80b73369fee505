"""What is read is told before it leaves; what was looked for can be sealed to the auditor and erased."""

import json
from datetime import UTC, datetime, timedelta

import pyrage
import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from saola.apps.accounts.models import Agency
from saola.apps.journal import actions, beside, clock, queries, surroundings
from saola.apps.journal.models import Detail, Entry
from saola.apps.journal.verifying import verify
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def test_opened_record_is_told_with_who_and_why():
    reader, agency = accounts.person("analyst"), accounts.agency()
    actions.note_read(agency, by=reader, purpose="case:2026-17")
    entry = Entry.objects.get()
    assert (entry.event, entry.actor, entry.purpose, entry.count) == (
        "record.opened",
        reader.name,
        "case:2026-17",
        1,
    )
    assert (entry.object_type, entry.object_id) == ("accounts.agency", str(agency.pk))


def test_list_is_told_with_how_many_and_which():
    agencies = [accounts.agency(), accounts.agency()]
    entry = actions.note_read(Agency.objects.all(), by=None, action="listed")
    assert (entry.event, entry.object_type, entry.count) == ("records.listed", "accounts.agency", 2)
    assert set(entry.detail["records"]) == {str(agency.pk) for agency in agencies}
    assert queries.sentence(entry) == "The node itself listed 2 records."


def test_search_is_told_with_its_words_beside_the_entry():
    entry = actions.note_read({"q": "Anna K."}, by=None, action="searched", kind="parties.person", count=3)
    assert b"Anna" not in bytes(entry.content)
    assert entry.detail["query"] == {"q": "Anna K."}


def test_purpose_in_free_words_is_kept_beside():
    entry = actions.note_read("x", by=None, purpose="to find the brother of Anna K.")
    assert entry.purpose == "stated"
    assert b"Anna" not in bytes(entry.content)
    assert entry.detail["purpose"] == "to find the brother of Anna K."


@pytest.mark.django_db(transaction=True)
def test_reading_inside_a_transaction_is_refused_because_it_would_be_told_too_late():
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.note_read("x", by=None)
    assert not Entry.objects.exists()


def test_nothing_leaves_when_the_journal_cannot_be_written(monkeypatch):
    def broken(*_args, **_more):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(Entry, "save", broken)
    left = []

    def view(request):
        actions.note_read("x", by=None)
        left.append("content")

    with pytest.raises(DatabaseError):
        view(RequestFactory().get("/"))
    assert left == []


def test_words_of_a_search_are_sealed_to_the_auditor_where_there_is_one(settings):
    auditor = pyrage.x25519.Identity.generate()
    settings.AUDITOR = str(auditor.to_public())
    entry = actions.note_read({"q": "Anna K."}, by=None, action="searched")
    kept = bytes(Detail.objects.get(seq=entry.seq).kept)
    assert kept.startswith(b"age-encryption.org/")
    assert beside.state(entry) == "sealed"
    assert entry.detail == {}
    assert beside.unseal(entry, str(auditor)) == {"query": {"q": "Anna K."}}
    with pytest.raises(beside.AuditorKeyError):
        beside.unseal(entry, str(pyrage.x25519.Identity.generate()))
    assert verify().holds


def test_words_that_stand_in_the_record_anyway_stay_readable(settings):
    settings.AUDITOR = str(pyrage.x25519.Identity.generate().to_public())
    with transaction.atomic():
        entry = actions.write("agency.created", name="Customs")
    assert beside.state(entry) == "plain"
    assert queries.sentence(entry) == "The node itself added the agency Customs."


def test_wrong_key_of_the_auditor_stops_the_read(settings):
    settings.AUDITOR = "age1wrong"
    with pytest.raises(beside.AuditorKeyError, match="SAOLA_AUDITOR"):
        actions.note_read("x", by=None)
    assert not Entry.objects.exists()


def test_erased_words_cannot_be_found_again():
    entry = actions.note_read({"q": "Anna K."}, by=None, action="searched")
    actions.erase_details(entry.seq, entry.seq, by=None, reason="the time is over")
    assert beside.state(entry) == "erased"
    assert entry.detail == {}
    with pytest.raises(LookupError):
        beside.unseal(entry, "")


def test_mistyped_name_is_no_part_of_the_entry_itself():
    with transaction.atomic():
        entry = actions.write("person.sign_in_failed", name="my password by mistake")
    assert b"password" not in bytes(entry.content)


def test_numbers_and_codes_stay_in_the_entry_and_other_words_do_not():
    facts, words = beside.part(
        {"rows": 3, "role": "reader", "name": "Anna", "dry": True, "ids": ["a"], "none": None}
    )
    assert facts == {"rows": 3, "role": "reader", "dry": True, "none": None}
    assert words == {"name": "Anna", "ids": ["a"]}


def test_entry_bears_the_session_of_its_request_but_not_its_key():
    class Session:
        session_key = "secret-session-key"

    def view(request):
        with transaction.atomic():
            actions.write("agency.created", name="x")
        return HttpResponse()

    request = RequestFactory().get("/")
    request.session = Session()
    surroundings.session_of_entries(view)(request)
    entry = Entry.objects.get()
    assert entry.session == surroundings.session_digest("secret-session-key") != ""
    assert "secret" not in entry.session
    assert surroundings.present().session() == ""


def test_purpose_stated_for_a_while_is_in_every_entry_of_it():
    with surroundings.acting(purpose="case:1"):
        assert actions.note_read("x", by=None).purpose == "case:1"
        assert actions.note_read("x", by=None, purpose="case:2").purpose == "case:2"
    assert actions.note_read("x", by=None).purpose == ""


AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "ticks", "boot", "jump"),
    [
        (timedelta(seconds=10), 10_000, "a", timedelta()),
        (timedelta(minutes=4), 0, "a", timedelta()),
        (timedelta(days=-365), 1_000, "a", timedelta(days=-365, seconds=-1)),
        (timedelta(days=3650), 0, "a", timedelta(days=3650)),
        (timedelta(days=30), 30 * 86_400_000, "a", timedelta()),
        (timedelta(days=-365), 5, "b", timedelta(days=-365)),
        (timedelta(days=365), 5, "b", timedelta()),
    ],
)
def test_clock_that_was_set_is_told_from_one_that_went_on(passed, ticks, boot, jump):
    assert clock.jump(AT, "a", 0, AT + passed, boot, ticks) == jump


def test_clock_set_back_a_year_is_told_and_loses_no_order(monkeypatch):
    first = actions.note_read("x", by=None)
    monkeypatch.setattr(clock, "now", lambda: first.at - timedelta(days=365))
    second = actions.note_read("x", by=None)
    told = Entry.objects.get(event="clock.jumped")
    assert (first.seq, told.seq, second.seq) == (1, 2, 3)
    assert told.facts["seconds"] == pytest.approx(-365 * 86_400, abs=60)
    actions.note_read("x", by=None)
    assert Entry.objects.filter(event="clock.jumped").count() == 1
    assert verify().holds


def test_entry_is_canonical_json_that_anyone_can_read():
    entry = actions.note_read("x", by=None)
    read = json.loads(bytes(entry.content))
    assert (read["seq"], read["event"], read["previous"]) == (1, "record.opened", "0" * 64)


def test_words_of_many_entries_are_read_at_once(django_assert_max_num_queries):
    many = [
        actions.note_read({"q": str(number)}, by=None, action="searched", count=number) for number in range(9)
    ]
    with django_assert_max_num_queries(1):
        said = queries.sentences(many)
    assert said[4] == "The node itself searched and was shown 4 records."
