"""Clocks as sentences."""

from datetime import UTC, date, datetime, timedelta

from saola.core.values import Message, PartialDate, gettext_noop, say

from .limits import Clock, ClockState

CLOCK_WORDS: dict[ClockState, str] = {
    ClockState.RUNNING: gettext_noop("Running"),
    ClockState.PAUSED: gettext_noop("Stands still"),
    ClockState.MET: gettext_noop("Kept"),
    ClockState.MISSED: gettext_noop("Missed"),
    ClockState.LAPSED: gettext_noop("Lapsed"),
    ClockState.UNKNOWN: gettext_noop("Not known"),
}


def tell(clock: Clock) -> Message:
    """How the clock stands, in one sentence. Instants are in UTC."""
    if clock.state is ClockState.PAUSED:
        return say(gettext_noop("It stands still at present, and goes on when what stopped it is over."))
    if clock.state is ClockState.MET:
        return say(gettext_noop("Ended on {day}, in time."), day=_when(clock))
    if clock.state is ClockState.RUNNING and clock.due is not None:
        return _left(clock, clock.due)
    if clock.state is ClockState.LAPSED:
        return say(gettext_noop("It was not used; the last day was {due}."), due=_shown(clock.due_latest))
    if clock.state is ClockState.MISSED:
        return _late(clock)
    return _unknown(clock)


def _left(clock: Clock, due: date) -> Message:
    if clock.hours_left is not None and clock.hours_left < 72:
        words = gettext_noop("Hours left: {number}. It ends on {due}.")
        return say(words, number=clock.hours_left, due=_shown(due))
    words = gettext_noop("Days left: {number}. The last is {due}.")
    return say(words, number=clock.days_left, due=_shown(due))


def _late(clock: Clock) -> Message:
    by = clock.late_by or timedelta()
    number = by // timedelta(hours=1) if clock.limit.is_by_hours else by // timedelta(days=1)
    if clock.ended_by is None:
        words = (
            gettext_noop("Time was up on {due}. Hours since: {number}.")
            if clock.limit.is_by_hours
            else gettext_noop("Time was up on {due}. Days since: {number}.")
        )
        return say(words, due=_shown(clock.due_latest), number=number)
    words = gettext_noop("Ended on {day}; the last in time was {due}.")
    return say(words, day=_when(clock), due=_shown(clock.due_latest))


def _unknown(clock: Clock) -> Message:
    if clock.due is None or clock.due_latest is None:
        return say(gettext_noop("When time is up is not known: a date is missing."))
    words = gettext_noop("Time is up between {first} and {last}; the dates are not known more exactly.")
    return say(words, first=_shown(clock.due), last=_shown(clock.due_latest))


def _when(clock: Clock) -> str:
    """When it ended, as exactly as that is known."""
    at = clock.ended.at if clock.ended else None
    return (str(at) or "?") if isinstance(at, PartialDate) else _shown(at)


def _shown(point: date | None) -> str:
    if isinstance(point, datetime):
        return f"{point.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return "?" if point is None else point.isoformat()
