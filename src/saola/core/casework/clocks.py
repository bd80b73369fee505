"""Procedural clocks: for every limit and every event that started it, until when, and whether it was kept.

Each clock is reckoned twice where dates are not exact, once with every doubt against the time and once with every doubt
for it. What the two do not agree on is unknown. What ends a clock is taken to come after what started it, where the
dates allow both. A last day that is a day of rest is not moved: the careful side.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from saola.core.values import Message, PartialDate, gettext_noop, say

from .limits import Clock, ClockState, Event, Limit, Moment

WARNINGS_IN_DAYS = (30, 14, 7, 1)
WARNINGS_IN_HOURS = (24, 12, 6, 2)
"""How long ahead somebody is told, as far as it lies within the period. Our own choice; no law names them."""

AGAINST, FOR = 0, 1
"""The two reckonings: every doubt against the time that is left, every doubt for it."""

Range = tuple[date, date]
"""The first and the last point at which something may have been: instants for hours, else days."""

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The point at which a clock of this limit is asked, and where days are counted."""

    limit: Limit
    at: date
    zone: tzinfo

    def range_of(self, moment: Moment) -> Range | None:
        """When it may have been, as far as it was before now; ``None``: it was not."""
        found = _points(moment, self.limit, self.zone)
        if found is None:
            return date.min if not self.limit.is_by_hours else _EVER, self.at
        return None if found[0] > self.at else (found[0], min(found[1], self.at))


_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Run:
    """How far a clock got by one reckoning: its last moment (``None`` while it stands still), orders without effect."""

    due: date | None
    idle: tuple[Event, ...] = ()


def clocks(
    limits: Iterable[Limit], events: Iterable[Event], on: date, *, zone: tzinfo = UTC
) -> tuple[Clock, ...]:
    """Every clock as it stands at ``on``, the soonest due first. Later events are left aside.

    ``on`` is an instant, or a day, which is taken at its end. ``zone``: where the days are counted.
    Raises ``ValueError`` for an instant without its time zone.
    """
    if isinstance(on, datetime) and on.tzinfo is None:
        raise ValueError("clocks are asked at an instant with its time zone, or on a day")
    known = tuple(events)
    found = [clock for limit in limits for clock in _of_limit(limit, known, on, zone)]
    return tuple(sorted(found, key=lambda clock: clock.due_at or _NEVER))


def _of_limit(limit: Limit, events: tuple[Event, ...], on: date, zone: tzinfo) -> Iterator[Clock]:
    points = _points(on, limit, zone)
    assert points is not None  # a day or an instant always has its points
    asked = _Asked(limit, points[1], zone)
    moving = limit.ends_with | limit.paused_by | limit.resumed_by
    events = tuple(
        event
        for event in events
        if event.word == limit.starts_with or event.word in moving or event.extends == limit.code
    )
    for event in events:
        if event.word != limit.starts_with or _applies(limit, event.at, zone) is None:
            continue
        if asked.range_of(event.at) is None:
            continue
        for person in (sorted(event.about) or [""]) if limit.is_personal else [""]:
            yield _clock(asked, person, event, _others(asked, person, event, events))


def _others(
    asked: _Asked, person: str, started: Event, events: tuple[Event, ...]
) -> list[tuple[Event, Range]]:
    """The other events that concern the person, with when they may have been: after the start, but for what stops it."""
    start = _points(started.at, asked.limit, asked.zone)
    moves = asked.limit.paused_by | asked.limit.resumed_by
    found = []
    for event in events:
        at = asked.range_of(event.at)
        if event is started or at is None or (person and event.about and person not in event.about):
            continue
        if start is None or event.word in moves:
            found.append((event, at))
        elif at[1] >= start[0]:
            found.append((event, (max(at[0], start[0]), at[1])))
    return found


def _clock(asked: _Asked, person: str, started: Event, others: list[tuple[Event, Range]]) -> Clock:
    limit = asked.limit
    start = None if _points(started.at, limit, asked.zone) is None else asked.range_of(started.at)
    doubts = _doubts(limit, started, asked.zone)
    ended, end = _ending(limit, others)
    clock = Clock(
        limit=limit,
        person=person,
        started=started,
        state=ClockState.UNKNOWN,
        asked=asked.at,
        ended=ended,
        notes=doubts,
    )
    if start is None:
        words = gettext_noop("The day from which it runs is not known.")
        return replace(clock, notes=(*doubts, say(words)))
    early = _run(asked, start[0], others, end[1] if end else asked.at, AGAINST)
    late = _run(asked, start[1], others, end[0] if end else asked.at, FOR)
    due, latest = early.due, late.due
    if due is not None and latest is not None and due > latest:  # it ended before, or after, it was extended
        due, latest = latest, due
    return replace(
        clock,
        state=ClockState.UNKNOWN
        if doubts and not end
        else _of_its_kind(limit, end, _state(early, late, end, asked.at)),
        due=due,
        due_latest=latest,
        due_at=None if due is None else _over(due, asked.zone),
        ended_by=end[0] if end else None,
        warnings=() if due is None or end else _warnings(limit, start[0], due),
        notes=(*doubts, *_idle(late)),
    )


def _ending(limit: Limit, others: list[tuple[Event, Range]]) -> tuple[Event | None, Range | None]:
    """The event that ended it first, and when that may have been."""
    ends = [(event, at) for event, at in others if event.word in limit.ends_with]
    if not ends:
        return None, None
    event, (_, last) = min(ends, key=lambda each: each[1][1])
    return event, (min(at[0] for _, at in ends), last)


