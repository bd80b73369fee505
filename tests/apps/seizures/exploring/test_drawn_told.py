"""What maps, charts and sums tell the journal, and how little it costs where there is nothing to tell."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saola.apps.journal.models import Entry
from saola.apps.seizures import telling
from tests.factories import access, accounts
from tests.factories.seizures import incident

PAGES = ["/seizures/?view=map", "/seizures/?view=charts", "/seizures/?view=totals", "/"]


@pytest.fixture
def signed(client, analyst):
    client.force_login(analyst)
    return client


def asked(client, page):
    """The questions of a page that was opened before."""
    for _time in range(2):
        assert client.get(page).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as questions:
        client.get(page)
    said = [each["sql"] for each in questions]
    return [sql for sql in said if 'SET "seen_at"' not in sql]  # of the session, once in a while


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("seizures")
def test_where_nothing_is_held_close_a_page_asks_one_cheap_question_more(signed, page, monkeypatch):
    told = asked(signed, page)
    monkeypatch.setattr(telling, "drawn", lambda **words: None)
    untold = asked(signed, page)
    assert len(told) - len(untold) <= 1
    assert not [sql for sql in told if "is_agency_only" in sql and '"seizures_incident"' in sql]
    assert not Entry.objects.filter(event="records.drawn").exists()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("seizures")
def test_what_somebody_else_holds_close_costs_no_more(signed, page):
    before = len(asked(signed, page))
    access.place(incident(), access.compartment(accounts.person("investigator")))
    accounts.person("reader")
    assert len(asked(signed, page)) <= before
    assert not Entry.objects.filter(event="records.drawn").exists()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("seizures")
def test_what_is_held_close_is_told_to_who_sees_it_and_of_no_other(signed, analyst, page):
    seen = access.place(incident(), access.compartment(analyst))
    access.place(incident(), access.compartment(accounts.person("investigator")))
    signed.get(page)
    entry = Entry.objects.filter(event="records.drawn").latest("seq")
    assert (entry.actor, entry.count, entry.detail["records"]) == (analyst.name, 1, [str(seen.pk)])


@pytest.mark.usefixtures("seizures")
def test_who_reads_no_seizures_is_told_of_none():
    access.place(incident(), access.compartment())
    telling.drawn(by=accounts.person("administrator"))
    assert not Entry.objects.filter(event="records.drawn").exists()


@pytest.mark.usefixtures("seizures")
def test_question_is_asked_anew_when_something_is_held_close_meanwhile(signed, analyst):
    signed.get(PAGES[0])
    access.place(incident(), access.compartment(analyst))
    signed.get(PAGES[0])
    assert Entry.objects.filter(event="records.drawn").count() == 1
