"""The disk: warning while it fills, and refusing changes before it is full, so that reading and signing in go on.

A reserve file lies on the disk while there is room. When the node becomes read-only the reserve is given up, and
what sessions and the journal still need goes into its place.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saola.apps.journal import actions as journal

from . import reserve

MB = 1 << 20
WARN_SHARE, STOP_SHARE = 0.10, 0.03
"""Shares of the disk, beside ``settings.DISK_RESERVE_MB``: four times that warns, that itself stops."""


class Level(StrEnum):
    """How full the disk is."""

    ENOUGH = "enough"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes of the disk that holds the data folder: all of them, and those that may still be written."""

    total: int
    free: int

    @classmethod
    def now(cls) -> "Space":
        found = os.statvfs(settings.DATA_FOLDER)
        return cls(found.f_frsize * found.f_blocks, found.f_frsize * found.f_bavail)

    @property
    def stop_at(self) -> float:
        """Free bytes below which the node is read-only."""
        return max(self.total * STOP_SHARE, settings.DISK_RESERVE_MB * MB)

    @property
    def level(self) -> Level:
        if self.free < self.stop_at:
            return Level.OUT
        if self.free < max(self.total * WARN_SHARE, 4 * settings.DISK_RESERVE_MB * MB):
            return Level.LOW
        return Level.ENOUGH

    @property
    def is_roomy(self) -> bool:
        """Whether a node that was read-only may take changes again, with the reserve put back."""
        return self.free > self.stop_at * 1.2 + reserve.size()


def is_read_only() -> bool:
    """Whether changes are refused now. Asked before every change; turning either way is noted in the journal."""
    space, mark = Space.now(), _folder() / "read-only"
    is_marked = mark.exists()
    if not is_marked and space.level is Level.OUT:
        _turn(space, True)
    elif is_marked and space.is_roomy:
        _turn(space, False)
    return mark.exists()


def put_reserve() -> bool:
    """Lay the reserve down where there is room; return whether it lies there."""
    if not reserve.path().exists() and Space.now().is_roomy:
        reserve.lay_down()
    return reserve.path().exists()


def _turn(space: Space, is_stopping: bool) -> None:
    """Become read-only or writable, once among all processes."""
    mark = _folder() / "read-only"
    with _one_at_a_time():
        if mark.exists() is is_stopping:
            return
        if is_stopping:
            reserve.give_up()
            mark.touch()
        else:
            mark.unlink()
            put_reserve()
    with transaction.atomic():
        free = space.free // MB
        if is_stopping:
            journal.write("node.read_only", free=free)
        else:
            journal.write("node.writable", free=free)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (_folder() / "turning").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    folder = Path(settings.DATA_FOLDER) / "upkeep"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
