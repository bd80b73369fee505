"""The report as the Excel workbook that the form asks for. Every cell has an explicit type: NA is Namibia."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from saola.core.sealing import canonical

from .gathering import Row, fields

SHEET = "Annual illegal trade report"
DRAFT_SHEET = "DRAFT, not issued"
_A3, _WIDTH_OF_PAGE = 8, 1
_WIDTHS = {
    "species": 26,
    "place": 34,
    "agency": 24,
    "term": 12,
    "quantity": 12,
    "unit": 10,
    "appendix": 10,
    "notes": 40,
    "law": 30,
    "disposal": 24,
}
_WIDTH = 16
_LINE = 15
"""The height of a line of text, in points."""

_FIXED_TIME = datetime(2000, 1, 1)
"""A workbook says when it was made; the same report must give the same bytes."""


@dataclass(frozen=True, slots=True)
class About:
    """What the second sheet says. ``version`` 0 is a draft, which has no ``issued_at`` and nobody's choice."""

    year: int
    version: int = 0
    issued_at: datetime | None = None
    issued_by: str = ""
    share_with_iccwc: bool | None = None
    held_back: int = 0
    unsettled: int = 0
    undated: int = 0
    note: str = ""

    @property
    def is_draft(self) -> bool:
        return self.version == 0

    def lines(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        """Labels and words, in English as the form."""
        return [
            ("Report", f"CITES annual illegal trade report, {self.year}"),
            *self._standing(),
            ("Rows", str(len(rows))),
            ("Seizures", str(len({row["incident_ref"] for row in rows}))),
            ("Seizures held back", str(self.held_back)),
            ("Rows left out: not settled whether they were listed", str(self.unsettled)),
            ("Seizures of no known year, in no report", str(self.undated)),
            ("SHA-256 of the rows", digest_of(rows)),
            ("How to read it", "No unit: a number of specimens. XX: country not known. Empty: not known."),
            ("Note", self.note),
        ]

    def _standing(self) -> list[tuple[str, str]]:
        if self.is_draft:
            return [("Version", "DRAFT. Not issued: not for submission.")]
        replaced = f" (amendment; replaces version {self.version - 1})" if self.version > 1 else ""
        return [
            ("Version", f"{self.version}{replaced}"),
            ("Issued", f"{self.issued_at:%Y-%m-%d %H:%M} UTC, by {self.issued_by}"),
            ("May be shared with ICCWC for global research", "Yes" if self.share_with_iccwc else "No"),
        ]


def digest_of(rows: Sequence[Row]) -> str:
    """SHA-256 over the rows in their canonical form: the same rows, the same digest, in whatever file."""
    return sha256(canonical({"rows": list(rows)})).hexdigest()


def write_workbook(rows: Sequence[Row], about: About) -> bytes:
    """The bytes of the workbook: one sheet in the layout of the form, one that says what it is.

    The same ``rows`` and the same ``about`` always make the same bytes.
    """
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        book.set_properties({"created": _FIXED_TIME, "title": SHEET})
        _write_rows(book, rows, about)
        _write_about(book, about.lines(rows))
    return memory.getvalue()


def _write_rows(book: xlsxwriter.Workbook, rows: Iterable[Row], about: About) -> None:
    sheet = book.add_worksheet(DRAFT_SHEET if about.is_draft else SHEET)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    latin = book.add_format({"italic": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd-mmm-yyyy", "align": "left", "valign": "top"})
    formats = {"species": latin, "seized_on": day}
    columns = fields()
    sheet.set_row(0, 4 * _LINE)
    for at, field in enumerate(columns):
        sheet.write_string(0, at, field["label"]["en"], head)
        sheet.set_column(at, at, _width(field["code"]))
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, _LINE * _lines(row))
        for at, field in enumerate(columns):
            code = field["code"]
            _write_cell(sheet, line, at, code, row.get(code, ""), formats.get(code, plain))
    _set_paper(sheet, about)


def _width(code: str) -> int:
    return _WIDTHS.get(code, _WIDTH)


def _lines(row: Row) -> int:
    """How many lines the fullest cell of ``row`` needs: not every program that opens the file works it out."""
    return max(ceil(_breadth(words) / _width(code)) for code, words in row.items() if code != "key") or 1


def _breadth(words: str) -> float:
    """In letters of average width, with room for breaking between words; a Chinese character is two."""
    return 1.2 * sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


def _write_cell(sheet: Any, line: int, at: int, code: str, value: str, form: Any) -> None:
    """Days are dates; a month or a year stays a text, because a cell cannot be half a date."""
    if value == "":
        return
    if code == "quantity":
        sheet.write_number(line, at, Decimal(value), form)
    elif code == "seized_on" and len(value) == len("2016-06-01"):
        sheet.write_datetime(line, at, date.fromisoformat(value), form)
    else:
        sheet.write_string(line, at, value, form)


def _set_paper(sheet: Any, about: About) -> None:
    """Print as wide as one page, the headings on each."""
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(_WIDTH_OF_PAGE, 0)
    standing = "DRAFT, not issued" if about.is_draft else f"version {about.version}"
    sheet.set_header(f"&L{SHEET} {about.year}&R{standing}")
    sheet.set_footer("&R&P / &N")


def _write_about(book: xlsxwriter.Workbook, lines: list[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 80)
    label = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True})
    for line, (name, words) in enumerate(lines):
        sheet.write_string(line, 0, name, label)
        sheet.write_string(line, 1, words, wrapped)
