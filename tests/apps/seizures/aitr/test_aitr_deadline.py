from datetime import date

from saola.apps.seizures.aitr.deadline import due


def test_report_is_due_on_the_last_of_october_of_the_next_year():
    found = due(2025, date(2026, 10, 1))
    assert (found.on, found.days, found.is_over) == (date(2026, 10, 31), 30, True)


def test_report_after_its_day_is_late():
    assert due(2025, date(2026, 11, 1)).days == -1


def test_year_that_is_not_over_cannot_be_late():
    assert not due(2026, date(2026, 12, 31)).is_over


def test_years_before_2016_were_not_asked_for():
    assert due(2015, date(2026, 1, 1)).on is None
    assert due(2016, date(2017, 1, 1)).on == date(2017, 10, 31)
