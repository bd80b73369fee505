"""Numbers that this house gives its records: one at a time, and never the same again."""

import hashlib

from django.db import connection, models

from .models import Tombstone


def next_number(model: type[models.Model], letter: str) -> str:
    """The next number of a record: its letter and six digits or more. Use inside a transaction."""
    _take_turn(model._meta.label_lower)
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
    purged = Tombstone.objects.highest_key(model._meta.label_lower)  # a purged number names nothing else
    return f"{letter}{max(last, purged) + 1:06d}"


def _take_turn(label: str) -> None:
    """One at a time gives out numbers. SQLite's transactions already say so."""
    if connection.vendor == "postgresql":
        key = int.from_bytes(hashlib.sha256(label.encode()).digest()[:4], "big") % 2**31
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
