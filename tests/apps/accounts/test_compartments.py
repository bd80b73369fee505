"""Need-to-know lists, holding a record close, and breaking the glass."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saola.apps.accounts import approvals, compartments, emergencies, holding, policy
from saola.apps.accounts.approvals import NeedsApprovalError
from saola.apps.accounts.holding import Closeness
from saola.apps.accounts.models import Alert, Compartment, Emergency, Membership
from saola.apps.accounts.roles import Permission
from saola.apps.journal.models import Entry
from saola.apps.seizures.actions import recording
from saola.apps.seizures.models import Incident
from tests.factories import access, accounts
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db
REASON = "The buyer meets the courier at the port tonight."


@pytest.fixture
def keeper():
    return accounts.person("investigator", agency=accounts.agency())


@pytest.fixture
def seizure(knowledge):
    return incident()


def opened(keeper, code="otter"):
    return compartments.open_list(code=code, name="Otter", reason="an open case", agency=None, by=keeper)


def test_whoever_opens_a_list_keeps_it_and_others_do_not_know_of_it(keeper):
    kept = opened(keeper)
    assert compartments.keeps(kept, keeper)
    assert not Compartment.objects.of(accounts.person("supervisor")).exists()


def test_only_the_keeper_puts_people_on_a_list(keeper):
    kept, other = opened(keeper), accounts.person("investigator")
    with pytest.raises(compartments.NotTheirsError):
        compartments.put_on(kept, other, reason="curious", by=other)
    compartments.put_on(kept, other, reason="leads the search", by=keeper)
    assert list(Compartment.objects.of(other)) == [kept]
    with pytest.raises(compartments.NotTheirsError):
        compartments.put_on(kept, accounts.person(), reason="helps", by=other)


def test_person_put_on_again_stands_there_once(keeper):
    kept, other = opened(keeper), accounts.person("analyst")
    compartments.put_on(kept, other, reason="a", until=access.in_days(1), by=keeper)
    compartments.put_on(kept, other, reason="b", until=access.in_days(9), by=keeper)
    assert Membership.objects.in_force().get(person=other).reason == "b"


def test_last_keeper_stays_until_somebody_else_keeps_the_list(keeper):
    kept, other = opened(keeper), accounts.person("investigator")
    own = Membership.objects.get(person=keeper)
    with pytest.raises(ValueError, match="keep"):
        compartments.take_off(own, by=keeper)
    compartments.put_on(kept, other, reason="takes over", leads=True, by=keeper)
    compartments.take_off(own, by=keeper)
    assert list(Compartment.objects.of(keeper)) == []


def test_closer_is_done_at_once_and_counts_notice(keeper, seizure):
    opened(keeper)
    stamp = seizure.stamp
    holding.hold(seizure, Closeness(("otter",), ("H1",)), by=keeper)
    kept = Incident.objects.get(pk=seizure.pk)
    assert Closeness.of(kept) == Closeness(("otter",), ("H1",))
    assert kept.stamp > stamp
    assert list(Incident.objects.hidden_from(accounts.person("data_officer"))) == [kept]


def test_record_is_placed_only_on_lists_one_stands_on(keeper, seizure):
    other = accounts.person("investigator")
    opened(keeper)
    with pytest.raises(ValueError, match="oneself"):
        holding.hold(seizure, Closeness(("otter",)), by=other)
    with pytest.raises(ValueError, match="oneself"):
        holding.hold(seizure, Closeness(("no-such-list",)), by=keeper)


def test_record_that_one_does_not_see_is_not_there_to_hold(keeper, seizure):
    opened(keeper)
    holding.hold(seizure, Closeness(("otter",)), by=keeper)
    other = accounts.person("investigator")
    assert holding.find("seizure", seizure.number, other) is None
    with pytest.raises(Incident.DoesNotExist):
        holding.hold(seizure, Closeness(("otter",), is_agency_only=False, handling=("H0",)), by=other)


def test_less_close_needs_a_second_person_over_exactly_that(keeper, seizure):
    opened(keeper)
    holding.hold(seizure, Closeness(("otter",)), by=keeper)
    with pytest.raises(NeedsApprovalError) as error:
        holding.hold(seizure, Closeness(), by=keeper)
    approval = approvals.ask(error.value.action, error.value.parameters, by=keeper, reason="case closed")
    approvals.decide(approval, approve=True, by=accounts.person("supervisor"))
    with pytest.raises(NeedsApprovalError):
        holding.hold(seizure, Closeness(handling=("H0",)), by=keeper)
    approvals.carry_out(approval, by=keeper)
    assert not seizure.compartments.exists()


def test_handling_code_is_taken_off_by_its_originator_and_another_agency(keeper, seizure):
    access.place(seizure, handling="H1 H2", originator=keeper.agency)
    stranger = accounts.person("investigator", agency=accounts.agency())
    with pytest.raises(holding.OriginatorError):
        holding.hold(seizure, Closeness(handling=("H1",)), by=stranger)
    with pytest.raises(NeedsApprovalError) as error:
        holding.hold(seizure, Closeness(handling=("H1",)), by=keeper)
    assert error.value.action == "record.lower_handling"


def test_other_conditions_are_said_in_words(keeper, seizure):
    with pytest.raises(ValueError, match="words"):
        holding.hold(seizure, Closeness(handling=("H3",)), by=keeper)


def test_every_report_of_a_seizure_is_held_alike(keeper, seizure):
    again = incident()
    Incident.objects.filter(pk=again.pk).update(duplicate_of=seizure)
    opened(keeper)
    holding.hold(again, Closeness(("otter",)), by=keeper)
    assert Incident.objects.hidden_from(accounts.person("analyst")).count() == 2


def test_who_sees_it_is_told_before_it_is_saved(keeper, seizure):
    outsider = accounts.person("analyst")
    opened(keeper)
    label = holding.label_of(seizure, Closeness(("otter",)))
    told = {sight.person: sight for sight in holding.who_sees(label, Permission.SEIZURES_READ)}
    assert told[keeper].sees
    assert not told[outsider].sees
    assert told[outsider].verdict.rule == "compartment-not-member"
    assert not seizure.compartments.exists()
    holding.hold(seizure, Closeness(("otter",)), by=keeper)
    for person, sight in told.items():
        assert Incident.objects.visible_to(person).filter(pk=seizure.pk).exists() == sight.sees


def test_held_close_stands_in_no_report(keeper, seizure):
    assert seizure in Incident.objects.reportable()
    opened(keeper)
    holding.hold(seizure, Closeness(("otter",)), by=keeper)
    assert seizure not in Incident.objects.reportable()


# Breaking the glass


def broken(person, record="S1", **fields):
    return emergencies.open_glass(
        **{"kind": "seizure", "record": record, "threat": "life", "reason": REASON, "by": person} | fields
    )


def test_emergency_opens_one_record_and_alerts_at_once(keeper, seizure):
    access.place(seizure, access.compartment())
    broken(keeper, seizure.number)
    assert holding.find("seizure", seizure.number, keeper) == seizure
    alert = Alert.objects.get(person=keeper, pattern="emergency")
    assert seizure.number in alert.sentence["with"]["record"]
    assert Entry.objects.filter(event="emergency.opened", actor=keeper.name).exists()


def test_second_emergency_of_a_day_alerts_again(keeper):
    broken(keeper)
    Alert.objects.update(looked_at=timezone.now())
    broken(keeper, "S2")
    alert = Alert.objects.get()
    assert alert.looked_at is None
    assert len(alert.entries) == 2


@pytest.mark.parametrize("changed", [{"reason": "because"}, {"threat": "curiosity"}])
def test_emergency_without_threat_or_reason_is_refused_and_written_down(keeper, changed):
    with pytest.raises(emergencies.RefusedError):
        broken(keeper, **changed)
    assert not Emergency.objects.exists()
    assert Entry.objects.filter(event="emergency.refused", actor=keeper.name).exists()


def test_emergency_changes_nothing(keeper, seizure):
    access.place(seizure, access.compartment())
    broken(keeper, seizure.number)
    assert policy.decide(keeper, Permission.SEIZURES_READ, seizure, {"purpose": "x"})
    assert not policy.decide(keeper, Permission.SEIZURES_WRITE, seizure, {"purpose": "x"})
    with pytest.raises(PermissionDenied):
        recording.hold_back(seizure, reason="mine now", by=keeper)
    with pytest.raises(PermissionDenied):
        holding.hold(seizure, Closeness(tuple(seizure.access_label().compartments), ("H1",)), by=keeper)


def test_review_is_by_an_outsider_once_and_in_words(keeper):
    emergency = broken(keeper)
    colleague = accounts.person("supervisor", agency=keeper.agency)
    outsider = accounts.person("auditor", agency=accounts.agency())
    assert emergencies.to_review(colleague) == []
    for by, text in ((colleague, "fine"), (outsider, " ")):
        with pytest.raises(emergencies.RefusedError):
            emergencies.review(emergency, was_justified=True, text=text, by=by)
    emergencies.review(emergency, was_justified=True, text="The convoy was stopped.", by=outsider)
    with pytest.raises(emergencies.RefusedError):
        emergencies.review(emergency, was_justified=False, text="Again.", by=outsider)


def test_unreviewed_emergency_locks_the_glass(keeper):
    emergency = broken(keeper)
    Emergency.objects.filter(pk=emergency.pk).update(opened_at=timezone.now() - timedelta(hours=72))
    with pytest.raises(emergencies.RefusedError):
        broken(keeper)
