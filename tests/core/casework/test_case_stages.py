"""The way of a case: what leads where, what stands in the way, and 50,000 steps at random."""

from dataclasses import fields
from random import Random

import pytest

from saola.core.casework import CaseAct, CaseFacts, CaseRefusal, CaseState, Stage, acts_for, advance

NOTHING_OPEN = CaseFacts()
STEPS = 50_000


def went(*acts):
    state = CaseState()
    for act, facts in acts:
        state = advance(state, act, facts or NOTHING_OPEN)
    return state


def test_case_goes_from_report_to_appeal_and_back_for_retrial():
    charged, appealed = CaseFacts(open_charges=1), CaseFacts(undecided_appeals=1)
    state = went(
        (CaseAct.OPEN_INVESTIGATION, None),
        (CaseAct.REFER, None),
        (CaseAct.RETURN_FOR_WORK, None),
        (CaseAct.REFER, None),
        (CaseAct.BRING_TO_COURT, charged),
        (CaseAct.APPEAL, appealed),
        (CaseAct.APPEAL, appealed),
        (CaseAct.REMIT, None),
    )
    assert state == CaseState(Stage.TRIAL)
    assert advance(state, CaseAct.RETURN_FOR_WORK, charged).stage is Stage.PROSECUTION


def test_closing_is_refused_with_every_reason_at_once():
    open_everywhere = CaseFacts(**{field.name: 2 for field in fields(CaseFacts)})
    with pytest.raises(CaseRefusal) as refused:
        advance(CaseState(Stage.TRIAL), CaseAct.CLOSE, open_everywhere)
    assert [reason.rule for reason in refused.value.reasons] == [field.name for field in fields(CaseFacts)]
    assert "People held in custody: 2" in str(refused.value)


@pytest.mark.parametrize("name", [field.name for field in fields(CaseFacts)])
def test_each_open_matter_alone_keeps_a_case_open(name):
    with pytest.raises(CaseRefusal) as refused:
        advance(CaseState(Stage.APPEAL), CaseAct.CLOSE, CaseFacts(**{name: 1}))
    assert [reason.rule for reason in refused.value.reasons] == [name]


def test_case_without_a_charge_is_not_brought_to_court():
    with pytest.raises(CaseRefusal, match="No charge stands"):
        advance(CaseState(Stage.PROSECUTION), CaseAct.BRING_TO_COURT, NOTHING_OPEN)


def test_case_is_not_referred_while_its_lead_is_unsettled():
    with pytest.raises(CaseRefusal, match="hand-over"):
        advance(CaseState(Stage.INVESTIGATION), CaseAct.REFER, CaseFacts(pending_handovers=1))


def test_case_is_not_sent_back_before_the_appeal_is_decided():
    with pytest.raises(CaseRefusal, match="Appeals not decided: 1"):
        advance(CaseState(Stage.APPEAL), CaseAct.REMIT, CaseFacts(undecided_appeals=1))


def test_act_of_another_stage_is_refused_and_says_the_stage():
    with pytest.raises(CaseRefusal, match="Assessment"):
        advance(CaseState(), CaseAct.BRING_TO_COURT, CaseFacts(open_charges=1))


def test_case_reopens_where_it_was_closed():
    closed = advance(CaseState(Stage.INVESTIGATION), CaseAct.CLOSE, NOTHING_OPEN)
    assert closed == CaseState(Stage.CLOSED, Stage.INVESTIGATION)
    assert advance(closed, CaseAct.REOPEN, NOTHING_OPEN) == CaseState(Stage.INVESTIGATION)


def test_case_closed_nobody_knows_where_reopens_for_assessment():
    assert advance(CaseState(Stage.CLOSED), CaseAct.REOPEN, NOTHING_OPEN) == CaseState(Stage.ASSESSMENT)


def test_choices_say_what_stands_in_the_way():
    choices = {one.act: one for one in acts_for(CaseState(Stage.TRIAL), CaseFacts(people_in_custody=1))}
    assert list(choices) == [CaseAct.RETURN_FOR_WORK, CaseAct.APPEAL, CaseAct.CLOSE]
    assert choices[CaseAct.RETURN_FOR_WORK].is_open
    assert not choices[CaseAct.CLOSE].is_open


def test_counts_below_zero_and_impossible_states_are_no_facts():
    with pytest.raises(ValueError):
        CaseFacts(open_tasks=-1)
    with pytest.raises(ValueError):
        CaseState(Stage.TRIAL, Stage.APPEAL)


def tried(state, act, facts):
    try:
        return advance(state, act, facts)
    except CaseRefusal as refusal:
        return refusal


def test_fifty_thousand_random_steps_keep_every_promise():
    """Closed only with nothing open; refused changes nothing; done only what was offered; reopened where it was."""
    chance, state = Random(4), CaseState()
    seen, refused = set(), 0
    for _ in range(STEPS):
        counts = {field.name: chance.choice((0, 0, 0, 0, 0, 1)) for field in fields(CaseFacts)}
        facts, act = CaseFacts(**counts), chance.choice(list(CaseAct))
        offered = {one.act: one for one in acts_for(state, facts)}
        after = tried(state, act, facts)
        if isinstance(after, CaseRefusal):
            refused += 1
            assert act not in offered or offered[act].obstacles == after.reasons != ()
            continue
        assert offered[act].is_open
        assert offered[act].to is after.stage
        if after.stage is Stage.CLOSED:
            assert not any(counts.values())
            assert after.closed_from is state.stage
        if state.stage is Stage.CLOSED:
            assert (act, after.stage) == (CaseAct.REOPEN, state.closed_from)
        if after.stage is Stage.TRIAL and state.stage is Stage.PROSECUTION:
            assert facts.open_charges
        seen.add((state.stage, act, after.stage))
        state = after
    assert len({stage for stage, _, _ in seen}) == len(Stage)
    assert {act for _, act, _ in seen} == set(CaseAct)
    assert STEPS / 10 < refused < STEPS
