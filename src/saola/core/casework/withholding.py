"""Tables of people in which small numbers are withheld, and cannot be worked out from the rest.

A number of one to four people is withheld (primary). Then further numbers are (complementary), until no withheld number
follows from the sums, even for a reader who knows that the first kind is one to four and the second five or more.
Nought is shown. After Hundepool et al., Statistical Disclosure Control, 2012 (from memory); the threshold is our choice.

Numbers and their sums are a flow in a network: each number is an arc, and at each node as much comes in as goes out. A
number can be another one exactly if a cycle of changes leads through its arc. So what is withheld beside a small number
is the cheapest such cycle, and no solver is needed.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TypeVar

from saola.core.values import Message, gettext_noop, say

THRESHOLD = 5
"""Fewer people than this are not shown."""
SUM_COSTS = 3
"""A sum is withheld rather than so many more numbers beside one. Our own choice."""

Node = Hashable
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of people, or ``None`` where it is withheld: ``is_small`` says whether for itself or for another's sake."""

    count: int | None
    is_small: bool = False

    @property
    def in_words(self) -> Message:
        if self.count is not None:
            return say("{count}", count=self.count)
        if self.is_small:
            return say(gettext_noop("fewer than {number}"), number=THRESHOLD)
        return say(gettext_noop("withheld"))


@dataclass(frozen=True, slots=True)
class Arc:
    """A number of people that flows from one sum to another. ``sums`` counts the dimensions that it sums over."""

    count: int
    start: Node
    end: Node
    sums: int = 0

    @property
    def is_small(self) -> bool:
        return 0 < self.count < THRESHOLD

    @property
    def changes(self) -> Iterator[tuple[Node, Node]]:
        """The ways in which the number may change by one and stay of its kind, as a flow: more, then less."""
        if self.count != THRESHOLD - 1:
            yield self.start, self.end
        if self.count not in (1, THRESHOLD):
            yield self.end, self.start


def protect(arcs: Mapping[Key, Arc]) -> dict[Key, Cell]:
    """Each number as it may be shown. Where they cannot be protected otherwise, all are withheld.

    Raises ``ValueError`` for a number below zero.
    """
    if any(arc.count < 0 for arc in arcs.values()):
        raise ValueError("nobody counts less than nought")
    leads = _leads(arcs)
    small = [key for key, arc in arcs.items() if arc.is_small]
    withheld = set(small)
    for key in small:
        cycle = _cheapest_cycle(key, arcs, leads, withheld)
        if cycle is None:
            return dict.fromkeys(arcs, Cell(None))  # not even which numbers are small
        withheld |= cycle
    return {
        key: Cell(None, arc.is_small) if key in withheld else Cell(arc.count) for key, arc in arcs.items()
    }


def _leads(arcs: Mapping[Key, Arc]) -> dict[Node, list[tuple[Key, Node]]]:
    """Where a change of each number leads to, from each node. Nought is shown, and cannot change."""
    found: dict[Node, list[tuple[Key, Node]]] = {}
    for key, arc in arcs.items():
        for start, end in arc.changes if arc.count else ():
            found.setdefault(start, []).append((key, end))
    return found


Cost = tuple[int, int]
"""How many numbers are withheld in addition, a sum counting as several, and how many people these are."""


def _cheapest_cycle(
    key: Key, arcs: Mapping[Key, Arc], leads: Mapping[Node, list[tuple[Key, Node]]], withheld: set[Key]
) -> set[Key] | None:
    """The numbers that must be withheld so that this one could be another, and they too; ``None``: there are none."""
    best: tuple[Cost, set[Key]] | None = None
    for start, end in arcs[key].changes:
        path = _cheapest_path(end, start, key, arcs, leads, withheld)
        if path is not None and (best is None or path[0] < best[0]):
            best = path
        if best is not None and not best[0][0]:
            break
    return None if best is None else best[1]


def _cheapest_path(
    start: Node,
    end: Node,
    but: Key,
    arcs: Mapping[Key, Arc],
    leads: Mapping[Node, list[tuple[Key, Node]]],
    withheld: set[Key],
) -> tuple[Cost, set[Key]] | None:
    """Dijkstra's way through the network; what is withheld already costs nothing."""
    turns = count()  # nodes have no order of their own
    waiting: list[tuple[Cost, int, Node, tuple[Key, ...]]] = [((0, 0), next(turns), start, ())]
    best: dict[Node, Cost] = {start: (0, 0)}
    while waiting:
        cost, _, node, path = heappop(waiting)
        if node == end:
            return cost, set(path)
        for key, onward in leads.get(node, ()) if cost == best[node] else ():
            more = (0, 0) if key in withheld else (1 + SUM_COSTS * arcs[key].sums, arcs[key].count)
            further = (cost[0] + more[0], cost[1] + more[1])
            if key != but and (onward not in best or further < best[onward]):
                best[onward] = further
                heappush(waiting, (further, next(turns), onward, (*path, key)))
    return None


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` of cells, then the sums: of each row, of each column, and of all."""

    rows: tuple[tuple[Cell, ...], ...]
    row_sums: tuple[Cell, ...]
    column_sums: tuple[Cell, ...]
    total: Cell


def withhold(counts: Sequence[Sequence[int]]) -> Table:
    """The table of ``counts`` as it may be shown. Each person counts in one cell only.

    Raises ``ValueError`` for a count below zero, rows of different lengths, or no cell.
    """
    if not counts or not counts[0] or len({len(row) for row in counts}) > 1:
        raise ValueError("a table has rows of one length, and at least one cell")
    rows = [[*row, sum(row)] for row in counts]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    down, across = len(counts), len(counts[0])
    cells = protect(
        {
            (r, c): _arc(number, r, c, r == down, c == across)
            for r, row in enumerate(rows)
            for c, number in enumerate(row)
        }
    )
    return Table(
        rows=tuple(tuple(cells[r, c] for c in range(across)) for r in range(down)),
        row_sums=tuple(cells[r, across] for r in range(down)),
        column_sums=tuple(cells[down, c] for c in range(across)),
        total=cells[down, across],
    )


def _arc(number: int, row: int, column: int, is_column_sum: bool, is_row_sum: bool) -> Arc:
    """A number flows from its row to its column; a sum of a column on to the row of sums; a sum of a row back to it."""
    start, end = ("row", row), ("column", column)
    if is_column_sum != is_row_sum:
        start, end = end, start
    return Arc(number, start, end, is_column_sum + is_row_sum)
