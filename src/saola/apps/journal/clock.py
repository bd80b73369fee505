"""The two clocks of an entry: the one on the wall, which people set, and the one that only goes forward."""

import time
import uuid
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

JUMP = timedelta(minutes=5)
"""From this difference on, the wall clock did not drift but was set."""


def now() -> datetime:
    """The wall clock in UTC, in whole milliseconds."""
    at = timezone.now()
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


@cache
def boot() -> str:
    """Which start of the machine this is. Where the system does not say, each process is a start of its own."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return str(uuid.uuid4())


def tick() -> int:
    """Milliseconds since the start of the machine; sleeping counts, setting the clock does not."""
    which = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime_ns(which) // 1_000_000


def jump(
    last_at: datetime, last_boot: str, last_tick: int, at: datetime, this_boot: str, this_tick: int
) -> timedelta:
    """How far the wall clock was set since the last entry; nothing within ``JUMP``.

    After another start of the machine only a step back can be told.
    """
    passed = at - last_at
    if last_boot == this_boot:
        passed -= timedelta(milliseconds=this_tick - last_tick)
        return passed if abs(passed) > JUMP else timedelta()
    return passed if passed < -JUMP else timedelta()
