"""The daily round of a node: who looked at what is gone through, the journal is proved, files are hashed again.

``saola work`` makes it once a day, as soon as the node runs on that day; ``saola round`` makes it now. Days on which
the node did not run are caught up with.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import journal_tasks, misuse
from saola.apps.evidence.actions import keeping
from saola.apps.journal import actions as journal
from saola.apps.journal.models import Entry

EVENT = "round.made"  # as it is written below
MOST = timedelta(days=keeping.ROUNDS)
"""How far back missed days are made up for: after so many days every file is hashed again anyway."""
TRY_AGAIN = timedelta(hours=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """What a round found. ``faults``: of the journal; ``altered``: sealed files; ``failed``: parts that could not be
    made at all, by name."""

    days: int
    alerts: int = 0
    faults: int = 0
    files: int = 0
    altered: int = 0
    failed: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return not (self.faults or self.altered or self.failed)


class UnderWayError(RuntimeError):
    """Another process makes the round just now."""


def is_due(now: datetime | None = None) -> bool:
    """Whether no whole round was made today, nor one tried within ``TRY_AGAIN``."""
    now = timezone.localtime(now)
    last = Entry.objects.filter(event=EVENT).order_by("-seq").first()
    if last is None:
        return True
    at = timezone.localtime(last.at)
    if at.date() != now.date():  # also after a clock that was ahead was set right
        return True
    return bool(last.facts.get("failed")) and now - at >= TRY_AGAIN


def make(now: datetime | None = None) -> Made:
    """Make the round. Each part tells in the journal what it did; one that breaks does not keep the others from it.

    Raises ``UnderWayError``.
    """
    now = timezone.localtime(now)
    with _turn():
        days = _missed(now.date())
        found, failed = {}, []
        for name, part in _PARTS.items():
            try:
                found |= part(days, now)
            except Exception:
                _log.exception("the part of the daily round called %s broke off", name)
                failed.append(name)
        made = Made(len(days), **found, failed=tuple(failed))
        with transaction.atomic():
            journal.write(
                "round.made",
                object_type="upkeep",
                object_id="round",
                outcome="failed" if failed else "done",
                days=made.days,
                parts=len(_PARTS),
                failed=len(failed),
                broken=" ".join(failed),
            )
    return made


def _missed(today: date) -> list[date]:
    """The days since the last whole round, at most ``MOST``, up to and with today."""
    whole = Entry.objects.filter(event=EVENT, outcome="done").order_by("-seq")
    last = whole.values_list("at", flat=True).first()
    since = timezone.localdate(last) if last else today - timedelta(days=1)
    first = min(max(since + timedelta(days=1), today - MOST + timedelta(days=1)), today)
    return [first + timedelta(days=number) for number in range((today - first).days + 1)]


def _watch(days: list[date], now: datetime) -> dict[str, int]:
    """Each day is gone through once it is over: its evening is the one before the day of the round."""
    raised = 0
    for day in days:
        evening = datetime.combine(day, time.min, tzinfo=now.tzinfo) - timedelta(milliseconds=1)
        raised += len(misuse.watch(evening))
    return {"alerts": raised}


def _prove(days: list[date], now: datetime) -> dict[str, int]:
    return {"faults": len(journal_tasks.verify_now(None).faults)}


def _rehash(days: list[date], now: datetime) -> dict[str, int]:
    read, altered = 0, set()
    for day in days:
        files, differ = keeping.rehash(part=day.toordinal() % keeping.ROUNDS)
        read += files
        altered |= {file.sha256 for file in differ}
    return {"files": read, "altered": len(altered)}


_PARTS: dict[str, Callable[[list[date], datetime], dict[str, int]]] = {
    "watch": _watch,
    "journal": _prove,
    "files": _rehash,
}


@contextmanager
def _turn() -> Iterator[None]:
    """One round at a time, however many processes work."""
    path = Path(settings.DATA_FOLDER) / "upkeep" / "round.turn"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnderWayError("The daily round is being made by another process.") from None
        yield
