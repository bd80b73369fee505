"""Charges follow the law of the day of the act, and what courts make of them."""

from datetime import date
from decimal import Decimal

import pytest

from saola.apps.cases.actions import appealing, charging, hearings, involving, judging, sentencing
from saola.apps.cases.actions.taking import ChangedMeanwhileError
from saola.apps.cases.models import Case, Charge, Hearing
from saola.apps.cases.queries import case_facts
from saola.core.casework import CaseRefusal, ChargeRefusal
from tests.factories import court, seizures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]

PROVISION = "VN-PC-2015-244"


@pytest.fixture
def by():
    return court.prosecutor()


@pytest.fixture
def case(by):
    return court.case(by)


@pytest.fixture
def who(case, by):
    return court.defendant(case, by)


def test_facts_are_read_off_the_seizures(case):
    known = case_facts.gathered(case)
    assert known.facts.words("country") == {"VN"}
    assert "Manis javanica" in known.facts.words("taxon")
    assert known.facts.words("appendix") == {"I"}
    assert known.facts.is_proved("taxon")
    assert "conduct" in known.derived


def test_a_draft_copies_the_law_of_the_day(case, who, by):
    charge = court.charge(case, who, by, PROVISION)
    assert charge.count == 1
    assert charge.state == "drafted"
    assert (charge.tier, charge.custody_kind) == ("VN-244-1", "term")
    assert charge.max_custody_days == 1826  # five years of 365.25 days
    assert charge.is_serious == "yes"
    assert charge.group == "pangolins"
    assert "rare animals" in charge.words
    assert charge.elements.count() == 2


def test_a_provision_of_later_days_cannot_be_charged_and_says_why(case, who, by):
    with pytest.raises(charging.CannotBeChargedError) as refused:
        court.charge(case, who, by, PROVISION, acted_on="2017-06-01")
    assert refused.value.finding.outcome == "no"
    assert dict(refused.value.finding.value.limbs)["in_force"] == "no"
    assert not Charge.objects.exists()


def test_another_countrys_law_cannot_be_charged_here(case, who, by):
    with pytest.raises(charging.CannotBeChargedError):
        court.charge(case, who, by, "KE-WCMA-2013-92")


def test_a_later_law_never_changes_a_drafted_charge(case, who, by, monkeypatch):
    charge = court.charge(case, who, by, PROVISION)
    before = Charge.objects.filter(pk=charge.pk).values().get()
    from tests.factories import legislation

    jurisdiction = legislation.law_of("VN")
    version = jurisdiction.statutes.get().provisions.get(code=PROVISION).versions.get()
    version.tiers.filter(code="VN-244-1").update(custody={"maximum": "1 year"})
    assert Charge.objects.filter(pk=charge.pk).values().get() == before


def test_two_editors_of_one_charge_are_told_of_each_other(case, who, by):
    charge = court.charge(case, who, by, PROVISION)
    mine, theirs = Charge.objects.get(pk=charge.pk), Charge.objects.get(pk=charge.pk)
    charging.amend(mine, on=date(2018, 6, 1), by=by, seen=1, particulars="At the port.")
    with pytest.raises(ChangedMeanwhileError):
        charging.amend(theirs, on=date(2018, 6, 1), by=by, seen=1, particulars="At the airport.")
    assert Charge.objects.get(pk=charge.pk).particulars == "At the port."


def test_an_element_is_shown_by_something(case, who, by):
    element = court.charge(case, who, by, PROVISION).elements.first()
    with pytest.raises(CaseRefusal):
        charging.show(element, proof=[], is_shown=True, by=by)
    charging.show(element, proof=["E000001"], is_shown=True, by=by)
    element.refresh_from_db()
    assert element.is_shown
    assert element.proof == ["E000001"]


def test_filing_takes_the_case_to_court(case, who, by):
    charge = court.charge(case, who, by, PROVISION)
    charging.file(charge, filed_on=date(2018, 7, 1), by=by)
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.defendant_count) == ("trial", 1)
    assert case.events.filter(kind="charge_filed").count() == 1
    assert charge.defendant.is_defendant


def test_a_conviction_and_its_sentence(case, who, by):
    charge, bench = court.charge(case, who, by, PROVISION), court.court()
    with pytest.raises(ChargeRefusal):
        judging.decide(charge, "convicted", decided_on=date(2018, 9, 1), court=bench, by=by)
    charging.file(charge, filed_on=date(2018, 7, 1), by=by)
    with pytest.raises(CaseRefusal):
        judging.decide(charge, "convicted", decided_on=date(2018, 6, 1), court=bench, by=by)
    with pytest.raises(CaseRefusal):
        sentencing.sentence(charge, "custody", "13 months", pronounced_on=date(2018, 9, 1), by=by, days=396)
    judging.decide(charge, "convicted", decided_on=date(2018, 9, 1), court=bench, by=by)
    row = sentencing.sentence(charge, "custody", "13 months", pronounced_on=date(2018, 9, 1), by=by, days=396)
    who.refresh_from_db()
    assert who.subject == "convicted"
    sentencing.executed(row, by=by, on=date(2019, 9, 1), served_days=390)
    row.refresh_from_db()
    assert (row.served_days, row.executed_on) == (390, date(2019, 9, 1))
    assert [event.kind for event in case.events.order_by("pk")][-3:] == [
        "verdict",
        "sentence",
        "sentence_executed",
    ]


