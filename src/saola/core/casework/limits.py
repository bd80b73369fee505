"""Time limits of procedure as data, the events that start and end them, and the clocks that follow."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from saola.core.values import Interval, Message, PartialDate, Source

from .periods import Period, PeriodKind

Moment = date | PartialDate
"""When something was: an instant with its time zone, a day, or as much of a date as is known."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the law of procedure: from each event ``starts_with`` to the next of ``ends_with``.

    ``is_personal``: it runs for each person apart (custody). ``is_right``: who may use it, such as an appeal, need not;
    when the time is over it has lapsed, and nobody is late. ``paused_by`` stops it until one of ``resumed_by``.
    ``longest``: the most in all, whatever extensions are ordered; time in which it stood still is not counted.
    ``in_force``: the days on which it was law; the day on which the clock starts decides.
    """

    code: str
    words: str
    starts_with: str
    ends_with: frozenset[str]
    period: Period
    is_extendable: bool = False
    longest: Period | None = None
    paused_by: frozenset[str] = frozenset()
    resumed_by: frozenset[str] = frozenset()
    is_personal: bool = False
    is_right: bool = False
    source: Source = Source("")  # noqa: RUF009  a frozen value, the same for all
    in_force: Interval = Interval()  # noqa: RUF009

    @property
    def is_by_hours(self) -> bool:
        return self.period.kind is PeriodKind.HOURS


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, in the words of the limits (``arrest``, ``charge_filed``).

    ``about``: the people it concerns; nobody named: everybody. ``extends`` is the code of the limit that an order
    extends, by ``adds`` or ``until`` a day or instant. Raises ``ValueError`` for an instant without its time zone,
    and for an extension that says neither or both.
    """

    word: str
    at: Moment
    about: frozenset[str] = frozenset()
    extends: str = ""
    adds: Period | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        for moment in (self.at, self.until):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                raise ValueError("an instant of procedure needs its time zone")
        if self.extends and (self.adds is None) == (self.until is None):
            raise ValueError("an extension is by a period or until a day, and says which")


class ClockState(StrEnum):
    """``lapsed``: a right that was not used in time. ``unknown``: whether it is still in time, or was met, hangs on a date that is not known exactly."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One limit that an event started, as it stood when it was asked.

    ``due`` is the last day, or for hours the last instant, that is certainly in time; ``due_latest`` the last that may
    be; ``due_at`` the instant at which ``due`` is over. All are ``None`` while it stands still or where the start is not
    known. ``warnings`` are the days or instants ahead of ``due`` at which somebody is told. ``ended`` is what ended it, ``ended_by`` the first
    moment at which it may have.
    ``person`` is whom it concerns where the limit is personal; ``notes`` say what was found on the way.
    """

    limit: Limit
    person: str
    started: Event
    state: ClockState
    asked: date
    due: date | None = None
    due_latest: date | None = None
    due_at: datetime | None = None
    ended: Event | None = None
    ended_by: date | None = None
    warnings: tuple[date, ...] = ()
    notes: tuple[Message, ...] = field(default=())

    @property
    def left(self) -> timedelta | None:
        """Until ``due``, below zero when it is past; ``None`` when it ended or has no due date."""
        return None if self.due is None or self.ended is not None else self.due - self.asked

    @property
    def days_left(self) -> int | None:
        """Whole days, of a limit in hours too."""
        return None if self.left is None else self.left // timedelta(days=1)

    @property
    def hours_left(self) -> int | None:
        """Whole hours, of a limit in hours only."""
        return None if self.left is None or not self.limit.is_by_hours else self.left // timedelta(hours=1)

    @property
    def late_by(self) -> timedelta | None:
        """How long after the last moment in time it was ended, or is now; ``None`` unless it was missed."""
        if self.state is not ClockState.MISSED or self.due_latest is None:
            return None
        return (self.ended_by or self.asked) - self.due_latest

    @property
    def next_warning(self) -> date | None:
        return next((each for each in self.warnings if each > self.asked), None)

    @property
    def is_close(self) -> bool:
        """Whether it runs and a warning was due."""
        return self.state is ClockState.RUNNING and any(each <= self.asked for each in self.warnings)
