"""Where handed-in files lie, and the notes that long work leaves beside them: how far it is, whether to stop.

Progress cannot lie in the database: the transaction that records a file hides its own traces until it ends.
"""

import hashlib
import json
import os
from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: rows done of ``total`` (0 while unknown)."""

    done: int = 0
    total: int = 0


class Notes:
    """The notes beside one batch. Writing is one rename, so that a reader never sees half a note."""

    def __init__(self, batch: Batch) -> None:
        self._progress = folder() / f"{batch.pk}.progress"
        self._stop = folder() / f"{batch.pk}.stop"

    def tell(self, done: int, total: int) -> None:
        partial = self._progress.with_suffix(".partial")
        partial.write_text(json.dumps([done, total]))
        partial.rename(self._progress)

    def read(self) -> Progress:
        try:
            return Progress(*json.loads(self._progress.read_text()))
        except FileNotFoundError:
            return Progress()

    def ask_to_stop(self) -> None:
        self._stop.touch()

    def is_asked_to_stop(self) -> bool:
        return self._stop.exists()

    def clear(self) -> None:
        self._progress.unlink(missing_ok=True)
        self._stop.unlink(missing_ok=True)


class Problems:
    """The faulty rows of a batch, one JSON object a line: there may be more of them than memory holds."""

    def __init__(self, batch: Batch) -> None:
        self._path = folder() / f"{batch.pk}.problems"

    def begin(self) -> TextIO:
        """Begin anew; close what is returned."""
        return self._path.open("w", encoding="utf-8")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if self._path.exists():
            with self._path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)
