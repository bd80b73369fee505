from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.values import (
    Estimate,
    Finding,
    Interval,
    Message,
    Missing,
    Outcome,
    PartialDate,
    Place,
    Precision,
    Quantity,
    Reason,
    Source,
    merge,
    say,
)

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
intervals = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Interval(*pair))


def test_message_says_a_message_inside_it_first():
    inner = say("the {word}", word="pangolin")
    assert str(say("Look at {thing}.", thing=inner)) == "Look at the pangolin."


def test_message_comes_back_from_its_data():
    message = say("Row {row}: {what}", row=3, what=say("not a number"))
    assert Message.from_data(message.as_data()) == message


def test_message_is_translated_at_every_level():
    german = {"Row {row}: {what}": "Zeile {row}: {what}", "not a number": "keine Zahl"}
    message = say("Row {row}: {what}", row=3, what=say("not a number"))
    assert message.in_words(german.__getitem__) == "Zeile 3: keine Zahl"


def test_finding_that_does_not_know_must_say_what_is_missing():
    with pytest.raises(ValueError, match="missing"):
        Finding(Outcome.UNKNOWN, say("Which?"), date(2020, 1, 1), "rule")
    Finding(Outcome.UNKNOWN, say("Which?"), None, "rule", missing=(Missing("origin", say("the origin")),))


def test_finding_names_each_source_once_and_says_when_it_rests_on_memory():
    source = Source("A book", "p. 3")
    finding = Finding(
        Outcome.YES,
        say("Which?"),
        date(2020, 1, 1),
        "rule",
        reasons=(Reason(say("a"), sources=(source,)), Reason(say("b"), sources=(source,))),
    )
    assert finding.sources == (source,)
    assert finding.rests_on_memory


def test_estimate_outside_its_interval_is_refused():
    with pytest.raises(ValueError, match="does not hold"):
        Estimate(5, 1, 4, "kg", "m", "1")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2016-06-01", Precision.DAY),
        ("2016-06", Precision.MONTH),
        ("2016", Precision.YEAR),
        ("", Precision.UNKNOWN),
    ],
)
def test_partial_date_keeps_its_precision_through_text(text, precision):
    known = PartialDate.parse_iso(text)
    assert known.precision is precision
    assert str(known) == text


@pytest.mark.parametrize("text", ["2015-02-31", "16-01-01", "2016-1x", "2016-13", "2015-2016"])
def test_partial_date_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse_iso(text)


def test_partial_date_in_the_last_month_of_all_time_has_no_end():
    assert PartialDate(9999, 12).interval() == Interval(date(9999, 12, 1), None)


def test_partial_date_covers_each_of_its_days():
    february = PartialDate(2016, 2).interval()
    assert date(2016, 2, 29) in february
    assert date(2016, 3, 1) not in february


@given(intervals, days)
def test_interval_holds_its_start_and_not_its_end(interval, day):
    assert interval.start in interval
    assert interval.end not in interval
    assert (day in interval) == (interval.start <= day < interval.end)


@given(intervals, intervals)
def test_intervals_overlap_exactly_when_they_intersect(one, other):
    shared = one.intersection(other)
    assert one.overlaps(other) == (shared is not None) == other.overlaps(one)
    if shared:
        assert shared.start in one
        assert shared.start in other


@given(st.lists(intervals, max_size=6), days)
def test_merged_intervals_hold_the_same_days_apart_from_each_other(many, day):
    merged = merge(many)
    assert any(day in interval for interval in many) == any(day in interval for interval in merged)
    assert not any(a.touches(b) for a, b in pairwise(merged))


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity"])
def test_quantity_that_is_no_count_is_refused(amount):
    with pytest.raises(ValueError, match="zero or more"):
        Quantity(Decimal(amount), "KGM")


def test_quantity_reads_without_trailing_noise():
    assert str(Quantity(Decimal("1500.00"), "KGM", is_estimate=True)) == "~1500 KGM"


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (None, 5), (5, None)])
def test_place_off_the_globe_is_refused(latitude, longitude):
    with pytest.raises(ValueError, match=r"l(at|ong)itude"):
        Place("Nowhere", "XX", latitude, longitude)
