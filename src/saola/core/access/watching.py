"""What is known when one person's day is looked at for misuse: rows of the journal, and facts beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from saola.core.values import Message


class Kind(StrEnum):
    OPENED = "opened"
    SEARCHED = "searched"
    EXPORTED = "exported"
    MISSED = "missed"  # asked for by name, not there for this person
    DENIED = "denied"  # a page that the role does not open


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the journal. ``at`` is local time. ``has_case``: opened from a list the person stands on, or a
    case was named. ``is_hidden``: the record exists and stands on lists of others. ``is_close``: false for the opening of
    a record that everyone of the role may read. ``count``: records in an export.
    """

    seq: int
    at: datetime
    kind: Kind
    record: str = ""
    words: str = ""
    has_case: bool = False
    is_hidden: bool = False
    is_close: bool = True
    count: int = 1


@dataclass(frozen=True, slots=True)
class Watched:
    """The person: name in full, those they work with, when they leave, when their role changed last."""

    name: str
    full_name: str = ""
    colleagues: tuple[str, ...] = ()
    leaves_on: date | None = None
    role_changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An operation that failed, and the records it rested on."""

    at: datetime
    records: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """An emergency access that nobody reviewed."""

    opened_at: datetime
    record: str
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """One person's day up to ``now``, in order, with the days before it (the 30 or so that count).

    ``ordinary``: how many records that are not held close were read, on this day and on those before.
    """

    now: datetime
    person: Watched
    looks: Sequence[Look]
    past: Mapping[date, Sequence[Look]]
    decoys: frozenset[str] = frozenset()
    failures: tuple[Failure, ...] = ()
    unreviewed: tuple[Unreviewed, ...] = ()
    ordinary: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern found in a day: the sentence for the auditor, and the entries it rests on."""

    pattern: str
    sentence: Message
    entries: tuple[int, ...]
