"""The facts: a copy of the seizures in columns, for counting. Decision 0005 says why and how fast.

A base lies in a file of ``SAOLA_DATA/facts``; what changed since stands beside it in memory, so that a single
change shows at once. The records remain the truth: a base that is not of this journal, or lags too far behind,
is built again.
"""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db.models import Max

from saola.apps.journal.models import Entry

from ..models import Batch, Incident
from . import loading

KEPT_IN_MEMORY = 5_000
"""Changed incidents that stand beside a base; a node with fewer needs none."""

_TABLES = ("incidents", "specimens", "legs")
_MEMORY = {"memory_limit": "160MB", "threads": "2", "preserve_insertion_order": "true"}


@dataclass(frozen=True, slots=True)
class Version:
    """What the records say now: the last change of an incident, and when a file was last undone."""

    stamp: int
    undone_at: datetime | None

    @classmethod
    def now(cls) -> "Version":
        last = Incident.objects.aggregate(last=Max("stamp"))["last"]
        return cls(last or 0, Batch.objects.aggregate(last=Max("undone_at"))["last"])


class Facts:
    """The seizures in columns, at one version. Asking is safe from several threads."""

    def __init__(self, version: Version, connection: duckdb.DuckDBPyConnection) -> None:
        self.version = version
        self._connection = connection
        self._answers: dict[Any, list[tuple]] = {}

    def ask(self, query: str, values: Sequence[Any] = ()) -> list[tuple]:
        """The rows of a query over ``incidents``, ``specimens`` and ``legs``. The same question is asked once."""
        key = (query, tuple(map(str, values)))
        found = self._answers.get(key)
        if found is None:
            cursor = self._connection.cursor()
            try:
                found = cursor.execute(query, list(values)).fetchall()
            finally:
                cursor.close()
            if len(self._answers) >= 512:
                self._answers.clear()
            if len(found) <= 5000:
                self._answers[key] = found
        return found


_held: Facts | None = None
_turn = threading.Lock()


def facts() -> Facts:
    """The facts as the records are now. Usually held already; otherwise what changed is read, or everything."""
    global _held
    version = Version.now()
    held = _held
    if held is not None and held.version == version:
        return held
    with _turn:
        if _held is None or _held.version != version:
            _held = _read(version)
        return _held


def _read(version: Version) -> Facts:
    base = _Base.find()
    changed = _changed_since(base)
    if changed is None:
        base = _Base.build(version)
        changed = _changed_since(base)
    connection = loading.connect(":memory:", **_MEMORY)
    connection.execute("CREATE SCHEMA recent")
    loading.load(connection, "recent", Incident.objects.filter(pk__in=changed))
    if base is None:
        _view(connection, "SELECT * FROM recent.{table}")
    else:
        connection.execute(f"ATTACH '{base.path}' AS base (READ_ONLY)")
        gone = _gone_since(base, connection, changed)
        _view(connection, _BESIDE if gone else "SELECT * FROM base.{table}")
    return Facts(version, connection)


_BESIDE = """
    SELECT * FROM base.{table} kept WHERE NOT EXISTS (FROM gone WHERE gone.id = kept.{key})
    UNION ALL SELECT * FROM recent.{table}
"""


def _view(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    for table in _TABLES:
        key = "id" if table == "incidents" else "incident"
        connection.execute(f"CREATE VIEW {table} AS {query.format(table=table, key=key)}")


def _changed_since(base: "_Base | None") -> list[int] | None:
    """The incidents changed since ``base`` (all, without one); ``None`` when they are too many to stand beside it."""
    changed = Incident.objects.order_by()
    if base is not None:
        changed = changed.filter(stamp__gt=base.version.stamp)
    keys = list(changed.values_list("pk", flat=True)[: KEPT_IN_MEMORY + 1])
    return keys if len(keys) <= KEPT_IN_MEMORY else None


def _gone_since(base: "_Base", connection: duckdb.DuckDBPyConnection, changed: list[int]) -> bool:
    """Note which incidents of the base no longer hold: those changed, and those of files undone since."""
    undone = Batch.objects.filter(state=Batch.State.UNDONE)
    if base.version.undone_at is not None:
        undone = undone.filter(undone_at__gt=base.version.undone_at)
    batches = [str(key) for key in undone.values_list("pk", flat=True)]
    connection.execute(
        "CREATE TABLE gone AS SELECT unnest(?::BIGINT[]) AS id"
        " UNION SELECT id FROM base.incidents WHERE list_contains(?::VARCHAR[], batch)",
        [changed, batches],
    )
    return connection.execute("SELECT count(*) FROM gone").fetchone()[0] > 0


@dataclass(frozen=True, slots=True)
class _Base:
    """A file of facts, and the entry of the journal that proves of which node it is."""

    path: Path
    version: Version

    @classmethod
    def find(cls) -> "_Base | None":
        """The newest base that is of this node; one that another process still writes is not there yet."""
        for path in sorted(_folder().glob("*.duckdb"), reverse=True):
            base = cls._open(path)
            if base is not None:
                return base
        return None

    @classmethod
    def _open(cls, path: Path) -> "_Base | None":
        try:
            with loading.opened(path, access_mode="read_only") as connection:
                row = connection.execute("SELECT stamp, undone_at, seq, digest FROM about").fetchone()
        except duckdb.Error:  # written by another version, or gone meanwhile: the records are the truth
            return None
        stamp, undone_at, seq, digest = row
        if not Entry.objects.filter(seq=seq, digest=digest).exists():
            return None
        return cls(path, Version(stamp, datetime.fromisoformat(undone_at) if undone_at else None))

    @classmethod
    def build(cls, version: Version) -> "_Base":
        """Copy every incident. Reads go on from the base before; the file appears when it is whole."""
        folder = _folder()
        partial = folder / f"{version.stamp}.{os.getpid()}.partial"
        partial.unlink(missing_ok=True)
        head = Entry.objects.order_by("-seq").values_list("seq", "digest").first() or (0, "")
        with loading.opened(partial, memory_limit="256MB", threads="2") as connection:
            loading.load(connection, "main", None)
            connection.execute(
                "CREATE TABLE about AS SELECT ?::BIGINT AS stamp, ?::VARCHAR AS undone_at,"
                " ?::BIGINT AS seq, ?::VARCHAR AS digest",
                [version.stamp, version.undone_at.isoformat() if version.undone_at else None, *head],
            )
        path = folder / f"{version.stamp:020d}.duckdb"
        partial.rename(path)
        for old in folder.glob("*.duckdb"):
            if old != path:
                old.unlink(missing_ok=True)
        return cls(path, version)


def _folder() -> Path:
    folder = Path(settings.DATA_FOLDER) / "facts"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
