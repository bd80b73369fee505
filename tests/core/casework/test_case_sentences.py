"""What a sentence comes to, what of it was carried out, its share of the maximum, and the guideline."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.casework import (
    Component,
    Execution,
    Length,
    NoTerm,
    Part,
    Position,
    Range,
    against_guideline,
    days_outstanding,
    effective,
    execution,
    in_days,
    ratio,
    totals,
)
from saola.core.values import Interval, Mark, Outcome, Source

ON = date(2026, 5, 1)
GUIDE = Source("Guideline of the demo country", "level 2", Mark.MEMORY)


def custody(length, consecutive=False, **more):
    return Part(component=Component.CUSTODY, custody=length, is_consecutive=consecutive, **more)


def test_months_are_an_interval_of_days_and_days_are_exact():
    assert (in_days(Length(months=1)).low, in_days(Length(months=1)).high) == (28, 31)
    assert (in_days(Length(months=12)).low, in_days(Length(months=12)).high) == (365, 366)
    assert (in_days(Length(months=48)).low, in_days(Length(months=48)).high) == (1461, 1461)
    assert in_days(Length(days=90)).is_exact
    assert in_days(Length(days=2, months=1)).low == 30


def test_terms_that_run_together_are_as_long_as_the_longest():
    found = effective([custody(Length(days=300)), custody(Length(days=100))])
    assert (found.days.low, found.days.high, found.unknown) == (300, 300, 0)


def test_terms_one_after_the_other_are_added():
    found = effective(
        [custody(Length(days=300)), custody(Length(days=100), True), custody(Length(days=50), True)]
    )
    assert found.days.value == 450


def test_where_the_words_do_not_say_the_interval_holds_both():
    found = effective([custody(Length(days=300)), custody(Length(days=100), None)])
    assert (found.days.low, found.days.value, found.days.high) == (300, 300, 400)


def test_months_added_are_reckoned_as_one_stretch():
    """Six months and six months one after the other are a year, not twice the shortest half year."""
    found = effective([custody(Length(months=6), True), custody(Length(months=6), True)])
    assert (found.days.low, found.days.high) == (365, 366)


def test_life_and_death_have_no_number_of_days():
    found = effective([custody(NoTerm.LIFE), custody(Length(days=10), True)])
    assert (found.days, found.gravest) == (None, NoTerm.LIFE)
    assert effective([custody(NoTerm.LIFE), custody(NoTerm.DEATH)]).gravest is NoTerm.DEATH


def test_term_of_unknown_length_is_counted_and_not_guessed():
    found = effective([custody(None), custody(Length(days=30))])
    assert (found.days.value, found.unknown) == (30, 1)
    assert effective([custody(None)]).days is None
    assert effective([]).days.value == 0


def test_suspended_custody_is_not_custody():
    parts = [Part(component=Component.SUSPENDED, custody=Length(days=200)), custody(Length(days=30))]
    assert effective(parts).days.value == 30
    found = {total.component: total for total in totals(parts)}
    assert found[Component.SUSPENDED].custody.days.value == 200


def test_totals_keep_components_and_currencies_apart():
    fine = {"component": Component.FINE, "unit": "TZS"}
    parts = [
        Part(**fine, amount=Decimal(100), paid=Decimal(40)),
        Part(**fine, amount=Decimal(50), done_on=ON),
        Part(**fine),
        Part(component=Component.FINE, amount=Decimal(9), unit="USD"),
        Part(component=Component.FORFEITURE, words="the vehicle"),
        Part(component=Component.COMMUNITY, amount=Decimal(120), unit="hours"),
    ]
    found = [(t.component.value, t.unit, t.parts, t.amount, t.outstanding, t.unknown) for t in totals(parts)]
    assert found == [
        ("fine", "TZS", 3, Decimal(150), Decimal(60), 1),
        ("fine", "USD", 1, Decimal(9), Decimal(9), 0),
        ("forfeiture", "", 1, None, None, 1),
        ("community", "hours", 1, Decimal(120), Decimal(120), 0),
    ]


@pytest.mark.parametrize(
    ("part", "state"),
    [
        (custody(Length(days=30)), Execution.OUTSTANDING),
        (custody(Length(days=30), served_days=5), Execution.UNDER_WAY),
        (custody(Length(days=30), served_days=20, done_on=ON), Execution.DONE),
        (Part(component=Component.SUSPENDED, custody=Length(days=30)), Execution.NOT_DUE),
        (Part(component=Component.FINE, amount=Decimal(5), paid=Decimal(5)), Execution.DONE),
        (Part(component=Component.FINE, amount=Decimal(5), paid=Decimal(2)), Execution.UNDER_WAY),
        (Part(component=Component.COMMUNITY, done_on=ON), Execution.DONE),
    ],
)
def test_execution_says_how_far_it_was_carried_out(part, state):
    assert execution(part) is state


def test_days_left_of_a_term():
    assert days_outstanding(custody(Length(days=30), served_days=12)).value == 18
    assert days_outstanding(custody(Length(days=30), served_days=40)).value == 0
    assert days_outstanding(custody(Length(days=30), served_days=20, done_on=ON)).value == 0
    assert days_outstanding(custody(Length(days=30))) is None
    assert days_outstanding(custody(NoTerm.LIFE, served_days=12)) is None


def test_share_of_the_maximum_is_exact_in_one_unit_and_an_interval_in_two():
    assert ratio(Length(months=6), Length(months=48)).is_exact
    assert ratio(Length(months=6), Length(months=48)).value == 0.125
    mixed = ratio(Length(days=180), Length(months=12))
    assert (mixed.low, mixed.high) == (180 / 366, 180 / 365)
    assert ratio(Length(months=72), Length(months=48)).value == 1.5


def test_life_death_and_unknown_have_no_share():
    for given_, maximum in (
        (NoTerm.LIFE, Length(months=48)),
        (Length(months=6), NoTerm.LIFE),
        (None, Length(months=48)),
        (Length(months=6), None),
        (Length(months=6), Length()),
    ):
        assert ratio(given_, maximum) is None


lengths = st.builds(Length, st.integers(0, 400), st.integers(0, 60))
parts = st.lists(
    st.builds(custody, lengths | st.none(), st.sampled_from([True, False, None])), min_size=1, max_size=6
)


@given(parts)
def test_effective_custody_lies_between_the_longest_term_and_all_of_them(terms):
    found = effective(terms)
    known = [part.custody for part in terms if part.custody is not None]
    if not known:
        assert found.days is None
        return
    assert found.days.low >= max(one.shortest for one in known)
    assert found.days.high <= sum(one.longest for one in known)
    without = effective([part for part in terms if part.custody is None] + [custody(known[0])])
    assert without.days.low <= found.days.low


@given(lengths)
def test_bounds_of_a_length_hold_its_usual_days(length):
    assert length.shortest <= length.usual + 1e-9
    assert length.usual <= length.longest + 1e-9


def range_of(level, low, high, **dates):
    return Range("QZ-1", level, Length(months=low), Length(months=high), Interval(**dates), GUIDE)


RANGES = [
    range_of("low", 6, 24, start=date(2020, 1, 1)),
    range_of("high", 18, 60, start=date(2020, 1, 1)),
    range_of("low", 1, 3, end=date(2020, 1, 1)),
]


def against(given_, level="", on=ON):
    return against_guideline(given_, RANGES, offence="QZ-1", on=on, level=level)


def test_sentence_at_the_end_of_the_range_lies_within():
    assert against(Length(months=24), "low").outcome is Outcome.YES
    assert against(Length(months=25), "low").value[0].position is Position.ABOVE
    assert against(Length(months=5), "low").value[0].position is Position.BELOW


def test_guideline_of_the_day_applies():
    assert against(Length(months=2), "low", date(2019, 5, 1)).outcome is Outcome.YES
    assert against(Length(months=2), "low").outcome is Outcome.NO


def test_unknown_level_answers_only_what_all_levels_say():
    assert against(Length(months=20)).outcome is Outcome.YES
    assert against(Length(months=3)).outcome is Outcome.NO
    found = against(Length(months=10))
    assert (found.outcome, found.missing[0].field) == (Outcome.UNKNOWN, "level")


def test_without_guideline_or_length_it_is_unknown():
    none = against_guideline(Length(months=2), RANGES, offence="QZ-2", on=ON)
    assert (none.outcome, none.missing[0].field) == (Outcome.UNKNOWN, "guideline")
    assert against(None, "low").missing[0].field == "custody"


def test_days_against_months_are_open_only_at_the_edge():
    assert against(Length(days=700), "low").outcome is Outcome.YES
    edge = against(Length(days=182), "low")
    assert (edge.outcome, edge.missing[0].field) == (Outcome.UNKNOWN, "days")
    assert against(Length(days=180), "low").outcome is Outcome.NO


def test_life_lies_above_every_range_of_years():
    assert against(NoTerm.LIFE, "high").value[0].position is Position.ABOVE
