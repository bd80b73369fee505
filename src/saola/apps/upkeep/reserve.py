"""The reserve: a file that only takes up room, given up when the disk is full, so that what must go on has some."""

import os
from pathlib import Path

from django.conf import settings


def path() -> Path:
    folder = Path(settings.DATA_FOLDER) / "upkeep"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / "reserve"


def size() -> int:
    """Bytes: an eighth of what is kept free of changes."""
    return settings.DISK_RESERVE_MB * (1 << 20) // 8


def lay_down() -> None:
    """Take up the room."""
    partial = path().with_suffix(".partial")
    with partial.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size())
    partial.rename(path())


def give_up() -> bool:
    """Free the room; return whether there was a reserve."""
    try:
        path().unlink()
    except OSError:
        return False
    return True
