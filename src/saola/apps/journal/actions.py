"""Writing in the journal: always inside the transaction of the act it tells of.

What is read is told too, and kept before the content leaves: ``note_read``.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models, transaction

from saola.core.sealing import GENESIS

from . import beside, clock, surroundings
from .events import EVENTS, READS
from .models import Detail, Entry

SYSTEM = "system"
"""Who acts when no person does: the node itself."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,59}")


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
    purpose: str = "",
    outcome: str = "done",
    rule: str = "",
    count: int | None = None,
    **detail: Any,
) -> Entry:
    """Append an entry about ``about``, a kept record, or about the record named by type and id.

    ``by`` is the person who acts, ``None`` for the node itself; ``detail`` fills the event's sentence. Of it the
    entry itself holds numbers and what ``events.KEPT_IN_ENTRY`` names; other words are kept beside it and can be
    erased. ``purpose`` is a code (a case number, a kind of work); a purpose in free words is kept beside too.
    ``outcome`` is ``done``, ``denied`` or ``failed``; ``rule`` is what decided.
    Raises ``UnknownEventError``, and ``OutsideTransactionError`` when called outside a transaction.
    """
    if event not in EVENTS:
        raise UnknownEventError(event)
    if not connection.in_atomic_block:
        raise OutsideTransactionError(event)
    if about is not None:
        object_type, object_id = about._meta.label_lower, about.pk
    purpose = purpose or surroundings.present().purpose
    if purpose and not _CODE.fullmatch(purpose):
        detail["purpose"], purpose = purpose, "stated"
    entry = _next_entry()
    entry.event, entry.outcome, entry.rule, entry.count = event, outcome, rule, count
    entry.actor, entry.role, entry.agency = _who(by)
    entry.session, entry.purpose = surroundings.present().session(), purpose
    entry.object_type, entry.object_id = object_type, str(object_id)
    return _append(entry, detail)


def note_read(
    what: Any,
    *,
    by: Any,
    action: str = "opened",
    purpose: str = "",
    kind: str = "",
    count: int | None = None,
    rule: str = "",
    **words: Any,
) -> Entry:
    """Tell that ``by`` reads, and keep it before the content leaves. If this raises, send nothing.

    ``what``: a record; several records (a page of a list; a queryset is read here and then held); or what was
    asked, as a mapping or a text, and then ``kind`` names the kind of record and ``count`` how many were shown.
    ``action``: opened (seen, where it is not held close), listed, searched, drawn, exported or printed. ``words`` are
    kept beside the entry.
    Raises ``RuntimeError`` inside a transaction, because the entry would then not be kept in time.
    """
    object_id: object = ""
    if isinstance(what, models.Model):
        kind, object_id, count = kind or what._meta.label_lower, what.pk, 1
    elif isinstance(what, str | Mapping):
        if what:
            words["query"] = what
    else:
        kind, count, words["records"] = _several(what, kind, count)
    with transaction.atomic(durable=True):
        return write(
            READS[action],
            by=by,
            object_type=kind,
            object_id=object_id,
            purpose=purpose,
            rule=rule,
            count=count,
            **words,
        )


def _several(records: Iterable, kind: str, count: int | None) -> tuple[str, int, list[str]]:
    if isinstance(records, models.QuerySet):
        kind = kind or records.model._meta.label_lower
    listed = records if isinstance(records, models.QuerySet) else list(records)
    keys = [str(getattr(each, "pk", each)) for each in listed]
    if not kind:
        kind = next((each._meta.label_lower for each in listed if isinstance(each, models.Model)), "")
    return kind, len(keys) if count is None else count, keys


@transaction.atomic
def erase_details(first: int, last: int, *, by: Any, reason: str) -> int:
    """Erase the words beside the entries ``first`` to ``last``; the journal still verifies. How many were erased."""
    write("detail.erased", by=by, first=first, last=last, reason=reason)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete=ON")  # zeroes, not only a mark that the space is free
        table = connection.ops.quote_name(Detail._meta.db_table)
        cursor.execute(f"DELETE FROM {table} WHERE seq BETWEEN %s AND %s", [first, last])
        return cursor.rowcount


def _who(by: Any) -> tuple[str, str, str]:
    if by is None:
        return SYSTEM, "", ""
    return by.name, by.role, by.agency.code if by.agency_id else ""


def _append(entry: Entry, detail: dict[str, Any]) -> Entry:
    entry.facts, words = beside.part(detail)
    kept = beside.keep(entry, words)
    entry.seal()
    entry.save(force_insert=True)
    if kept is not None:
        kept.save(force_insert=True)
    return entry


def _next_entry() -> Entry:
    """The next entry, dated. When the wall clock was set, an entry that says so comes before it."""
    _wait_for_turn()
    at, boot, tick = clock.now(), clock.boot(), clock.tick()
    last = Entry.objects.order_by("-seq").values_list("seq", "digest", "at", "boot", "tick").first()
    if last is None:
        return Entry(seq=1, previous=GENESIS, at=at, boot=boot, tick=tick)
    seq, digest, *before = last
    if jump := clock.jump(*before, at, boot, tick):
        told = Entry(seq=seq + 1, previous=digest, at=at, boot=boot, tick=tick, event="clock.jumped")
        told.actor = SYSTEM
        _append(told, {"seconds": round(jump.total_seconds())})
        seq, digest = told.seq, told.digest
    return Entry(seq=seq + 1, previous=digest, at=at, boot=boot, tick=tick)


def _wait_for_turn() -> None:
    """One writer at a time. SQLite's transactions here begin IMMEDIATE, which already says so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7283002)")
