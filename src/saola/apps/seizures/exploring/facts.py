"""The facts: a copy of the seizures in columns, for counting. Decision 0010 says why.

A base lies in a file of ``SAOLA_DATA/facts``; what changed since stands beside it in memory, so that a single
change shows at once. The records remain the truth: a base that is not of this journal, or lags too far behind,
is built again.
"""

import fcntl
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db import connection as records

from saola.apps.journal.models import Entry

from ..models import Batch, Incident
from . import loading

KEPT_IN_MEMORY = 5_000
"""Changed incidents that stand beside a base; a node with fewer needs none."""

BUILT_APART = 50_000
"""Incidents from which on the base is built by a process of its own."""

_REMEMBERED, _SHORT = 2_000, 3_000  # answers of a version that are kept, and how many rows one may have
_REMEMBERED_ROWS = 60_000
_NUMBERED = ("places", "routes")  # of no incident: what changed beside a base has numbers of its own
_SERVING = {"memory_limit": "80MB", "threads": "1"}
_BUILDING = {"memory_limit": "160MB", "threads": "1", "preserve_insertion_order": "false"}


@dataclass(frozen=True, slots=True)
class Version:
    """What the records say now: the last change of an incident, and when a file was last undone."""

    stamp: int
    undone_at: datetime | None

    @classmethod
    def now(cls) -> "Version":
        with records.cursor() as cursor:  # asked before every answer, so in plain words
            cursor.execute(_NOW)
            stamp, undone_at = cursor.fetchone()
        if isinstance(undone_at, str):
            undone_at = datetime.fromisoformat(undone_at).replace(tzinfo=UTC)
        return cls(stamp or 0, undone_at)


_NOW = f"SELECT (SELECT max(stamp) FROM {Incident._meta.db_table}), (SELECT max(undone_at) FROM {Batch._meta.db_table})"


class Facts:
    """The seizures in columns, at one version. Asking is safe from several threads."""

    def __init__(self, version: Version, place: str) -> None:
        self.version, self.place = version, place
        self._answers: dict[Any, list[tuple]] = {}
        self._rows = 0

    def ask(self, query: str, values: Sequence[Any] = ()) -> list[tuple]:
        """The rows of a query over ``incidents``, ``specimens``, ``places`` and ``routes``. The same question is asked once."""
        key = (query, str(values))
        found = self._answers.pop(key, None)
        if found is None:
            cursor = _engine().cursor()
            try:
                cursor.execute(f"USE memory.{self.place}")
                found = cursor.execute(query, list(values)).fetchall()
            finally:
                cursor.close()
            if len(found) > _SHORT:
                return found
            self._rows += len(found)
        self._answers[key] = found  # the one asked last stands last
        while len(self._answers) > _REMEMBERED or self._rows > _REMEMBERED_ROWS:
            self._forget_oldest()
        return found

    def _forget_oldest(self) -> None:
        try:
            self._rows -= len(self._answers.pop(next(iter(self._answers)), ()))
        except (StopIteration, RuntimeError):  # another thread was at it just now
            self._rows = sum(map(len, list(self._answers.values())))


_held: Facts | None = None
_turn = threading.Lock()
_places = count(2)  # two versions before the first there is none to let go


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """One engine a process: a file of facts is opened by one only."""
    return loading.connect(":memory:", temp_directory=str(_folder() / "spilled"), **_SERVING)


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
    while changed is None:
        keep_up()
        base = _Base.find()
        changed = _changed_since(base)
    number, cursor = next(_places), _engine().cursor()
    place, recent = f"seen_{number}", f"recent_{number}"
    cursor.execute(f"CREATE SCHEMA {place}; CREATE SCHEMA {recent}; USE memory.{recent}")
    loading.load(cursor, recent, Incident.objects.filter(pk__in=changed))
    gone = False
    if base is not None:
        base.attach(cursor)
        gone = _gone_since(base, cursor, changed)
    for table in loading.TABLES:
        words = {"table": table, "recent": f"memory.{recent}", "base": base.name if base else ""}
        if base is None:
            query = _RECENT
        elif not gone:
            query = _KEPT
        else:
            query = f"{_KEPT if table in _NUMBERED else _NOT_GONE} UNION ALL {_RECENT}"
        cursor.execute(f"CREATE VIEW memory.{place}.{table} AS {query.format(**words)}")
    for code in loading.CODES:  # what is asked for, as what is kept: comparing is far faster then
        kept_as = f"TRY_CAST(said AS {base.name}.{code}_code)" if base is not None and not gone else "said"
        cursor.execute(f"CREATE MACRO memory.{place}.as_{code}(said) AS {kept_as}")
    _let_go(cursor, number)
    cursor.close()
    return Facts(version, place)


