"""Keeping a selection under a name, and letting it go."""

from typing import Any

from django.db import transaction

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal

from ..models import SavedSelection


@transaction.atomic
def save(name: str, query: str, *, by: Any) -> SavedSelection:
    """Keep ``query`` as ``name``; a name used before now means this. Raises ``ValueError`` without a name."""
    policy.require(by, Permission.SEIZURES_READ)
    name = name.strip()[:100]
    if not name:
        raise ValueError("a selection is kept under a name")
    kept, _made = SavedSelection.objects.update_or_create(
        person=by, name=name, defaults={"query": query[:4000]}
    )
    journal.write("selection.saved", by=by, about=kept, name=name)
    return kept


@transaction.atomic
def forget(kept: SavedSelection, *, by: Any) -> None:
    """Let a selection go. Only its owner has it."""
    policy.require(by, Permission.SEIZURES_READ)
    if kept.person_id != by.pk:
        raise PermissionError("a selection belongs to its owner")
    journal.write("selection.forgotten", by=by, about=kept, name=kept.name)
    kept.delete()
