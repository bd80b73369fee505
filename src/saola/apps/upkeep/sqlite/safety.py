"""Which SQLite this is, and what it takes to keep records in it safely.

SQLite 3.7.0 to 3.51.2 have a race: while a second checkpoint runs, another connection's commit may begin the
write-ahead log anew; the checkpoint then marks parts of the new log as copied that are not, and they are lost
(sqlite.org, "Write-Ahead Logging", section on the WAL-reset bug). It is mended in 3.51.3, and in 3.50.7 and
3.44.6 for those who stay on an older line.
"""

import os
import sqlite3
from pathlib import Path

from saola.core.values import Message, gettext_noop, say

_MENDED, _MENDED_LINES = (3, 51, 3), {(3, 50): 7, (3, 44): 6}

FOLD_FROM = 4 << 20
"""Bytes of the log from which on it is folded into the file: what SQLite's own thousand pages come to."""


def is_mended(version: tuple[int, int, int]) -> bool:
    """Whether this release of SQLite is free of the race."""
    line = _MENDED_LINES.get(version[:2])
    return version >= _MENDED or (line is not None and version[2] >= line)


IS_MENDED = is_mended(sqlite3.sqlite_version_info)

PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-64000; "
    "PRAGMA mmap_size=268435456; PRAGMA journal_size_limit=0;"
)
"""Said on every connection. The limit cuts the log back when it begins anew, so that its size tells its length."""

GUARD = "PRAGMA wal_autocheckpoint=0;"
"""Where the race is not mended: no connection checkpoints by itself; ``fold`` does."""


def init_command(is_mended: bool = IS_MENDED) -> str:
    """What each connection says first."""
    return PRAGMAS if is_mended else f"{PRAGMAS} {GUARD}"


def fold(path: Path, at_least: int = FOLD_FROM) -> bool:
    """Copy the log into the file while nobody can commit; return whether it was copied whole.

    One connection holds the write lock, so that no commit can begin the log anew; another checkpoints without
    waiting for readers. Does nothing, and returns ``False``, while the log is shorter than ``at_least`` bytes or
    somebody else writes: their commit folds.
    """
    if _length(path) < at_least:
        return False
    holder = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        holder.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:  # somebody writes
        holder.close()
        return False
    try:
        return _copy(path)
    finally:
        holder.rollback()
        holder.close()


def _copy(path: Path) -> bool:
    copier = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        copier.execute("PRAGMA synchronous=FULL")
        busy, frames, copied = copier.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return not busy and frames == copied
    finally:
        copier.close()


def _length(path: Path) -> int:
    """Bytes of the log. The file is never opened here: closing it would drop SQLite's own locks."""
    try:
        return os.stat(f"{path}-wal").st_size
    except FileNotFoundError:
        return 0


def describe() -> Message:
    """What was chosen, for the terminal and the page of health."""
    version = sqlite3.sqlite_version
    if IS_MENDED:
        return say(
            gettext_noop("SQLite {version}, with a write-ahead log; every commit is synced"), version=version
        )
    return say(
        gettext_noop(
            "SQLite {version}, which has the WAL-reset race: its write-ahead log is folded only while nobody can "
            "write; every commit is synced"
        ),
        version=version,
    )
