"""Custody as a state machine, walked at random (catalogue 5).

Whatever is tried, in whatever order: what is refused changes nothing, what is taken keeps every promise.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from saola.core import custody
from saola.core.custody import CustodyRefusal, DiscrepancyKind, Entry, State, Where, replay, step
from saola.core.values import Quantity

people = st.sampled_from(["ann", "ben", "eve"])
places = st.sampled_from(["room 1", "room 2", "store A"])
seals = st.integers(1, 12).map("S{}".format)
exhibits = st.sampled_from(["E1", "E2", "E1.1", "E1.2", "E1.1.1"])
units = st.sampled_from(["KGM", "KGM", "KGM", "NAR"])
amounts = st.integers(0, 60).map(lambda tenths: Decimal(tenths) / 10)
quantities = st.builds(Quantity, amounts, units)
seen = {
    "seal": st.none() | st.just("") | seals,
    "is_seal_whole": st.booleans(),
    "quantity": st.none() | quantities,
}
words = st.sampled_from(["", "x", "x"])
acts = st.one_of(
    st.builds(custody.TakenIn, quantity=quantities, holder=people, place=places, seal=st.just("") | seals),
    st.builds(custody.Sealed, seal=seals, witness=words),
    st.builds(custody.SealOpened, seal=seals, reason=words, witness=words),
    st.builds(custody.SealReplaced, seal=seals, new_seal=seals, reason=words, witness=words),
    st.builds(custody.HandedOver, to=people, reason=words),
    st.builds(custody.Received, place=places, by_code=st.booleans(), **seen),
    st.builds(custody.Moved, place=places),
    st.builds(
        custody.Split,
        parts=st.lists(st.tuples(exhibits, quantities), max_size=3).map(tuple),
        reason=words,
        remaining=st.none() | quantities,
    ),
    st.builds(custody.Sampled, sample=exhibits, quantity=quantities),
    st.builds(custody.SentToLaboratory, laboratory=words, request=st.sampled_from(["L1", "L2"])),
    st.builds(custody.PutOnDisplay, court=words, case=words),
    st.builds(custody.Acknowledged, reference=words),
    st.builds(custody.ResultGiven, request=st.sampled_from(["L1", "L2"]), consumed=st.none() | quantities),
    st.builds(custody.Returned, place=places, **seen),
    st.builds(custody.Checked, is_found=st.booleans(), **seen),
    st.builds(custody.Disposed, order=words, manner=words, witness=words),
    st.builds(custody.Corrected, entry=st.integers(1, 30), says=words, quantity=st.none() | quantities),
)


class CustodyMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.state, self.taken = State(), []
        self.now = datetime(2025, 1, 1, tzinfo=UTC)
        self.seals_put_on = []

    def enter(self, exhibit, by, act, hours):
        self.now += timedelta(hours=max(hours, 0))
        at = self.now + timedelta(hours=min(hours, 0))
        entry = Entry(len(self.taken) + 1, exhibit, at, by, act, entered_at=self.now)
        before = self.state
        try:
            after = step(before, entry)
        except CustodyRefusal:
            return  # that nothing changed, the comparison with a replay shows
        self._has_lost_no_discrepancy(before, after, entry)
        if before.exhibits.get(exhibit) and before.exhibits[exhibit].where is Where.DISPOSED:
            assert isinstance(act, custody.Corrected)
        self.seals_put_on += [s for s in (getattr(act, "new_seal", "") or self._new_seal(act),) if s]
        self.state = after
        self.taken.append(entry)

    @staticmethod
    def _new_seal(act):
        return act.seal if isinstance(act, custody.TakenIn | custody.Sealed) else ""

    def _has_lost_no_discrepancy(self, before, after, entry):
        """What was noted stays noted: only the receipt of a hand-over ends its waiting."""
        kept = {(found.entry, found.exhibit, found.kind) for found in after.discrepancies}
        for found in before.discrepancies:
            key = (found.entry, found.exhibit, found.kind)
            if key not in kept:
                assert found.kind is DiscrepancyKind.UNCONFIRMED
                assert isinstance(entry.act, custody.Received | custody.Acknowledged)

    @rule(exhibit=exhibits, by=people, act=acts, hours=st.integers(-5, 90))
    def anything(self, exhibit, by, act, hours):
        self.enter(exhibit, by, act, hours)

    @rule(number=st.sampled_from(["E1", "E2"]), by=people, amount=st.integers(1, 9))
    def take_in(self, number, by, amount):
        act = custody.TakenIn(quantity=Quantity(Decimal(amount), "KGM"), holder=by, place="room 1")
        self.enter(number, by, act, 1)

    @precondition(lambda self: self.state.exhibits)
    @rule(data=st.data(), act=acts, hours=st.integers(-2, 80))
    def what_may_succeed(self, data, act, hours):
        """The same acts by the one who may, with the seal that is on it."""
        exhibit = data.draw(st.sampled_from(sorted(self.state.exhibits)))
        known = self.state.exhibits[exhibit]
        if isinstance(act, custody.SealOpened | custody.SealReplaced):
            act = replace(act, seal=known.seal)
        if isinstance(act, custody.TakenIn):
            act = custody.Checked(quantity=known.present)
        self.enter(exhibit, known.receiver or known.holder, act, hours)

    @invariant()
    def quantities_balance(self):
        for exhibit in self.state.exhibits.values():
            total = exhibit.present.amount + exhibit.given + exhibit.consumed + exhibit.unaccounted
            assert total == exhibit.taken_in.amount
            assert exhibit.present.amount >= 0
        for whole in self.state.exhibits.values():
            parts = [e for e in self.state.exhibits.values() if e.parent == whole.number]
            same = [e.taken_in.amount for e in parts if e.unit == whole.unit]
            assert sum(same, start=Decimal(0)) == whole.given

    @invariant()
    def no_seal_is_used_twice(self):
        assert len(self.seals_put_on) == len(set(self.seals_put_on))
        worn = [exhibit.seal for exhibit in self.state.exhibits.values() if exhibit.seal]
        assert len(worn) == len(set(worn))
        assert set(worn) <= set(self.state.seals)

    @invariant()
    def somebody_answers_for_every_exhibit(self):
        for exhibit in self.state.exhibits.values():
            assert exhibit.holder
            assert bool(exhibit.receiver) == (exhibit.where is Where.ON_ITS_WAY)

    @invariant()
    def replaying_gives_the_same_state(self):
        if len(self.taken) % 7 == 0:
            assert replay(self.taken) == self.state

    @invariant()
    def every_exhibit_has_a_chain_without_holes(self):
        if len(self.taken) % 11 == 0:
            for number in self.state.exhibits:
                links = custody.chain(self.taken, number)
                assert links
                assert all(a.until == b.start for a, b in pairwise(links))


TestCustodyMachine = CustodyMachine.TestCase
TestCustodyMachine.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
