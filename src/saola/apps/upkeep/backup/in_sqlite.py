"""The records in SQLite: copied by its backup interface, never as a file that is in use."""

import hashlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import connections
from django.utils import timezone

from saola.core.values import Message, gettext_noop, say

from .boxes import broken, sync_folder
from .contents import Table
from .faults import BrokenRecordsError, NotEmptyError
from .records import NOTHING, Copied, copied

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


@dataclass(frozen=True, slots=True)
class SQLiteRecords:
    path: Path
    engine = "sqlite"

    def copy_to(self, path: Path) -> Copied:
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)  # in one step: the records of one instant
            target.execute("PRAGMA journal_mode=DELETE")
        path.chmod(0o600)
        return self.look(path)

    def holds_any(self) -> bool:
        try:
            if "journal_entry" not in self._tables():
                return False
            with closing(_read_only(self.path)) as database:
                return database.execute("SELECT EXISTS (SELECT 1 FROM journal_entry)").fetchone() == (1,)
        except sqlite3.OperationalError:  # busy, and not broken
            raise
        except sqlite3.DatabaseError as error:
            raise BrokenRecordsError(_broken(self.path)) from error

    def refuse_if_in_use(self) -> None:
        connections.close_all()
        if self.path.exists():
            _alone(self.path)

    def told(self) -> Copied:
        try:
            with closing(_read_only(self.path)) as database:
                return copied({}, lambda query: database.execute(query).fetchall())
        except sqlite3.DatabaseError:  # what is to be replaced may be too broken to say
            return NOTHING

    def _tables(self) -> set[str]:
        if not self.path.exists():
            return set()
        with closing(_read_only(self.path)) as database:
            return {name for (name,) in database.execute(_TABLES)}

    def look(self, path: Path) -> Copied:
        try:
            with closing(_read_only(path)) as database:
                if database.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                    raise broken(path.name)
                tables = {name: _table(database, name) for (name,) in database.execute(_TABLES).fetchall()}
                return copied(tables, lambda query: database.execute(query).fetchall())
        except sqlite3.DatabaseError as error:
            raise broken(path.name) from error

    def put_back(self, path: Path) -> None:
        self.refuse_if_in_use()
        self._put_aside()
        for suffix in ("-wal", "-shm"):  # of the file that goes
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        os.replace(path, self.path)
        self.path.chmod(0o600)
        sync_folder(self.path.parent)

    def _put_aside(self) -> None:
        """Keep what was here: a restore that was a mistake can be taken back."""
        if not self._is_worth_keeping():
            return
        aside = self.path.parent / f"before-restore-{timezone.now():%Y%m%dT%H%M%S%fZ}"
        aside.mkdir(mode=0o700)
        os.replace(self.path, aside / self.path.name)
        sync_folder(aside)

    def _is_worth_keeping(self) -> bool:
        try:
            return bool(self._tables())
        except sqlite3.DatabaseError:  # broken, and perhaps somebody can still mend it
            return True


def _broken(path: Path) -> Message:
    return say(
        gettext_noop(
            "The records that are here ({name}) cannot be opened, and nothing was restored over them. Say --replace if "
            "the backup is to take their place; they are kept aside."
        ),
        name=path.name,
    )


def _alone(path: Path) -> None:
    """See that no other process has the records open, and fold the log. Raises ``NotEmptyError``."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=2)) as database:
        try:
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            database.execute("PRAGMA journal_mode=DELETE").fetchone()
            database.execute("BEGIN EXCLUSIVE")
            database.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            raise NotEmptyError(
                say(
                    gettext_noop(
                        "Another program has the records open, so nothing was restored. Stop Saola on this node, "
                        "then restore again."
                    )
                )
            ) from error
        except sqlite3.DatabaseError:  # broken: nobody can have it open and work with it
            return


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=20)


def _table(database: sqlite3.Connection, name: str) -> Table:
    """Every value as SQLite holds it, in the order of the table's own row numbers."""
    sha, rows = hashlib.sha256(), 0
    for row in database.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):
        sha.update(repr(row).encode())
        sha.update(b"\n")
        rows += 1
    return Table(rows, sha.hexdigest())
