"""A case goes for good with all that hangs on it; the people in it go on their own."""

import pytest

from saola.apps.accounts import approvals, purging
from saola.apps.cases import erasing
from saola.apps.cases.actions import facts, noting, tasks
from saola.apps.cases.models import Case, Event, Involvement
from saola.apps.cases.models.work import AppendOnlyError
from saola.apps.parties.models import Party
from saola.core.access import Ground
from tests.factories import access, accounts, cases
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db


def full_case(knowledge):
    case = cases.case(seizures=[incident()])
    by = case.recorded_by
    one = cases.involved(case, by)
    first = noting.note(case, "arrest", "2024-03-02", "At the port", by=by, involved=[one])
    noting.note(case, "note", "2024-03-02", "At the station", by=by, corrects=first)
    tasks.add(case, "Ask the bank", by=by)
    facts.state(case, "appendix", "I", by=by, involved=one)
    return case


def test_case_is_purged_by_two_people_and_people_stay(knowledge):
    case, other = full_case(knowledge), cases.case()
    party = Party.objects.get()
    officer = accounts.person("records_officer", agency=accounts.agency())
    access.place(case, review_due=access.in_days(-1))
    asked = purging.asked(case, ground=Ground.PERIOD, reason="the period is over")
    wanted = approvals.ask(purging.ACTION, asked, by=officer, reason="over")
    approvals.decide(wanted, approve=True, by=access.second_person(officer))
    (stone,) = purging.purge(case, ground=Ground.PERIOD, reason="the period is over", by=officer)
    assert stone.number == case.number
    assert Case.objects.get() == other
    assert not Event.objects.filter(case_id=case.pk).exists()
    assert Party.objects.get() == party
    assert cases.case().number != case.number


def test_every_row_that_hangs_on_a_case_is_named_in_what_is_approved(knowledge):
    case = full_case(knowledge)
    named = {type(row) for row in erasing.parts([case])}
    hanging = {
        relation.related_model
        for relation in Case._meta.related_objects
        if relation.related_model._meta.app_label == "cases"
    }
    assert hanging == set(erasing.OF_CASE)
    assert {Event, Involvement, Case} <= named


def test_party_of_a_case_is_kept_with_it(knowledge):
    case = full_case(knowledge)
    party = case.involved.get().party
    access.place(party, review_due=access.in_days(-1))
    assert purging.obstacle_to([party], Ground.PERIOD).rule == "purge-rests"
    erasing.erase([case])
    assert purging.obstacle_to([party], Ground.PERIOD) is None


def test_entries_of_a_case_are_never_altered(knowledge):
    event = full_case(knowledge).events.first()
    event.words = "Something else"
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        Event.objects.filter(pk=event.pk).update(words="Something else")