def keep_up() -> None:
    """See that the base does not lag too far behind. A large one is built in a process of its own, and its memory given back."""
    if _changed_since(_Base.find()) is not None:
        return
    if Incident.objects.count() > BUILT_APART:
        subprocess.run([sys.executable, "-m", "saola", "recount"], check=False)
    refresh()  # nothing is left to do, unless that process could not


def refresh() -> bool:
    """Build the base in this process if it lags too far behind. Processes that want the same wait for one of them."""
    with (_folder() / "building").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if _changed_since(_Base.find()) is not None:
            return False
        _Base.build(Version.now())
        return True


_KEPT = "SELECT * FROM {base}.{table}"
_NOT_GONE = _KEPT + " kept WHERE NOT EXISTS (FROM {recent}.gone WHERE gone.id = kept.id)"
_RECENT = "SELECT * FROM {recent}.{table}"


def _let_go(cursor: duckdb.DuckDBPyConnection, number: int) -> None:
    """Drop the version before the last; questions to the last may still be under way."""
    for what in ("seen", "recent"):
        cursor.execute(f"DROP SCHEMA IF EXISTS memory.{what}_{number - 2} CASCADE")


def _changed_since(base: "_Base | None") -> list[int] | None:
    """The incidents changed since ``base`` (all, without one); ``None`` when they are too many to stand beside it."""
    changed = Incident.objects.order_by()
    if base is not None:
        changed = changed.filter(stamp__gt=base.version.stamp)
    keys = list(changed.values_list("pk", flat=True)[: KEPT_IN_MEMORY + 1])
    return keys if len(keys) <= KEPT_IN_MEMORY else None


def _gone_since(base: "_Base", cursor: duckdb.DuckDBPyConnection, changed: list[int]) -> bool:
    """Note which incidents of the base no longer hold: those changed, and those of files undone since."""
    undone = Batch.objects.filter(state=Batch.State.UNDONE)
    if base.version.undone_at is not None:
        undone = undone.filter(undone_at__gt=base.version.undone_at)
    batches = [str(key) for key in undone.values_list("pk", flat=True)]
    cursor.execute(
        "CREATE TABLE gone AS SELECT unnest(string_split(nullif(?, ''), ',')::BIGINT[]) AS id"
        f" UNION SELECT id FROM {base.name}.incidents"
        " WHERE list_contains(string_split(nullif(?, ''), ',')::UUID[], batch)",
        [",".join(map(str, changed)), ",".join(batches)],
    )
    return cursor.execute("SELECT count(*) FROM gone").fetchone()[0] > 0


@dataclass(frozen=True, slots=True)
class _Base:
    """A file of facts. Beside it stands which entry of the journal proves of which node it is."""

    path: Path
    version: Version

    @property
    def name(self) -> str:
        return f"base_{self.version.stamp}"

    @classmethod
    def find(cls) -> "_Base | None":
        """The newest base that is of this node; one that another process still writes is not there yet."""
        for path in sorted(_folder().glob("*.json"), reverse=True):
            base = cls._open(path)
            if base is not None:
                return base
        return None

    @classmethod
    def _open(cls, path: Path) -> "_Base | None":
        try:
            about = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # gone meanwhile, or not whole: the records are the truth
            return None
        if about["columns"] != loading.SHAPE or not path.with_suffix(".duckdb").exists():
            return None
        if not Entry.objects.filter(seq=about["seq"], digest=about["digest"]).exists():
            return None
        undone_at = about["undone_at"]
        version = Version(about["stamp"], datetime.fromisoformat(undone_at) if undone_at else None)
        return cls(path.with_suffix(".duckdb"), version)

    @classmethod
    def build(cls, version: Version) -> "_Base":
        """Copy every incident. Reads go on from the base before; the file appears when it is whole."""
        folder = _folder()
        path = folder / f"{version.stamp:020d}.duckdb"
        partial = folder / f"{version.stamp}.{os.getpid()}.partial"
        partial.unlink(missing_ok=True)
        seq, digest = Entry.objects.order_by("-seq").values_list("seq", "digest").first() or (0, "")
        with loading.opened(partial, temp_directory=str(folder / "spilled"), **_BUILDING) as connection:
            loading.load(connection, "main", None)
        for old in (*folder.glob("*.json"), *folder.glob("*.duckdb")):
            old.unlink(missing_ok=True)
        partial.rename(path)
        about = {"stamp": version.stamp, "seq": seq, "digest": digest, "columns": loading.SHAPE}
        about["undone_at"] = version.undone_at.isoformat() if version.undone_at else None
        path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
        return cls(path, version)

    def attach(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Open the file in the engine, unless it is open already."""
        cursor.execute(f"ATTACH IF NOT EXISTS '{self.path}' AS {self.name} (READ_ONLY)")


def _folder() -> Path:
    folder = Path(settings.DATA_FOLDER) / "facts"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
