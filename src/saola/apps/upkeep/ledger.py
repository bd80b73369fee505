"""What a restore must not undo, by what this node and the backups beside the restored one still say."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .backup.boxes import Key
from .backup.contents import Contents, Hold
from .backup.faults import BackupError
from .backup.folder import all_sealed, open_sealed

Purged = tuple[str, str]
"""The kind of record, ``app.model``, and its key."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every record that was purged, and every legal hold that was placed and never released."""

    purged: frozenset[Purged]
    holds: tuple[Hold, ...]


def known(folder: Path, key: Key, restored: Contents, *, with_node: bool) -> Ledger:
    """As far as the newest backup that can be read knows, and ``with_node`` this node as it is."""
    from .backup import records

    told = [restored, *_beside(folder, key)] + ([records.here().told()] if with_node else [])
    return Ledger(
        frozenset(gone for each in told for gone in each.purged),
        _in_force(hold for each in told for hold in each.holds),
    )


def _beside(folder: Path, key: Key) -> list[Contents]:
    from .backup.restoring import read_contents

    found = []
    for place in all_sealed(folder):
        try:
            found.append(read_contents(open_sealed(place), key))
        except BackupError:  # one broken backup must not keep a whole one from being restored
            continue
    return found


def _in_force(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """A hold that anybody knows as released is released: that is for good."""
    holds = list(holds)
    released = {hold.id for hold in holds if hold.is_released}
    left = {hold.id: hold for hold in holds if hold.id not in released}
    return tuple(left[key] for key in sorted(left))
