"""Where handed-in files lie, and the notes that long work leaves beside them: how far it is, whether to stop.

Progress cannot lie in the database: the transaction that records a file hides its own traces until it ends.
"""

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.conf import settings

from .models import Batch

_PIECE = 1 << 20


def folder() -> Path:
    path = Path(settings.DATA_FOLDER) / "intake"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def path_of(digest: str) -> Path:
    """Where the file with this SHA-256 lies. Raises ``ValueError`` for anything that is no digest."""
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256 digest: {digest!r}")
    return folder() / digest


def keep(file: BinaryIO) -> tuple[str, int]:
    """Store ``file`` under its digest, whole or not at all; return the digest and the size in bytes."""
    partial = folder() / f"partial-{os.getpid()}-{os.urandom(4).hex()}"
    sha, size = hashlib.sha256(), 0
    try:
        with partial.open("xb") as kept:
            while piece := file.read(_PIECE):
                sha.update(piece)
                size += len(piece)
                kept.write(piece)
            kept.flush()
            os.fsync(kept.fileno())
        partial.rename(path_of(sha.hexdigest()))
    finally:
        partial.unlink(missing_ok=True)
    return sha.hexdigest(), size


def let_go(digest: str) -> None:
    """Remove a kept file that no batch speaks of any more."""
    if not Batch.objects.filter(digest=digest).exists():
        path_of(digest).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: rows done of ``total`` (0 while unknown), ``seconds`` after it began."""

    done: int = 0
    total: int = 0
    seconds: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it will still take at the pace so far; ``None`` while nobody can say."""
        if not self.done or not self.total or self.seconds < 1:
            return None
        return max(self.total - self.done, 0) * self.seconds / self.done


class AtWorkError(Exception):
    """Somebody else is at work on this file."""


class Notes:
    """The notes beside one batch. Writing is one rename, so that a reader never sees half a note."""

    def __init__(self, batch: Batch) -> None:
        self._progress = folder() / f"{batch.pk}.progress"
        self._stop = folder() / f"{batch.pk}.stop"
        self._stop_for_room = folder() / f"{batch.pk}.room.stop"
        self._lock = folder() / f"{batch.pk}.working"
        self._since = time.monotonic()

    def tell(self, done: int, total: int) -> None:
        partial = self._progress.with_suffix(".partial")
        partial.write_text(json.dumps([done, total, round(time.monotonic() - self._since, 2)]))
        partial.rename(self._progress)

    def read(self) -> Progress:
        try:
            return Progress(*json.loads(self._progress.read_text()))
        except FileNotFoundError:
            return Progress()

    def ask_to_stop(self, *, for_room: bool = False) -> None:
        """Ask whoever is at work to stop; ``for_room``: because the disk is nearly full."""
        (self._stop_for_room if for_room else self._stop).touch()

    def is_asked_to_stop(self) -> bool:
        return self._stop.exists() or self.is_stopped_for_room()

    def is_stopped_for_room(self) -> bool:
        return self._stop_for_room.exists()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Hold the file for oneself. The system lets go of it when the process dies, however it dies.

        Raises ``AtWorkError`` when somebody else holds it.
        """
        with self._lock.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise AtWorkError(self._lock.stem) from error
            yield

    def is_held(self) -> bool:
        """Whether a living process is at work on the file."""
        if not self._lock.exists():
            return False
        try:
            with self.at_work():
                return False
        except AtWorkError:
            return True

    def clear(self) -> None:
        self._progress.unlink(missing_ok=True)
        self._stop.unlink(missing_ok=True)
        self._stop_for_room.unlink(missing_ok=True)

    def remove(self) -> None:
        """Leave nothing behind."""
        self.clear()
        self._lock.unlink(missing_ok=True)


class Problems:
    """The faulty rows of a batch, one JSON object a line: there may be more of them than memory holds."""

    def __init__(self, batch: Batch) -> None:
        self._path = folder() / f"{batch.pk}.problems"

    def begin(self) -> TextIO:
        """Begin anew; close what is returned."""
        return self._path.open("w", encoding="utf-8")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        yield from map(json.loads, self.lines())

    def lines(self) -> Iterator[str]:
        """The lines unread, for those who look for a few among many."""
        if self._path.exists():
            with self._path.open(encoding="utf-8") as lines:
                yield from lines

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)


class Summary:
    """What checking a batch found, beside its rows, as one JSON object."""

    def __init__(self, batch: Batch) -> None:
        self._path = folder() / f"{batch.pk}.summary"

    def write(self, data: dict[str, Any]) -> None:
        partial = self._path.with_suffix(".unfinished")
        partial.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        partial.rename(self._path)

    def read(self) -> dict[str, Any]:
        """Empty while the batch was not checked."""
        return json.loads(self._path.read_text(encoding="utf-8")) if self._path.exists() else {}

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)


def forget_content(batch: Batch) -> None:
    """Remove what says what a recorded file said: the file, its faulty rows, what was found in it."""
    Problems(batch).remove()
    Summary(batch).remove()
    path_of(batch.digest).unlink(missing_ok=True)


def forget(batch: Batch) -> None:
    """Remove everything that lies beside a batch that is not kept, and its file unless another speaks of it."""
    Notes(batch).remove()
    Problems(batch).remove()
    Summary(batch).remove()
    let_go(batch.digest)
