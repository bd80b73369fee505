"""What people do with a case, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saola.apps.accounts import approvals
from saola.apps.cases.actions import (
    closing,
    facts,
    handing_over,
    involving,
    moving,
    noting,
    opening,
    tasks,
    team,
)
from saola.apps.cases.actions.taking import ChangedMeanwhileError
from saola.apps.cases.models import Case, CaseAgency, CaseWorker, Event
from saola.apps.journal.models import Entry
from saola.core.casework import CaseRefusal, HandoverRefusal, StandingRefusal
from tests.factories import accounts, cases, evidence
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db


def test_case_is_opened_by_its_lead_and_told(knowledge):
    by, other = cases.investigator(), cases.investigator()
    seizure = incident()
    case = cases.case(by, origin="seizure", seizures=[seizure], workers=[other])
    assert case.number.startswith("C")
    assert case.groups == seizure.groups == ",pangolins,"
    assert (case.country, case.place_name, case.occurred_on) == ("VN", "Hai Phong", "2018-05-04")
    assert {(row.person, row.part) for row in case.workers.all()} == {
        (by, CaseWorker.Part.LEAD),
        (other, CaseWorker.Part.INVESTIGATOR),
    }
    assert [event.kind for event in case.events.all()] == ["report"]
    told = list(
        Entry.objects.filter(object_type="cases.case").order_by("seq").values_list("event", flat=True)
    )
    assert told == ["case.opened", "case.worker_added", "case.seizure_linked", "case.noted"]


def test_closing_is_refused_with_every_reason_at_once(knowledge):
    by = cases.investigator()
    seizure = incident()
    evidence.exhibit(incident=seizure)
    case = cases.case(by, seizures=[seizure])
    courier = cases.involved(case, by)
    noting.note(case, "arrest", "2024-03-02", "Held at the port", by=by, involved=[courier])
    noting.note(case, "warrant_issued", "2024-03-03", "Search of the store", by=by)
    noting.note(case, "controlled_delivery", "2024-03-04", "To the buyer", by=by, until_on=None)
    tasks.add(case, "Ask the bank", by=by)
    team.add_agency(case, accounts.agency(), by=by)
    with pytest.raises(CaseRefusal) as refused:
        closing.close(case, "no_suspect", "", by=by)
    assert [reason.rule for reason in refused.value.reasons] == [
        "words",
        "people_in_custody",
        "open_exhibits",
        "open_warrants",
        "open_controlled_deliveries",
        "open_tasks",
        "joint_agencies",
    ]
    assert Case.objects.get(pk=case.pk).stage == "assessment"


def test_closing_asks_a_second_person_for_exactly_this():
    by = cases.investigator()
    case = cases.case(by)
    with pytest.raises(approvals.NeedsApprovalError) as needs:
        closing.close(case, "no_offence", "The permit was good.", by=by)
    wanted = approvals.ask(closing.ACTION, needs.value.parameters, by=by, reason="done")
    approvals.decide(wanted, approve=True, by=accounts.person("supervisor"))
    with pytest.raises(approvals.NeedsApprovalError):
        closing.close(case, "no_offence", "Something else.", by=by)
    closing.close(case, "no_offence", "The permit was good.", by=by)
    assert (case.stage, case.closed_from, case.closing) == ("closed", "assessment", "no_offence")
    closing.reopen(case, "The permit was forged.", by=by)
    case.refresh_from_db()
    assert (case.stage, case.closing, case.closed_on) == ("assessment", "", None)


def test_closed_case_takes_nothing_but_what_goes_on_happening():
    case = cases.closed(cases.case())
    by = case.recorded_by
    with pytest.raises(CaseRefusal):
        tasks.add(case, "Ask the bank", by=by)
    with pytest.raises(CaseRefusal):
        cases.involved(case, by)
    noting.note(case, "note", "2024-05-01", "A letter came", by=by)


def test_warrant_ends_under_its_reference():
    case = cases.case()
    by = case.recorded_by
    first = noting.note(case, "warrant_issued", "2024-03-03", "The house", by=by)
    noting.note(case, "warrant_issued", "2024-03-03", "The boat", by=by)
    noting.note(case, "warrant_executed", "2024-03-04", "The house", by=by, reference=first.reference)
    from saola.apps.cases.queries.open_ends import facts_of

    assert facts_of(case).open_warrants == 1


def test_hand_over_passes_the_lead_and_comes_back():
    giver, taker = cases.investigator(), cases.investigator()
    boss = accounts.person("supervisor", agency=taker.agency)
    case = cases.case(giver)
    assert not Case.objects.visible_to(boss).exists()
    hand = handing_over.propose(case, taker.agency, "The port is theirs", by=giver)
    assert Case.objects.visible_to(boss).get() == case
    with pytest.raises(PermissionDenied):
        handing_over.accept(hand, by=taker)  # nobody of the team, and oversees nothing
    with pytest.raises(HandoverRefusal):
        handing_over.accept(hand, by=giver)
    handing_over.accept(hand, by=boss, to=taker)
    case.refresh_from_db()
    assert case.lead == taker.agency
    assert case.workers.get(part="lead", until_at=None).person == taker
    parts = dict(case.agencies.filter(until_at=None).values_list("agency__code", "part"))
    assert parts == {taker.agency.code: "lead", giver.agency.code: "support"}
    handing_over.return_(hand, "It happened inland", by=taker)
    case.refresh_from_db()
    assert case.lead == giver.agency
    assert case.workers.get(part="lead", until_at=None).person == giver
    assert CaseAgency.objects.filter(case=case, part="lead", until_at=None).count() == 1


def test_rejected_hand_over_takes_the_sight_away_again():
    giver, other = cases.investigator(), accounts.person("supervisor", agency=accounts.agency())
    case = cases.case(giver)
    hand = handing_over.propose(case, other.agency, "Theirs", by=giver)
    handing_over.reject(hand, "Not ours", by=other)
    assert not Case.objects.visible_to(other).exists()
    hand.refresh_from_db()
    assert (hand.state, hand.answer) == ("rejected", "Not ours")
    with pytest.raises(HandoverRefusal):
        handing_over.withdraw(hand, "Late", by=giver)


def test_category_that_is_not_known_is_reviewed_in_thirty_days():
    case = cases.case()
    one = cases.involved(case, subject="unknown")
    assert one.review_on == timezone.localdate() + timedelta(days=30)
    involving.change(one, by=case.recorded_by, subject="victim")
    assert one.review_on is None


def test_two_who_change_somebody_at_once_are_told():
    case = cases.case()
    one = cases.involved(case)
    involving.change(one, by=case.recorded_by, seen=1, part="driver")
    with pytest.raises(ChangedMeanwhileError):
        involving.change(one, by=case.recorded_by, seen=1, part="buyer")
    with pytest.raises(ChangedMeanwhileError):
        opening.change(case, by=case.recorded_by, seen=1, title="Other")


def test_death_stands_in_every_part_and_nothing_follows_it():
    case = cases.case()
    by = case.recorded_by
    one = cases.involved(case)
    two = cases.involved(case, party=one.party, part="owner")
    involving.died(one, "2024-04-01", by=by)
    for each in (one, two):
        each.refresh_from_db()
        assert each.standing == "deceased"
    one.party.refresh_from_db()
    assert one.party.died_on == "2024-04-01"
    with pytest.raises(StandingRefusal):
        noting.note(case, "arrest", "2024-04-02", "At the port", by=by, involved=[one])
    assert not Event.objects.filter(kind="arrest").exists()


def test_facts_are_stated_once_and_anew():
    case = cases.case()
    facts.state(case, "appendix", "I", by=case.recorded_by, evidence=["E000001"])
    fact = facts.state(case, "appendix", "II", by=case.recorded_by)
    assert (case.facts.count(), fact.value, fact.version) == (1, "II", 2)
    with pytest.raises(ValueError, match="no fact"):
        facts.state(case, "weather", "fine", by=case.recorded_by)


def test_only_the_team_writes():
    case = cases.case()
    for stranger in (cases.investigator(agency=case.lead), accounts.person("reader")):
        with pytest.raises(PermissionDenied):
            noting.note(case, "note", "2024-03-05", "Passing by", by=stranger)
    with pytest.raises(PermissionDenied):
        moving.advance(case, "bring_to_court", by=case.recorded_by)
