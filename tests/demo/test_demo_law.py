"""The law of the fictional country is whole, and shows what it was invented to show."""

from datetime import date

import pytest

from saola.apps.accounts.models import Agency, Person
from saola.apps.catalogue.law_answers import gaps_data
from saola.apps.legislation.models import Bill, Gap
from saola.apps.legislation.queries import law_book, own_country, time_limits
from saola.core.law import read_facts
from saola.core.law.charging import chargeable
from saola.core.law.faults import faults
from saola.core.law.predicates import predicate
from saola.core.law.serious_crime import serious_crime
from saola.core.values import Outcome
from saola.demo import legislation

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)


@pytest.fixture
def book():
    for code in ("task-force", "cites-authority"):
        Agency.objects.create(code=code, name=code, kind="joint")
    Person.objects.create_user("solenne", full_name="Solenne", role="legal_officer")
    assert legislation.create(today=date(2026, 11, 23)) == 25
    return law_book()


def serious(book, id, day, **facts):
    return serious_crime(book.provisions[id], day, read_facts(facts)).outcome


def test_amendment_makes_hunting_a_serious_crime(book):
    assert serious(book, "QZ-WPA-2009-12", BEFORE) is Outcome.NO
    assert serious(book, "QZ-WPA-2009-12", AFTER) is Outcome.YES


def test_exactly_four_years_is_serious_and_a_month_less_is_not(book):
    assert serious(book, "QZ-WPA-2009-24", AFTER, appendix="II") is Outcome.YES
    assert serious(book, "QZ-FA-1996-22", AFTER) is Outcome.YES
    assert serious(book, "QZ-WPA-2009-27", AFTER) is Outcome.NO


def test_exactly_four_years_is_no_predicate_where_more_is_asked_for(book):
    (law,) = book.of_country("QZ")
    trade = book.provisions["QZ-WPA-2009-21"]
    for appendix, outcome in (("I", Outcome.YES), ("II", Outcome.NO)):
        facts = read_facts({"appendix": appendix, "organized_group": False, "previous_convictions": 0})
        assert predicate(trade, law, on=AFTER, facts=facts).outcome is outcome


def test_fines_however_high_are_not_serious(book):
    assert serious(book, "QZ-WPA-2009-31", AFTER) is Outcome.NO


def test_value_decides_the_tier_of_smuggling(book):
    proved = {"value": {"value": 250000, "unit": "XTS", "evidence": ["valuation"]}}
    assert serious(book, "QZ-CMA-2001-88", AFTER) is Outcome.UNKNOWN
    assert serious(book, "QZ-CMA-2001-88", AFTER, **proved) is Outcome.YES
    proved["value"]["value"] = 249999
    assert serious(book, "QZ-CMA-2001-88", AFTER, **proved) is Outcome.NO


def test_ordinance_that_was_repealed_cannot_be_charged(book):
    facts = read_facts({"country": "QZ", "conduct": ["kill"], "permit": False})
    ordinance = book.provisions["QZ-GPO-1964-7"]
    assert chargeable(ordinance, date(2008, 1, 1), facts, book.schedules).outcome is Outcome.YES
    assert chargeable(ordinance, AFTER, facts, book.schedules).outcome is Outcome.NO


def test_law_of_the_islands_holds_there_only(book):
    reef = book.provisions["QZ-LI-RO-1998-4"]
    facts = {"country": "QZ", "conduct": ["take"], "taxon": "Tridacna gigas", "above": ["Tridacnidae"]}
    for part, outcome in (("Lantern Islands", Outcome.YES), ("Nimara", Outcome.NO)):
        found = chargeable(reef, date(2015, 1, 1), read_facts(facts | {"subdivision": part}), book.schedules)
        assert found.outcome is outcome


def test_what_is_missing_is_told(book):
    (law,) = book.of_country("QZ")
    gaps = {gap["point"]: gap["outcome"] for gap in gaps_data((law,), "QZ", date(2026, 11, 23))["gaps"]}
    assert gaps == {"group_offence": "no", "confiscation": "no"}
    assert set(Gap.objects.exclude(point="").values_list("point", flat=True)) == set(gaps)
    assert Bill.objects.get(number="Bill 31 of 2025").stage == "committee"


def test_nothing_in_it_contradicts_itself(book):
    (law,) = book.of_country("QZ")
    assert [fault.what for fault in faults(law)] == []


def test_clocks_of_procedure_can_be_read(book):
    assert own_country() == "QZ"
    limits = {limit.code: limit for limit in time_limits()}
    assert limits["QZ-CUSTODY"].is_by_hours
    assert limits["QZ-CUSTODY"].period.number == 48
    assert limits["QZ-FILING"].longest.number == 120
