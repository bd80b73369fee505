"""The records in PostgreSQL: dumped by ``pg_dump`` from one snapshot, restored by ``pg_restore`` in one transaction."""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone
from psycopg import sql

from saola.core.values import gettext_noop, say

from .boxes import broken, sync_folder
from .contents import Table
from .faults import BackupError, NotEmptyError
from .records import Copied, copied

_TABLES = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_KEY = (
    "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)"
    " WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY a.attnum"
)

_PATIENCE = 50
"""Tenths of a second that connections may take to leave."""


class PostgreSQLRecords:
    engine = "postgresql"

    def copy_to(self, path: Path) -> Copied:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            _run(
                "pg_dump",
                "--format=custom",
                "--no-owner",
                f"--snapshot={snapshot}",
                f"--file={path}",
                _name(),
            )
            path.chmod(0o600)
            return _look(cursor)

    def holds_any(self) -> bool:
        if "journal_entry" not in connection.introspection.table_names():
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM journal_entry)")
            return cursor.fetchone()[0]

    def told(self) -> Copied:
        with connection.cursor() as cursor:
            return copied({}, lambda query: cursor.execute(query).fetchall())

    def look(self, path: Path) -> Copied:
        """A dump says what it holds only once it is restored: this looks at the records of this node."""
        with transaction.atomic(), connection.cursor() as cursor:
            return _look(cursor)

    def refuse_if_in_use(self) -> None:
        connections.close_all()
        connection.close_pool()
        for _ in range(_PATIENCE):  # those just closed leave a moment later
            if not _others():
                return
            time.sleep(0.1)
        raise NotEmptyError(
            say(
                gettext_noop(
                    "Another program has the records open, so nothing was restored. Stop Saola on this node, "
                    "then restore again."
                )
            )
        )

    def _put_aside(self) -> None:
        """Keep what was here, as a dump: a restore that was a mistake can be taken back by ``pg_restore``."""
        if not self.holds_any():
            return
        connections.close_all()
        aside = Path(settings.DATA_FOLDER) / f"before-restore-{timezone.now():%Y%m%dT%H%M%S%fZ}"
        aside.mkdir(mode=0o700)
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={aside / 'records.dump'}", _name())
        (aside / "records.dump").chmod(0o600)
        sync_folder(aside)

    def put_back(self, path: Path) -> None:
        self.refuse_if_in_use()
        self._put_aside()
        connections.close_all()
        options = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--no-owner")
        try:
            _run("pg_restore", *options, f"--dbname={_name()}", str(path))
        except subprocess.CalledProcessError as error:
            raise broken(path.name) from error


def _others() -> int:
    """How many other connections this database has."""
    with psycopg.connect(**_options()) as asking:
        (count,) = asking.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return count


def _look(cursor) -> Copied:
    cursor.execute("SET LOCAL timezone = 'UTC'")
    cursor.execute(_TABLES)
    tables = {name: _table(cursor, name) for (name,) in cursor.fetchall()}

    def ask(query: str) -> list[tuple]:
        cursor.execute(query)
        return cursor.fetchall()

    return copied(tables, ask)


def _table(cursor, name: str) -> Table:
    """Every row as PostgreSQL writes it out, in the order of the primary key."""
    cursor.execute(_KEY, [f'"{name}"'])
    key = [sql.Identifier(column) for (column,) in cursor.fetchall()]
    order = sql.SQL(", ").join(key) if key else sql.SQL("1")
    query = sql.SQL("COPY (SELECT * FROM {} ORDER BY {}) TO STDOUT").format(sql.Identifier(name), order)
    sha, rows = hashlib.sha256(), 0
    with cursor.copy(query) as lines:
        for piece in lines:
            sha.update(piece)
            rows += bytes(piece).count(b"\n")
    return Table(rows, sha.hexdigest())


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupError(
            say(
                gettext_noop(
                    "{program} is not on this machine. Install the client programs of PostgreSQL and try again; "
                    "nothing was changed."
                ),
                program=program,
            )
        )
    subprocess.run([found, *words], env=_environment(), check=True, stdin=subprocess.DEVNULL)


def _options() -> dict[str, str]:
    """How a connection of its own finds the database."""
    known = connection.settings_dict
    said = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return {word: str(known[key]) for word, key in said.items() if known.get(key)}


def _environment() -> dict[str, str]:
    """How libpq finds the database. The password travels in the environment, where other users do not see it."""
    known = connection.settings_dict
    said = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {**os.environ, **{name: str(known[key]) for name, key in said.items() if known.get(key)}}


@contextmanager
def another_database(name: str) -> Iterator[str]:
    """An empty database on the same server, as an address; it is gone afterwards. Raises ``BackupError``."""
    known = connection.settings_dict
    try:
        _outside(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise BackupError(
            say(
                gettext_noop(
                    "PostgreSQL would not make a database for the drill ({reason}). Give the role of this node the "
                    "right CREATEDB, or hold the drill on another machine."
                ),
                reason=str(error).strip(),
            )
        ) from error
    try:
        user = ":".join(quote(known[part], safe="") for part in ("USER", "PASSWORD") if known.get(part))
        yield f"postgresql://{user}@:{known['PORT']}/{name}?host={quote(known['HOST'], safe='')}"
    finally:
        _outside(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _outside(statement: sql.Composed) -> None:
    """Databases are made outside every transaction, from a connection of its own."""
    with psycopg.connect(**_options(), autocommit=True) as outside:
        outside.execute(statement)
