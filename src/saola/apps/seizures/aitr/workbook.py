"""The report as the Excel workbook that the form asks for. Every cell has an explicit type: NA is Namibia."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from .gathering import fields

SHEET = "Annual illegal trade report"
_WIDTHS = {
    "species": 26,
    "place": 34,
    "agency": 24,
    "notes": 40,
    "law": 30,
    "disposal": 24,
    "incident_ref": 20,
}
_FIXED_TIME = datetime(2000, 1, 1)


def write_workbook(rows: Iterable[dict[str, Any]], about: list[tuple[str, str]]) -> bytes:
    """The bytes of the workbook: one sheet in the layout of the form, one that says what it is.

    The same rows and the same ``about`` always make the same bytes.
    """
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _FIXED_TIME, "title": SHEET})
    _write_rows(book, rows)
    _write_about(book, about)
    book.close()
    return memory.getvalue()


def _write_rows(book: xlsxwriter.Workbook, rows: Iterable[dict[str, Any]]) -> None:
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    latin = book.add_format({"italic": True})
    day = book.add_format({"num_format": "dd-mmm-yyyy", "align": "left"})
    columns = fields()
    for at, field in enumerate(columns):
        sheet.write_string(0, at, field["label"]["en"], head)
        sheet.set_column(at, at, _WIDTHS.get(field["code"], 16))
    sheet.freeze_panes(1, 1)
    for line, row in enumerate(rows, 1):
        for at, field in enumerate(columns):
            _write_cell(sheet, line, at, field["code"], row[field["code"]], latin, day)


def _write_cell(sheet: Any, line: int, at: int, code: str, value: str, latin: Any, day: Any) -> None:
    if value in ("", None):
        return
    if code == "quantity":
        sheet.write_number(line, at, Decimal(value))
    elif code == "seized_on" and len(value) == 10:
        sheet.write_datetime(line, at, date.fromisoformat(value), day)
    else:
        sheet.write_string(line, at, value, latin if code == "species" else None)


def _write_about(book: xlsxwriter.Workbook, about: list[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    label = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True})
    for line, (name, words) in enumerate(about):
        sheet.write_string(line, 0, name, label)
        sheet.write_string(line, 1, words, wrapped)
