"""What can happen to an exhibit, what cannot, and what does not agree."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from saola.core.custody import (
    Acknowledged,
    Checked,
    Corrected,
    DiscrepancyKind,
    Disposed,
    Entry,
    HandedOver,
    Moved,
    PutOnDisplay,
    Received,
    ResultGiven,
    Returned,
    Sampled,
    Sealed,
    SealOpened,
    SealReplaced,
    SentToLaboratory,
    Split,
    TakenIn,
    Where,
    chain,
    from_data,
    refusals,
    replay,
    tell,
    to_data,
)
from saola.core.values import Quantity

START = datetime(2025, 3, 4, 9, tzinfo=UTC)


def kg(amount) -> Quantity:
    return Quantity(Decimal(str(amount)), "KGM")


def record(*acts, exhibit="E1"):
    """Entries an hour apart; each of ``acts`` is ``(by, act)`` or ``(by, act, exhibit)``."""
    return [
        Entry(
            number,
            (rest or [exhibit])[0],
            START + timedelta(hours=number),
            by,
            act,
        )
        for number, (by, act, *rest) in enumerate(acts, 1)
    ]


TAKEN = ("ann", TakenIn(quantity=kg(10), holder="ann", place="room 1", seal="S1"))
OPENED = ("ann", SealOpened(seal="S1", reason="to sample", witness="W. Lee"))
UNSEALED = ("ann", TakenIn(quantity=kg(10), holder="ann", place="room 1"))


def kinds(state):
    return [found.kind for found in state.open_discrepancies]


def test_a_hand_over_signed_by_both_sides_leaves_nothing_open():
    state = replay(
        record(
            TAKEN,
            ("ann", HandedOver(to="ben", reason="to the store")),
            ("ben", Received(seal="S1", quantity=kg(10), place="store A")),
        )
    )
    exhibit = state.exhibits["E1"]
    assert (exhibit.holder, exhibit.where, exhibit.place) == ("ben", Where.IN_CUSTODY, "store A")
    assert state.discrepancies == ()


def test_an_unconfirmed_hand_over_is_open_at_once_and_due_after_72_hours():
    state = replay(record(TAKEN, ("ann", HandedOver(to="ben", reason="to the store"))))
    found = state.open_discrepancies[0]
    assert found.kind is DiscrepancyKind.UNCONFIRMED
    out = START + timedelta(hours=2)
    assert not found.is_due(out + timedelta(hours=71))
    assert found.is_due(out + timedelta(hours=72))


def test_a_hand_over_confirmed_late_stays_stated():
    entries = record(TAKEN, ("ann", HandedOver(to="ben", reason="to the store")))
    signed, entered = START + timedelta(hours=4), START + timedelta(hours=80)
    receipt = Entry(3, "E1", signed, "ben", Received(seal="S1", by_code=True), entered_at=entered)
    assert kinds(replay([*entries, receipt])) == [DiscrepancyKind.CONFIRMED_LATE]
    on_time = Entry(3, "E1", signed, "ben", Received(seal="S1"), entered_at=START + timedelta(hours=60))
    assert kinds(replay([*entries, on_time])) == []


def test_a_second_hand_over_does_not_close_the_first():
    """A laboratory that never confirmed stays unconfirmed when a later journey is confirmed."""
    state = replay(
        record(
            TAKEN,
            ("ann", SentToLaboratory(laboratory="Lab", request="L1")),
            ("ann", Returned(seal="S1")),
            ("ann", SentToLaboratory(laboratory="Lab", request="L2")),
            ("ann", Acknowledged(reference="paper 4")),
        )
    )
    assert [found.entry for found in state.open_discrepancies] == [2]


def test_parts_and_remainder_balance():
    state = replay(
        record(
            TAKEN, OPENED, ("ann", Split(parts=(("E1.1", kg(4)), ("E1.2", kg("2.5"))), reason="two courts"))
        )
    )
    assert state.exhibits["E1"].present == kg("3.5")
    assert state.exhibits["E1.1"].parent == "E1"
    assert state.exhibits["E1.2"].present == kg("2.5")
    assert kinds(state) == []


def test_a_remainder_that_differs_is_stated_until_it_is_explained():
    entries = record(
        TAKEN,
        OPENED,
        ("ann", Split(parts=(("E1.1", kg(4)),), reason="two courts", remaining=kg("5.8"))),
    )
    state = replay(entries)
    assert kinds(state) == [DiscrepancyKind.QUANTITY]
    assert state.exhibits["E1"].present == kg(6)
    says = Corrected(entry=3, says="it dried; weighed twice", quantity=kg("5.8"))
    explained = replay([*entries, Entry(4, "E1", START + timedelta(days=1), "ann", says)])
    assert kinds(explained) == []
    assert explained.discrepancies[0].explained_by == 4
    assert explained.exhibits["E1"].present == kg("5.8")
    assert explained.exhibits["E1"].unaccounted == Decimal("0.2")


def test_a_sample_in_another_unit_leaves_the_whole_as_it_is():
    tusks = Quantity(Decimal(12), "NAR")
    grams = Quantity(Decimal(5), "GRM")
    state = replay(
        record(
            ("ann", TakenIn(quantity=tusks, holder="ann")),
            ("ann", Sampled(sample="E1.S1", quantity=grams, method="drilled")),
        )
    )
    assert state.exhibits["E1"].present == tusks
    assert state.exhibits["E1.S1"].is_sample


def test_a_seal_seen_otherwise_is_a_discrepancy_and_the_record_keeps_its_own():
    state = replay(record(TAKEN, ("eve", Checked(seal="S9"))))
    assert kinds(state) == [DiscrepancyKind.SEAL]
    assert state.exhibits["E1"].seal == "S1"


@pytest.mark.parametrize(
    ("seen", "open_kinds"),
    [
        (Checked(), []),
        (Checked(seal="S1"), []),
        (Checked(seal=""), [DiscrepancyKind.SEAL]),
        (Checked(seal="S1", is_seal_whole=False), [DiscrepancyKind.SEAL]),
        (Checked(quantity=kg(9)), [DiscrepancyKind.QUANTITY]),
        (Checked(quantity=Quantity(Decimal(10), "NAR")), [DiscrepancyKind.QUANTITY]),
        (Checked(is_found=False), [DiscrepancyKind.NOT_FOUND]),
    ],
)
def test_what_a_stock_take_sees(seen, open_kinds):
    assert kinds(replay(record(TAKEN, ("eve", seen)))) == open_kinds


def test_leaving_with_an_open_seal_is_stated():
    state = replay(record(TAKEN, OPENED, ("ann", HandedOver(to="ben", reason="on"))))
    assert kinds(state) == [DiscrepancyKind.UNCONFIRMED, DiscrepancyKind.OPEN_SEAL]


def test_an_act_stated_before_the_one_entered_earlier_is_an_overlap():
    entries = record(TAKEN, ("ann", Moved(place="room 2")))
    late = Entry(3, "E1", START + timedelta(minutes=90), "ann", Moved(place="room 3"))
    state = replay([*entries, late])
    assert kinds(state) == [DiscrepancyKind.OVERLAP]
    after = Entry(4, "E1", START + timedelta(minutes=100), "ann", Moved(place="room 4"))
    assert kinds(replay([*entries, late, after])) == [DiscrepancyKind.OVERLAP] * 2


def test_a_result_uses_up_what_it_says():
    state = replay(
        record(
            UNSEALED,
            ("ann", SentToLaboratory(laboratory="Lab", request="L1")),
            ("lab", ResultGiven(request="L1", consumed=kg(1))),
        )
    )
    assert state.exhibits["E1"].present == kg(9)
    assert state.exhibits["E1"].where is Where.AT_LABORATORY


def test_disposal_ends_all_but_corrections():
    entries = record(
        TAKEN,
        ("ann", Disposed(order="Order 7/2025", manner="burnt", witness="W. Lee")),
        ("ann", Corrected(entry=2, says="the order is 8/2025")),
    )
    assert replay(entries).exhibits["E1"].where is Where.DISPOSED
    with pytest.raises(refusals.DisposedError):
        replay([*entries, Entry(4, "E1", START + timedelta(days=2), "ann", Moved(place="x"))])


IMPOSSIBLE = [
    (refusals.UnknownExhibitError, [("ann", Moved(place="room 2"))]),
    (refusals.KnownExhibitError, [TAKEN, TAKEN]),
    (refusals.NothingError, [("ann", TakenIn(quantity=kg(0), holder="ann"))]),
    (refusals.UnsaidError, [("ann", TakenIn(quantity=kg(1), holder=" "))]),
    (refusals.NotHolderError, [TAKEN, ("ben", Moved(place="room 2"))]),
    (refusals.SamePlaceError, [TAKEN, ("ann", Moved(place="room 1"))]),
    (refusals.SameHandsError, [TAKEN, ("ann", HandedOver(to="ann", reason="x"))]),
    (refusals.NotOnItsWayError, [TAKEN, ("ben", Received())]),
    (
        refusals.NotReceiverError,
        [TAKEN, ("ann", HandedOver(to="ben", reason="x")), ("eve", Received())],
    ),
    (
        refusals.NotInCustodyError,
        [TAKEN, ("ann", HandedOver(to="ben", reason="x")), ("ann", Moved(place="room 2"))],
    ),
    (
        refusals.NotInCustodyError,
        [TAKEN, ("ann", PutOnDisplay(court="C", case="4")), ("ann", HandedOver(to="ben", reason="x"))],
    ),
    (refusals.NotOutsideError, [TAKEN, ("ann", Returned())]),
    (refusals.NotOutsideError, [TAKEN, ("ann", Acknowledged(reference="p"))]),
    (refusals.StillSealedError, [TAKEN, ("ann", Sealed(seal="S2"))]),
    (refusals.StillSealedError, [TAKEN, ("ann", Split(parts=(("E1.1", kg(1)),), reason="x"))]),
    (refusals.StillSealedError, [TAKEN, ("ann", Sampled(sample="E1.S1", quantity=kg(1)))]),
    (refusals.NotSealedError, [UNSEALED, ("ann", SealOpened(seal="S1", reason="x", witness="w"))]),
    (refusals.OtherSealError, [TAKEN, ("ann", SealOpened(seal="S2", reason="x", witness="w"))]),
    (refusals.UnsaidError, [TAKEN, ("ann", SealOpened(seal="S1", reason="x", witness=""))]),
    (refusals.SealUsedError, [TAKEN, OPENED, ("ann", Sealed(seal="S1"))]),
    (
        refusals.SealUsedError,
        [TAKEN, ("ann", TakenIn(quantity=kg(1), holder="ann", seal="S1"), "E2")],
    ),
    (
        refusals.SealUsedError,
        [TAKEN, ("ann", SealReplaced(seal="S1", new_seal="S1", reason="x", witness="w"))],
    ),
    (refusals.TooMuchError, [UNSEALED, ("ann", Split(parts=(("E1.1", kg(11)),), reason="x"))]),
    (
        refusals.TooMuchError,
        [UNSEALED, ("ann", Split(parts=(("E1.1", kg(6)), ("E1.2", kg(6))), reason="x"))],
    ),
    (
        refusals.OtherUnitError,
        [UNSEALED, ("ann", Split(parts=(("E1.1", Quantity(Decimal(1), "NAR")),), reason="x"))],
    ),
    (
        refusals.KnownExhibitError,
        [UNSEALED, ("ann", Split(parts=(("E1.1", kg(1)), ("E1.1", kg(1))), reason="x"))],
    ),
    (refusals.UnsaidError, [UNSEALED, ("ann", Split(parts=(), reason="x"))]),
    (refusals.UnknownRequestError, [TAKEN, ("lab", ResultGiven(request="L1"))]),
    (refusals.UnsaidError, [TAKEN, ("ann", Disposed(order="", manner="burnt", witness="w"))]),
    (refusals.UnknownEntryError, [TAKEN, ("ann", Corrected(entry=9, says="x"))]),
]


@pytest.mark.parametrize(
    ("error", "acts"), IMPOSSIBLE, ids=[f"{error.__name__}-{n}" for n, (error, _) in enumerate(IMPOSSIBLE)]
)
def test_an_impossible_move_is_refused_with_a_sentence(error, acts):
    *before, last = record(*acts)
    state = replay(before)
    with pytest.raises(error) as refused:
        replay([last], before=state)
    assert str(refused.value).strip().endswith(".")
    assert "{" not in str(refused.value)


def test_every_refusal_is_tried_here():
    own = {
        each
        for each in vars(refusals).values()
        if isinstance(each, type) and issubclass(each, refusals.CustodyRefusal)
    }
    tried = {error for error, _ in IMPOSSIBLE} | {refusals.DisposedError, refusals.OutOfOrderError}
    assert own - {refusals.CustodyRefusal} == tried


def test_entries_are_only_added_at_the_end():
    entries = record(TAKEN)
    with pytest.raises(refusals.OutOfOrderError):
        replay([*entries, *entries])


def test_an_instant_needs_its_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        Entry(1, "E1", datetime(2025, 1, 1), "ann", Moved(place="x"))


EVERY_ACT = [
    TAKEN[1],
    OPENED[1],
    Sealed(seal="S2", witness="w"),
    SealReplaced(seal="S1", new_seal="S2", reason="torn", witness="w"),
    HandedOver(to="ben", reason="on", place="gate"),
    Received(seal="S1", quantity=kg("1.50"), place="A", by_code=True),
    Moved(place="B"),
    Split(parts=(("E1.1", kg(1)), ("E1.2", kg(2))), reason="x", remaining=kg(7)),
    Sampled(sample="E1.S1", quantity=Quantity(Decimal(5), "GRM", is_estimate=True), method="drill"),
    SentToLaboratory(laboratory="Lab", request="L1"),
    PutOnDisplay(court="C", case="4"),
    Acknowledged(reference="p"),
    ResultGiven(request="L1", consumed=kg("0.1")),
    Returned(seal="", is_seal_whole=False),
    Checked(is_found=False),
    Disposed(order="o", manner="m", witness="w"),
    Corrected(entry=1, says="x", quantity=kg(3)),
]


@pytest.mark.parametrize("act", EVERY_ACT, ids=lambda act: act.kind)
def test_an_act_is_kept_as_data_and_told_in_words(act):
    assert from_data(act.kind, to_data(act)) == act
    assert all(str(sentence) for sentence in tell(act))
    assert tell(act)


def test_the_chain_shows_the_gap_between_two_hands():
    links = chain(
        record(
            TAKEN,
            ("ann", HandedOver(to="ben", reason="on")),
            ("ben", Received(seal="S1", place="store A")),
            ("ben", Moved(place="store B")),
            ("eve", Checked(seal="S1")),
        ),
        "E1",
    )
    assert [(link.holder, link.is_gap, link.place) for link in links] == [
        ("ann", False, "room 1"),
        ("ben", True, "room 1"),
        ("ben", False, "store A"),
        ("ben", False, "store B"),
    ]
    assert all(one.until == other.start for one, other in pairwise(links))
    assert links[-1].until is None


def test_a_part_has_a_chain_from_the_day_it_was_made():
    links = chain(record(UNSEALED, ("ann", Split(parts=(("E1.1", kg(1)),), reason="x"))), "E1.1")
    assert [(link.holder, link.entry) for link in links] == [("ann", 2)]
