"""Keeping records whose review is due: for another period, with a reason. Without it they stay put aside."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.core.access import review_due

from . import policy
from .models import Held
from .roles import Permission

SOON = timedelta(days=30)
"""How long before its review a record is shown to the records officer."""


@transaction.atomic
def keep_longer(record: Held, *, reason: str, by: Any) -> None:
    """Keep ``record`` for another period of its kind, from today. Raises ``ValueError`` without a reason."""
    policy.require(by, Permission.RECORDS_REVIEW, record, {"purpose": reason})
    if not reason.strip():
        raise ValueError("a record is kept longer for a reason")
    until = review_due(record.KIND, timezone.localdate())
    record.review_due = until
    record.save_review()
    journal.write("record.kept_longer", by=by, about=record, until=until.isoformat(), reason=reason.strip())
