"""The journal: entries to try things on, and what somebody with the rights of the database's owner could do."""

import hashlib
import json

from django.db import connection, transaction

from saola.apps.journal import actions, guards, sealer, sealing
from saola.apps.journal.models import COLUMNS, Entry
from saola.core.sealing import GENESIS, canonical, leaf_hash


def node(settings, folder, outside=False) -> None:
    """Keys and checkpoints in ``folder``, and a folder elsewhere."""
    settings.DATA_FOLDER, settings.KEYS_FOLDER = folder / "data", folder / "keys"
    settings.WITNESS_FOLDER = folder / "outside" if outside else None
    sealer.make_key()


def entries(many: int, start: int = 0) -> None:
    """So many entries, each with words beside it."""
    with transaction.atomic():
        for number in range(start, start + many):
            actions.write(
                "agency.created", object_type="accounts.agency", object_id=number, name=f"Agency {number}"
            )


def seal(outside=None) -> sealing.Sealing:
    follower = sealing.Sealing(outside=outside)
    follower.seal()
    return follower


def lift_guards() -> None:
    """Drop the triggers that refuse changes."""
    every = {*guards.NAMES, guards.EMPTYING}
    with connection.cursor() as cursor:
        for table, name in every - set(guards.missing(connection)):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def behind_the_back(sql: str, values=()) -> None:
    """Run a statement with the guards lifted."""
    lift_guards()
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)


def rewrite(seq: int, **changes) -> None:
    """Change an entry so that its own columns, content and digest fit each other."""
    _rewrite(seq, changes, None)


def rechain(seq: int, **changes) -> None:
    """Change an entry and write every later one anew, as somebody would who knows how the journal is made."""
    before = _rewrite(seq, changes, None)
    for later in Entry.objects.filter(seq__gt=seq).order_by("seq").values_list("seq", flat=True):
        before = _rewrite(later, {}, before)


def _rewrite(seq: int, changes: dict, previous: str | None) -> str:
    entry = Entry.objects.get(seq=seq)
    fields = {name: getattr(entry, name) for name in COLUMNS} | changes
    fields["at"] = entry.at.isoformat(timespec="milliseconds")
    previous = entry.previous if previous is None else previous
    content = canonical({**fields, "previous": previous})
    digest = leaf_hash(content).hex()
    columns = {**changes, "content": content, "digest": digest, "previous": previous}
    columns = {
        name: json.dumps(value) if isinstance(value, dict) else value for name, value in columns.items()
    }
    sets = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in columns)
    behind_the_back(f"UPDATE {Entry._meta.db_table} SET {sets} WHERE seq = %s", [*columns.values(), seq])
    return digest


def first_format_entries(many: int) -> list[dict]:
    """Rows as version 0.1 kept them."""
    rows, before = [], GENESIS
    for seq in range(1, many + 1):
        content = {
            "seq": seq,
            "at": "2026-11-01T08:00:00.000+00:00",
            "event": "agency.created",
            "actor": "system",
            "role": "",
            "agency": "",
            "object_type": "accounts.agency",
            "object_id": str(seq),
            "detail": {"name": "Customs"},
        }
        digest = hashlib.sha256(before.encode() + b"\n" + canonical(content)).hexdigest()
        rows.append({**content, "at": "2026-11-01 08:00:00", "previous": before, "digest": digest})
        before = digest
    return rows
