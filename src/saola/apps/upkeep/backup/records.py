"""The records themselves, whichever database keeps them: copying them out at one instant, and putting them back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection

from .contents import Head, Hold, Table

ERASED = "journal.detail"
"""The kind of what was purged from beside entries of the journal; its key is the first and last number."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: a digest for each table, the migrations applied, the newest entry, the records purged, the
    legal holds."""

    tables: dict[str, Table]
    migrations: tuple[str, ...]
    head: Head
    purged: tuple[tuple[str, str], ...]
    holds: tuple[Hold, ...] = ()


class Records(Protocol):
    engine: str

    def copy_to(self, path: Path) -> Copied:
        """Write the records as they are at one instant to ``path``, beside people who work."""

    def holds_any(self) -> bool:
        """Whether anything was ever written here. Raises ``BrokenRecordsError``."""

    def refuse_if_in_use(self) -> None:
        """Raises ``NotEmptyError`` when another program has the records open."""

    def told(self) -> Copied:
        """What the records say here, without their tables; nothing where they cannot say it any more."""

    def look(self, path: Path) -> Copied:
        """What the copy at ``path`` holds, read from the copy itself where the engine allows."""

    def put_back(self, path: Path) -> None:
        """Make the copy at ``path`` the records of this node. What was here before is kept aside, or replaced."""


def here() -> Records:
    """The records of this node."""
    from . import in_postgresql, in_sqlite

    if connection.vendor == "postgresql":
        return in_postgresql.PostgreSQLRecords()
    return in_sqlite.SQLiteRecords(Path(str(connection.settings_dict["NAME"])))


QUERIES = {
    "migrations": "SELECT app, name FROM django_migrations ORDER BY app, name",
    "head": "SELECT seq, digest FROM journal_entry ORDER BY seq DESC LIMIT 1",
    "purged": "SELECT object_type, object_id FROM journal_entry WHERE event = 'record.purged' ORDER BY seq",
    "erased": "SELECT facts FROM journal_entry WHERE event = 'detail.erased' ORDER BY seq",
    "holds": "SELECT h.id, h.kind, h.record, h.reason, h.placed_at, p.name, h.released_at FROM accounts_legalhold h "
    "LEFT JOIN accounts_person p ON p.id = h.placed_by_id ORDER BY h.id",
}
"""Asked of a copy in plain words, because its schema may be older than the models."""


def copied(tables: dict[str, Table], ask) -> Copied:
    """``ask`` answers one of ``QUERIES`` with rows."""
    head = ask(QUERIES["head"]) or [(0, "")]
    migrations = tuple(f"{app}.{name}" for app, name in ask(QUERIES["migrations"]))
    could_erase = any(name.startswith("journal.") and name != "journal.0001_initial" for name in migrations)
    could_hold = "accounts.0004_keeping" in migrations
    erased = [_facts(row[0]) for row in ask(QUERIES["erased"])] if could_erase else []
    return Copied(
        tables=tables,
        migrations=migrations,
        head=Head(*head[0]),
        purged=(
            *((label, key) for label, key in ask(QUERIES["purged"])),
            *((ERASED, f"{facts['first']}-{facts['last']}") for facts in erased),
        ),
        holds=tuple(_hold(*row) for row in (ask(QUERIES["holds"]) if could_hold else ())),
    )


NOTHING = Copied({}, (), Head(0, ""), ())
"""What records say that cannot be opened."""


def _hold(key, kind, record, reason, placed_at, placed_by, released_at) -> Hold:
    """Keys and times as either database gives them."""
    at = datetime.fromisoformat(placed_at) if isinstance(placed_at, str) else placed_at
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return Hold(
        str(UUID(str(key))),
        kind,
        record,
        reason,
        at.isoformat(),
        placed_by or "",
        released_at is not None,
    )


def _facts(column) -> dict:
    return json.loads(column) if isinstance(column, str | bytes) else column


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for open copies, readable by this user only, empty again afterwards."""
    import shutil
    import tempfile

    parent = Path(settings.DATA_FOLDER) / "upkeep" / "scratch"
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
