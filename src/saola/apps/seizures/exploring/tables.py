"""Columns: many records side by side as arrays, and the words that their codes stand for.

A file of columns is read where it lies (memory-mapped): processes that serve share its pages, and a question reads
only the columns it asks about.
"""

import json
import mmap
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

NO_DAY = np.iinfo(np.int32).min
"""Stands for a day that is not known."""

FEW = 2_000
"""Places of a text that are looked for one by one; past these the whole text is compared at once."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Lines of text in one run of UTF-8: ``starts`` is where each begins, and one more for the end.

    ``letters`` are the bytes that occur: numbers of records have few, and most words are not looked for in them at all.
    """

    held: bytes | mmap.mmap
    starts: np.ndarray
    letters: frozenset[int]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Texts":
        run, starts = bytearray(), [0]
        for line in lines:
            run += line.encode().replace(b"\n", b" ") + b"\n"
            starts.append(len(run))
        return cls(bytes(run), np.array(starts, np.int64), frozenset(run))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, line: int) -> str:
        return self.held[self.starts[line] : self.starts[line + 1] - 1].decode()

    def containing(self, words: str) -> np.ndarray:
        """The numbers of the lines in which ``words`` stand, in order."""
        needle = words.encode()
        if not needle or b"\n" in needle or not self.letters.issuperset(needle):
            return np.zeros(0, np.int64)
        found = self._one_by_one(needle)
        if found is None:
            found = np.unique(np.searchsorted(self.starts, self._at_once(needle), "right") - 1)
        return found

    def _one_by_one(self, needle: bytes) -> np.ndarray | None:
        """The lines, found one after another; ``None`` where that would take long."""
        at, found = 0, []
        while (at := self.held.find(needle, at)) >= 0:
            if len(found) == FEW:
                return None
            found.append(int(np.searchsorted(self.starts, at, "right")) - 1)
            at = int(self.starts[found[-1] + 1])
        return np.array(found, np.int64)

    def _at_once(self, needle: bytes) -> np.ndarray:
        """Every place in the run where ``needle`` begins."""
        run = np.frombuffer(self.held, np.uint8)
        places = np.flatnonzero(run[: len(run) - len(needle) + 1] == needle[0])
        for further, byte in enumerate(needle[1:], 1):
            places = places[run[places + further] == byte]
        return places


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length. A column of codes has ``labels``: sorted, and the empty one first."""

    columns: Mapping[str, np.ndarray]
    labels: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    texts: Mapping[str, Texts] = field(default_factory=dict)

    def __getitem__(self, column: str) -> np.ndarray:
        return self.columns[column]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def is_label(self, column: str, label: Any) -> np.ndarray:
        """Where the column says ``label``."""
        labels = self.labels[column]
        code = bisect_left(labels, label)
        if code == len(labels) or labels[code] != label:
            return np.zeros(len(self), bool)
        return self.columns[column] == code

    def is_among(self, column: str, are: Iterable[bool]) -> np.ndarray:
        """Where the column's label is one that ``are``, said label by label, marks."""
        return np.fromiter(are, bool, len(self.labels[column]))[self.columns[column]]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Part:
    """Seizures in columns: newest first, each specimen with the row of its incident.

    A place or a way that many seizures share stands once. ``hops`` are the steps of the ways from country to country.
    """

    incidents: Table
    specimens: Table
    places: Table
    ways: Table
    hops: Table

    def save(self, folder: Path) -> None:
        """Write every column as a file of ``folder``."""
        folder.mkdir(mode=0o700)
        labels = {}
        for name in _TABLES:
            table = getattr(self, name)
            labels[name] = table.labels
            for column, values in table.columns.items():
                np.save(folder / f"{name}.{column}.npy", values)
            for column, texts in table.texts.items():
                (folder / f"{name}.{column}.txt").write_bytes(texts.held)
                np.save(folder / f"{name}.{column}.starts.npy", texts.starts)
                (folder / f"{name}.{column}.letters").write_bytes(bytes(sorted(texts.letters)))
        (folder / "labels.json").write_text(json.dumps(labels), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> "Part":
        """The columns of ``folder`` where they lie. Raises ``OSError`` or ``ValueError`` when it is not whole."""
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        return cls(**{name: _open(folder, name, labels[name]) for name in _TABLES})


_TABLES = ("incidents", "specimens", "places", "ways", "hops")


def _open(folder: Path, name: str, labels: dict[str, list]) -> Table:
    columns, texts = {}, {}
    for path in folder.glob(f"{name}.*.npy"):
        column = path.name.split(".")[1]
        if not path.name.endswith(".starts.npy"):
            columns[column] = np.load(path, mmap_mode="r").view(np.ndarray)
    for path in folder.glob(f"{name}.*.txt"):
        column = path.name.split(".")[1]
        starts = np.load(path.with_suffix(".starts.npy"), mmap_mode="r").view(np.ndarray)
        letters = frozenset(path.with_suffix(".letters").read_bytes())
        texts[column] = Texts(_mapped(path), starts, letters)
    return Table(columns, {column: list(map(_as_made, own)) for column, own in labels.items()}, texts)


def _mapped(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""


def _as_made(label: Any) -> Any:
    """JSON knows no tuples."""
    return tuple(label) if isinstance(label, list) else label
