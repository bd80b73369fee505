"""Networks kept as a matrix, as many published ones are: who with whom, or who was present at what."""

import csv
import io
import math

from saola.core.values import gettext_noop, say

from .graph import Actor, Tie
from .reading import RowFault, TieList


def read_square(text: str, *, is_directed: bool = False) -> TieList:
    """Read a matrix whose first row and first column hold the same names in the same order; cells are weights.

    Without direction a cell and its mirror image are the same tie; where they differ that row is a fault.
    """
    heads, rows, faults = _read(text)
    names = [name for name, _ in rows]
    if names != heads:
        only = sorted(set(names) ^ set(heads))[:5]
        faults.append(
            RowFault(
                1,
                say(
                    gettext_noop(
                        "The names across and the names down differ, so it is no matrix of who with whom: {names}."
                    ),
                    names=", ".join(only) or "their order",
                ),
            )
        )
        return TieList((), (), tuple(faults))
    cells = {(i, j): weight for i, (_, row) in enumerate(rows) for j, weight in row.items()}
    ties = []
    for (i, j), weight in cells.items():
        if is_directed:
            ties.append(Tie(names[i], names[j], weight))
            continue
        mirror = cells.get((j, i), 0.0)
        if mirror != weight:
            faults.append(
                RowFault(
                    i + 2,
                    say(
                        gettext_noop(
                            "{one} to {other} is {weight}, and back it is {mirror}: read it as directed, or mend it."
                        ),
                        one=names[i],
                        other=names[j],
                        weight=f"{weight:g}",
                        mirror=f"{mirror:g}",
                    ),
                )
            )
        elif i <= j:
            ties.append(Tie(names[i], names[j], weight))
    return TieList(tuple(ties), tuple(Actor(name) for name in names), tuple(faults))


def read_attendance(text: str) -> TieList:
    """Read a matrix of actors (down) and occasions (across); two who shared an occasion are tied.

    A tie weighs one for each occasion shared, and its evidence is the occasions.
    """
    heads, rows, faults = _read(text)
    ties: list[Tie] = []
    for i, (one, there) in enumerate(rows):
        for other, also in rows[i + 1 :]:
            ties.extend(
                Tie(one, other, 1.0, evidence=(heads[occasion],)) for occasion in there if occasion in also
            )
    return TieList(tuple(ties), tuple(Actor(name) for name, _ in rows), tuple(faults))


def _read(text: str) -> tuple[list[str], list[tuple[str, dict[int, float]]], list[RowFault]]:
    """The names across, and for each name down its cells that are not nought."""
    lines = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) if any(row)]
    if not lines:
        return [], [], [RowFault(1, say(gettext_noop("The file is empty.")))]
    heads = [cell.strip() for cell in lines[0]]
    if len(lines) > 1 and len(heads) == len(lines[1]):
        heads = heads[1:]  # the corner is a cell of its own
    faults: list[RowFault] = []
    rows: list[tuple[str, dict[int, float]]] = []
    for number, line in enumerate(lines[1:], start=2):
        cells: dict[int, float] = {}
        for place, cell in enumerate(line[1:]):
            try:
                weight = float(cell) if cell.strip() else 0.0
            except ValueError:
                weight = math.nan
            if place >= len(heads) or not (math.isfinite(weight) and weight >= 0):
                faults.append(
                    RowFault(
                        number,
                        say(
                            gettext_noop(
                                "Cell {place} holds “{cell}”, which is not a number of nought or more."
                            ),
                            place=place + 2,
                            cell=cell,
                        ),
                    )
                )
            elif weight:
                cells[place] = weight
        rows.append((line[0].strip(), cells))
    return heads, rows, faults
