"""Exactly one agency leads; who may do what about it; 50,000 steps at random."""

from itertools import pairwise
from random import Random

import pytest

from saola.core.casework import (
    Handover,
    HandoverAct,
    HandoverRefusal,
    HandoverState,
    Leadership,
    Move,
    hand_over,
    moves_for,
)

ALL = ("customs", "police", "forest", "navy")
STEPS = 50_000


def done(leadership, *moves, able=ALL):
    for move in moves:
        leadership = hand_over(leadership, move, able)
    return leadership


def propose(by, to):
    return Move(HandoverAct.PROPOSE, by, to, "their port")


def answer(act, by, reason="as agreed"):
    return Move(act, by, reason=reason)


HELD = Leadership("customs")
PENDING = done(HELD, propose("customs", "police"))
ACCEPTED = done(PENDING, answer(HandoverAct.ACCEPT, "police"))


def refused(leadership, move, able=ALL, **closed):
    with pytest.raises(HandoverRefusal) as refusal:
        hand_over(leadership, move, able, **closed)
    return refusal.value


def test_lead_moves_when_the_receiver_accepts_and_not_before():
    assert PENDING.lead == "customs"
    assert PENDING.pending.receiving == "police"
    assert ACCEPTED.lead == "police"
    assert ACCEPTED.chain == ("customs", "police")


@pytest.mark.parametrize("act", [HandoverAct.REJECT, HandoverAct.WITHDRAW])
def test_lead_stays_when_it_is_rejected_or_withdrawn(act):
    by = "police" if act is HandoverAct.REJECT else "customs"
    after = done(PENDING, answer(act, by, "no staff"))
    assert (after.lead, after.pending) == ("customs", None)
    assert after.handovers[-1].answer == "no staff"


@pytest.mark.parametrize("by", ["customs", "forest"])
def test_only_the_receiver_accepts_or_rejects(by):
    assert "Only police" in str(refused(PENDING, answer(HandoverAct.ACCEPT, by)))
    assert "Only police" in str(refused(PENDING, answer(HandoverAct.REJECT, by)))


def test_only_the_giver_withdraws():
    assert "Only customs" in str(refused(PENDING, answer(HandoverAct.WITHDRAW, "police")))


def test_nothing_else_moves_the_lead_while_one_is_pending():
    pending = done(ACCEPTED, propose("police", "forest"))
    assert "waits for its answer" in str(refused(pending, propose("police", "navy")))
    assert "waits for its answer" in str(refused(pending, answer(HandoverAct.RETURN, "police")))


def test_returned_lead_goes_back_along_the_chain():
    there = done(ACCEPTED, propose("police", "forest"), answer(HandoverAct.ACCEPT, "forest"))
    back = done(there, answer(HandoverAct.RETURN, "forest", "outside the reserve"))
    assert (back.lead, back.handovers[-1].return_reason) == ("police", "outside the reserve")
    assert back.handovers[-1].answer == "as agreed"
    assert done(back, answer(HandoverAct.RETURN, "police")).lead == "customs"


def test_lead_is_not_returned_to_an_agency_that_cannot_lead_any_more():
    said = refused(ACCEPTED, answer(HandoverAct.RETURN, "police"), able=("police", "forest"))
    assert "customs cannot lead a case any more" in str(said)


def test_first_agency_has_nobody_to_return_it_to():
    assert "No agency handed this case over" in str(refused(HELD, answer(HandoverAct.RETURN, "customs")))


def test_all_reasons_are_said_at_once():
    said = refused(PENDING, Move(HandoverAct.PROPOSE, "police", "customs"), is_closed=True)
    assert len(said.reasons) == 5  # closed, pending, not the lead, leads already, no reason


def test_agency_that_cannot_lead_is_neither_proposed_to_nor_accepts():
    assert "navy cannot lead" in str(refused(HELD, propose("customs", "navy"), able=("customs",)))
    said = refused(PENDING, answer(HandoverAct.ACCEPT, "police"), able=("customs",))
    assert "police cannot lead" in str(said)


def test_moves_offered_are_those_that_can_be_done():
    assert moves_for(PENDING, "police", ALL) == (HandoverAct.ACCEPT, HandoverAct.REJECT)
    assert moves_for(PENDING, "customs", ALL) == (HandoverAct.WITHDRAW,)
    assert moves_for(ACCEPTED, "police", ALL) == (HandoverAct.PROPOSE, HandoverAct.RETURN)
    assert moves_for(ACCEPTED, "customs", ALL) == ()
    assert moves_for(ACCEPTED, "police", ALL, is_closed=True) == ()


def chain_holds(leadership):
    """The accepted hand-overs lead in one line from the first agency to the one that leads."""
    accepted = [one for one in leadership.handovers if one.state is HandoverState.ACCEPTED]
    return all(one.receiving == other.giving for one, other in pairwise(accepted)) and (
        not accepted or accepted[-1].receiving == leadership.lead
    )


def test_fifty_thousand_random_steps_keep_every_promise():
    """One leads; one waits at most, the last; only the right agency moves it; what was settled stays settled."""
    chance, leadership, able = Random(4), HELD, set(ALL)
    taken = set()
    for step in range(STEPS):
        if step % 40 == 0:
            leadership, first = Leadership(chance.choice(ALL)), leadership.lead
        if chance.random() < 0.05:
            able ^= {chance.choice(ALL)}
        move = Move(
            chance.choice(list(HandoverAct)),
            chance.choice(ALL),
            chance.choice((*ALL, "")),
            chance.choice(("", "why", "why")),
        )
        before = leadership
        offered = moves_for(before, move.by, able)
        outcome = tried(before, move, able)
        if isinstance(outcome, HandoverRefusal):
            assert outcome.reasons
            assert move.act not in offered or move.act is HandoverAct.PROPOSE or not move.reason
            continue
        leadership = outcome
        assert move.act in offered
        taken.add(move.act)
        first = before.handovers[0].giving if before.handovers else before.lead
        waiting = [one for one in leadership.handovers if one.state is HandoverState.PROPOSED]
        assert waiting in ([], [leadership.pending])
        assert chain_holds(leadership)
        assert leadership.chain[0] == first
        assert settled(before, leadership)
        if leadership.lead != before.lead:
            assert leadership.lead in able
            assert move.act in (HandoverAct.ACCEPT, HandoverAct.RETURN)
            assert move.by == (leadership.lead if move.act is HandoverAct.ACCEPT else before.lead)
        if before.pending and move.act is not HandoverAct.WITHDRAW:
            assert move.by == before.pending.receiving
    assert taken == set(HandoverAct)


def tried(leadership, move, able):
    try:
        return hand_over(leadership, move, able)
    except HandoverRefusal as refusal:
        return refusal


def settled(before, after):
    """No hand-over is lost; one that was rejected, returned or withdrawn never changes again."""
    over = (HandoverState.REJECTED, HandoverState.RETURNED, HandoverState.WITHDRAWN)
    pairs = zip(before.handovers, after.handovers, strict=False)
    return len(after.handovers) >= len(before.handovers) and all(
        one == other for one, other in pairs if one.state in over
    )


def test_hand_over_that_was_accepted_keeps_what_was_said():
    assert ACCEPTED.handovers == (
        Handover("customs", "police", "their port", HandoverState.ACCEPTED, "as agreed"),
    )
