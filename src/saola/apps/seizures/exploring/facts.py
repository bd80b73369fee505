"""The facts: a copy of the seizures in columns, for counting. Decision 0010 says why.

A base lies in a folder of ``SAOLA_DATA/facts``; what changed since stands beside it in memory, so that a single
change shows at once. The records remain the truth: a base that is not of this journal, or lags too far behind,
is built again.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.db import connection as records

from saola.apps.journal.models import Entry

from ..models import Batch, Incident
from . import loading
from .tables import Part

KEPT_IN_MEMORY = 5_000
"""Changed incidents that stand beside a base; a node with fewer needs none."""

BUILT_APART = 50_000
"""Incidents from which on the base is built by a process of its own."""

_REMEMBERED = 1_000
"""Answers of a version that are kept."""

_AT_HAND = 3
"""Selections that are kept, with their rows, for the questions that one page asks about the same."""


@dataclass(frozen=True, slots=True)
class Version:
    """What the records say now: the last change of an incident, and when a file was last undone."""

    stamp: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Moment:
    """The version that holds, and the newest entry of the journal."""

    version: Version
    entry: int

    @classmethod
    def now(cls) -> "Moment":
        with records.cursor() as cursor:  # asked before every answer, so in plain words
            cursor.execute(_NOW)
            stamp, undone_at, entry = cursor.fetchone()
        if isinstance(undone_at, str):
            undone_at = datetime.fromisoformat(undone_at).replace(tzinfo=UTC)
        return cls(Version(stamp or 0, undone_at), entry or 0)


_NOW = "SELECT " + ", ".join(
    f"(SELECT max({column}) FROM {model._meta.db_table})"
    for model, column in ((Incident, "stamp"), (Batch, "undone_at"), (Entry, "seq"))
)


class Facts:
    """The seizures in columns, at one version. Asking is safe from several threads.

    ``parts`` are the base and what changed beside it, each with a mark on the incidents of it that no longer hold.
    """

    def __init__(self, version: Version, parts: Sequence[tuple[Part, np.ndarray | None]]) -> None:
        self.version, self.parts = version, tuple(parts)
        self._answers = _Kept(_REMEMBERED)
        self._selections = _Kept(_AT_HAND)

    def answer(self, key: Hashable, find: Callable[[], Any]) -> Any:
        """What ``find`` finds, or found before."""
        return self._answers.get(key, find)

    def selection(self, key: Hashable, choose: Callable[[tuple], Any]) -> Any:
        """What ``choose`` makes of the parts, or made before."""
        return self._selections.get(key, lambda: choose(self.parts))


class _Kept:
    """What was found last, up to a number."""

    def __init__(self, most: int) -> None:
        self._most, self._found, self._turn = most, OrderedDict(), threading.Lock()

    def get(self, key: Hashable, find: Callable[[], Any]) -> Any:
        with self._turn:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = find()  # two threads may find the same thing; neither waits for the other
        with self._turn:
            self._found[key] = found
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return found


_held: Facts | None = None
_turn = threading.Lock()


def facts(moment: Moment) -> Facts:
    """The facts of this moment. Usually held already; otherwise what changed is read, or everything."""
    global _held
    version = moment.version
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
    if base is None:
        return Facts(version, [(loading.load(Incident.objects.filter(pk__in=changed)), None)])
    gone = _gone_since(base, changed)
    parts = [(base.part, gone)]
    if changed:
        parts.append((loading.load(Incident.objects.filter(pk__in=changed)), None))
    return Facts(version, parts)


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
        _Base.build(Moment.now().version)
        return True


def forget() -> None:
    """Remove the base: what was purged must not remain in it. It is built anew when it is asked for."""
    with (_folder() / "building").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        for about in _folder().glob("*/about.json"):
            _remove(about.parent)


def _changed_since(base: "_Base | None") -> list[int] | None:
    """The incidents changed since ``base`` (all, without one); ``None`` when they are too many to stand beside it."""
    changed = Incident.objects.order_by()
    if base is not None:
        changed = changed.filter(stamp__gt=base.version.stamp)
    keys = list(changed.values_list("pk", flat=True)[: KEPT_IN_MEMORY + 1])
    return keys if len(keys) <= KEPT_IN_MEMORY else None


def _gone_since(base: "_Base", changed: list[int]) -> np.ndarray | None:
    """Mark the incidents of the base that no longer hold: those changed, and those of files undone since."""
    undone = Batch.objects.filter(state=Batch.State.UNDONE)
    if base.version.undone_at is not None:
        undone = undone.filter(undone_at__gt=base.version.undone_at)
    batches = {key.hex for key in undone.values_list("pk", flat=True)}
    own = base.part.incidents
    gone = np.isin(own["id"], np.array(changed, np.int64))
    if batches:
        gone |= own.is_among("batch", (batch in batches for batch in own.labels["batch"]))
    return gone if gone.any() else None


@dataclass(frozen=True, slots=True)
class _Base:
    """A folder of columns. ``about.json`` says which entry of the journal proves of which node it is."""

    part: Part
    version: Version

    @classmethod
    def find(cls) -> "_Base | None":
        """The newest base that is of this node; one that another process still writes is not there yet."""
        for path in sorted(_folder().glob("*/about.json"), reverse=True):
            base = cls._open(path)
            if base is not None:
                return base
        return None

    @classmethod
    def _open(cls, path: Path) -> "_Base | None":
        try:
            about = json.loads(path.read_text(encoding="utf-8"))
            if about["columns"] != loading.SHAPE:
                return None
            if not Entry.objects.filter(seq=about["seq"], digest=about["digest"]).exists():
                return None
            undone_at = about["undone_at"]
            version = Version(about["stamp"], datetime.fromisoformat(undone_at) if undone_at else None)
            return cls(_opened(path.parent), version)
        except (OSError, ValueError, KeyError):  # gone meanwhile, or not whole: the records are the truth
            return None

    @classmethod
    def build(cls, version: Version) -> None:
        """Copy every incident. Reads go on from the base before; the folder appears when it is whole."""
        folder = _folder()
        partial = folder / f"{version.stamp}.{os.getpid()}.partial"
        for left in (*folder.glob("*.partial"), *folder.glob("*.duckdb"), *folder.glob("*.json")):
            _remove(left)
        seq, digest = Entry.objects.order_by("-seq").values_list("seq", "digest").first() or (0, "")
        loading.load(None).save(partial)
        about = {"stamp": version.stamp, "seq": seq, "digest": digest, "columns": loading.SHAPE}
        about["undone_at"] = version.undone_at.isoformat() if version.undone_at else None
        (partial / "about.json").write_text(json.dumps(about), encoding="utf-8")
        for old in folder.glob("*/about.json"):
            if old.parent != partial:
                _remove(old.parent)
        partial.rename(folder / f"{version.stamp:020d}")


@lru_cache(maxsize=1)
def _opened(folder: Path) -> Part:
    return Part.open(folder)


def _remove(path: Path) -> None:
    """Files that a process still reads stay readable to it."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA_FOLDER) / "facts"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
