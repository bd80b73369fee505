"""A selection in an order: newest first, or by a column of the list."""

from collections.abc import Callable
from heapq import merge
from itertools import islice
from typing import Any

import numpy as np

from .filters import Filters
from .selecting import Chosen, select
from .tables import NO_DAY, Part

NEWEST_FIRST = "-date"


def keys(filters: Filters, person: Any, sort: str, first: int, many: int | None) -> list[int]:
    """The keys of a stretch of the selection in its order, ``many`` from the ``first`` on (``None``: all).

    What has no value to sort by comes last in either direction.
    """
    end = None if many is None else first + many
    is_down, key = sort.startswith("-"), sort.removeprefix("-")
    order = _ORDERS[key] if key in _ORDERS else _ORDERS["date"]
    parts = [chosen for chosen in select(filters, person) if chosen.many]
    ordered = [_ordered(chosen, order, is_down, end) for chosen in parts]
    if len(parts) == 1:
        return parts[0].part.incidents["id"][ordered[0][first:end]].tolist()
    keyed = (_keyed(chosen.part, rows, order, is_down) for chosen, rows in zip(parts, ordered, strict=True))
    return [number for *_key, number in islice(merge(*keyed), first, end)]


class _Order:
    """``rank`` gives numbers to sort by within a part, ``said`` what they stand for, the same in every part."""

    def __init__(
        self,
        rank: Callable[[Part], np.ndarray],
        is_missing: Callable[[Part, np.ndarray], np.ndarray],
        said: Callable[[Part, int], Any],
    ) -> None:
        self.rank, self.is_missing, self.said = rank, is_missing, said


def _ordered(chosen: Chosen, order: _Order, is_down: bool, end: int | None) -> np.ndarray:
    """The first ``end`` rows in their order."""
    rows = np.arange(chosen.many, dtype=np.int32) if isinstance(chosen.incidents, slice) else chosen.incidents
    if order is _ORDERS["date"]:
        return _by_day(chosen.part, rows, is_down)[:end]
    rank = order.rank(chosen.part)[rows]
    missing = order.is_missing(chosen.part, rank)
    keys = np.where(missing, np.inf, -rank.astype(float) if is_down else rank.astype(float))
    if end is not None and end < len(rows):
        few = keys <= np.partition(keys, end)[end]
        rows, keys = rows.compress(few), keys.compress(few)
    ids = chosen.part.incidents["id"][rows]
    return rows[np.lexsort((-ids if is_down else ids, keys))][:end]


def _by_day(part: Part, rows: np.ndarray, is_down: bool) -> np.ndarray:
    """Rows stand newest first already, and those without a day last."""
    if is_down:
        return rows
    is_known = part.incidents["first_day"][rows] != NO_DAY
    return np.concatenate((rows.compress(is_known)[::-1], rows.compress(~is_known)[::-1]))


def _keyed(part: Part, rows: np.ndarray, order: _Order, is_down: bool):
    rank = order.rank(part)[rows]
    missing = order.is_missing(part, rank)
    ids = part.incidents["id"][rows].tolist()
    for row, is_missing, number in zip(rows.tolist(), missing.tolist(), ids, strict=True):
        said = "" if is_missing else order.said(part, row)
        if is_down:
            yield is_missing, _Down(said), -number, number
        else:
            yield is_missing, said, number, number


class _Down:
    """Compares the other way round."""

    __slots__ = ("said",)

    def __init__(self, said: Any) -> None:
        self.said = said

    def __lt__(self, other: "_Down") -> bool:
        return other.said < self.said

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Down) and other.said == self.said

    __hash__ = None


def _coded(column: str) -> _Order:
    return _Order(
        lambda part: part.incidents[column],
        lambda _part, rank: rank == 0,
        lambda part, row: part.incidents.labels[column][part.incidents[column][row]],
    )


def _number(column: str, is_missing: Callable[[np.ndarray], np.ndarray]) -> _Order:
    return _Order(
        lambda part: part.incidents[column],
        lambda _part, rank: is_missing(rank),
        lambda part, row: part.incidents[column][row].item(),
    )


def _text(column: str) -> _Order:
    return _Order(
        lambda part: part.incidents[f"{column}_rank"],
        lambda part, rank: np.zeros(len(rank), bool),
        lambda part, row: part.incidents.texts[column][row],
    )


_ORDERS = {
    "date": _number("first_day", lambda days: days == NO_DAY),
    "number": _text("number"),
    "reference": _text("reference"),
    "place": _Order(
        lambda part: part.incidents["place"],
        lambda part, rank: rank < _nameless(part),
        lambda part, row: part.places.texts["name"][part.incidents["place"][row]],
    ),
    **{column: _coded(column) for column in ("agency", "country", "transport", "appendix")},
    "value": _number("value", np.isnan),
    "kinds": _number("kinds", lambda kinds: np.zeros(len(kinds), bool)),
}


def _nameless(part: Part) -> int:
    """How many places have no name: these come first."""
    names = part.places.texts["name"]
    return int(np.count_nonzero(np.diff(names.starts) == 1))
