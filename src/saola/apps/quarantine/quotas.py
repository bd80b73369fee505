"""How much one person may hand in a day: enough for any honest day, and too little to fill the node."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from saola.core.values import Message, gettext_noop, say

from .fence import MEGABYTE
from .models import DayOfUploads

KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Quota:
    """``name`` in the record; ``files`` and ``size`` (bytes) a day for one person."""

    name: str
    files: int
    size: int


TABLES = Quota("tables", 200, 2_000 * MEGABYTE)
EVIDENCE = Quota("evidence", 2_000, 200_000 * MEGABYTE)


class QuotaUsedError(Exception):
    """The day's quota is used up; nothing was taken in. ``message`` says when it can be tried again."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def take(person: Any, size: int, quota: Quota = TABLES) -> None:
    """Count one file of ``size`` bytes that ``person`` hands in today, whether or not it can be read later.

    ``None``, the command line of the node, has no quota. Raises ``QuotaUsedError`` and then counts nothing.
    """
    if person is None:
        return
    today = timezone.localdate()
    with transaction.atomic():
        DayOfUploads.objects.get_or_create(person=person, quota=quota.name, used_on=today)
        day = DayOfUploads.objects.filter(person=person, quota=quota.name, used_on=today)
        has_room = day.filter(files__lt=quota.files, size__lte=quota.size - size)
        if not has_room.update(files=F("files") + 1, size=F("size") + size):
            raise QuotaUsedError(_used_up(day.get(), quota))
        old = today - timedelta(days=KEPT_DAYS)
        DayOfUploads.objects.filter(person=person, used_on__lt=old).delete()


def room(person: Any, quota: Quota) -> int:
    """How many bytes ``person`` may still hand in today."""
    day = DayOfUploads.objects.filter(person=person, quota=quota.name, used_on=timezone.localdate()).first()
    if day is None:
        return quota.size
    return max(0, quota.size - day.size) if day.files < quota.files else 0


def size_of(file: BinaryIO) -> int:
    """How many bytes ``file`` holds; its place stays where it is."""
    place = file.tell()
    size = file.seek(0, 2)
    file.seek(place)
    return size


def _used_up(day: DayOfUploads, quota: Quota) -> Message:
    return say(
        gettext_noop(
            "You handed in {files} files of together {size} MB today; up to {most_files} files and {most_size} MB a "
            "day are taken from one person, so that nobody fills the node by accident. Nothing of this file was "
            "kept. Please send it tomorrow, or ask the administrator to bring it in on the node itself."
        ),
        files=day.files,
        size=round(day.size / MEGABYTE),
        most_files=quota.files,
        most_size=round(quota.size / MEGABYTE),
    )