def _run(asked: _Asked, start: date, others: list[tuple[Event, Range]], until: date, doubt: int) -> _Run:
    """The last moment by one reckoning, from what happened before ``until``."""
    limit = asked.limit
    due, still, idle = limit.period.after(start), timedelta(), []
    for at, resumed, order in _steps(limit, start, others, doubt):
        if at > until:
            break
        if at > due or (order and not limit.is_extendable):
            idle += [order] if order else []
        elif order:
            due = _capped(limit, start, still, max(due, _extended(order, due, asked)))
        elif resumed is None or resumed > until:
            return _Run(None, tuple(idle))
        else:
            due, still = due + (resumed - at), still + (resumed - at)
    return _Run(due, tuple(idle))


Step = tuple[date, date | None, Event | None]
"""When, until when it stood still from then (``None``: it still does), or the order that extends it."""


def _steps(limit: Limit, start: date, others: list[tuple[Event, Range]], doubt: int) -> list[Step]:
    """What lengthens the time, in order. With doubts against it: orders late, pauses short."""
    latest, soonest = (1, 0) if doubt == AGAINST else (0, 1)
    steps: list[Step] = [(at[latest], None, event) for event, at in others if event.extends == limit.code]
    for pause, resumed, is_sure in _pauses(limit, others):
        began, over = max(pause[latest], start), resumed[soonest] if resumed else None
        if doubt == FOR and not is_sure:
            over = None
        if over is None or over > began:
            steps.append((began, over, None))
    return sorted(steps, key=lambda step: step[0])


def _pauses(limit: Limit, others: list[tuple[Event, Range]]) -> Iterator[tuple[Range, Range | None, bool]]:
    """Each time it stood still, when it went on, and whether it certainly did: it may have been stopped again.

    What stops it is taken to come before what lets it go on, where the dates allow both.
    """
    stops = [(at[0], 0, at) for event, at in others if event.word in limit.paused_by]
    goes = [(at[1], 1, at) for event, at in others if event.word in limit.resumed_by]
    since: list[Range] = []
    for _, is_resumed, at in sorted(stops + goes):
        if not is_resumed:
            since.append(at)
        elif since:
            yield since[0], at, all(again[1] < at[0] for again in since[1:])
            since = []
    if since:
        yield since[0], None, True


def _extended(order: Event, due: date, asked: _Asked) -> date:
    if order.until is not None:
        points = _points(order.until, asked.limit, asked.zone)
        assert points is not None  # a day or an instant always has its points
        return points[1]
    assert order.adds is not None  # an extension says one of the two
    if isinstance(due, datetime):
        local = order.adds.after(due.astimezone(asked.zone))
        return _over(local, UTC)
    return order.adds.after(due)


def _capped(limit: Limit, start: date, still: timedelta, due: date) -> date:
    return due if limit.longest is None else min(due, limit.longest.after(start) + still)


def _of_its_kind(limit: Limit, end: Range | None, state: ClockState) -> ClockState:
    """A right that nobody used has lapsed; used too late it was missed like a duty."""
    return ClockState.LAPSED if limit.is_right and not end and state is ClockState.MISSED else state


def _state(early: _Run, late: _Run, end: Range | None, asked: date) -> ClockState:
    """What both reckonings agree on. Ended while it stood still is in time."""
    first, last = end or (asked, asked)
    if late.due is not None and first > late.due:
        return ClockState.MISSED
    if early.due is not None and last > early.due:
        return ClockState.UNKNOWN
    if end:
        return ClockState.MET
    if (early.due is None) != (late.due is None):
        return ClockState.UNKNOWN
    return ClockState.PAUSED if early.due is None else ClockState.RUNNING


def _warnings(limit: Limit, start: date, due: date) -> tuple[date, ...]:
    if limit.is_by_hours:
        ahead = [due - timedelta(hours=hours) for hours in WARNINGS_IN_HOURS]
    else:
        ahead = [due - timedelta(days=days) for days in WARNINGS_IN_DAYS]
    return tuple(each for each in ahead if each > start)


def _points(moment: Moment, limit: Limit, zone: tzinfo) -> Range | None:
    """When it may have been: instants for a limit in hours, else days. ``None``: nothing is known."""
    if isinstance(moment, datetime):
        day = moment.astimezone(zone).date()
        return (moment.astimezone(UTC),) * 2 if limit.is_by_hours else (day, day)
    first, last = (moment.first_day, moment.last_day) if isinstance(moment, PartialDate) else (moment, moment)
    if first is None or last is None:
        return None
    if limit.is_by_hours:
        return datetime.combine(first, time(), zone).astimezone(UTC), _over(last, zone).astimezone(UTC)
    return first, last


def _over(due: date, zone: tzinfo) -> datetime:
    """The instant at which an instant, or a whole day, is over, in the time of the zone."""
    if isinstance(due, datetime):
        return due.astimezone(zone)
    return datetime.combine(due + timedelta(days=1), time(), zone)


def _applies(limit: Limit, at: Moment, zone: tzinfo) -> bool | None:
    """Whether the limit was certainly law when the clock started; ``None`` if certainly not."""
    day = at.astimezone(zone).date() if isinstance(at, datetime) else at
    possible = day.interval() if isinstance(day, PartialDate) else PartialDate.of(day).interval()
    common = limit.in_force.intersection(possible)
    return None if common is None else common == possible


def _doubts(limit: Limit, started: Event, zone: tzinfo) -> tuple[Message, ...]:
    if _applies(limit, started.at, zone):
        return ()
    words = gettext_noop("Whether this limit was already, or still, law when it started is not known.")
    return (say(words),)


def _idle(run: _Run) -> tuple[Message, ...]:
    words = gettext_noop("An extension has no effect: it came too late, or this limit cannot be extended.")
    return tuple(say(words) for _ in run.idle)
