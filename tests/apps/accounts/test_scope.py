"""Lists are narrowed by the very rules that decide about one record."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from saola.apps.accounts import policy, scope
from saola.apps.accounts.models import Emergency
from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.seizures.models import Incident
from tests.factories import access, accounts
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def seizure(knowledge):
    return incident()


def sees(person, record):
    return Incident.objects.visible_to(person).filter(pk=record.pk).exists()


def test_nothing_held_close_leaves_the_list_as_it_is(seizure):
    person = accounts.person("reader")
    assert not Incident.objects.hidden_from(person).exists()
    assert not Incident.objects.visible_to(person).query.where


def test_list_hides_from_all_who_are_not_on_every_one_of_them(seizure):
    member, outsider = accounts.person("analyst"), accounts.person("supervisor")
    one, other = access.compartment(member), access.compartment(member, outsider)
    access.place(seizure, one, other)
    assert sees(member, seizure)
    assert not sees(outsider, seizure)
    assert list(Incident.objects.hidden_from(outsider)) == [seizure]
    assert scope.hidden_compartments(outsider) == [one.pk]


def test_place_on_a_list_runs_out(seizure):
    member = accounts.person("analyst")
    kept = access.compartment()
    access.membership(kept, member, expires_on=access.in_days(0))
    access.place(seizure, kept)
    assert sees(member, seizure)
    member.memberships.update(expires_on=access.in_days(-1))
    assert not sees(member, seizure)


def test_role_that_ran_out_shows_nothing(seizure):
    assert not sees(accounts.person("analyst", role_until=access.in_days(-1)), seizure)


def test_overdue_review_hides_from_all_but_the_records_officer(seizure):
    access.place(seizure, review_due=access.in_days(-1))
    assert not sees(accounts.person("data_officer"), seizure)
    assert sees(accounts.person("records_officer"), seizure)


def test_broken_glass_shows_one_record(seizure):
    person, second = accounts.person("analyst"), incident()
    for record in (seizure, second):
        access.place(record, access.compartment())
    now = timezone.now()
    Emergency.objects.create(
        person=person,
        kind="seizure",
        record=seizure.number,
        threat="life",
        reason="x" * 30,
        opened_at=now,
        ends_at=now + timedelta(hours=1),
    )
    assert sees(person, seizure)
    assert not sees(person, second)
    Emergency.objects.update(ends_at=now)
    assert not sees(person, seizure)


def test_rows_and_records_are_decided_alike(knowledge):
    """Seeded at random: roles, grants, lists, handling codes, agencies and reviews in every mixture."""
    chance = random.Random(2013)
    agencies = [accounts.agency() for _ in range(3)]
    lists = [access.compartment() for _ in range(3)]
    records = [incident() for _ in range(24)]
    for record in records:
        access.place(
            record,
            *chance.sample(lists, chance.choice([0, 0, 0, 1, 2])),
            agency=chance.choice([*agencies, None]),
            handling=chance.choice(["", "", "H0", "H1", "H0 H2", "H1 H2"]),
            is_agency_only=chance.random() < 0.3,
            review_due=access.in_days(chance.choice([-1, 0, 400, 400])),
        )
    hidden = 0
    for _ in range(60):
        person = accounts.person(
            chance.choice(list(ROLES)),
            agency=chance.choice([*agencies, None]),
            role_until=access.in_days(chance.choice([-1, 30, 30, 30])),
        )
        for kept in chance.sample(lists, chance.randrange(3)):
            access.membership(kept, person, expires_on=access.in_days(chance.choice([-1, 0, 5])))
        for _ in range(chance.randrange(3)):
            access.grant(
                person,
                chance.choice(["reader", "prosecutor", "records_officer", "administrator"]),
                agency=chance.choice([*agencies, None]),
                expires_on=access.in_days(chance.choice([-1, 5])),
            )
        listed = set(Incident.objects.visible_to(person))
        for record in records:
            verdict = policy.decide(person, Permission.SEIZURES_READ, record, {"purpose": "case 7"})
            assert (record in listed) == bool(verdict), (verdict, person.role, record.handling)
        hidden += len(records) - len(listed)
    assert 200 < hidden < 60 * 24
