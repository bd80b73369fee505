"""What a reader of values does not tell of a workbook: formulas, cells in error, hidden rows, its true size.

The XML of each sheet is passed through once, in pieces. The size is taken from the cells themselves, because
what a sheet says of its own size may be wrong, by accident or on purpose.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from defusedxml import ElementTree

from saola.core.values import Message, gettext_noop, say

from .archives import BROKEN, damaged

PIECE = 1 << 20
KEPT_NOTES = 10_000
_ROW_OF_CELL = re.compile(rb'<c r="[A-Z]+(\d+)"')
_COLUMN_OF_CELL = re.compile(rb'<c r="([A-Z]+)')
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)(<v>[^<]|<is>)?')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]*)</v>')
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*hidden="(?:1|true)")[^>]*?r="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<col (?=[^>]*hidden="(?:1|true)")[^>]*?min="(\d+)"')


@dataclass(slots=True)
class PartNotes:
    """What was seen in the XML of one sheet. ``area`` is (rows, columns) up to the last cell."""

    rows: int = 0
    columns: int = 0
    formulas: int = 0
    formulas_without_value: int = 0
    errors: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: int = 0
    starts_1904: bool = False
    by_row: dict[int, list[Message]] = field(default_factory=dict)

    @property
    def area(self) -> tuple[int, int]:
        return self.rows, self.columns

    def of_row(self, number: int) -> tuple[Message, ...]:
        return tuple(self.by_row[number]) if number in self.by_row else ()

    def note(self, row: int, message: Message) -> None:
        if len(self.by_row) < KEPT_NOTES:
            self.by_row.setdefault(row, []).append(message)

    def warnings(self) -> tuple[Message, ...]:
        return tuple(_said(self))


def _said(part: PartNotes) -> Iterator[Message]:
    if part.formulas:
        yield say(
            gettext_noop(
                "{count} cells hold formulas; the values saved with them were read, and nothing was calculated again."
            ),
            count=part.formulas,
        )
    if part.formulas_without_value:
        yield say(
            gettext_noop(
                "{count} formulas were saved without their value and are read as empty cells. Please open the "
                "workbook in a spreadsheet program, save it and send it again."
            ),
            count=part.formulas_without_value,
        )
    if part.errors:
        yield say(
            gettext_noop(
                "{count} cells show an error such as #REF! and are read as empty; their rows say so."
            ),
            count=part.errors,
        )
    if part.hidden_rows or part.hidden_columns:
        yield say(
            gettext_noop(
                "The sheet has hidden rows ({rows}) or columns ({columns}); they were read like all others. Please "
                "check that they belong to the table."
            ),
            rows=part.hidden_rows,
            columns=part.hidden_columns,
        )
    if part.merged:
        yield say(
            gettext_noop(
                "{count} groups of cells are merged. The value belongs to the first cell of each; the others are "
                "read as empty."
            ),
            count=part.merged,
        )
    if part.starts_1904:
        yield say(gettext_noop("The workbook counts its days from 1904; its dates were read so."))


def notes_of_xlsx(file: BinaryIO) -> dict[str, PartNotes]:
    """Notes by the name of the sheet. Raises ``Refusal`` when the workbook's own XML cannot be read."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            paths, starts_1904 = _sheet_paths(archive)
            return {
                name: _scan(archive, path, starts_1904)
                for name, path in paths.items()
                if path in archive.NameToInfo and "worksheets" in path
            }
    except BROKEN as error:
        raise damaged() from error


def _sheet_paths(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    targets = {}
    for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        targets[relation.get("Id")] = path
    paths = {}
    starts_1904 = False
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        kind = element.tag.rsplit("}", 1)[-1]
        if kind == "workbookPr":
            starts_1904 = element.get("date1904") in ("1", "true")
        if kind == "sheet":
            relation = next((value for key, value in element.items() if key.endswith("}id")), None)
            paths[element.get("name", "")] = targets.get(relation, "")
    return paths, starts_1904


def _scan(archive: zipfile.ZipFile, path: str, starts_1904: bool) -> PartNotes:
    part = PartNotes(starts_1904=starts_1904)
    with archive.open(path) as stream:
        rest = b""
        while piece := stream.read(PIECE):
            block = rest + piece
            cut = block.rfind(b"</row>") + 6
            if cut == 5:
                cut = block.rfind(b"<") if len(block) > 4 * PIECE else 0
            _read_block(block[:cut], part)
            rest = block[cut:]
        _read_block(rest, part)
    return part


def _read_block(block: bytes, part: PartNotes) -> None:
    rows = set(_ROW_OF_CELL.findall(block))
    if rows:
        part.rows = max(part.rows, max(map(int, rows)))
        part.columns = max(part.columns, max(map(_column_number, set(_COLUMN_OF_CELL.findall(block)))))
    if b"<f" in block:
        _read_formulas(block, part)
    if b't="e"' in block:
        _read_errors(block, part)
    if b"hidden=" in block:
        part.hidden_rows += len(_HIDDEN_ROW.findall(block))
        part.hidden_columns += len(_HIDDEN_COLUMN.findall(block))
    if b"<mergeCell " in block:
        part.merged += block.count(b"<mergeCell ")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _read_formulas(block: bytes, part: PartNotes) -> None:
    for column, row, value in _FORMULA.findall(block):
        part.formulas += 1
        if not value:
            part.formulas_without_value += 1
            cell = (column + row).decode()
            part.note(
                int(row),
                say(
                    gettext_noop("Cell {cell} holds a formula saved without its value; it is read as empty."),
                    cell=cell,
                ),
            )


def _read_errors(block: bytes, part: PartNotes) -> None:
    for row in block.split(b"</row>"):
        if b't="e"' not in row:
            continue
        for column, number, shown in _ERROR.findall(row):
            part.errors += 1
            part.note(
                int(number),
                say(
                    gettext_noop(
                        "Cell {cell} shows the error {error}; it is read as empty. Please mend it there."
                    ),
                    cell=(column + number).decode(),
                    error=shown.decode("utf-8", "replace"),
                ),
            )
