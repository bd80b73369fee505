"""What was purged stays purged, whichever backup is restored."""

from collections.abc import Iterable
from pathlib import Path

from saola.apps.accounts import purging
from saola.apps.journal import actions as journal
from saola.apps.journal.models import Detail

from .backup.boxes import Key
from .backup.contents import Contents
from .backup.faults import BackupError
from .backup.folder import all_sealed, open_sealed
from .backup.records import ERASED

Purged = tuple[str, str]
"""The kind of record, ``app.model``, and its key."""


ERASED_BEFORE = "erased before, and restored with a backup"


def known(folder: Path, key: Key, restored: Contents, *, with_node: bool) -> set[Purged]:
    """Every record purged by the time of the newest backup that can be read, and ``with_node`` on this node as it is."""
    from .backup import records
    from .backup.restoring import read_contents

    found = set(restored.purged)
    for place in all_sealed(folder):
        try:
            found |= set(read_contents(open_sealed(place), key).purged)
        except BackupError:  # one broken backup must not keep a whole one from being restored
            continue
    return found | (records.here().purged() if with_node else set())


def purge_again(gone: Iterable[Purged]) -> int:
    """Remove those of ``gone`` that came back with a backup. Call inside a transaction; returns how many there were."""
    gone = sorted(gone)
    words = [key for label, key in gone if label == ERASED]
    again = sum(_erase_again(*map(int, key.split("-"))) for key in words)
    return again + purging.reapply((label, key) for label, key in gone if label != ERASED)


def _erase_again(first: int, last: int) -> int:
    """The words beside these entries, where they came back."""
    if not Detail.objects.filter(seq__range=(first, last)).exists():
        return 0
    return journal.erase_details(first, last, by=None, reason=ERASED_BEFORE)
