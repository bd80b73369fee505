"""Second persons, emergencies, and the days on which records are looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from saola.core.access import (
    LIFE,
    ActClass,
    Actor,
    refuse_approver,
    refuse_opening,
    refuse_reviewer,
    refuse_use,
)

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
REASON = "The convoy leaves the port within the hour."


def person(name="ana", agency="police", unit=""):
    return Actor(name=name, agency=agency, unit=unit)


@pytest.mark.parametrize("act_class", [ActClass.A, ActClass.B])
def test_nobody_is_their_own_second_person(act_class):
    assert refuse_approver(act_class, person(), person(agency="customs")).rule == "approver-is-asker"


def test_grave_act_needs_another_agency_and_another_unit():
    asker = person(unit="ports")
    assert refuse_approver(ActClass.A, asker, person("bo")).rule == "approver-of-same-agency"
    assert refuse_approver(ActClass.A, asker, person("bo", "")).rule == "approver-of-same-agency"
    joint = person("bo", "customs", "ports")
    assert refuse_approver(ActClass.A, asker, joint).rule == "approver-of-same-unit"
    assert refuse_approver(ActClass.A, asker, person("bo", "customs", "rails")) is None


def test_lesser_act_needs_any_other_person():
    assert refuse_approver(ActClass.B, person(), person("bo")) is None


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"state": "spent"}, "approval-spent"),
        ({"state": "asked"}, "approval-not-given"),
        ({"state": "refused"}, "approval-not-given"),
        ({"user": "bo"}, "approval-of-somebody-else"),
        ({"wanted": "22"}, "approval-of-other-content"),
        ({"now": NOW + LIFE}, "approval-ran-out"),
    ],
)
def test_approval_is_good_for_one_act_of_one_person_for_a_day(changed, rule):
    good = {
        "state": "approved",
        "asked_by": "ana",
        "user": "ana",
        "digest": "11",
        "wanted": "11",
        "expires_at": NOW + LIFE,
        "now": NOW,
    }
    assert refuse_use(**good) is None
    assert refuse_use(**good | changed).rule == rule


def test_glass_asks_for_a_named_threat_and_a_reason():
    assert refuse_opening("life", REASON, [], NOW) is None
    assert "threat" in str(refuse_opening("curiosity", REASON, [], NOW))
    assert "30" in str(refuse_opening("life", "x" + " " * 60 + "y", [], NOW))


def test_unreviewed_emergency_locks_the_glass_after_three_days():
    assert refuse_opening("life", REASON, [NOW - timedelta(hours=71)], NOW) is None
    assert "review" in str(refuse_opening("life", REASON, [NOW - timedelta(hours=72)], NOW))


def test_review_is_by_somebody_outside_the_unit():
    done = ("ana", "police", "ports")
    assert refuse_reviewer(done, ("ana", "customs", ""))
    assert refuse_reviewer(done, ("bo", "police", "ports"))
    assert refuse_reviewer(done, ("bo", "police", "rails")) is None
