"""A defendant who dies, absconds, or was a child: what is answered, what is to be seen to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.casework import after_absconding, after_death, age_at_act, was_child
from saola.core.values import Mark, Outcome, PartialDate

DAY = date(2026, 11, 1)
BORN = PartialDate(2008, 6, 15)


def codes(finding):
    assert [reason.rule for reason in finding.reasons] == [duty.code for duty in finding.value]
    return [duty.code for duty in finding.value]


def test_proved_death_ends_charges_and_leaves_confiscation():
    found = after_death(DAY, is_proved=True, open_charges=2, open_warrants=1, is_property_held=True)
    assert found.outcome is Outcome.NO
    assert codes(found) == ["charges", "warrants", "appeal", "confiscation", "others"]
    (confiscation,) = [duty.source for duty in found.value if duty.code == "confiscation"]
    assert (confiscation.locator, confiscation.mark) == ("art. 54(1)(c)", Mark.CHECKED)


def test_death_that_is_only_said_ends_nothing():
    found = after_death(DAY, is_proved=False, open_charges=2, is_property_held=False)
    assert found.outcome is Outcome.UNKNOWN
    assert [missing.field for missing in found.missing] == ["death_certificate"]
    assert codes(found) == ["death_certificate", "others"]


def test_death_in_custody_asks_for_an_inquiry():
    assert "inquiry" in codes(after_death(DAY, is_proved=True, was_held=True))


@pytest.mark.parametrize(
    ("allowed", "notified", "outcome", "missing"),
    [
        (True, True, Outcome.YES, []),
        (True, False, Outcome.NO, []),
        (False, None, Outcome.NO, []),
        (None, False, Outcome.NO, []),
        (True, None, Outcome.UNKNOWN, ["notification"]),
        (None, True, Outcome.UNKNOWN, ["trial_in_absence"]),
        (None, None, Outcome.UNKNOWN, ["trial_in_absence", "notification"]),
    ],
)
def test_trial_goes_on_without_who_absconded_only_by_law_and_with_notice(allowed, notified, outcome, missing):
    found = after_absconding(DAY, may_try_absent=allowed, was_notified=notified)
    assert found.outcome is outcome
    assert [each.field for each in found.missing] == missing


def test_absconding_names_warrant_clocks_limitation_bail_and_property():
    every = codes(after_absconding(DAY))
    assert every == ["warrant", "clocks", "limitation", "presence", "bail", "confiscation", "others"]
    fewer = codes(after_absconding(DAY, is_property_held=False, has_surety=False))
    assert set(every) - set(fewer) == {"bail", "confiscation"}


def test_child_at_the_act_who_is_held_now():
    found = age_at_act(DAY, born=PartialDate(2009, 1, 1), acted_on=DAY, responsible_from=14, is_held=True)
    assert found.outcome is Outcome.YES
    assert codes(found) == ["court", "name", "guardian", "statements", "custody", "apart"]


def test_who_is_of_age_now_is_not_held_apart_but_keeps_the_juvenile_court():
    found = age_at_act(DAY, born=BORN, acted_on=date(2026, 6, 14), responsible_from=14, is_held=True)
    assert found.outcome is Outcome.YES
    assert "apart" not in codes(found)
    assert "court" in codes(found)


def test_adult_has_none_of_it():
    found = age_at_act(DAY, born=BORN, acted_on=date(2026, 6, 15), is_held=True)
    assert (found.outcome, codes(found)) == (Outcome.NO, [])


def test_open_age_is_treated_as_a_child_and_says_what_is_missing():
    found = age_at_act(DAY, born=PartialDate(2008), acted_on=PartialDate(2026, 6), responsible_from=14)
    assert found.outcome is Outcome.UNKNOWN
    assert codes(found)[:2] == ["age", "court"]
    assert [each.field for each in found.missing] == ["born_on", "acted_on"]


def test_too_young_to_be_punished():
    found = age_at_act(DAY, born=PartialDate(2014), acted_on=DAY, responsible_from=14)
    assert "Withdraw the charge" in str(found.value[0].text)
    maybe = age_at_act(DAY, born=PartialDate(2012), acted_on=date(2026, 3, 1), responsible_from=14)
    assert "settle it first" in str(maybe.value[0].text)
    unread = age_at_act(DAY, born=PartialDate(2014), acted_on=DAY)
    assert "Look up from which age" in str(unread.value[0].text)


def test_birth_and_act_in_the_month_of_the_birthday_leave_it_open():
    assert was_child(PartialDate(2008, 6), PartialDate(2026, 6)) is Outcome.UNKNOWN
    assert was_child(PartialDate(2008, 6), PartialDate(2026, 5)) is Outcome.YES
    assert was_child(PartialDate(2008, 6), PartialDate(2026, 7)) is Outcome.NO


def test_birthday_of_the_leap_day_is_taken_on_the_side_of_the_child():
    born = PartialDate(2008, 2, 29)
    assert was_child(born, date(2026, 2, 28)) is Outcome.YES
    assert was_child(born, date(2026, 3, 1)) is Outcome.NO


@given(st.dates(date(1990, 1, 1), date(2015, 1, 1)), st.dates(date(2016, 1, 1), date(2030, 1, 1)))
def test_less_exact_dates_never_say_otherwise(born, day):
    exact = was_child(PartialDate.of(born), day)
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    assert exact is (Outcome.YES if years < 18 else Outcome.NO)
    for rough in (PartialDate(born.year), PartialDate(born.year, born.month)):
        assert was_child(rough, day) in (exact, Outcome.UNKNOWN)
        assert was_child(rough, PartialDate(day.year)) in (exact, Outcome.UNKNOWN)
    assert was_child(PartialDate(), day) is Outcome.UNKNOWN
