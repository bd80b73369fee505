"""Each act as a sentence, for the table of custody that a person reads and a court receives."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import singledispatch
from types import MappingProxyType
from typing import Any

from saola.core.values import Message, Quantity, gettext_noop, say

from . import acts
from .acts import Act

KIND_WORDS: dict[str, str] = {
    "taken_in": gettext_noop("Taken in"),
    "sealed": gettext_noop("Sealed"),
    "seal_opened": gettext_noop("Seal opened"),
    "seal_replaced": gettext_noop("Seal replaced"),
    "handed_over": gettext_noop("Handed over"),
    "received": gettext_noop("Received"),
    "moved": gettext_noop("Moved in store"),
    "split": gettext_noop("Split"),
    "sampled": gettext_noop("Sample taken"),
    "sent_to_laboratory": gettext_noop("Sent to a laboratory"),
    "put_on_display": gettext_noop("Put before a court"),
    "acknowledged": gettext_noop("Receipt confirmed"),
    "result_given": gettext_noop("Result given"),
    "returned": gettext_noop("Returned"),
    "checked": gettext_noop("Checked"),
    "disposed": gettext_noop("Disposed of"),
    "corrected": gettext_noop("Corrected"),
}


def tell(
    act: Act,
    people: Mapping[str, str] = MappingProxyType({}),
    places: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Message, ...]:
    """What the act says, in short sentences. ``people`` and ``places`` give the names to say instead of codes."""
    known = {"holder": people, "to": people, "place": places}
    named = {
        field.name: known[field.name].get(getattr(act, field.name), getattr(act, field.name))
        for field in fields(act)
        if field.name in known
    }
    return tuple(_tell(replace(act, **named)))


@singledispatch
def _tell(act: Any) -> Iterator[Message]:
    raise TypeError(f"not an act of custody: {act!r}")


@_tell.register
def _(act: acts.TakenIn) -> Iterator[Message]:
    words = gettext_noop("{quantity} taken in; {holder} holds it.")
    yield say(words, quantity=act.quantity, holder=act.holder)
    if act.seal:
        yield say(gettext_noop("Seal {seal}."), seal=act.seal)
    yield from _in(act.place)


@_tell.register
def _(act: acts.Sealed) -> Iterator[Message]:
    yield say(gettext_noop("Seal {seal}."), seal=act.seal)
    yield from _before(act.witness)


@_tell.register
def _(act: acts.SealOpened) -> Iterator[Message]:
    yield say(gettext_noop("Seal {seal} opened: {reason}"), seal=act.seal, reason=act.reason)
    yield from _before(act.witness)


@_tell.register
def _(act: acts.SealReplaced) -> Iterator[Message]:
    words = gettext_noop("Seal {seal} replaced by {new_seal}: {reason}")
    yield say(words, seal=act.seal, new_seal=act.new_seal, reason=act.reason)
    yield from _before(act.witness)


@_tell.register
def _(act: acts.HandedOver) -> Iterator[Message]:
    yield say(gettext_noop("To {to}: {reason}"), to=act.to, reason=act.reason or "–")
    yield from _at(act.place)


@_tell.register
def _(act: acts.Received) -> Iterator[Message]:
    if act.by_code:
        yield say(gettext_noop("Signed for on paper with the code of the hand-over, and confirmed here."))
    yield from _seen(act)
    yield from _in(act.place)


@_tell.register
def _(act: acts.Moved) -> Iterator[Message]:
    yield from _in(act.place)


@_tell.register
def _(act: acts.Split) -> Iterator[Message]:
    for number, quantity in act.parts:
        yield say(gettext_noop("{exhibit}: {quantity}."), exhibit=number, quantity=quantity)
    if act.remaining is not None:
        yield say(gettext_noop("What remains was found to be {quantity}."), quantity=act.remaining)
    yield say(gettext_noop("Because: {reason}"), reason=act.reason)


@_tell.register
def _(act: acts.Sampled) -> Iterator[Message]:
    yield say(gettext_noop("{exhibit}: {quantity}."), exhibit=act.sample, quantity=act.quantity)
    if act.method:
        yield say(gettext_noop("Method: {method}"), method=act.method)


@_tell.register
def _(act: acts.SentToLaboratory) -> Iterator[Message]:
    words = gettext_noop("To {laboratory}, request {request}.")
    yield say(words, laboratory=act.laboratory, request=act.request)


@_tell.register
def _(act: acts.PutOnDisplay) -> Iterator[Message]:
    yield say(gettext_noop("To {court}, case {case}."), court=act.court, case=act.case)


@_tell.register
def _(act: acts.Acknowledged) -> Iterator[Message]:
    yield say(gettext_noop("Receipt confirmed on paper: {reference}."), reference=act.reference)


@_tell.register
def _(act: acts.ResultGiven) -> Iterator[Message]:
    yield say(gettext_noop("Answer to the request {request}."), request=act.request)
    if act.consumed is not None:
        yield say(gettext_noop("The examination used up {quantity}."), quantity=act.consumed)


@_tell.register
def _(act: acts.Returned) -> Iterator[Message]:
    yield from _seen(act)
    yield from _in(act.place)


@_tell.register
def _(act: acts.Checked) -> Iterator[Message]:
    if not act.is_found:
        yield say(gettext_noop("Looked for and not found."))
        return
    yield say(gettext_noop("Found."))
    yield from _seen(act)


@_tell.register
def _(act: acts.Disposed) -> Iterator[Message]:
    yield say(gettext_noop("By the order {order}: {manner}."), order=act.order, manner=act.manner)
    yield from _before(act.witness)


@_tell.register
def _(act: acts.Corrected) -> Iterator[Message]:
    yield say(gettext_noop("On entry {entry}: {says}"), entry=act.entry, says=act.says)
    if act.quantity is not None:
        yield say(gettext_noop("There is {quantity}."), quantity=act.quantity)


def _seen(act: acts.Received | acts.Returned | acts.Checked) -> Iterator[Message]:
    if not act.is_seal_whole:
        yield say(gettext_noop("The seal {seal} was found damaged."), seal=act.seal or "–")
    elif act.seal:
        yield say(gettext_noop("Seal {seal} seen, whole."), seal=act.seal)
    elif act.seal == "":
        yield say(gettext_noop("No seal was seen."))
    yield from _counted(act.quantity)


def _counted(quantity: Quantity | None) -> Iterator[Message]:
    if quantity is not None:
        yield say(gettext_noop("{quantity} found."), quantity=quantity)


def _before(witness: str) -> Iterator[Message]:
    if witness:
        yield say(gettext_noop("Before {witness}."), witness=witness)


def _in(place: str) -> Iterator[Message]:
    if place:
        yield say(gettext_noop("Kept in {place}."), place=place)


def _at(place: str) -> Iterator[Message]:
    if place:
        yield say(gettext_noop("At {place}."), place=place)
