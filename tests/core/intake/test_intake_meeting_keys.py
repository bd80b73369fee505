from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from saola.core.intake import SeizureOutline, compare, key_number, meeting_keys
from saola.core.values import PartialDate

DAYS = st.dates(date(1980, 1, 10), date(2030, 1, 1))


def outline(day, taxon="Manis javanica", **fields):
    on = PartialDate(day.year, day.month, day.day)
    return SeizureOutline("x", "VN", on, frozenset([taxon]), **fields)


@given(DAYS, st.integers(0, 3))
def test_seizures_of_one_genus_within_three_days_meet(day, apart):
    later = outline(day + timedelta(days=apart), "Manis pentadactyla")
    assert meeting_keys(outline(day)) & meeting_keys(later)


@given(DAYS, st.integers(8, 400))
def test_seizures_of_one_genus_more_than_a_week_apart_do_not_meet(day, apart):
    assert not meeting_keys(outline(day)) & meeting_keys(outline(day + timedelta(days=apart)))


def test_one_reference_meets_whatever_else_differs():
    one = SeizureOutline("x", "VN", reference="HQ/12")
    other = SeizureOutline("y", "CN", PartialDate(2011), reference="hq 12")
    assert meeting_keys(one) & meeting_keys(other)


def test_one_quantity_in_a_year_meets_where_the_day_is_not_known():
    amount = frozenset([(Decimal("213.50"), "KGM")])
    one = SeizureOutline("x", "VN", PartialDate(2016), frozenset(["Manis"]), quantities=amount)
    other = outline(date(2016, 4, 1), "Manis", quantities=frozenset([(Decimal("213.5"), "KGM")]))
    assert meeting_keys(one) & meeting_keys(other)


OUTLINES = st.builds(
    SeizureOutline,
    st.just("x"),
    st.sampled_from(["VN", "CN"]),
    st.integers(0, 20).map(lambda days: PartialDate.of(date(2016, 6, 1) + timedelta(days=days))),
    st.sampled_from(["Manis javanica", "Manis pentadactyla", "Python regius", ""]).map(
        lambda taxon: frozenset([taxon] if taxon else [])
    ),
    st.sampled_from([frozenset(), frozenset(["SCA"])]),
    st.integers(0, 4).map(lambda n: frozenset([(Decimal(n), "KGM")] if n else [])),  # equal or far apart
    st.sampled_from(["", "HQ/12"]),
    st.sampled_from(["", "Hai Phong"]),
)


@given(OUTLINES, OUTLINES)
def test_seizures_dated_to_the_day_that_are_probably_one_meet(one, other):
    if compare(one, other).is_probable:
        assert meeting_keys(one) & meeting_keys(other)


def test_number_of_a_key_is_the_same_in_every_run():
    assert key_number("ref|hq 12") == 2183720983223943445