def test_an_appeal_replaces_the_sentence_and_keeps_the_old_one(case, who, by):
    charge, bench = court.charge(case, who, by, PROVISION), court.court()
    charging.file(charge, filed_on=date(2018, 7, 1), by=by)
    with pytest.raises(CaseRefusal):
        appealing.lodge(who, of="defence", court=bench, lodged_on=date(2018, 9, 9), by=by)
    judging.decide(charge, "convicted", decided_on=date(2018, 9, 1), court=bench, by=by)
    old = sentencing.sentence(charge, "fine", "VND 200m", pronounced_on=date(2018, 9, 1), by=by,
                              amount=Decimal(200000000), unit="VND")  # fmt: skip
    above = court.court(level=2)
    appeal = appealing.lodge(who, of="prosecution", court=above, lodged_on=date(2018, 9, 9), by=by)
    assert Case.objects.get(pk=case.pk).stage == "appeal"
    new = {"component": "custody", "words": "2 years", "days": 730}
    appealing.decide(appeal, "varied", decided_on=date(2019, 1, 5), by=by, sentences=[(old, new)])
    old.refresh_from_db()
    assert old.replaced_by.days == 730
    assert old.amount == 200000000
    with pytest.raises(CaseRefusal):
        appealing.decide(appeal, "dismissed", decided_on=date(2019, 1, 6), by=by)


def test_an_appeal_can_acquit_who_was_convicted(case, who, by):
    charge, bench = court.charge(case, who, by, PROVISION), court.court()
    charging.file(charge, filed_on=date(2018, 7, 1), by=by)
    judging.decide(charge, "convicted", decided_on=date(2018, 9, 1), court=bench, by=by)
    appeal = appealing.lodge(who, of="defence", court=bench, lodged_on=date(2018, 9, 9), by=by)
    charge = Charge.objects.get(pk=charge.pk)
    appealing.decide(appeal, "allowed", decided_on=date(2019, 1, 5), by=by, changes={charge: "acquit"})
    who.refresh_from_db()
    assert (charge.state, who.subject) == ("acquitted", "suspect")


def test_what_is_sent_back_is_tried_again(case, who, by):
    charge, bench = court.charge(case, who, by, PROVISION), court.court()
    charging.file(charge, filed_on=date(2018, 7, 1), by=by)
    judging.decide(charge, "convicted", decided_on=date(2018, 9, 1), court=bench, by=by)
    appeal = appealing.lodge(who, of="defence", court=bench, lodged_on=date(2018, 9, 9), by=by)
    charge = Charge.objects.get(pk=charge.pk)
    appealing.decide(appeal, "remitted", decided_on=date(2019, 1, 5), by=by, changes={charge: "remit"})
    assert (charge.state, charge.decided_on) == ("filed", None)
    assert Case.objects.get(pk=case.pk).stage == "trial"


def test_a_death_ends_open_charges(case, who, by):
    filed, drafted = court.charge(case, who, by, PROVISION), court.charge(case, who, by, PROVISION)
    charging.file(filed, filed_on=date(2018, 7, 1), by=by)
    involving.died(who, "2018-08-01", by=by)
    states = Charge.objects.order_by("count").values_list("state", flat=True)
    assert list(states) == ["abated", "withdrawn"]
    assert drafted.count == 2


def test_a_hearing_is_adjourned_for_a_reason_to_a_later_day(case, by):
    hearing = hearings.enter(case, court.court(), "trial", court.at("2018-08-01T09:00"), by=by)
    with pytest.raises(ValueError, match="no reason"):
        hearings.adjourn(hearing, reason="rain", by=by)
    with pytest.raises(CaseRefusal):
        hearings.adjourn(hearing, reason="witness_absent", next_at=court.at("2018-07-01T09:00"), by=by)
    following = hearings.adjourn(
        hearing, reason="witness_absent", next_at=court.at("2018-09-01T09:00"), by=by
    )
    assert following.follows == hearing
    assert Hearing.objects.get(pk=hearing.pk).state == "adjourned"
    assert Case.objects.get(pk=case.pk).court == hearing.court
    with pytest.raises(CaseRefusal):
        hearings.cancel(Hearing.objects.get(pk=hearing.pk), by=by)


@pytest.mark.parametrize(("on", "days", "serious"), [("2022-12-01", 1461, "yes"), ("2022-10-01", 730, "no")])
def test_exactly_four_years_is_serious_crime_from_the_day_it_was_law(by, on, days, serious):
    draft = {
        "country": "SG",
        "specimens": [seizures.specimen_draft(scientific_name="Python reticulatus", term="SKI")],
        "legs": [seizures.leg_draft("export", "MY")],
        "transport": "air",
    }
    case = court.case(by, on=on, draft=draft, opened_on=date(2023, 1, 5))
    charge = court.charge(case, court.defendant(case, by), by, "SG-ESA-2006-4", acted_on=on)
    assert (charge.max_custody_days, charge.is_serious) == (days, serious)
