"""Taking a backup, beside people who work."""

import io
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal

from . import files, folder, records
from .boxes import Box
from .contents import Contents


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that is whole: where it lies, what it holds, and how many files were new to the folder."""

    place: Path
    contents: Contents
    new_files: int


def take(out: Path, box: Box, *, by=None) -> Taken:
    """Write a backup into the folder ``out`` and note it in the journal. What breaks off leaves no seal."""
    now = timezone.now()
    place = folder.begin(out, f"{now:%Y%m%dT%H%M%SZ}")
    here, before = records.here(), _blobs(out)
    ahead, ahead_blobs = files.keep(out, box, is_ahead=True)
    with records.scratch() as scratch:
        copy = scratch / "records"
        copied = here.copy_to(copy)  # records first, files after: a row never names a file that is missing
        with copy.open("rb") as opened:
            parts = {f"records{box.suffix}": box.close(opened, place / f"records{box.suffix}")}
    kept, blobs = files.keep(out, box, is_ahead=False)
    kept, blobs = ahead + kept, ahead_blobs | blobs
    contents = Contents(
        made_at=now.isoformat(timespec="seconds"),
        version=version("saola"),
        engine=here.engine,
        migrations=copied.migrations,
        tables=copied.tables,
        files=kept,
        head=copied.head,
        purged=copied.purged,
        holds=copied.holds,
    )
    name = f"contents{box.suffix}"
    parts[name] = box.close(io.BytesIO(contents.as_bytes()), place / name)
    folder.seal(place, parts, blobs)
    with transaction.atomic():
        journal.write("backup.taken", by=by, name=place.name, files=len(kept), seq=copied.head.seq)
    return Taken(place, contents, len(_blobs(out) - before))


def _blobs(out: Path) -> set[str]:
    return {path.name for path in (out / "blobs").glob("*/*")}
