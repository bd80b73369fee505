"""Wilson's interval, intervals of quantiles, and Kaplan and Meier's estimate against published examples and first principles."""

import math
from fractions import Fraction
from itertools import pairwise
from random import Random
from statistics import NormalDist, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.casework import kaplan_meier, median, quantile, wilson

Z = NormalDist().inv_cdf(0.975)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_intervals_of_newcombe(count, of, low, high):
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (from memory)."""
    found = wilson(count, of)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_ends_where_the_score_test_turns(sample):
    """At each end the distance from the share is exactly Z standard errors of that end: the definition."""
    count, of = sample
    found = wilson(count, of)
    for end in (found.low, found.high):
        if 1e-12 < end < 1 - 1e-12:
            error = math.sqrt(end * (1 - end) / of)
            assert math.isclose(abs(count / of - end), Z * error, rel_tol=1e-6)


def test_share_of_nobody_is_refused():
    for count, of in ((0, 0), (3, 2), (-1, 5)):
        with pytest.raises(ValueError):
            wilson(count, of)


@pytest.mark.parametrize(
    ("number", "ranks", "level"),
    [(6, (1, 6), 0.96875), (10, (2, 9), 0.978515625), (20, (6, 15), 0.9586105346679688), (5, (1, 5), 0.9375)],
)
def test_median_has_the_ranks_of_the_tables(number, ranks, level):
    """As in tables of the sign test; the coverage is a sum of binomial chances, exact in fractions."""
    found = quantile(range(1, number + 1), 0.5, "days")
    assert (found.low, found.high) == ranks
    assert math.isclose(found.level, level)
    low, high = ranks
    exact = sum(Fraction(math.comb(number, k), 2**number) for k in range(low, high))
    assert math.isclose(found.level, exact)


@given(st.lists(st.integers(0, 9000), min_size=2, max_size=60), st.sampled_from([0.25, 0.5, 0.75]))
def test_quantile_agrees_with_the_standard_library(values, share):
    found = quantile(values, share, "days")
    expected = quantiles(values, n=4, method="inclusive")[round(share * 4) - 1]
    assert found.low <= found.value <= found.high
    assert math.isclose(found.value, min(max(expected, found.low), found.high))
    assert {found.low, found.high} <= set(values)


def test_quantile_interval_holds_the_truth_as_often_as_it_says():
    """2,000 samples of 15 from a known law: the share that hold the quartile is its level, within chance."""
    chance = Random(7)
    for share in (0.25, 0.5):
        truth = -math.log(1 - share)
        held, level = 0, 0.0
        for _ in range(2000):
            found = quantile([chance.expovariate(1) for _ in range(15)], share, "days")
            held, level = held + (found.low <= truth <= found.high), found.level
        assert abs(held / 2000 - level) < 4 * math.sqrt(level * (1 - level) / 2000)


def test_quantile_of_many_values_and_of_none():
    assert 0.95 <= quantile(range(20_000), 0.75, "days").level < 0.952
    with pytest.raises(ValueError):
        quantile([], 0.5, "days")


REMISSION = [(6, True)] * 3 + [(6, False), (7, True), (9, False), (10, True), (10, False), (11, False)]
REMISSION += [(13, True), (16, True), (17, False), (19, False), (20, False), (22, True), (23, True)]
REMISSION += [(25, False), (32, False), (32, False), (34, False), (35, False)]


def test_kaplan_and_meier_on_the_remissions_of_freireich():
    """21 patients of Freireich et al. (1963), as in the textbooks (from memory): estimate and Greenwood's error."""
    steps = [(step.days, round(step.open, 3), round(step.error, 4)) for step in kaplan_meier(REMISSION)]
    assert steps == [
        (6, 0.857, 0.0764),
        (7, 0.807, 0.0869),
        (10, 0.753, 0.0963),
        (13, 0.690, 0.1068),
        (16, 0.627, 0.1141),
        (22, 0.538, 0.1282),
        (23, 0.448, 0.1346),
    ]
    found = median(kaplan_meier(REMISSION))
    assert (found.days, found.low, found.high, found.estimate) == (23, 13, None, None)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40))
def test_where_all_have_ended_it_is_the_plain_share(days):
    for step in kaplan_meier((each, True) for each in days):
        assert math.isclose(step.open, sum(each > step.days for each in days) / len(days), abs_tol=1e-12)
        still = step.open
        assert math.isclose(step.error, math.sqrt(still * (1 - still) / len(days)), abs_tol=1e-9)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=40))
def test_curve_falls_and_the_median_lies_in_its_interval(times):
    steps = kaplan_meier(times)
    assert all(0 <= later.open <= step.open <= 1 for step, later in pairwise(steps))
    found = median(steps)
    if found.days is not None:
        assert found.low <= found.days
        assert found.high is None or found.days <= found.high
        assert (found.estimate is None) == (found.high is None)


def test_median_interval_holds_the_truth_about_as_often_as_it_says():
    """1,000 samples of 60 with a third still open. Asymptotic, so two points of room."""
    chance, held = Random(11), 0
    for _ in range(1000):
        times = []
        for _ in range(60):
            end, cut = chance.expovariate(1 / 400), chance.expovariate(1 / 800)
            times.append((round(min(end, cut)), end <= cut))
        found = median(kaplan_meier(times))
        held += (found.low or 0) <= 400 * math.log(2) <= (found.high or math.inf)
    assert 0.93 <= held / 1000 <= 0.985


def test_time_below_zero_is_refused_and_nobody_has_no_median():
    with pytest.raises(ValueError):
        kaplan_meier([(-1, True)])
    assert median(kaplan_meier([])).days is None
