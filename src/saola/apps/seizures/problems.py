"""What is wrong with the rows of a file: kept beside the batch, counted by kind, sent back as a file."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, TextIO

from django.utils.translation import gettext as _

from saola.core.intake import RowProblem, guarded, own_heading
from saola.core.intake.cells import shown
from saola.core.values import Message

from . import files
from .models import Batch
from .passes import PassedRow
from .reading import open_batch


def problem_data(problem: RowProblem) -> dict[str, Any]:
    """One problem as plain data."""
    return {
        "code": problem.fault.code,
        "column": problem.column,
        "field": problem.field,
        "found": problem.found,
        "is_error": problem.is_error,
        "message": problem.message().as_data(),
    }


def row_data(row: PassedRow) -> dict[str, Any]:
    """A row with everything that is wrong with it, as it is kept beside the batch and sent back."""
    return {
        "is_refused": bool(row.reading.errors),
        "row": row.raw.number,
        "cells": [str(shown(cell)) for cell in row.raw.cells],
        "problems": [problem_data(problem) for problem in (*row.reading.errors, *row.reading.warnings)],
    }


def write_row(row: PassedRow, file: TextIO) -> None:
    """Write the line of ``row``, if anything is wrong with it."""
    if row.reading.errors or row.reading.warnings:
        file.write(json.dumps(row_data(row), ensure_ascii=False) + "\n")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which faulty rows: ``""``, ``refused`` or ``warning``; and a kind of problem, or any."""

    outcome: str = ""
    code: str = ""

    def holds(self, line: str) -> bool:
        """Whether a kept line is of this selection, told from the line unread."""
        if self.outcome and line.startswith('{"is_refused": true') != (self.outcome == "refused"):
            return False
        return not self.code or f'"code": "{self.code}"' in line


def page_of(batch: Batch, selection: Selection, start: int, length: int) -> tuple[int, list[dict[str, Any]]]:
    """How many faulty rows there are in ``selection``, and ``length`` of them from ``start``."""
    total, rows = 0, []
    for line in files.Problems(batch).lines():
        if selection.holds(line):
            if start <= total < start + length:
                rows.append(json.loads(line))
            total += 1
    return total, rows


def write_csv(batch: Batch, file: TextIO) -> int:
    """Write the faulty rows of a checked or recorded batch; return how many."""
    writer = csv.writer(file)
    count = -1
    for row in _table(batch):
        writer.writerow(row)
        count += 1
    return count


def write_xlsx(batch: Batch, file: BinaryIO) -> int:
    """The same as a workbook: every cell is text, so that nothing of it runs."""
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Rows to mend"))
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet.freeze_panes(1, 2)
        sheet.set_column(2, 2, 70)
        line = -1
        for line, row in enumerate(_table(batch, guard=str)):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell[:32_767], bold if line == 0 else wrapped)
    return line


def _table(batch: Batch, guard: Any = guarded) -> Iterator[list[str]]:
    """The head, then every faulty row: its number, what became of it, what is wrong, its cells as they came."""
    with open_batch(batch) as opened:
        headers = list(opened.table.headers)
        positions = [column.position for column in opened.table.columns]
    added = (_("Row"), _("What became of it"), _("What is wrong"))
    yield [*map(own_heading, added), *map(guard, headers)]
    for problem in files.Problems(batch):
        outcome = _("refused") if problem["is_refused"] else _("recorded with a warning")
        cells = [problem["cells"][at] if at < len(problem["cells"]) else "" for at in positions]
        yield [str(problem["row"]), outcome, guard(in_words(problem)), *map(guard, cells)]


def in_words(problem: dict[str, Any]) -> str:
    """Everything that is wrong with a row, in the reader's language, a line each."""
    return "\n".join(sentences(problem))


def sentences(problem: dict[str, Any]) -> Iterator[str]:
    for each in problem["problems"]:
        yield Message.from_data(each["message"]).in_words(_)
