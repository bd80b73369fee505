"""The state machine: what one entry does to the state, or the error that says why it cannot be.

``step`` never changes the state it is given. What is impossible is refused; what is possible but does not agree with
the record is taken, and stands as a discrepancy beside it.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import singledispatch
from typing import Any

from saola.core.values import Quantity, gettext_noop

from . import acts, refusals
from .acts import Entry
from .conditions import (
    bears,
    enough,
    held_by_actor,
    is_open,
    more_than_nothing,
    outside,
    said,
    same_unit,
    with_seal,
)
from .noticing import arriving, differing_quantity, differing_seal, leaving, missing, overlap
from .state import Exhibit, State, Where


def replay(entries: Iterable[Entry], *, before: State | None = None) -> State:
    """The state after ``entries``, in the order in which they were entered.

    Raises a ``CustodyRefusal`` at the first entry that cannot be.
    """
    state = before or State()
    for entry in entries:
        state = step(state, entry)
    return state


def step(state: State, entry: Entry) -> State:
    """The state after one more entry. Raises a ``CustodyRefusal``; nothing has changed then."""
    if entry.number <= state.last_entry:
        raise refusals.OutOfOrderError(number=entry.number, last=state.last_entry)
    if isinstance(entry.act, acts.TakenIn):
        after = _take_in(state, entry, entry.act)
    else:
        exhibit = state.exhibits.get(entry.exhibit)
        if exhibit is None:
            raise refusals.UnknownExhibitError(exhibit=entry.exhibit)
        if exhibit.where is Where.DISPOSED and not isinstance(entry.act, acts.Corrected):
            raise refusals.DisposedError(exhibit=exhibit.number)
        after = overlap(_do(entry.act, state, exhibit, entry), exhibit, entry)
    touched = after.exhibits[entry.exhibit]
    # An overlapping entry does not turn the clock of the exhibit back.
    latest = max(entry.at, touched.last_at) if touched.last_at else entry.at
    touched = replace(touched, last_at=latest, last_entry=entry.number)
    return after.with_exhibit(touched, entries={**after.entries, entry.number: entry.exhibit})


def _take_in(state: State, entry: Entry, act: acts.TakenIn) -> State:
    if entry.exhibit in state.exhibits:
        raise refusals.KnownExhibitError(exhibit=entry.exhibit)
    more_than_nothing(act.quantity)
    said(gettext_noop("who holds it"), act.holder)
    seals = with_seal(state, act.seal, entry.exhibit) if act.seal else state.seals
    exhibit = Exhibit(entry.exhibit, act.quantity, act.holder, place=act.place, seal=act.seal)
    return state.with_exhibit(exhibit, seals=seals)


@singledispatch
def _do(act: Any, state: State, exhibit: Exhibit, entry: Entry) -> State:
    raise TypeError(f"not an act of custody: {act!r}")


@_do.register
def _(act: acts.Sealed, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    if exhibit.seal:
        raise refusals.StillSealedError(exhibit=exhibit.number, seal=exhibit.seal)
    seals = with_seal(state, act.seal, exhibit.number)
    return state.with_exhibit(replace(exhibit, seal=act.seal, was_opened=False), seals=seals)


@_do.register
def _(act: acts.SealOpened, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    bears(exhibit, act.seal)
    said(gettext_noop("why the seal was opened"), act.reason)
    said(gettext_noop("who witnessed it"), act.witness)
    return state.with_exhibit(replace(exhibit, seal="", was_opened=True))


@_do.register
def _(act: acts.SealReplaced, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    bears(exhibit, act.seal)
    said(gettext_noop("why the seal was replaced"), act.reason)
    said(gettext_noop("who witnessed it"), act.witness)
    seals = with_seal(state, act.new_seal, exhibit.number)
    return state.with_exhibit(replace(exhibit, seal=act.new_seal), seals=seals)


@_do.register
def _(act: acts.HandedOver, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    said(gettext_noop("to whom it goes"), act.to)
    if act.to == entry.by:
        raise refusals.SameHandsError(person=entry.by)
    gone = replace(exhibit, where=Where.ON_ITS_WAY, receiver=act.to, entry_out=entry.number)
    return leaving(state.with_exhibit(gone), exhibit, entry, act.to)


@_do.register
def _(act: acts.Received, state: State, exhibit: Exhibit, entry: Entry) -> State:
    if exhibit.where is not Where.ON_ITS_WAY:
        raise refusals.NotOnItsWayError(exhibit=exhibit.number)
    if exhibit.receiver != entry.by:
        raise refusals.NotReceiverError(exhibit=exhibit.number, receiver=exhibit.receiver)
    held = replace(
        exhibit,
        where=Where.IN_CUSTODY,
        holder=entry.by,
        receiver="",
        place=act.place or exhibit.place,
    )
    after = arriving(state.with_exhibit(held), exhibit, entry)
    return _seen(after, exhibit, entry, act)


@_do.register
def _(act: acts.Moved, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    said(gettext_noop("where it is put"), act.place)
    if act.place == exhibit.place:
        raise refusals.SamePlaceError(exhibit=exhibit.number, place=act.place)
    return state.with_exhibit(replace(exhibit, place=act.place))


@_do.register
def _(act: acts.Split, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    is_open(exhibit)
    said(gettext_noop("why it was split"), act.reason)
    said(gettext_noop("which parts there are"), "".join(number for number, _ in act.parts))
    total = sum((quantity.amount for _, quantity in act.parts), start=Decimal(0))
    for number, quantity in act.parts:
        same_unit(exhibit, quantity)
        state = state.with_exhibit(_child(state, exhibit, number, quantity, entry, is_sample=False))
    rest = replace(exhibit, given=exhibit.given + enough(exhibit, replace(act.parts[0][1], amount=total)))
    after = state.with_exhibit(rest)
    return differing_quantity(after, rest, entry, act.remaining)


@_do.register
def _(act: acts.Sampled, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    is_open(exhibit)
    sample = _child(state, exhibit, act.sample, act.quantity, entry, is_sample=True)
    if act.quantity.unit == exhibit.unit:
        exhibit = replace(exhibit, given=exhibit.given + enough(exhibit, act.quantity))
    return state.with_exhibit(exhibit).with_exhibit(sample)


@_do.register
def _(act: acts.SentToLaboratory, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    said(gettext_noop("which laboratory"), act.laboratory)
    said(gettext_noop("under which request"), act.request)
    requests = tuple(dict.fromkeys([*exhibit.requests, act.request]))
    gone = replace(
        exhibit, where=Where.AT_LABORATORY, holder=act.laboratory, requests=requests, entry_out=entry.number
    )
    return leaving(state.with_exhibit(gone), exhibit, entry, act.laboratory)


@_do.register
def _(act: acts.PutOnDisplay, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    said(gettext_noop("which court"), act.court)
    said(gettext_noop("in which case"), act.case)
    gone = replace(exhibit, where=Where.IN_COURT, holder=act.court, entry_out=entry.number)
    return leaving(state.with_exhibit(gone), exhibit, entry, act.court)


@_do.register
def _(act: acts.Acknowledged, state: State, exhibit: Exhibit, entry: Entry) -> State:
    outside(exhibit)
    said(gettext_noop("which paper confirms it"), act.reference)
    return arriving(state, exhibit, entry)


@_do.register
def _(act: acts.ResultGiven, state: State, exhibit: Exhibit, entry: Entry) -> State:
    if act.request not in exhibit.requests:
        raise refusals.UnknownRequestError(exhibit=exhibit.number, request=act.request)
    if act.consumed is not None:
        same_unit(exhibit, act.consumed)
        exhibit = replace(exhibit, consumed=exhibit.consumed + enough(exhibit, act.consumed))
    return state.with_exhibit(exhibit)


@_do.register
def _(act: acts.Returned, state: State, exhibit: Exhibit, entry: Entry) -> State:
    outside(exhibit)
    back = replace(exhibit, where=Where.IN_CUSTODY, holder=entry.by, place=act.place or exhibit.place)
    return _seen(state.with_exhibit(back), exhibit, entry, act)


@_do.register
def _(act: acts.Checked, state: State, exhibit: Exhibit, entry: Entry) -> State:
    if not act.is_found:
        return missing(state, exhibit, entry)
    return _seen(state, exhibit, entry, act)


@_do.register
def _(act: acts.Disposed, state: State, exhibit: Exhibit, entry: Entry) -> State:
    held_by_actor(exhibit, entry)
    said(gettext_noop("by which order"), act.order)
    said(gettext_noop("in what manner"), act.manner)
    said(gettext_noop("who witnessed it"), act.witness)
    return state.with_exhibit(replace(exhibit, where=Where.DISPOSED))


@_do.register
def _(act: acts.Corrected, state: State, exhibit: Exhibit, entry: Entry) -> State:
    if state.entries.get(act.entry) != exhibit.number:
        raise refusals.UnknownEntryError(exhibit=exhibit.number, entry=act.entry)
    said(gettext_noop("what is right, and how it is known"), act.says)
    if act.quantity is not None:
        same_unit(exhibit, act.quantity)
        difference = exhibit.present.amount - act.quantity.amount
        exhibit = replace(exhibit, unaccounted=exhibit.unaccounted + difference)
    explained = tuple(
        replace(found, explained_by=entry.number) if found.entry == act.entry and found.is_open else found
        for found in state.discrepancies
    )
    return state.with_exhibit(exhibit, discrepancies=explained)


def _seen(
    state: State, before: Exhibit, entry: Entry, act: acts.Received | acts.Returned | acts.Checked
) -> State:
    """What somebody saw, beside what the record says. The record is not changed by it."""
    state = differing_seal(state, before, entry, act.seal, act.is_seal_whole)
    return differing_quantity(state, before, entry, act.quantity)


def _child(
    state: State, whole: Exhibit, number: str, quantity: Quantity, entry: Entry, *, is_sample: bool
) -> Exhibit:
    if number in state.exhibits or not number:
        raise refusals.KnownExhibitError(exhibit=number)
    more_than_nothing(quantity)
    return Exhibit(
        number,
        quantity,
        whole.holder,
        place=whole.place,
        parent=whole.number,
        is_sample=is_sample,
        last_at=entry.at,
        last_entry=entry.number,
    )
