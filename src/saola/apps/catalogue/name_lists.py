"""A table of names, as somebody sends it, matched row by row."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from saola.apps.quarantine.tables import open_sheets
from saola.core.intake import Limits, Refusal, Table, guarded, propose, read_table
from saola.core.names import NameIndex, NameMatch
from saola.core.values import say

COLUMNS = (
    "row",
    "written",
    "outcome",
    "accepted_name",
    "rank",
    "score",
    "name_found",
    "reasons",
    "candidates",
)
GENUS_ONLY = "genus_only"  # a species that no list holds, of a genus that one does
_SETTLED = ("accepted", "synonym", "common", "higher_taxon", "misspelt")
_TRIED = 40  # rows looked at to find the column of names


@dataclass(frozen=True, slots=True)
class NameRow:
    """One row of the table: its number in the file, what stood in the column of names, what it stands for."""

    number: int
    written: str
    match: NameMatch | None

    @property
    def outcome(self) -> str:
        if self.match is None:
            return "blank"
        return self.match.outcome.value if self.match.is_to_species or not self.match.best else GENUS_ONLY


@dataclass(slots=True)
class NameList:
    """The matched table. Rows come as they are read; ``outcomes`` counts those read so far."""

    column: str
    rows: Iterator[NameRow]
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def settled(self) -> int:
        """How many rows stand for exactly one taxon."""
        return sum(
            self.outcomes[word] for word in ("accepted", "synonym", "common", "higher_taxon", "misspelt")
        )

    @property
    def total(self) -> int:
        return self.outcomes.total()


def match_list(
    file: BinaryIO, name: str, index: NameIndex, *, column: str = "", limits: Limits | None = None
) -> NameList:
    """Match the names in ``file``, in the column called ``column`` or the one that holds names.

    Raises ``Refusal`` for a file that cannot be read or has no such column.
    """
    sheets = [sheet for sheet in open_sheets(file, name, limits) if not sheet.is_hidden]
    if not sheets:
        raise Refusal("empty", say(gettext_noop("Every sheet of this workbook is hidden. Please show one.")))
    table = read_table(sheets[0])
    if not column and _is_name(index, table.headers[0]) and len(table.columns) == 1:
        table = read_table(sheets[0], head_row=0)  # a bare list: its first line is a name, not a heading
    position = _named(table, column) if column else _found(table, index)
    header = next(each.header for each in table.columns if each.position == position)
    matched = NameList(header, iter(()))
    matched.rows = _rows(table, position, index, matched.outcomes)
    return matched


def _named(table: Table, column: str) -> int:
    for each in table.columns:
        if each.header.casefold() == column.strip().casefold():
            return each.position
    raise Refusal(
        "no-column",
        say(
            gettext_noop(
                "There is no column “{column}” in this file. It has: {headers}. Nothing was matched."
            ),
            column=column,
            headers=", ".join(f"“{header}”" for header in table.headers),
        ),
    )


def _found(table: Table, index: NameIndex) -> int:
    """The column taken for scientific or common names, else the one whose cells most often match."""
    fields = propose(table).by_field()
    for wanted in ("scientific_name", "common_name"):
        if wanted in fields:
            return max(fields[wanted], key=lambda use: use.confidence).position
    counts = {
        column.position: sum(
            _is_name(index, _cell(row.cells, column.position)) for row in table.sample[:_TRIED]
        )
        for column in table.columns
    }
    best = max(counts, key=lambda position: (counts[position], -position))
    if counts[best] == 0 and len(counts) > 1:
        raise Refusal(
            "no-column",
            say(
                gettext_noop(
                    "No column of this file looks like names of species. Please say which one it is. It has: {headers}."
                ),
                headers=", ".join(f"“{header}”" for header in table.headers),
            ),
        )
    return best


def _is_name(index: NameIndex, text: str) -> bool:
    return bool(text) and index.match(text, limit=1).best is not None


def _cell(cells, position: int) -> str:
    return str(cells[position]).strip() if position < len(cells) else ""


def _rows(table: Table, position: int, index: NameIndex, outcomes: Counter[str]) -> Iterator[NameRow]:
    known: dict[str, NameMatch] = {}
    for row in table.rows():
        written = _cell(row.cells, position)
        if written and written not in known:
            if len(known) > 100_000:
                known.clear()
            known[written] = index.match(written)
        matched = NameRow(row.number, written, known.get(written))
        outcomes[matched.outcome] += 1
        yield matched


def write_matches(rows: Iterable[NameRow], file: TextIO) -> None:
    """Write ``rows`` as CSV with the columns ``COLUMNS``, in the reader's language."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(str(cell)) for cell in _cells(row)])


def _cells(row: NameRow) -> list:
    if row.match is None:
        return [row.number, row.written, "blank", *[""] * 6]
    best = row.match.best
    shown = best or (row.match.candidates[0] if row.match.candidates else None)
    return [
        row.number,
        row.written,
        row.outcome,
        best.accepted_name if best else "",
        best.rank.lower() if best else "",
        f"{best.score:.2f}" if best else "",
        best.name if best else "",
        " ".join(reason.in_words(_) for reason in shown.reasons) if shown else "",
        "" if best else "; ".join(f"{one.accepted_name} ({one.score:.2f})" for one in row.match.candidates),
    ]


@contextmanager
def matched_file(path: Path, index: NameIndex, column: str = "") -> Iterator[NameList]:
    """``match_list`` for a file on this machine."""
    with path.open("rb") as file:
        yield match_list(file, path.name, index, column=column)
