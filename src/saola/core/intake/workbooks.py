"""Workbooks (xlsx, xls, ods) as sheets of typed cells."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

import python_calamine as calamine

from saola.core.values import gettext_noop, say

from .archives import damaged, password
from .files import Kind, Nature
from .refusals import Limits, Refusal
from .repeated_cells import largest_sheet
from .sheets import Cell, RawRow, Sheet
from .texts import too_wide
from .workbook_parts import PartNotes, notes_of_xlsx

MIDNIGHT = time(0, 0)


def open_workbook(file: BinaryIO, nature: Nature, limits: Limits) -> list[Sheet]:
    """The sheets of a workbook that hold cells, hidden ones marked. Raises ``Refusal``.

    A sheet is only unpacked when its rows are asked for. Formulas give the value saved with them.
    """
    parts = notes_of_xlsx(file) if nature.kind is Kind.XLSX else {}
    for name, part in parts.items():
        _refuse_vast(name, part, limits)
    if nature.kind is Kind.ODS:
        rows, columns = largest_sheet(file)
        _refuse_vast(nature.name, PartNotes(rows=rows, columns=columns), limits)
    file.seek(0)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(file)
    except calamine.PasswordError as error:
        raise password() from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise damaged() from error
    sheets = [
        _sheet(workbook, about, parts.get(about.name, PartNotes()), limits)
        for about in workbook.sheets_metadata
        if about.typ is calamine.SheetTypeEnum.WorkSheet
    ]
    if not sheets:
        raise Refusal(
            "empty",
            say(
                gettext_noop(
                    "The workbook holds no sheet with a table. Please check that the right file was sent."
                )
            ),
        )
    return sheets


def _sheet(
    workbook: calamine.CalamineWorkbook, about: calamine.SheetMetadata, part: PartNotes, limits: Limits
) -> Sheet:
    def rows() -> Iterator[RawRow]:
        return _rows(workbook, about.name, part, limits)

    return Sheet(
        about.name,
        rows,
        is_hidden=about.visible is not calamine.SheetVisibleEnum.Visible,
        warnings=part.warnings(),
        facts={"dates": "1904"} if part.starts_1904 else {},
    )


def _refuse_vast(name: str, part: PartNotes, limits: Limits) -> None:
    if part.rows * part.columns > limits.sheet_cells and part.rows > limits.columns:
        raise vast_sheet(name, part.rows, part.columns)
    if part.columns > limits.columns:
        raise too_wide(part.columns, limits)


def vast_sheet(name: str, rows: int, columns: int) -> Refusal:
    """The refusal for a sheet that would need more memory than is set aside."""
    return Refusal(
        "too-long",
        say(
            gettext_noop(
                "The sheet “{sheet}” has {rows} rows and {columns} columns, more than a workbook can be read with "
                "in the memory set aside. Please save the sheet as CSV, which is read at any length; rows that only "
                "look empty can be deleted first."
            ),
            sheet=name,
            rows=rows,
            columns=columns,
        ),
    )


def _rows(
    workbook: calamine.CalamineWorkbook, name: str, part: PartNotes, limits: Limits
) -> Iterator[RawRow]:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except (calamine.CalamineError, ValueError) as error:
        raise damaged() from error
    if sheet.start is None or sheet.end is None:
        return
    left = sheet.start[1]
    right = sheet.end[1] + 1
    if right - left > limits.columns:
        raise too_wide(right, limits)
    if (sheet.end[0] + 1) * (right - left) > limits.sheet_cells:
        raise vast_sheet(name, sheet.end[0] + 1, right)
    before: list[Cell] = [""] * left
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        # iter_rows begins at the first row of the sheet, whether or not anything stands in it
        yield RawRow(number, [*before, *map(_cell, cells)], part.of_row(number))


def _cell(value: object) -> Cell:
    if type(value) is str:
        return value
    if type(value) is float:
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if type(value) is datetime and value.time() == MIDNIGHT:
        return value.date()
    if isinstance(value, bool | int | date | time | timedelta):
        return value
    return "" if value is None else str(value)
