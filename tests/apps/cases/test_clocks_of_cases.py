"""Procedural clocks run from what is entered in a case, by the law that was in force then."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from saola.apps.cases.actions import involving, noting, tasks
from saola.apps.cases.models import Case
from saola.apps.cases.queries import clocks
from saola.apps.legislation.models import Jurisdiction, TimeLimit
from saola.core.casework import ClockState
from tests.factories import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def custody_limit(settings):
    """48 hours from an arrest to a court, for each person."""
    settings.COUNTRY = "QZ"
    return TimeLimit.objects.create(
        jurisdiction=Jurisdiction.objects.create(country="QZ"),
        code="QZ-CUSTODY",
        words="Bring before a court",
        starts_with="arrest",
        ends_with=["first_appearance", "release"],
        period="48 hours",
        is_personal=True,
        is_extendable=True,
    )


def at(day: int, hour: int) -> datetime:
    return datetime(2024, 3, day, hour, tzinfo=timezone.get_current_timezone())


def arrested(case, by, day=2, hour=10):
    one = cases.involved(case, by)
    noting.note(
        case,
        "arrest",
        f"2024-03-0{day}",
        "At the port",
        by=by,
        happened_at=at(day, hour),
        involved=[one],
    )
    return one


def test_custody_runs_for_each_person_apart(custody_limit):
    case = cases.case()
    by = case.recorded_by
    first, second = arrested(case, by), arrested(case, by, 3)
    noting.note(
        case, "first_appearance", "2024-03-04", "Heard", by=by, happened_at=at(4, 9), involved=[first]
    )
    found = {clock.person: clock for clock in clocks.of_case(case)}
    assert found[first.party.number].state is ClockState.MET
    assert found[second.party.number].state is ClockState.MISSED
    case.refresh_from_db()
    assert case.next_due == "Bring before a court"
    assert timezone.localtime(case.next_due_at) == at(5, 10)


def test_entry_that_was_corrected_starts_no_clock(custody_limit):
    case = cases.case()
    by = case.recorded_by
    one = arrested(case, by)
    wrong = case.events.get(kind="arrest")
    noting.note(case, "note", "2024-03-02", "It was somebody else", by=by, corrects=wrong)
    assert clocks.of_case(case) == ()
    one.refresh_from_db()
    assert wrong in case.events.all()
    case.refresh_from_db()
    assert case.next_due_at is None


def test_extension_is_of_the_limit_it_names(custody_limit):
    case = cases.case()
    by = case.recorded_by
    one = arrested(case, by)
    noting.note(
        case,
        "extension",
        "2024-03-03",
        "The court gave more time",
        by=by,
        involved=[one],
        reference="QZ-CUSTODY",
        until_on=date(2024, 3, 9),
    )
    (clock,) = clocks.of_case(case)
    assert clock.due_at == at(10, 0)


def test_what_is_due_first_stands_on_the_list_until_it_is_done():
    case = cases.case()
    by = case.recorded_by
    soon = timezone.localdate() + timedelta(days=3)
    task = tasks.add(case, "Ask the bank", by=by, due_on=soon)
    tasks.add(case, "Ask the port", by=by, due_on=soon + timedelta(days=2))
    assert case.next_due == "Ask the bank"
    tasks.end(task, "They answered", by=by)
    kept = Case.objects.get(pk=case.pk)
    assert kept.next_due == "Ask the port"
    cases_due = Case.objects.filter(next_due_at__lte=clocks.over(soon + timedelta(days=2)))
    assert cases_due.get() == kept


def test_columns_that_are_put_off_come_right_in_the_end():
    case = cases.case()
    by = case.recorded_by
    with clocks.put_off():
        cases.involved(case, by)
        one = cases.involved(case, by, part="witness", subject="other")
        assert Case.objects.get(pk=case.pk).people_count == 0
    assert Case.objects.get(pk=case.pk).people_count == 2
    involving.change(one, by=by, is_defendant=True)
    assert Case.objects.get(pk=case.pk).defendant_count == 1
