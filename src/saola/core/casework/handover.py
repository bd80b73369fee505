"""Who leads a case, and how the lead passes from one agency to another: proposed, then accepted or rejected.

At any moment exactly one agency leads. It goes on leading while a hand-over waits for its answer; until then
nothing else moves the lead. An agency that received the lead may return it, with a reason, to the one it came from.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from saola.core.values import Message, Reason, gettext_noop, say

from .refusals import HandoverRefusal


class HandoverState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class HandoverAct(StrEnum):
    """``return`` gives an accepted hand-over back to the agency that gave."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    RETURN = "return"


HANDOVER_WORDS: dict[HandoverState, str] = {
    HandoverState.PROPOSED: gettext_noop("Waits for an answer"),
    HandoverState.ACCEPTED: gettext_noop("Accepted"),
    HandoverState.REJECTED: gettext_noop("Rejected"),
    HandoverState.RETURNED: gettext_noop("Returned"),
    HandoverState.WITHDRAWN: gettext_noop("Withdrawn"),
}

_ANSWERS = {
    HandoverAct.ACCEPT: HandoverState.ACCEPTED,
    HandoverAct.REJECT: HandoverState.REJECTED,
    HandoverAct.WITHDRAW: HandoverState.WITHDRAWN,
    HandoverAct.RETURN: HandoverState.RETURNED,
}


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over. ``reason``: why it was proposed; ``answer``: what was said when it was answered or withdrawn."""

    giving: str
    receiving: str
    reason: str
    state: HandoverState = HandoverState.PROPOSED
    answer: str = ""
    return_reason: str = ""


@dataclass(frozen=True, slots=True)
class Leadership:
    """The agency that leads, and every hand-over there was, in the order in which they were proposed."""

    lead: str
    handovers: tuple[Handover, ...] = ()

    @property
    def pending(self) -> Handover | None:
        """The hand-over that waits for its answer."""
        return self.handovers[-1] if self.handovers and _is_pending(self.handovers[-1]) else None

    @property
    def received(self) -> Handover | None:
        """The hand-over by which the agency that leads came to lead; ``None`` for the first."""
        return next((one for one in reversed(self.handovers) if one.state is HandoverState.ACCEPTED), None)

    @property
    def chain(self) -> tuple[str, ...]:
        """The agencies from the first to the one that leads, without those that returned it."""
        accepted = [one for one in self.handovers if one.state is HandoverState.ACCEPTED]
        return (*(one.giving for one in accepted), self.lead)


@dataclass(frozen=True, slots=True)
class Move:
    """What an agency does about the lead: ``by`` acts, ``to`` is proposed to, ``reason`` says why."""

    act: HandoverAct
    by: str
    to: str = ""
    reason: str = ""


def hand_over(
    leadership: Leadership, move: Move, able: Collection[str], *, is_closed: bool = False
) -> Leadership:
    """The leadership after ``move``. Raises ``HandoverRefusal`` with every reason; nothing has changed then.

    ``able``: the agencies that can lead a case now. ``is_closed``: the case is, and nobody leads further.
    """
    reasons = obstacles(leadership, move, able, is_closed=is_closed)
    if reasons:
        message = say(gettext_noop("{lead} goes on leading this case."), lead=leadership.lead)
        raise HandoverRefusal(message, reasons)
    if move.act is HandoverAct.PROPOSE:
        proposed = Handover(move.by, move.to, move.reason.strip())
        return replace(leadership, handovers=(*leadership.handovers, proposed))
    return _answered(leadership, move)


def moves_for(
    leadership: Leadership, agency: str, able: Collection[str], *, is_closed: bool = False
) -> tuple[HandoverAct, ...]:
    """What ``agency`` may do about the lead now, given a reason and, to propose, somebody who can receive."""
    others = [one for one in able if one != leadership.lead]
    tried = (Move(act, agency, others[0] if others else "", "?") for act in HandoverAct)
    return tuple(move.act for move in tried if not obstacles(leadership, move, able, is_closed=is_closed))


def obstacles(
    leadership: Leadership, move: Move, able: Collection[str], *, is_closed: bool = False
) -> tuple[Reason, ...]:
    """Everything that stands in the way of ``move``."""
    found = [say(gettext_noop("The case is closed. Reopen it first."))] if is_closed else []
    if move.act in (HandoverAct.PROPOSE, HandoverAct.RETURN):
        found += _of_a_new_move(leadership, move, able)
    else:
        found += _of_an_answer(leadership.pending, move, able)
    if move.act is not HandoverAct.ACCEPT and not move.reason.strip():
        found.append(say(gettext_noop("Say why; the other agency reads it.")))
    return tuple(Reason(text, move.act.value) for text in found)


def _of_a_new_move(leadership: Leadership, move: Move, able: Collection[str]) -> list[Message]:
    found = []
    if leadership.pending:
        words = gettext_noop("A hand-over to {agency} waits for its answer. Withdraw it first, or wait.")
        found.append(say(words, agency=leadership.pending.receiving))
    if move.by != leadership.lead:
        words = gettext_noop("Only the agency that leads can do this: {agency}.")
        found.append(say(words, agency=leadership.lead))
    if move.act is HandoverAct.PROPOSE:
        return found + _of_receiving(leadership.lead, move.to, able)
    return found + _of_going_back(leadership.received, able)


def _of_receiving(lead: str, to: str, able: Collection[str]) -> list[Message]:
    if to == lead:
        return [say(gettext_noop("{agency} leads already. Name another agency."), agency=to)]
    if to not in able:
        return [say(gettext_noop("{agency} cannot lead a case at present. Name another."), agency=to or "–")]
    return []


def _of_going_back(received: Handover | None, able: Collection[str]) -> list[Message]:
    if received is None:
        return [say(gettext_noop("No agency handed this case over, so it cannot be returned."))]
    if received.giving not in able:
        words = gettext_noop("{agency} cannot lead a case any more. Propose it to another agency instead.")
        return [say(words, agency=received.giving)]
    return []


def _of_an_answer(pending: Handover | None, move: Move, able: Collection[str]) -> list[Message]:
    if pending is None:
        return [say(gettext_noop("No hand-over waits for an answer."))]
    owner = pending.giving if move.act is HandoverAct.WITHDRAW else pending.receiving
    found = []
    if move.by != owner:
        found.append(say(gettext_noop("Only {agency} can do this."), agency=owner))
    if move.act is HandoverAct.ACCEPT and owner not in able:
        found.append(say(gettext_noop("{agency} cannot lead a case at present."), agency=owner))
    return found


def _answered(leadership: Leadership, move: Move) -> Leadership:
    """The last hand-over that waits, or to return the last that was accepted, answered."""
    of = HandoverState.ACCEPTED if move.act is HandoverAct.RETURN else HandoverState.PROPOSED
    place = max(number for number, one in enumerate(leadership.handovers) if one.state is of)
    one = leadership.handovers[place]
    field = "return_reason" if move.act is HandoverAct.RETURN else "answer"
    after = replace(one, state=_ANSWERS[move.act], **{field: move.reason.strip()})
    lead = {HandoverAct.ACCEPT: one.receiving, HandoverAct.RETURN: one.giving}.get(move.act, leadership.lead)
    handovers = (*leadership.handovers[:place], after, *leadership.handovers[place + 1 :])
    return Leadership(lead, handovers)


def _is_pending(one: Handover) -> bool:
    return one.state is HandoverState.PROPOSED
