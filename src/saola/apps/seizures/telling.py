"""Telling the journal who reads seizures that are held close, before any of them leaves.

Seizures that are not held close are the register that everyone of the task force reads; of these only downloads
are told.
"""

from collections.abc import Sequence
from typing import Any

from saola.apps.accounts import alerts, budgets
from saola.apps.journal.actions import note_read

from .exploring import selecting
from .models import Incident

KIND = "seizures.incident"


def opened(incident: Incident, *, by: Any, purpose: str, rule: str) -> None:
    """``by`` opens one that is held close. Raises ``NeedsApprovalError`` once the day's are used up."""
    budgets.take(by)
    entry = note_read(incident, by=by, action="opened", purpose=purpose, rule=rule, number=incident.number)
    alerts.note_touch(by, Incident.KIND, incident.number, entry.seq)


def drawn(*, by: Any, selection: str = "") -> None:
    """``by`` is shown a map, charts or sums over ``selection``: those held close that they see are told.

    Which of them fell into the selection is not asked: what is drawn of many shows none alone.
    """
    seen = sorted(selecting.held_close_before(by))
    if seen:
        note_read(seen, by=by, action="drawn", kind=KIND, query=selection)


def shown(keys: Sequence[int], *, by: Any, action: str, selection: str = "") -> None:
    """``by`` is shown the incidents of ``keys``: those held close among them are told, if there are any."""
    close = selecting.held_close()
    found = [key for key in keys if key in close]
    if found:
        note_read(found, by=by, action=action, kind=KIND, query=selection)
