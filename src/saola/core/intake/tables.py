"""Tables: a sheet whose head was found, so that its columns have names and its rows begin somewhere."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import BinaryIO

from saola.core.values import Message, gettext_noop, say

from .field_words import is_known_header
from .files import Kind, inspect, open_content
from .refusals import Limits, Refusal
from .sheets import Cell, RawRow, Sheet
from .texts import open_text
from .words import tidy
from .workbooks import open_workbook

SEARCHED = 60
"""Rows in which the head is looked for."""
SAMPLED = 400
"""Rows kept as a sample for the preview and for judging columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``position`` from 0, and its ``header``; renamed when another bears the same."""

    position: int
    header: str
    was_renamed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``rows()`` gives every row below the head, blank ones too, from the first one each time it is called.

    ``head_row`` is the number of the (last) row of the head, 0 where there is none; ``sample`` the first rows
    that hold something.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[RawRow]]
    head_row: int
    sample: tuple[RawRow, ...] = ()
    warnings: tuple[Message, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)


def open_sheets(
    file: BinaryIO,
    name: str = "",
    limits: Limits | None = None,
    *,
    encoding: str = "",
    delimiter: str = "",
) -> list[Sheet]:
    """The sheets of ``file``, whatever it is. Raises ``Refusal`` for what cannot be taken in.

    ``file`` is seekable and stays open while rows are read; ``encoding`` and ``delimiter`` overrule what a text
    file seems to be.
    """
    limits = limits or Limits()
    nature = inspect(file, name, limits)
    if nature.kind is Kind.TEXT:
        sheets = [open_text(lambda: open_content(file, nature), name, limits, encoding, delimiter)]
    else:
        sheets = open_workbook(open_content(file, nature), nature, limits)
    return [
        Sheet(sheet.name, sheet.rows, sheet.is_hidden, nature.warnings + sheet.warnings, sheet.facts)
        for sheet in sheets
    ]


def read_table(sheet: Sheet, head_row: int | None = None) -> Table:
    """Find the head of ``sheet`` (or take row ``head_row``; 0: there is none) and name its columns.

    Raises ``Refusal`` when the sheet holds nothing, or nothing but a head.
    """
    first = list(islice(sheet.rows(), SEARCHED))
    filled = [row for row in first if not is_blank(row)]
    if not filled:
        filled = list(islice((row for row in sheet.rows() if not is_blank(row)), SEARCHED))
    if not filled:
        raise Refusal(
            "empty",
            say(
                gettext_noop(
                    "The sheet “{sheet}” is empty. Please check that the right sheet and file were chosen."
                ),
                sheet=sheet.name,
            ),
        )
    head = _find_head(filled) if head_row is None else [row for row in filled if row.number == head_row]
    last = head[-1].number if head else 0
    sample = tuple(islice((row for row in sheet.rows() if row.number > last and not is_blank(row)), SAMPLED))
    if not sample:
        raise Refusal(
            "header-only",
            say(
                gettext_noop(
                    "The sheet “{sheet}” has a row of headings and nothing below it, so there is nothing to record. "
                    "Please check that the right sheet and file were chosen."
                ),
                sheet=sheet.name,
            ),
        )
    columns, warnings = _name_columns(head, sample)
    if last > 1 and len(head) < last:
        warnings += (
            say(
                gettext_noop("The headings were found in row {row}; what stands above was left out."),
                row=last,
            ),
        )

    def rows() -> Iterator[RawRow]:
        return (row for row in sheet.rows() if row.number > last)

    return Table(sheet.name, columns, rows, last, sample, sheet.warnings + warnings)


def is_blank(row: RawRow) -> bool:
    """Whether nothing but spaces stands in the row."""
    return not any(map(_is_filled, row.cells))


def _find_head(filled: list[RawRow]) -> list[RawRow]:
    """The row (or two) most like headings: words, few of them empty, unlike the rows below, known to us."""
    width = max(sum(_is_filled(cell) for cell in row.cells) for row in filled)
    scores = [_head_score(row, filled[at + 1 :], width) for at, row in enumerate(filled[:30])]
    best = max(range(len(scores)), key=lambda at: (scores[at], -at))
    if scores[best] <= 0:
        return []
    head = [filled[best]]
    above = filled[best - 1] if best else None
    if above is not None and above.number == head[0].number - 1 and _is_upper_line(above, head[0], width):
        head.insert(0, above)
    return head


def _is_filled(cell: Cell) -> bool:
    return cell != "" and not (isinstance(cell, str) and not cell.strip())


def _head_score(row: RawRow, below: list[RawRow], width: int) -> float:
    cells = [cell for cell in row.cells if _is_filled(cell)]
    if not cells:
        return -1.0
    words = [cell for cell in cells if isinstance(cell, str) and _is_heading(cell)]
    share_words = len(words) / len(cells)
    known = sum(is_known_header(word) for word in words)
    distinct = len({str(cell) for cell in cells}) / len(cells)
    full = min(1.0, len(cells) / max(width, 1))
    if share_words < 0.7 or (width > 1 and len(cells) < 2):
        return -1.0
    repeated = sum(str(cell) in {str(c) for r in below[:20] for c in r.cells} for cell in cells) / len(cells)
    return (
        2 * full
        + share_words
        + distinct
        + 3 * known / len(cells)
        - 2 * repeated
        - 1.5 * (known == 0 and not _differs(cells, below))
    )


def _is_heading(text: str) -> bool:
    stripped = text.strip()
    return (
        0 < len(stripped) <= 120
        and not stripped.replace(".", "")
        .replace(",", "")
        .replace("-", "")
        .replace("/", "")
        .replace(" ", "")
        .isdecimal()
    )


def _differs(head: list[Cell], below: list[RawRow]) -> bool:
    """Whether the rows below hold numbers or dates, which a head does not."""
    return any(
        not isinstance(cell, str) or any(mark.isdecimal() for mark in cell)
        for row in below[:5]
        for cell in row.cells
    )


def _is_upper_line(above: RawRow, head: RawRow, width: int) -> bool:
    """Whether ``above`` is the upper line of a head of two: several words, each over columns of the lower one."""
    cells = [cell for cell in above.cells if _is_filled(cell)]
    if not len(cells) >= 2 or not all(isinstance(cell, str) and _is_heading(cell) for cell in cells):
        return False
    lower_gaps = sum(
        1
        for at, cell in enumerate(above.cells)
        if _is_filled(cell) and not (at < len(head.cells) and _is_filled(head.cells[at]))
    )
    lower = [str(cell) for cell in head.cells if _is_filled(cell)]
    return lower_gaps > 0 or len(set(lower)) < len(lower) or len(cells) < len(lower)


def _name_columns(
    head: list[RawRow], sample: tuple[RawRow, ...]
) -> tuple[tuple[Column, ...], tuple[Message, ...]]:
    width = max(len(row.cells) for row in (*head, *sample))
    used = [
        at
        for at in range(width)
        if any(at < len(row.cells) and _is_filled(row.cells[at]) for row in (*head, *sample))
    ]
    upper = _spread(head[0].cells, width) if len(head) == 2 else [""] * width
    lower = head[-1].cells if head else []
    columns: list[Column] = []
    renamed: list[str] = []
    taken: dict[str, int] = {}
    for at in used:
        own = _text(lower[at]) if at < len(lower) else ""
        name = tidy(f"{upper[at]} {own}" if upper[at] != own else own) or f"column {column_letters(at)}"
        taken[name.casefold()] = count = taken.get(name.casefold(), 0) + 1
        if count > 1:
            renamed.append(name)
            name = f"{name} ({count})"
            taken[name.casefold()] = 1
        columns.append(Column(at, name, count > 1))
    warnings: tuple[Message, ...] = ()
    if renamed:
        warnings = (
            say(
                gettext_noop(
                    "More than one column is called {names}; the later ones are shown with a number behind the name. "
                    "Please check which is which."
                ),
                names=", ".join(f"“{name}”" for name in dict.fromkeys(renamed)),
            ),
        )
    return tuple(columns), warnings


def _spread(cells: Sequence[Cell], width: int) -> list[str]:
    """The upper line of a head, each word carried over the empty (merged) cells to its right."""
    spread, current = [], ""
    for at in range(width):
        current = (_text(cells[at]) if at < len(cells) else "") or current
        spread.append(current)
    return spread


def _text(cell: Cell) -> str:
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    return tidy(str(cell))


def column_letters(position: int) -> str:
    """The letters a spreadsheet shows above a column; 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
