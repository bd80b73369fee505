"""Lists of ties as people keep them: a table with or without headings, every fault of it at once."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from saola.core.values import Message, PartialDate, gettext_noop, say

from .graph import Actor, Tie

HEADINGS = {
    "source": ("source", "from", "a", "i", "node1", "caller", "actor", "person", "actor1", "person1"),
    "target": ("target", "to", "b", "j", "node2", "called", "callee", "actor2", "person2"),
    "weight": ("weight", "w", "value", "count", "times", "strength"),
    "on": ("on", "date", "day", "when"),
    "grade": ("grade", "grading", "reliability"),
    "evidence": ("evidence", "reference", "references", "ref", "document", "record"),
    "source_kind": ("source_kind", "from_kind", "kind_a", "source_type"),
    "target_kind": ("target_kind", "to_kind", "kind_b", "target_type"),
}
"""The field and what its column may be called, in any case."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row (``row`` counts lines of the file from 1)."""

    row: int
    text: Message


@dataclass(frozen=True, slots=True)
class TieList:
    """What was read: the good ties, the actors whose kind was named, and every row that could not be read."""

    ties: tuple[Tie, ...]
    actors: tuple[Actor, ...] = ()
    faults: tuple[RowFault, ...] = ()


def read_ties(text: str) -> TieList:
    """Read a table of ties: two names, and where there are columns for them a weight, date, grade, evidence.

    Comma, semicolon or tab parts the cells. Without headings that name both ends the columns are source, target and
    weight. Evidence of one tie is parted by ``|``. Nothing is guessed: a row that cannot be read is a fault.
    """
    lines = list(_rows(text))
    if not lines:
        return TieList((), (), (RowFault(1, say(gettext_noop("The file is empty."))),))
    columns = _columns(lines[0][1])
    if columns is None:
        if len(lines[0][1]) < 2:
            return TieList(
                (),
                (),
                (
                    RowFault(
                        lines[0][0],
                        say(
                            gettext_noop(
                                "The first row has one cell: a list of ties needs two columns, source and target."
                            )
                        ),
                    ),
                ),
            )
        columns = {"source": 0, "target": 1, **({"weight": 2} if len(lines[0][1]) > 2 else {})}
    else:
        lines = lines[1:]
    ties: list[Tie] = []
    faults: list[RowFault] = []
    kinds: dict[str, tuple[str, int]] = {}
    for number, cells in lines:
        row = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        wrong = list(_wrong(row)) + list(_other_kind(row, kinds, number))
        if wrong:
            faults.extend(RowFault(number, text) for text in wrong)
            continue
        ties.append(_tie(row))
    actors = tuple(Actor(name, kind) for name, (kind, _) in kinds.items())
    return TieList(tuple(ties), actors, tuple(faults))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line of the file on which it begins."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    parting = max("\t;,", key=first.count)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parting)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _columns(first: list[str]) -> dict[str, int] | None:
    """Which column holds which field, or ``None`` when the first row is no row of headings."""
    places: dict[str, int] = {}
    for place, cell in enumerate(first):
        word = cell.strip().casefold().replace(" ", "_")
        for name, words in HEADINGS.items():
            if word in words:
                places.setdefault(name, place)
    return places if {"source", "target"} <= places.keys() else None


def _wrong(row: dict[str, str]) -> Iterator[Message]:
    for name, text in (
        (
            "source",
            gettext_noop("The row does not say from whom the tie goes out; write a name or a number."),
        ),
        ("target", gettext_noop("The row does not say to whom the tie goes; write a name or a number.")),
    ):
        if not row[name]:
            yield say(text)
    weight = row.get("weight", "")
    if weight and not _is_weight(weight):
        yield say(
            gettext_noop(
                "The weight “{weight}” is not a number above nought; mend it, or leave it empty to count once."
            ),
            weight=weight,
        )
    try:
        PartialDate.parse_iso(row.get("on", ""))
    except ValueError:
        yield say(
            gettext_noop(
                "“{date}” is not a date as 2016-06-01, 2016-06 or 2016; leave it empty if it is not known."
            ),
            date=row["on"],
        )


def _is_weight(cell: str) -> bool:
    try:
        weight = float(cell)
    except ValueError:
        return False
    return math.isfinite(weight) and weight > 0


def _other_kind(row: dict[str, str], kinds: dict[str, tuple[str, int]], number: int) -> Iterator[Message]:
    """One actor is of one kind; the first row that says so is kept."""
    for end in ("source", "target"):
        name, kind = row[end], row.get(f"{end}_kind", "")
        if not name or not kind:
            continue
        held = kinds.setdefault(name, (kind, number))
        if held[0] != kind:
            yield say(
                gettext_noop("{name} is a {kind} here and a {other} in row {row}; settle which it is."),
                name=name,
                kind=kind,
                other=held[0],
                row=held[1],
            )


def _tie(row: dict[str, str]) -> Tie:
    weight = row.get("weight", "")
    evidence = tuple(part.strip() for part in row.get("evidence", "").split("|") if part.strip())
    return Tie(
        row["source"],
        row["target"],
        float(weight) if weight else None,
        PartialDate.parse_iso(row.get("on", "")),
        row.get("grade", ""),
        evidence,
    )
