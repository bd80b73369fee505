"""The rows that need mending, as a table to send back to the agency that wrote them."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from saola.core.values import gettext_noop, say

from .cells import shown
from .guarding import guarded
from .readings import RowReading
from .sheets import RawRow
from .tables import Table

Translate = Callable[[str], str]


def problem_table(
    table: Table, rows: Iterable[tuple[RawRow, RowReading]], translate: Translate = gettext_noop
) -> Iterator[list[str]]:
    """The head, then every row that was refused: its number, its cells as they came, what is wrong with it.

    Every text is safe to open in a spreadsheet program. The file can be mended and sent again as it is: the
    two columns that were added bear no field and are kept as notes.
    """
    number = say(gettext_noop("Row in the file sent")).in_words(translate)
    wrong = say(gettext_noop("What is wrong")).in_words(translate)
    yield [number, *map(guarded, table.headers), wrong]
    for raw, reading in rows:
        if not reading.errors:
            continue
        cells = [
            raw.cells[column.position] if column.position < len(raw.cells) else "" for column in table.columns
        ]
        said = " ".join(problem.message().in_words(translate) for problem in reading.errors)
        yield [str(raw.number), *(guarded(shown(cell)) for cell in cells), guarded(said)]


def write_problems(
    out: TextIO, table: Table, rows: Iterable[tuple[RawRow, RowReading]], translate: Translate = gettext_noop
) -> int:
    """Write ``problem_table`` to ``out`` as CSV and give the number of refused rows in it.

    Open ``out`` as ``utf-8-sig`` with ``newline=""``: spreadsheet programs know the letters by that mark.
    """
    writer = csv.writer(out)
    count = -1
    for row in problem_table(table, rows, translate):
        writer.writerow(row)
        count += 1
    return count
