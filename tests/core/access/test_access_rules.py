"""Who may: the conditions one by one, their order, and what must hold whatever the facts are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.access import (
    ORDER,
    ActClass,
    Actor,
    Context,
    DataClass,
    Function,
    Glass,
    Label,
    Outcome,
    State,
    decide,
    derived,
)

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TODAY = NOW.date()
READ, WRITE = "seizures.read", "seizures.write"
CONTEXT = Context(NOW)


def function(*permissions, role="analyst", until=TODAY, **fields):
    return Function(role, frozenset(permissions or {READ, WRITE}), until, **fields)


def actor(*functions, **fields):
    return Actor(**{"name": "ana", "agency": "police", "functions": functions or (function(),)} | fields)


def label(**fields):
    return Label(**{"key": "seizure:S1", "agency": "customs", "originator": "customs"} | fields)


def rule(who, action=READ, about=None, context=CONTEXT):
    return decide(who, action, about, context).rule


def test_role_that_allows_carries_the_decision():
    verdict = decide(actor(), READ, None, CONTEXT)
    assert verdict
    assert verdict.rule == "role:analyst"


def test_nobody_and_closed_accounts_are_denied_before_all_else():
    assert rule(actor(is_signed_in=False, is_active=False)) == "nobody-signed-in"
    assert rule(actor(is_active=False)) == "account-closed"


def test_role_is_held_to_its_last_day_and_no_longer():
    assert rule(actor(function(until=TODAY))) == "role:analyst"
    assert rule(actor(function(until=TODAY - timedelta(days=1)))) == "role:analyst-ran-out"


def test_role_without_the_permission_is_named():
    assert rule(actor(function(READ)), WRITE) == "role:analyst-lacks:seizures.write"


def test_function_for_one_agency_reaches_its_records_only():
    limited = actor(function(agencies=frozenset({"customs"})))
    assert rule(limited, about=label()) == "role:analyst"
    assert rule(limited, about=label(agency="post")) == "agency-out-of-reach"


def test_record_for_its_own_agency_only():
    close = label(is_agency_only=True)
    assert rule(actor(), about=close) == "agency-only"
    assert rule(actor(agency="customs"), about=close)


def test_all_lists_are_needed_and_run_out():
    close = label(compartments=frozenset({"a", "b"}), data_class=DataClass.B)
    stated = replace(CONTEXT, purpose="case 7")
    assert rule(actor(compartments={"a": TODAY}), about=close, context=stated) == "compartment-not-member"
    both = {"a": TODAY, "b": TODAY}
    assert rule(actor(compartments=both), about=close, context=stated) == "role:analyst-in-compartment"
    gone = both | {"b": TODAY - timedelta(days=1)}
    assert rule(actor(compartments=gone), about=close, context=stated) == "compartment-ran-out"


def test_what_is_held_close_asks_for_a_purpose():
    close = label(compartments=frozenset({"a"}), data_class=DataClass.B)
    member = actor(compartments={"a": TODAY})
    assert rule(member, about=close) == "purpose-not-stated"
    assert rule(member, about=close, context=replace(CONTEXT, purpose="  ")) == "purpose-not-stated"


def test_barred_handling_code_denies_unless_another_function_is_free_of_it():
    marked = label(handling=frozenset({"H1"}))
    court = function(role="prosecutor", barred=frozenset({"H1"}))
    assert rule(actor(court), about=marked) == "handling-H1-bars"
    assert decide(actor(court, function()), READ, marked, CONTEXT)


def overseer(agency="police", **fields):
    return actor(function(READ, "cases.oversee", role="supervisor", **fields), agency=agency)


def test_work_of_a_team_is_read_by_the_team():
    work = label(team=frozenset({"ana"}), data_class=DataClass.B)
    stated = replace(CONTEXT, purpose="case 7")
    assert rule(actor(), about=work, context=stated) == "role:analyst-on-the-team"
    assert rule(actor(name="bo"), about=work, context=stated) == "not-on-the-team"
    assert rule(actor(), about=label(team=frozenset()), context=stated) == "not-on-the-team"


def test_work_of_a_team_is_read_by_who_oversees_an_agency_with_a_part_in_it():
    work = label(team=frozenset(), overseers=frozenset({"police", "rangers"}))
    assert rule(overseer(), about=work) == "role:supervisor"
    assert rule(overseer("customs"), about=work) == "not-on-the-team"
    assert rule(overseer(""), about=replace(work, overseers=frozenset({""}))) == "not-on-the-team"
    given = overseer("customs", agencies=frozenset({"rangers"}))
    assert rule(given, about=replace(work, agency="rangers")) == "role:supervisor"


def test_overseeing_is_of_the_function_that_reads():
    work = label(team=frozenset(), overseers=frozenset({"police"}))
    apart = actor(function(READ), function("cases.oversee", role="supervisor"))
    assert rule(apart, about=work) == "not-on-the-team"


def test_team_does_not_lift_a_need_to_know_list():
    work = label(team=frozenset({"ana"}), compartments=frozenset({"a"}))
    assert rule(actor(), about=work, context=replace(CONTEXT, purpose="x")) == "compartment-not-member"


def test_broken_glass_and_overdue_review_open_the_work_of_a_team():
    work = label(team=frozenset())
    through = actor(glass=(Glass(work.key, NOW + timedelta(hours=1)),))
    assert rule(through, about=work) == "glass-broken"
    overdue = replace(work, state=State.OVERDUE)
    assert rule(actor(), about=overdue) == "not-on-the-team"
    assert decide(actor(function(READ, "records.review")), READ, overdue, CONTEXT)
    assert rule(actor(function(READ, "records.review")), about=work) == "not-on-the-team"


def test_what_is_made_of_several_works_is_of_those_on_all_teams():
    one = label(team=frozenset({"ana", "bo"}), overseers=frozenset({"police"}))
    other = label(team=frozenset({"bo"}), overseers=frozenset({"customs"}))
    made = derived("report:1", [one, other, label()])
    assert made.team == {"bo"}
    assert not made.overseers
    assert derived("report:2", [label()]).team is None


@pytest.mark.parametrize(("leaves", "code"), [("court", "H1"), ("partner", "H2")])
def test_passing_on_asks_the_originator(leaves, code):
    marked, context = label(handling=frozenset({code})), replace(CONTEXT, leaves=leaves)
    verdict = decide(actor(), READ, marked, context)
    assert verdict.outcome is Outcome.NEEDS_APPROVAL
    assert "customs" in str(verdict.why)
    assert decide(actor(), READ, marked, replace(context, has_permission=True))


def test_overdue_record_is_for_those_who_review():
    overdue = label(state=State.OVERDUE)
    assert rule(actor(), about=overdue) == "review-overdue"
    assert decide(actor(function(READ, "records.review")), READ, overdue, CONTEXT)


def test_closed_record_is_read_and_not_changed():
    closed = label(state=State.CLOSED)
    assert decide(actor(), READ, closed, CONTEXT)
    assert rule(actor(), WRITE, closed) == "record-closed"


def test_grave_act_asks_for_fresh_proof_and_then_for_a_second_person():
    grave = replace(CONTEXT, act_class=ActClass.A)
    assert rule(actor(), WRITE, context=grave) == "session-not-fresh"
    fresh = replace(grave, is_fresh=True)
    assert decide(actor(), WRITE, None, fresh).outcome is Outcome.NEEDS_APPROVAL
    assert decide(actor(), WRITE, None, replace(fresh, is_approved=True))


def test_broken_glass_reads_one_record_for_its_hour():
    close = label(compartments=frozenset({"a"}))
    broken = actor(glass=(Glass("seizure:S1", NOW + timedelta(minutes=1)),))
    assert rule(broken, about=close) == "glass-broken"
    assert not decide(broken, WRITE, close, CONTEXT)
    assert not decide(broken, READ, replace(close, key="seizure:S2"), CONTEXT)
    assert not decide(broken, READ, close, replace(CONTEXT, now=NOW + timedelta(minutes=1)))


# What must hold whatever the facts are

codes = st.frozensets(st.sampled_from("abc"))
agencies = st.sampled_from(["customs", "police", ""])
permissions = st.frozensets(st.sampled_from([READ, WRITE, "records.review", "sources.read"]))
days = st.sampled_from([TODAY - timedelta(days=1), TODAY, date.max])
handling = st.frozensets(st.sampled_from(["H0", "H1", "H2", "H3"]))
functions = st.builds(
    Function,
    role=st.sampled_from(["analyst", "prosecutor"]),
    permissions=permissions,
    until=days,
    agencies=st.none() | st.frozensets(agencies),
    barred=st.frozensets(st.just("H1")),
)
glasses = st.builds(
    Glass, record=st.just("seizure:S1"), until=st.sampled_from([NOW, NOW + timedelta(minutes=5)])
)
actors = st.builds(
    Actor,
    name=st.just("ana"),
    agency=agencies,
    is_active=st.booleans(),
    functions=st.lists(functions, max_size=3).map(tuple),
    compartments=st.dictionaries(st.sampled_from("abc"), days),
    glass=st.lists(glasses, max_size=1).map(tuple),
)
labels = st.none() | st.builds(
    Label,
    key=st.just("seizure:S1"),
    agency=agencies,
    compartments=codes,
    handling=handling,
    originator=agencies,
    state=st.sampled_from(State),
    data_class=st.sampled_from(DataClass),
    is_agency_only=st.booleans(),
    is_source=st.booleans(),
)
contexts = st.builds(
    Context,
    now=st.just(NOW),
    purpose=st.sampled_from(["", "case 7"]),
    is_fresh=st.booleans(),
    act_class=st.sampled_from(ActClass),
    is_approved=st.booleans(),
    leaves=st.sampled_from(["", "court", "partner"]),
    has_permission=st.booleans(),
)
actions = st.sampled_from([READ, WRITE, "sources.read"])


@given(actors, actions, labels, contexts)
def test_taking_something_away_never_allows_more(who, action, about, context):
    if decide(who, action, about, context):
        return
    less = [
        replace(who, functions=who.functions[:at] + who.functions[at + 1 :])
        for at in range(len(who.functions))
    ]
    less += [
        replace(who, compartments={c: d for c, d in who.compartments.items() if c != code})
        for code in who.compartments
    ]
    less += [replace(who, glass=()), replace(who, agency=""), replace(who, is_active=False)]
    assert not any(decide(fewer, action, about, context) for fewer in less)


@given(actors, actions, labels.filter(bool), contexts, codes)
def test_holding_a_record_closer_never_allows_more(who, action, about, context, more):
    if not decide(who, action, about, context):
        closer = replace(about, compartments=about.compartments | more)
        assert not decide(who, action, closer, context)
        assert not decide(who, action, replace(about, is_agency_only=True), context)


@given(actors, actions, labels, contexts)
def test_decision_is_that_of_the_first_condition_that_does_not_hold(who, action, about, context):
    verdict = decide(who, action, about, context)
    failing = [found for rule in ORDER if (found := rule(who, action, about, context)) is not None]
    assert bool(verdict) == (not failing)
    assert not failing or verdict == failing[0]
    assert verdict.rule
    assert str(verdict.why)


@given(actors, contexts, codes.filter(bool))
def test_emergency_never_tells_who_a_source_is(who, context, lists):
    source = label(compartments=lists, is_source=True, data_class=DataClass.A)
    outsider = replace(who, compartments={}, glass=(Glass("seizure:S1", NOW + timedelta(hours=1)),))
    assert not decide(outsider, "sources.read", source, context)


@given(labels, contexts, actions)
def test_person_without_a_function_may_do_nothing(about, context, action):
    assert not decide(Actor(name="x"), action, about, context)


@given(st.lists(labels.filter(bool), min_size=1, max_size=4), actors, contexts)
def test_what_is_made_of_records_is_as_close_as_each_of_them(inputs, who, context):
    made = derived("seizure:S1", inputs)
    if decide(who, READ, made, context):
        for one in inputs:
            assert one.compartments <= made.compartments
            assert one.handling <= made.handling
            assert not one.is_agency_only or made.is_agency_only


def test_nothing_is_made_of_nothing():
    with pytest.raises(ValueError, match="at least one"):
        derived("x", [])
