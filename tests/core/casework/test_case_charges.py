"""What can become of a charge, by whose act, and what only an appeal changes; standings of defendants."""

from itertools import product

import pytest

from saola.core.casework import (
    CHARGE_ACT_WORDS,
    CHARGE_WORDS,
    MAY_FOLLOW,
    OF_VERDICT,
    STANDING_WORDS,
    VERDICT_WORDS,
    WHO_MAY,
    ChargeAct,
    ChargeRefusal,
    ChargeState,
    Side,
    Standing,
    StandingRefusal,
    Verdict,
    acts_on,
    change,
    is_open,
    stand,
)

DECIDED = {ChargeState.CONVICTED, ChargeState.ACQUITTED, ChargeState.DISMISSED}
ENDED = {ChargeState.WITHDRAWN, ChargeState.ABATED}


def test_charge_is_drafted_filed_amended_and_decided():
    state = ChargeState.DRAFTED
    for act, by in (
        (ChargeAct.FILE, Side.PROSECUTION),
        (ChargeAct.AMEND, Side.COURT),
        (ChargeAct.AMEND, None),
        (ChargeAct.CONVICT, Side.COURT),
    ):
        assert is_open(state)
        state = change(state, act, by=by)
    assert state is ChargeState.CONVICTED
    assert not is_open(state)


@pytest.mark.parametrize("state", sorted(DECIDED))
def test_what_a_court_decided_only_an_appeal_changes(state):
    assert acts_on(state) == ()
    with pytest.raises(ChargeRefusal, match="Only an appeal"):
        change(state, ChargeAct.REMIT, by=Side.COURT)
    assert change(state, ChargeAct.REMIT, by=Side.COURT, on_appeal=True) is ChargeState.FILED


@pytest.mark.parametrize("state", sorted(ENDED))
def test_charge_that_ended_stays_ended(state):
    assert acts_on(state, on_appeal=True) == ()


def test_conviction_abates_only_while_an_appeal_is_undecided():
    assert change(ChargeState.CONVICTED, ChargeAct.ABATE, on_appeal=True) is ChargeState.ABATED
    with pytest.raises(ChargeRefusal):
        change(ChargeState.CONVICTED, ChargeAct.ABATE)


def test_only_the_court_convicts_and_only_the_prosecution_withdraws():
    with pytest.raises(ChargeRefusal, match="Only the court"):
        change(ChargeState.FILED, ChargeAct.CONVICT, by=Side.PROSECUTION)
    with pytest.raises(ChargeRefusal, match="Only the prosecution"):
        change(ChargeState.FILED, ChargeAct.WITHDRAW, by=Side.COURT)


def test_whose_act_it_was_may_be_missing():
    assert change(ChargeState.FILED, ChargeAct.WITHDRAW) is ChargeState.WITHDRAWN


def test_refusal_gives_state_and_side_together():
    with pytest.raises(ChargeRefusal) as refused:
        change(ChargeState.DRAFTED, ChargeAct.CONVICT, by=Side.PROSECUTION)
    assert [reason.rule for reason in refused.value.reasons] == ["state", "side"]


def test_stayed_charge_is_open_and_can_be_taken_up_again():
    stayed = change(ChargeState.AMENDED, ChargeAct.STAY)
    assert is_open(stayed)
    assert change(stayed, ChargeAct.RESUME) is ChargeState.FILED


@pytest.mark.parametrize(("state", "act", "on_appeal"), [*product(ChargeState, ChargeAct, (False, True))])
def test_change_does_what_is_offered_and_nothing_else(state, act, on_appeal):
    if act in acts_on(state, on_appeal=on_appeal):
        assert isinstance(change(state, act, on_appeal=on_appeal), ChargeState)
    else:
        with pytest.raises(ChargeRefusal) as refused:
            change(state, act, on_appeal=on_appeal)
        assert refused.value.reasons


def test_verdict_says_what_becomes_of_the_charge():
    for verdict, act in OF_VERDICT.items():
        after = ChargeState.FILED if act is None else change(ChargeState.FILED, act, by=Side.COURT)
        assert is_open(after) is (verdict is Verdict.NO_VERDICT)


def test_every_word_has_words():
    assert set(CHARGE_WORDS) == set(ChargeState)
    assert set(CHARGE_ACT_WORDS) == set(WHO_MAY) == set(ChargeAct)
    assert set(VERDICT_WORDS) == set(OF_VERDICT) == set(Verdict)
    assert set(STANDING_WORDS) == set(MAY_FOLLOW) == set(Standing)


def test_defendant_goes_from_arrest_to_release():
    way = [Standing.ARRESTED, Standing.IN_CUSTODY, Standing.BAILED, Standing.ABSCONDED, Standing.ARRESTED]
    way += [Standing.IN_CUSTODY, Standing.SERVING, Standing.RELEASED]
    before = None
    for after in way:
        before = stand(before, after)
    assert before is Standing.RELEASED


def test_nobody_comes_back_from_death_but_by_correction():
    for after in Standing:
        with pytest.raises(StandingRefusal):
            stand(Standing.DECEASED, after)
    with pytest.raises(StandingRefusal, match="correct the entry"):
        stand(Standing.DECEASED, Standing.ARRESTED)


def test_nobody_comes_to_stand_as_they_stood():
    for standing in set(Standing) - {Standing.DECEASED}:
        with pytest.raises(StandingRefusal, match="says so already"):
            stand(standing, standing)


def test_everybody_else_may_die():
    assert all(Standing.DECEASED in after for before, after in MAY_FOLLOW.items() if before != "deceased")


def test_nobody_serves_a_sentence_straight_from_being_at_large():
    with pytest.raises(StandingRefusal, match="lie between"):
        stand(Standing.AT_LARGE, Standing.SERVING)
