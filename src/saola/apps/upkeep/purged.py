"""What was purged stays purged, whichever backup is restored."""

from collections.abc import Iterable
from pathlib import Path

from django.apps import apps

from .backup.boxes import Key
from .backup.contents import Contents
from .backup.faults import BackupError
from .backup.folder import all_sealed, open_sealed

Purged = tuple[str, str]
"""The kind of record, ``app.model``, and its key."""


def known(folder: Path, key: Key, restored: Contents) -> set[Purged]:
    """Every record purged by the time of the newest backup that can be read, and on this node as it is."""
    from .backup import records
    from .backup.restoring import read_contents

    found = set(restored.purged)
    for place in all_sealed(folder):
        try:
            found |= set(read_contents(open_sealed(place), key).purged)
        except BackupError:  # one broken backup must not keep a whole one from being restored
            continue
    here = records.here()
    return found | (set(purged_here()) if here.holds_any() else set())


def purged_here() -> Iterable[Purged]:
    """The records that this node purged, as its journal says."""
    from django.db import DatabaseError

    from saola.apps.journal.models import Entry

    try:
        return list(
            Entry.objects.filter(event="record.purged")
            .order_by("seq")
            .values_list("object_type", "object_id")
        )
    except DatabaseError:  # what is to be replaced may be too broken to say
        return []


def purge_again(gone: Iterable[Purged]) -> int:
    """Remove those of ``gone`` that came back with a backup. Call inside a transaction; returns how many there were."""
    count = 0
    for label, key in sorted(gone):
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError):
            continue
        count += bool(model._base_manager.filter(pk=key).delete()[0])
    return count
