"""Totals and least numbers of animals: what is summed, how wide it is, what stays outside."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saola.core.units import Row, equivalent, minimum_individuals, total
from saola.core.values import Estimate, Quantity, gettext_noop, say

TIGER = {"kingdom": "Animalia", "family": "Felidae", "genus": "Panthera", "species": "Panthera tigris"}
ELEPHANT = {"kingdom": "Animalia", "family": "Elephantidae"}


def estimate(low: float, value: float, high: float, method: str = "f", unit: str = "animals") -> Estimate:
    return Estimate(value, low, high, unit, method, "1")


@st.composite
def estimates(draw):
    low, value, high = sorted(draw(st.tuples(*[st.floats(0, 1e6)] * 3)))
    return estimate(low, value, high, draw(st.sampled_from("abc")))


ROWS = st.lists(
    st.tuples(st.sampled_from("123"), st.none() | estimates()).map(lambda pair: Row(*pair)),
    max_size=8,
)


def test_rows_incidents_and_what_was_reported_are_counted():
    rows = [
        Row("A", estimate(1, 2, 4), Decimal("2.5")),
        Row("A", estimate(3, 3, 3, "g"), Decimal(3)),
        Row("B", None, Decimal(10)),
    ]
    totals = total(rows, unit="animals")
    assert (totals.incidents, totals.rows, totals.not_converted) == (2, 3, 1)
    assert (totals.low, totals.equivalents, totals.high) == (4, 5, 7)
    assert totals.reported_equivalents == 15.5
    assert totals.as_data()["likely"]["level"] == 0.9


def test_reasons_for_rows_left_out_are_counted_most_frequent_first():
    bag = say(gettext_noop("A bag."))
    rows = [Row("A", None), Row("B", None, why=bag), Row("C", None, why=bag)]
    reasons = total(rows, unit="animals").reasons
    assert [(str(text), count) for text, count in reasons] == [
        ("A bag.", 2),
        ("No factor is known for this taxon, kind of specimen and unit.", 1),
    ]


def test_nothing_converted_has_no_likely_interval():
    totals = total([Row("A", None)], unit="animals")
    assert (totals.equivalents, totals.likely, totals.not_converted) == (0, None, 1)
    assert total([], unit="animals").rows == 0


def test_unlike_units_do_not_add_up():
    with pytest.raises(ValueError, match="plants"):
        total([Row("A", estimate(1, 1, 1, unit="plants"))], unit="animals")


def test_exact_rows_have_an_exact_likely_interval():
    likely = total([Row("A", estimate(3, 3, 3))] * 4, unit="animals").likely
    assert (likely.low, likely.value, likely.high) == (12, 12, 12)


def test_one_shared_factor_keeps_its_relative_width_and_many_factors_narrow():
    shared = total([Row("A", estimate(50, 100, 150, "f"))] * 100, unit="animals").likely
    apart = total([Row("A", estimate(50, 100, 150, f"f{n}")) for n in range(100)], unit="animals").likely
    assert (shared.high - shared.low) / shared.value > 0.6
    assert (apart.high - apart.low) / apart.value < 0.1


def test_triangular_interval_is_the_textbook_one():
    """Symmetric triangle on [0, 200]: the 5 % quantile is 200 * sqrt(0.05 / 2)."""
    likely = total([Row("A", estimate(0, 100, 200))], unit="animals").likely
    assert likely.low == pytest.approx(200 * (0.05 / 2) ** 0.5, rel=0.01)
    assert likely.value == pytest.approx(100, rel=0.01)


def test_same_seed_same_interval_whatever_the_order():
    rows = [Row("A", estimate(1, 2, 5, name)) for name in "abcab"]
    assert total(rows, unit="animals", seed=7) == total(rows[::-1], unit="animals", seed=7)
    assert total(rows, unit="animals", seed=7).likely.low != total(rows, unit="animals", seed=8).likely.low


@settings(deadline=None)
@given(ROWS, ROWS)
def test_more_rows_are_never_fewer_animals(some, more):
    small, large = total(some, unit="animals"), total([*some, *more], unit="animals")
    assert small.low <= large.low
    assert small.equivalents <= large.equivalents
    assert small.high <= large.high


@settings(deadline=None)
@given(ROWS)
def test_value_lies_in_its_range_and_rows_not_converted_are_in_no_sum(rows):
    totals = total(rows, unit="animals")
    assert totals.low <= totals.equivalents <= totals.high
    converted = [row for row in rows if row.estimate is not None]
    assert totals.not_converted == len(rows) - len(converted)
    without = total(converted, unit="animals")
    assert (without.low, without.equivalents, without.high) == (totals.low, totals.equivalents, totals.high)
    if totals.likely:
        slack = 1e-9 * (1 + totals.high)
        assert totals.low - slack <= totals.likely.low <= totals.likely.high <= totals.high + slack


def test_skin_and_skull_may_be_of_one_tiger(saola_factors):
    parts = [
        equivalent(Quantity(Decimal(amount), "NAR"), term, TIGER, saola_factors)
        for amount, term in ((1, "SKI"), (1, "SKU"), (19, "CLA"))
    ]
    least = minimum_individuals(parts)
    assert (least.low, least.value) == (2, 2)
    assert least.high == 2 + 2


def test_three_tusks_and_three_tusks_are_three_elephants(saola_factors):
    tusks = [
        equivalent(Quantity(Decimal(amount), "NAR"), "TUS", ELEPHANT, saola_factors)
        for amount in ("3", "3.0")
    ]
    assert minimum_individuals(tusks[:1]).low == 2
    assert minimum_individuals(tusks).low == 3


def test_weight_can_ask_for_more_animals_than_the_parts(saola_factors):
    parts = [
        equivalent(Quantity(Decimal(1), "NAR"), "SKI", TIGER, saola_factors),
        equivalent(Quantity(Decimal(45), "KGM"), "BON", TIGER, saola_factors),
    ]
    least = minimum_individuals(parts)
    assert (least.low, least.value, least.high) == (3, 4, 1 + 5)


def test_no_parts_no_number_and_unlike_units_refused():
    assert minimum_individuals([]) is None
    with pytest.raises(ValueError, match="plants"):
        minimum_individuals([estimate(1, 1, 1), estimate(1, 1, 1, unit="plants")])


@settings(deadline=None)
@given(st.lists(estimates(), min_size=1, max_size=6))
def test_least_number_lies_between_its_kinds_and_their_sum(parts):
    least = minimum_individuals(parts)
    assert least.low <= least.value <= least.high
    assert least.high <= sum(part.high for part in parts) + len(parts)
    assert least.low >= max(part.low for part in parts) - 1e-6
