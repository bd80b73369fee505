"""Which cases are listed for somebody is what the policy says of each: rows and records are decided alike."""

import random

import pytest

from saola.apps.accounts import policy
from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.cases.actions import team
from saola.apps.cases.models import Case, CaseAgency
from tests.factories import access, accounts, cases
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db


def test_rows_and_records_are_decided_alike(db):
    """Seeded at random: roles, grants, teams, agencies with a part, lists, handling codes and reviews."""
    chance = random.Random(2014)
    agencies = [accounts.agency() for _ in range(3)]
    lists = [access.compartment() for _ in range(2)]
    people = [
        accounts.person(
            chance.choice(list(ROLES)),
            agency=chance.choice([*agencies, None]),
            role_until=access.in_days(chance.choice([-1, 30, 30, 30])),
        )
        for _ in range(40)
    ]
    for person in people:
        for kept in chance.sample(lists, chance.randrange(2)):
            access.membership(kept, person, expires_on=access.in_days(chance.choice([-1, 5])))
        if chance.random() < 0.4:
            access.grant(
                person,
                chance.choice(["reader", "prosecutor", "supervisor", "records_officer"]),
                agency=chance.choice([*agencies, None]),
            )
    records = []
    for _ in range(20):
        case = cases.case(cases.investigator(agency=chance.choice(agencies)))
        for person in chance.sample(people, chance.randrange(6)):
            case.workers.create(
                person=person, until_at=chance.choice([None, None, case.recorded_at]), added_by=None
            )
        for agency in chance.sample([one for one in agencies if one != case.lead], chance.randrange(3)):
            part = CaseAgency.Part.JOINT
            case.agencies.create(
                agency=agency, part=part, until_at=chance.choice([None, case.recorded_at]), added_by=None
            )
        access.place(
            case,
            *chance.sample(lists, chance.choice([0, 0, 0, 1])),
            handling=chance.choice(["", "", "H1", "H0 H2"]),
            is_agency_only=chance.random() < 0.2,
            review_due=access.in_days(chance.choice([-1, 400, 400])),
        )
        records.append(case)
    seen = 0
    for person in people:
        listed = set(Case.objects.visible_to(person))
        for record in records:
            verdict = policy.decide(person, Permission.CASES_READ, record, {"purpose": "case 7"})
            assert (record in listed) == bool(verdict), (verdict, person.role, record.handling)
        seen += len(listed)
    assert 40 < seen < 600


def test_each_of_a_joint_case_sees_its_own_seizures(knowledge):
    one, other = cases.investigator(), cases.investigator()
    case = cases.case(one, workers=[other])
    team.add_agency(case, other.agency, by=one)
    both = incident()
    closed_in = incident(by=one)
    access.place(closed_in, agency=one.agency, is_agency_only=True)
    for each in (both, closed_in):
        case.seizures.create(incident=each, linked_by=one)
    from saola.apps.cases.queries import clocks, record

    assert {link.incident for link in record.seizures_of(case, one)} == {both, closed_in}
    assert {link.incident for link in record.seizures_of(case, other)} == {both}
    assert clocks.groups_of(case) == ",pangolins,"
    case.seizures.filter(incident=both).delete()
    assert clocks.groups_of(case) == ""  # a list says nothing of what is held close


def test_seizure_nobody_sees_is_taken_into_no_case(knowledge):
    by = cases.investigator()
    hidden = incident()
    access.place(hidden, access.compartment())
    with pytest.raises(ValueError, match="sees"):
        cases.case(by, seizures=[hidden])
