"""Writing in the journal: always inside the transaction of the act it tells of."""

from typing import Any

from django.db import connection
from django.utils import timezone

from saola.core.sealing import GENESIS

from .events import EVENTS
from .first_format import link
from .models import Entry

SYSTEM = "system"
"""Who acts when no person does: the node itself."""


class UnknownEventError(KeyError):
    """The event has no sentence in ``events.py``."""


class OutsideTransactionError(RuntimeError):
    """The entry would not stand or fall with the act it tells of."""


def write(
    event: str,
    *,
    by: Any = None,
    about: Any = None,
    object_type: str = "",
    object_id: object = "",
    **detail: Any,
) -> Entry:
    """Append an entry about ``about``, a kept record, or about the record named by type and id.

    ``by`` is the person who acts, ``None`` for the node itself; ``detail`` fills the event's sentence.
    Raises ``UnknownEventError``, and ``OutsideTransactionError`` when called outside a transaction.
    """
    if event not in EVENTS:
        raise UnknownEventError(event)
    if not connection.in_atomic_block:
        raise OutsideTransactionError(event)
    if about is not None:
        object_type, object_id = about._meta.label_lower, about.pk
    entry = _next_entry()
    entry.event, entry.detail = event, detail
    entry.actor, entry.role, entry.agency = _who(by)
    entry.object_type, entry.object_id = object_type, str(object_id)
    entry.digest = link(entry.previous, entry.content())
    entry.save(force_insert=True)
    return entry


def _who(by: Any) -> tuple[str, str, str]:
    if by is None:
        return SYSTEM, "", ""
    return by.name, by.role, by.agency.code if by.agency_id else ""


def _next_entry() -> Entry:
    _wait_for_turn()
    last = Entry.objects.order_by("-seq").values_list("seq", "digest").first() or (0, GENESIS)
    now = timezone.now()
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return Entry(seq=last[0] + 1, previous=last[1], at=now)


def _wait_for_turn() -> None:
    """One writer at a time. SQLite's transactions here begin IMMEDIATE, which already says so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7283002)")
