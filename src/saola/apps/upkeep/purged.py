"""What was purged stays purged, whichever backup is restored."""

from collections.abc import Iterable

from saola.apps.accounts import purging
from saola.apps.journal import actions as journal
from saola.apps.journal.models import Detail

from .backup.records import ERASED
from .ledger import Purged

ERASED_BEFORE = "erased before, and restored with a backup"


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
