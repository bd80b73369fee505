"""The clocks of a case, and what a list shows of it without opening it: who is in it, its species, what is due next."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from saola.apps.legislation.queries import time_limits
from saola.apps.seizures.models import Incident
from saola.core import casework
from saola.core.casework import Clock, ClockState, Limit, Stage
from saola.core.values import PartialDate

from ..models import Case, Event, Hearing, Task
from .open_ends import NUMBERED, running

_put_off: ContextVar[set[int] | None] = ContextVar("cases_whose_columns_wait", default=None)


@contextmanager
def put_off() -> Iterator[None]:
    """Within, what lists show of cases is worked out once, at the end: for bringing many entries over at a time.

    Use inside one transaction: what fails leaves nothing half done.
    """
    waiting: set[int] = set()
    token = _put_off.set(waiting)
    try:
        yield
    finally:
        _put_off.reset(token)
    limits = time_limits()
    for case in Case.objects.filter(pk__in=waiting).order_by("pk"):
        refresh(case, limits)


def refresh(case: Case, limits: tuple[Limit, ...] | None = None) -> None:
    """Work out the derived columns of ``case`` anew and keep them. Use inside the transaction of the act."""
    if (waiting := _put_off.get()) is not None:
        waiting.add(case.pk)
        return
    counted = case.involved.aggregate(
        people=Count("party", distinct=True),
        defendants=Count("party", distinct=True, filter=Q(is_defendant=True)),
    )
    case.people_count, case.defendant_count = counted["people"], counted["defendants"]
    case.groups = groups_of(case)
    case.next_due_at, case.next_due = next_due(case, limits)
    case.save(update_fields=["people_count", "defendant_count", "groups", "next_due_at", "next_due"])


def groups_of(case: Case) -> str:
    """The species groups of its seizures, as ``Incident.groups`` writes them; of none that is held close."""
    linked = Incident.objects.filter(case_links__case=case).order_by("case_links__pk")
    close = Incident.objects.held_close().filter(case_links__case=case)
    said = linked.exclude(pk__in=close.values("pk")).values_list("groups", flat=True)
    groups = dict.fromkeys(group for text in said for group in text.strip(",").split(",") if group)
    kept = f",{','.join(groups)}," if groups else ""
    return kept if len(kept) <= 300 else kept[: kept.rindex(",", 0, 300) + 1]


def of_case(
    case: Case, now: datetime | None = None, *, limits: tuple[Limit, ...] | None = None
) -> tuple[Clock, ...]:
    """Every procedural clock that an event of the case started, as it stands ``now``, the soonest first.

    ``person`` of a clock is the number of the party. The law that was in force when a clock started decides.
    """
    limits = time_limits() if limits is None else limits
    if not limits:
        return ()
    zone = timezone.get_current_timezone()
    return casework.clocks(limits, list(_events(case, limits)), now or timezone.now(), zone=zone)


def _events(case: Case, limits: tuple[Limit, ...]) -> Iterator[casework.Event]:
    """The entries that stand, and the seizures it is about, as the rules of time take them."""
    codes = {limit.code for limit in limits}
    for event in case.events.standing().prefetch_related("involved__party"):
        about = frozenset(one.party.number for one in event.involved.all())
        at = event.happened_at or PartialDate.parse_iso(event.happened_on)
        if event.kind == "extension" and event.reference in codes and event.until_on:
            yield casework.Event(event.kind, at, about, extends=event.reference, until=event.until_on)
        else:
            yield casework.Event(event.kind, at, about)
    for day in case.seizures.values_list("incident__seized_on", flat=True):
        yield casework.Event("seizure", PartialDate.parse_iso(day))


def next_due(case: Case, limits: tuple[Limit, ...] | None = None) -> tuple[datetime | None, str]:
    """The next moment at which something of the case must be done, and what; a closed case owes nothing.

    What is late already is due all the same, until it is done.
    """
    if case.stage == Stage.CLOSED:
        return None, ""
    at, words = min(_due(case, limits), default=(None, ""))
    return at, words[:200]


NOT_DUE = (ClockState.PAUSED, ClockState.LAPSED)


def _due(case: Case, limits: tuple[Limit, ...] | None) -> Iterator[tuple[datetime, str]]:
    for clock in of_case(case, limits=limits):
        if clock.due_at is not None and clock.ended is None and clock.state not in NOT_DUE:
            yield last_moment(clock), clock.limit.words
    for task in case.tasks.filter(state=Task.State.OPEN, due_on__isnull=False):
        yield over(task.due_on), task.words
    for hearing in case.hearings.filter(state=Hearing.State.PLANNED).select_related("court"):
        yield hearing.at, str(hearing.court)
    for event in lapsing(case):
        yield over(event.until_on), event.words


def last_moment(clock: Clock) -> datetime | None:
    """The last that is in time: of a day its end, so that it reads as that day and not as the next."""
    return over(clock.due) if clock.due and not isinstance(clock.due, datetime) else clock.due_at


def lapsing(case: Case) -> list[Event]:
    """Warrants and deliveries that run, and have a last day."""
    events = list(case.events.standing().order_by("first_day", "pk"))
    return [event for kind in NUMBERED for event in running(events, kind) if event.until_on]


def over(day: date) -> datetime:
    """The end of a day as it is counted here."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def state_words(clock: Clock) -> dict[str, Any]:
    """A clock as pages show it: its words, its state and how urgent it is (``kind`` of a badge)."""
    is_late = clock.state is ClockState.MISSED
    kind = "danger" if is_late else "clock" if clock.is_close else "quiet"
    return {
        "words": clock.limit.words,
        "state": casework.CLOCK_WORDS[clock.state],
        "told": casework.tell(clock),
        "kind": kind,
        "person": clock.person,
        "due_at": last_moment(clock),
        "is_open": clock.ended is None,
        "notes": clock.notes,
        "source": clock.limit.source,
        "clock": clock,
    }
