"""When a record is reviewed, and what keeps it from being purged."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.access import RULES, Ground, refuse_purge, review_due

TODAY = date(2030, 2, 1)


@pytest.mark.parametrize(
    ("kind", "begins", "due"),
    [
        ("seizure", date(2020, 2, 29), date(2030, 2, 28)),
        ("tip", date(2020, 2, 29), date(2021, 2, 28)),
        ("intelligence", date(2020, 12, 31), date(2025, 12, 31)),
        ("transcript", date(2020, 12, 31), date(2021, 1, 31)),
    ],
)
def test_review_is_due_after_the_period_of_its_kind(kind, begins, due):
    assert review_due(kind, begins) == due


@given(st.sampled_from(sorted(RULES)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_review_lies_the_months_of_the_rule_ahead(kind, begins):
    due = review_due(kind, begins)
    months = 12 * (due.year - begins.year) + due.month - begins.month
    assert months == RULES[kind].months
    assert due.day == begins.day or due + timedelta(days=1) == (
        due.replace(day=1) + timedelta(days=31)
    ).replace(day=1)


def test_every_rule_says_what_since_when_and_on_what_basis():
    for kind, rule in RULES.items():
        assert (rule.kind, bool(rule.what and rule.since and rule.basis)) == (kind, True)
        assert rule.months > 0


def test_kind_without_a_period_is_not_guessed():
    with pytest.raises(KeyError):
        review_due("rumour", TODAY)


def refused(ground=Ground.PERIOD, **facts):
    given = {"review_due": TODAY - timedelta(days=1), "today": TODAY, "is_held": False}
    obstacle = refuse_purge(ground, **given | facts)
    return obstacle and obstacle.rule


def test_overdue_record_may_go_and_a_due_one_not_yet():
    assert refused() is None
    assert refused(review_due=TODAY) == "purge-too-early"


def test_order_does_not_wait_for_the_period():
    assert refused(Ground.ORDER, review_due=TODAY + timedelta(days=3000)) is None


@pytest.mark.parametrize("ground", list(Ground))
@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"is_held": True}, "purge-held"),
        ({"is_frozen": True}, "purge-frozen"),
        ({"rests": "exhibit"}, "purge-rests"),
        ({"is_held": True, "is_frozen": True, "rests": "exhibit"}, "purge-held"),
    ],
)
def test_hold_and_what_rests_on_it_stand_against_every_ground(ground, facts, rule):
    assert refused(ground, **facts) == rule
