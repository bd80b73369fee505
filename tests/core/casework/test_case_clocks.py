"""Procedural clocks: worked cases, dates that are not exact, and properties."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.casework import ClockState, Event, Limit, Period, PeriodKind, clocks, tell
from saola.core.values import Interval, PartialDate, months_after

HOURS, DAYS, MONTHS, YEARS = PeriodKind
CUSTODY = Limit(
    "custody",
    "Before a judge within 48 hours",
    "arrest",
    frozenset({"before_judge", "release"}),
    Period(48, HOURS),
    is_personal=True,
)
FILING = Limit(
    "filing",
    "Charge within 30 days",
    "referral",
    frozenset({"charge_filed"}),
    Period(30, DAYS),
    is_extendable=True,
    longest=Period(60, DAYS),
    paused_by=frozenset({"absconding"}),
    resumed_by=frozenset({"return"}),
)
APPEAL = Limit("appeal", "Appeal within a month", "verdict", frozenset({"appeal"}), Period(1, MONTHS))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
REFERRED = Event("referral", date(2026, 3, 1))


def one(limit, events, on, **where):
    (clock,) = clocks([limit], events, on, **where)
    return clock


def filing(*events, on):
    return one(FILING, [REFERRED, *events], on)


def test_custody_runs_by_the_hour_and_warns_ahead():
    clock = one(CUSTODY, [Event("arrest", NOON)], NOON + timedelta(hours=37, minutes=30))
    assert (clock.state, clock.hours_left, clock.days_left) == (ClockState.RUNNING, 10, 0)
    assert clock.due == clock.due_at == NOON + timedelta(hours=48)
    assert [clock.due - each for each in clock.warnings] == [timedelta(hours=h) for h in (24, 12, 6, 2)]
    assert clock.is_close
    assert clock.next_warning == clock.due - timedelta(hours=6)
    assert str(tell(clock)) == "Hours left: 10. It ends on 2026-03-04 12:00 UTC."


def test_limit_is_met_at_its_last_instant_and_missed_after_it():
    at_the_end = NOON + timedelta(hours=48)
    events = [Event("arrest", NOON), Event("before_judge", at_the_end)]
    met = one(CUSTODY, events, at_the_end + timedelta(days=9))
    assert (met.state, met.ended.word, met.left) == (ClockState.MET, "before_judge", None)
    late = one(CUSTODY, [events[0], Event("release", at_the_end + timedelta(seconds=1))], date(2026, 4, 1))
    assert (late.state, late.late_by) == (ClockState.MISSED, timedelta(seconds=1))


def test_each_person_has_a_custody_clock_of_their_own():
    arrest = Event("arrest", NOON, frozenset({"P1", "P2"}))
    freed = Event("release", NOON + timedelta(hours=2), frozenset({"P2"}))
    found = {clock.person: clock.state for clock in clocks([CUSTODY], [arrest, freed], date(2026, 3, 9))}
    assert found == {"P1": ClockState.MISSED, "P2": ClockState.MET}


def test_two_arrests_are_two_clocks():
    again = Event("arrest", NOON + timedelta(days=5))
    events = [Event("arrest", NOON), Event("release", NOON + timedelta(hours=9)), again]
    found = clocks([CUSTODY], events, NOON + timedelta(days=6))
    assert [clock.state for clock in found] == [ClockState.MET, ClockState.RUNNING]


def test_hours_are_not_lengthened_by_summer_time():
    brussels = ZoneInfo("Europe/Brussels")
    evening = datetime(2026, 3, 28, 20, tzinfo=brussels)
    clock = one(CUSTODY, [Event("arrest", evening)], evening, zone=brussels)
    assert clock.due_at == datetime(2026, 3, 30, 21, tzinfo=brussels)


def test_hours_of_an_instant_in_local_time_pass_as_they_do():
    evening = datetime(2026, 3, 28, 20, tzinfo=ZoneInfo("Europe/Brussels"))
    assert Period(24, HOURS).after(evening).hour == 21


def test_arrest_known_to_the_day_is_unknown_for_as_long_as_the_hour_matters():
    events = [Event("arrest", date(2026, 3, 2))]
    states = [one(CUSTODY, events, NOON + timedelta(days=days)).state for days in (1, 2, 3)]
    assert states == [ClockState.RUNNING, ClockState.UNKNOWN, ClockState.MISSED]


def test_day_of_the_event_does_not_count_and_the_last_day_counts_whole():
    assert filing(on=date(2026, 3, 31)).state is ClockState.RUNNING
    assert filing(on=date(2026, 3, 31)).days_left == 0
    assert filing(on=date(2026, 4, 1)).state is ClockState.MISSED
    assert filing(on=date(2026, 3, 1)).due_at == datetime(2026, 4, 1, tzinfo=UTC)


def test_days_are_counted_where_the_court_sits():
    jakarta = ZoneInfo("Asia/Jakarta")
    late_in_utc = Event("referral", datetime(2026, 2, 28, 20, tzinfo=UTC))
    assert one(FILING, [late_in_utc], date(2026, 3, 5), zone=jakarta).due == date(2026, 3, 31)
    assert one(FILING, [late_in_utc], date(2026, 3, 5)).due == date(2026, 3, 30)


def test_month_ends_on_the_last_of_a_shorter_month():
    assert one(APPEAL, [Event("verdict", date(2026, 1, 31))], date(2026, 2, 1)).due == date(2026, 2, 28)
    leap = replace(APPEAL, period=Period(1, YEARS))
    assert one(leap, [Event("verdict", date(2024, 2, 29))], date(2024, 3, 1)).due == date(2025, 2, 28)


def test_extension_counts_from_the_last_day_and_not_beyond_the_longest():
    order = Event("order", date(2026, 3, 20), extends="filing", adds=Period(20, DAYS))
    assert filing(order, on=date(2026, 3, 21)).due == date(2026, 4, 20)
    assert filing(order, replace(order, adds=Period(50, DAYS)), on=date(2026, 3, 21)).due == date(2026, 4, 30)
    assert filing(replace(order, adds=None, until=date(2026, 4, 2)), on=date(2026, 3, 21)).due == date(
        2026, 4, 2
    )


def test_extension_that_came_too_late_does_not_revive_a_limit():
    order = Event("order", date(2026, 4, 2), extends="filing", adds=Period(20, DAYS))
    clock = filing(order, on=date(2026, 4, 3))
    assert clock.state is ClockState.MISSED
    assert "no effect" in str(clock.notes[0])


def test_limit_that_cannot_be_extended_is_not():
    order = Event("order", date(2026, 3, 20), extends="appeal", adds=Period(20, DAYS))
    clock = one(APPEAL, [Event("verdict", date(2026, 3, 1)), order], date(2026, 3, 21))
    assert clock.due == date(2026, 4, 1)
    assert "no effect" in str(clock.notes[0])


def test_extension_of_custody_until_a_day_holds_to_its_end():
    order = Event("order", NOON, extends="custody", until=date(2026, 3, 9))
    clock = one(replace(CUSTODY, is_extendable=True), [Event("arrest", NOON), order], NOON)
    assert clock.due == datetime(2026, 3, 10, tzinfo=UTC)


def test_clock_stands_still_while_the_defendant_is_away():
    away = Event("absconding", date(2026, 3, 11))
    paused = filing(away, on=date(2026, 6, 1))
    assert (paused.state, paused.due, paused.days_left) == (ClockState.PAUSED, None, None)
    back = filing(away, Event("return", date(2026, 6, 11)), on=date(2026, 6, 12))
    assert (back.state, back.due) == (ClockState.RUNNING, date(2026, 3, 31) + timedelta(days=92))


def test_what_stops_a_clock_after_its_end_changes_nothing():
    assert filing(Event("absconding", date(2026, 4, 5)), on=date(2026, 6, 1)).state is ClockState.MISSED


def test_pause_known_to_the_month_leaves_it_open_between_two_days():
    events = (Event("absconding", PartialDate(2026, 3)), Event("return", date(2026, 4, 10)))
    clock = filing(*events, on=date(2026, 4, 20))
    assert (clock.due, clock.due_latest) == (date(2026, 4, 10), date(2026, 5, 10))
    assert clock.state is ClockState.UNKNOWN
    assert "between 2026-04-10 and 2026-05-10" in str(tell(clock))


def test_clock_that_starts_while_somebody_is_away_stands_still_from_the_start():
    away, back = Event("absconding", date(2026, 1, 5)), Event("return", date(2026, 3, 11))
    assert filing(away, on=date(2026, 3, 5)).state is ClockState.PAUSED
    assert filing(away, back, on=date(2026, 3, 12)).due == date(2026, 4, 10)


def test_who_may_have_gone_again_leaves_it_unknown():
    away, back = Event("absconding", date(2026, 3, 5)), Event("return", PartialDate(2026, 3))
    again = Event("absconding", date(2026, 3, 20))
    assert filing(away, back, on=date(2026, 3, 31)).state is ClockState.RUNNING
    assert filing(away, back, again, on=date(2026, 3, 31)).state is ClockState.UNKNOWN


def test_start_known_to_the_month_and_not_at_all():
    month = one(FILING, [Event("referral", PartialDate(2026, 3))], date(2026, 3, 31))
    assert (month.state, month.due, month.due_latest) == (
        ClockState.RUNNING,
        date(2026, 3, 31),
        date(2026, 4, 30),
    )
    never = one(FILING, [Event("referral", PartialDate())], date(2026, 3, 31))
    assert (never.state, never.due) == (ClockState.UNKNOWN, None)


def test_end_on_a_day_nobody_knows_is_in_time_only_while_it_can_only_be():
    filed = Event("charge_filed", PartialDate())
    assert filing(filed, on=date(2026, 3, 20)).state is ClockState.MET
    assert filing(filed, on=date(2026, 4, 20)).state is ClockState.UNKNOWN


def test_end_that_may_have_been_before_the_extension_keeps_both_last_days():
    order = Event("order", date(2026, 3, 20), extends="filing", adds=Period(20, DAYS))
    clock = filing(order, Event("charge_filed", PartialDate(2026, 3)), on=date(2026, 4, 9))
    assert (clock.state, clock.due, clock.due_latest) == (
        ClockState.MET,
        date(2026, 3, 31),
        date(2026, 4, 20),
    )


def test_law_in_force_when_it_started_applies():
    change = date(2026, 3, 2)
    older = replace(FILING, in_force=Interval(None, change))
    newer = replace(FILING, in_force=Interval(change, None), period=Period(10, DAYS))
    assert one(older, [REFERRED], date(2026, 3, 5)).due == date(2026, 3, 31)
    assert clocks([newer], [REFERRED], date(2026, 3, 5)) == ()
    both = clocks([older, newer], [Event("referral", PartialDate(2026, 3))], date(2026, 3, 5))
    assert {clock.state for clock in both} == {ClockState.UNKNOWN}


def test_later_events_are_left_aside():
    assert filing(Event("charge_filed", date(2026, 3, 9)), on=date(2026, 3, 8)).ended is None
    assert clocks([FILING], [REFERRED], date(2026, 2, 1)) == ()


def test_clocks_come_soonest_first():
    events = [REFERRED, Event("verdict", date(2026, 3, 3)), Event("arrest", NOON)]
    found = [clock.limit.code for clock in clocks([APPEAL, FILING, CUSTODY], events, date(2026, 3, 3))]
    assert found == ["custody", "filing", "appeal"]


def test_bad_events_and_periods_are_refused():
    with pytest.raises(ValueError):
        Event("arrest", datetime(2026, 3, 2))
    with pytest.raises(ValueError):
        Event("order", NOON, extends="filing")
    with pytest.raises(ValueError):
        Period(0, DAYS)
    with pytest.raises(ValueError):
        Period(101, YEARS)
    with pytest.raises(ValueError):
        clocks([FILING], [REFERRED], datetime(2026, 3, 2))


days = st.dates(date(2026, 1, 1), date(2026, 8, 1))
words = st.sampled_from(["referral", "charge_filed", "absconding", "return", "order"])
dates = days | st.builds(PartialDate, st.just(2026), st.integers(1, 8)) | st.just(PartialDate())


def event(word, at):
    return Event(word, at, extends="filing", adds=Period(9, DAYS)) if word == "order" else Event(word, at)


events_of_filing = st.lists(st.builds(event, words, dates), max_size=6)


@given(events_of_filing, days)
def test_due_lies_between_the_period_and_the_longest_with_what_stood_still(events, on):
    for clock in clocks([FILING], events, on):
        assert clock.ended is not None or clock.ended_by is None
        if clock.due is None or clock.due_latest is None:
            continue
        assert clock.due <= clock.due_latest
        first = PartialDate.of(clock.started.at) if isinstance(clock.started.at, date) else clock.started.at
        assert clock.due >= first.first_day + timedelta(days=30)
        assert clock.due_latest <= min(first.last_day, on) + timedelta(days=60) + (on - first.first_day)
        assert all(first.first_day < each < clock.due for each in clock.warnings)


@given(events_of_filing, days, st.randoms())
def test_order_in_which_events_are_told_does_not_matter(events, on, chance):
    shuffled = list(dict.fromkeys(events))
    before = clocks([FILING], shuffled, on)
    chance.shuffle(shuffled)
    told = [(clock.started, clock.state, clock.due, clock.due_latest) for clock in before]
    again = [(c.started, c.state, c.due, c.due_latest) for c in clocks([FILING], shuffled, on)]
    assert sorted(map(str, told)) == sorted(map(str, again))


@st.composite
def sensible_events(draw):
    """On different days after the start; who returns was away."""
    found, is_away = [REFERRED], False
    for day in sorted(draw(st.sets(st.dates(date(2026, 3, 2), date(2026, 8, 1)), max_size=6))):
        word = draw(st.sampled_from(["charge_filed", "absconding", "return", "order"]))
        if word in ("absconding", "return"):
            word, is_away = ("return", False) if is_away else ("absconding", True)
        found.append(event(word, day))
    return found


@given(sensible_events(), days)
def test_exact_days_leave_nothing_unknown(events, on):
    for clock in clocks([FILING], events, on):
        assert clock.state is not ClockState.UNKNOWN
        assert clock.due == clock.due_latest


@given(sensible_events(), st.dates(date(2026, 9, 1), date(2027, 1, 1)))
def test_knowing_less_never_says_otherwise(events, on):
    """A clock whose dates are blurred to the month says what it says when they are exact, or that it is unknown."""
    blurred = [replace(one, at=PartialDate(one.at.year, one.at.month)) for one in events]
    for exact_start, rough_start in zip(events, blurred, strict=True):
        exact = [clock for clock in clocks([FILING], events, on) if clock.started is exact_start]
        rough = [clock for clock in clocks([FILING], blurred, on) if clock.started is rough_start]
        for sure, unsure in zip(exact, rough, strict=True):
            assert unsure.state in (ClockState.UNKNOWN, sure.state)
            if sure.due and unsure.due and not sure.ended:
                assert unsure.due <= sure.due
                assert unsure.due_latest is None or sure.due <= unsure.due_latest


@given(days, st.integers(0, 600))
def test_months_are_counted_by_the_calendar(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_right_that_nobody_used_lapses_and_nobody_is_late():
    right = replace(APPEAL, is_right=True)
    judged = Event("verdict", date(2026, 3, 1))
    assert one(right, [judged], date(2026, 4, 1)).state is ClockState.RUNNING
    lapsed = one(right, [judged], date(2026, 4, 2))
    assert lapsed.state is ClockState.LAPSED
    assert lapsed.late_by is None
    assert "not used" in str(tell(lapsed))
    assert one(APPEAL, [judged], date(2026, 4, 2)).state is ClockState.MISSED


def test_right_that_was_used_too_late_was_missed():
    right = replace(APPEAL, is_right=True)
    used = [Event("verdict", date(2026, 3, 1)), Event("appeal", date(2026, 4, 2))]
    assert one(right, used, date(2026, 5, 1)).state is ClockState.MISSED
    assert one(right, [used[0], Event("appeal", date(2026, 4, 1))], date(2026, 5, 1)).state is ClockState.MET
