"""Seeing what does not agree between an entry and the record, and keeping it as a discrepancy."""

from dataclasses import replace

from saola.core.values import Message, Quantity, gettext_noop, say

from .acts import CONFIRM_WITHIN, Entry
from .discrepancies import Discrepancy, DiscrepancyKind
from .state import Exhibit, State

UNCONFIRMED = DiscrepancyKind.UNCONFIRMED


def _keep(state: State, kind: DiscrepancyKind, exhibit: Exhibit, entry: Entry, text: Message) -> State:
    late_from = entry.at + CONFIRM_WITHIN if kind is UNCONFIRMED else None
    found = Discrepancy(kind, exhibit.number, entry.number, entry.at, text, late_from=late_from)
    return replace(state, discrepancies=(*state.discrepancies, found))


def overlap(after: State, exhibit: Exhibit, entry: Entry) -> State:
    """An act that was before the act entered before it: one of the two times is wrong."""
    if exhibit.last_at is None or entry.at >= exhibit.last_at:
        return after
    text = say(
        gettext_noop(
            "By the stated times entry {entry} was before entry {before}, which was entered earlier."
        ),
        entry=entry.number,
        before=exhibit.last_entry,
    )
    return _keep(after, DiscrepancyKind.OVERLAP, exhibit, entry, text)


def differing_seal(state: State, exhibit: Exhibit, entry: Entry, seen: str | None, is_whole: bool) -> State:
    """Another seal than the record has, none where one should be, or one that is damaged; ``None``: not looked at."""
    if not is_whole:
        text = say(gettext_noop("The seal {seal} was found damaged."), seal=seen or exhibit.seal or "–")
    elif seen is None or seen == exhibit.seal:
        return state
    elif not seen:
        text = say(gettext_noop("No seal was seen; by the record it bears {seal}."), seal=exhibit.seal)
    elif not exhibit.seal:
        text = say(gettext_noop("The seal {seen} was seen; by the record it bears none."), seen=seen)
    else:
        text = say(
            gettext_noop("The seal {seen} was seen; by the record it bears {seal}."),
            seen=seen,
            seal=exhibit.seal,
        )
    return _keep(state, DiscrepancyKind.SEAL, exhibit, entry, text)


def differing_quantity(state: State, exhibit: Exhibit, entry: Entry, seen: Quantity | None) -> State:
    """Another quantity than the record has, or one in another unit, which cannot be compared."""
    if seen is None or (seen.unit, seen.amount) == (exhibit.unit, exhibit.present.amount):
        return state
    text = say(
        gettext_noop("{seen} was found; by the record there is {present}."),
        seen=seen,
        present=exhibit.present,
    )
    return _keep(state, DiscrepancyKind.QUANTITY, exhibit, entry, text)


def leaving(state: State, exhibit: Exhibit, entry: Entry, to: str) -> State:
    """It left its holder's hands: unconfirmed until the other side signs; open, if its seal was not replaced."""
    text = say(gettext_noop("{to} has not confirmed that it was received."), to=to)
    state = _keep(state, UNCONFIRMED, exhibit, entry, text)
    if not exhibit.was_opened:
        return state
    text = say(gettext_noop("It left while its seal was open and not replaced."))
    return _keep(state, DiscrepancyKind.OPEN_SEAL, exhibit, entry, text)


def arriving(state: State, exhibit: Exhibit, entry: Entry) -> State:
    """The other side has signed: the hand-over is not open any more, unless it was confirmed late."""
    kept = []
    for found in state.discrepancies:
        if not found.is_open or found.kind is not UNCONFIRMED or found.entry != exhibit.entry_out:
            kept.append(found)
        elif found.late_from is not None and entry.recorded_at > found.late_from:
            text = say(gettext_noop("It was confirmed more than 72 hours after it left."))
            late = replace(found, kind=DiscrepancyKind.CONFIRMED_LATE, text=text, late_from=None)
            kept.append(late)
    return replace(state, discrepancies=tuple(kept))


def missing(state: State, exhibit: Exhibit, entry: Entry) -> State:
    """It was not where it should be."""
    text = say(gettext_noop("It was looked for and not found."))
    return _keep(state, DiscrepancyKind.NOT_FOUND, exhibit, entry, text)
