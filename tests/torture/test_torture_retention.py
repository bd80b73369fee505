"""Catalogue 38: ten years of reviews, quarter by quarter: what is overdue is hidden, what is held stays.

``SAOLA_TORTURE=N``: how many seizures live through them.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from saola.apps.accounts import approvals, holds, purging, retention
from saola.apps.accounts.models import Person, Tombstone
from saola.apps.journal import queries
from saola.apps.journal.models import Entry
from saola.apps.seizures.exploring import selecting
from saola.apps.seizures.models import Incident
from saola.core.access import Ground
from tests.factories import access, accounts
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db
SEED = 2026
BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
QUARTERS = 56  # two years in which seizures are recorded, ten until their review, two of what follows
SEEING = ("analyst", "reader", "data_officer", "investigator", "prosecutor", "supervisor", "cites_officer")


@dataclass
class Known:
    """What must hold of one seizure."""

    due: date
    is_held: bool = False
    is_gone: bool = False


@pytest.fixture
def at(monkeypatch):
    """``at(instant)``: it is that instant."""

    def travel(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)
        minutes = SimpleNamespace(time=instant.timestamp)  # answers are kept for a minute at most
        monkeypatch.setattr(selecting, "time", minutes)

    return travel


def approve(parameters, officer, second):
    asked = approvals.ask(purging.ACTION, parameters, by=officer, reason="the list of the quarter")
    approvals.decide(asked, approve=True, by=second)


def test_ten_years_of_reviews(knowledge, settings, tmp_path, at, times, tell):
    settings.DATA_FOLDER = tmp_path
    chance, many = random.Random(SEED), times(16)
    at(BEGIN)
    people = [accounts.person(role) for role in SEEING]
    officer = accounts.person("records_officer", agency=accounts.agency())
    second = access.second_person(officer)
    Person.objects.update(role_until=date(2099, 1, 1))
    recorded_in = sorted(chance.randrange(8) for _ in range(many))
    known: dict[str, Known] = {}
    hidden = refused = kept = 0
    for quarter in range(QUARTERS):
        now = BEGIN + timedelta(days=quarter * 365.25 / 4)
        at(now)
        for _ in range(recorded_in.count(quarter)):
            made = incident()
            known[made.number] = Known(made.review_due)
            if chance.random() < 0.3:
                holds.place(made, reason="trial", by=people[SEEING.index("prosecutor")])
                known[made.number].is_held = True
        today = timezone.localdate()
        there = {number: each for number, each in known.items() if not each.is_gone}
        overdue = {number for number, each in there.items() if each.due < today}
        hidden += len(overdue)
        for person in people:
            seen = set(Incident.objects.visible_to(person).values_list("number", flat=True))
            assert seen == set(there) - overdue, (today, person.role)
        assert set(Incident.objects.visible_to(officer).values_list("number", flat=True)) == set(there)
        _ask_the_node(people[quarter % len(people)], set(there) - overdue, overdue)
        for number in sorted(overdue):
            record, each = Incident.objects.get(number=number), known[number]
            choice = chance.random()
            if each.is_held:
                for ground in Ground:
                    with pytest.raises(purging.ObstacleError, match="purge-held"):
                        purging.purge(record, ground=ground, reason="over", by=officer)
                    refused += 1
            if choice < 0.2:
                retention.keep_longer(record, reason="still needed", by=officer)
                record.refresh_from_db()
                each.due, kept = record.review_due, kept + 1
            elif choice < 0.6 and not each.is_held:
                approve(purging.asked(record, ground=Ground.PERIOD, reason="over"), officer, second)
                purging.purge(record, ground=Ground.PERIOD, reason="over", by=officer)
                each.is_gone = True
    gone = {number for number, each in known.items() if each.is_gone}
    assert set(Tombstone.objects.values_list("number", flat=True)) == gone
    assert Entry.objects.filter(event="record.purged").count() == len(gone)
    assert hidden
    assert gone
    assert refused
    assert queries.verify().holds
    result = (
        f"{hidden} times overdue and hidden from {len(people)} roles, {refused} purges of held ones refused, "
        f"{kept} kept longer, {len(gone)} purged; journal holds"
    )
    tell(38, f"{QUARTERS} quarters of reviews", many, result, SEED)


def _ask_the_node(person, seen, overdue):
    """The same through a request: the number of records, and one that is overdue."""
    client = Client()
    client.force_login(person)
    assert client.get("/api/v1/seizures").json()["count"] == len(seen)
    for number in sorted(overdue)[:1]:
        assert client.get(f"/seizures/{number}/").status_code == 404
