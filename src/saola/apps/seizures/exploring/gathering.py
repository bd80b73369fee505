"""Columns while they are gathered: a stretch of records at a time, in little memory."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from .tables import Texts


class Codes:
    """A column whose values are few: kept as numbers of a list."""

    def __init__(self, empty: Any = "") -> None:
        self._known = {empty: 0}
        self._codes = array("I")

    def extend(self, values: Iterable[Any]) -> None:
        known = self._known
        self._codes.extend([known.setdefault(value, len(known)) for value in values])

    def finish(self) -> tuple[np.ndarray, list[Any]]:
        """The codes, renumbered in the order of the sorted labels; the empty label stays the first."""
        labels = sorted(self._known)
        renumbered = np.empty(len(labels), np.uint32)
        for code, label in enumerate(labels):
            renumbered[self._known[label]] = code
        return small(renumbered[np.frombuffer(self._codes, np.uint32)], len(labels)), labels


def small(values: np.ndarray, end: int) -> np.ndarray:
    """In as few bytes as numbers below ``end`` need."""
    return values.astype(np.min_scalar_type(max(end, 1)))


class Lines:
    """Texts of which each record has its own, with the rank of each among them."""

    def __init__(self) -> None:
        self._run, self._starts = bytearray(), array("q", [0])

    def extend(self, values: Iterable[str]) -> None:
        for value in values:
            self._run += value.lower().encode().replace(b"\n", b" ") + b"\n"
            self._starts.append(len(self._run))

    def finish(self) -> tuple[Texts, np.ndarray]:
        run, starts = bytes(self._run), np.frombuffer(self._starts, np.int64)
        lines = run.split(b"\n")[:-1]
        rank = np.empty(len(lines), np.int32)
        rank[sorted(range(len(lines)), key=lines.__getitem__)] = np.arange(len(lines), dtype=np.int32)
        if lines:
            rank[np.flatnonzero(np.diff(starts) == 1)] = 0  # those without any are equal
        return Texts(run, starts, frozenset(run)), rank


class Rows:
    """Where each incident stands."""

    def __init__(self, ids: np.ndarray) -> None:
        self._order = np.argsort(ids, kind="stable")
        self._sorted = ids[self._order]

    def __len__(self) -> int:
        return len(self._sorted)

    def of(self, ids: Sequence[int]) -> np.ndarray:
        """The row of each of ``ids``; -1 for one that is not there."""
        wanted = np.array(ids, np.int64)
        if not len(self):
            return np.full(len(wanted), -1, np.int32)
        at = np.minimum(np.searchsorted(self._sorted, wanted), len(self) - 1)
        return np.where(self._sorted[at] == wanted, self._order[at], -1).astype(np.int32)
