"""Tables written as the files that offices send: workbooks, and text in the encodings they use."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

Cell = str | int | float | date
Table = Sequence[Sequence[Cell]]

_MADE = datetime(2020, 1, 1)  # a workbook says when it was made; the same table must give the same bytes
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def as_text(table: Table, *, delimiter: str, encoding: str) -> bytes:
    """Delimited text. Dates must have been written as words before."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(table)
    return out.getvalue().encode(encoding, errors="replace")


def as_xlsx(table: Table, *, sheet: str, above: Sequence[str] = ()) -> bytes:
    """An Excel workbook; each line of ``above`` is a merged row over the header."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE, "title": sheet, "comments": "Fictional demonstration data"})
        page = book.add_worksheet(sheet)
        title, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        width = len(table[0]) - 1
        for line, words in enumerate(above):
            page.merge_range(line, 0, line, width, words, title)
        for line, cells in enumerate(table, len(above)):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(line, column, cell, day)
                elif isinstance(cell, str):
                    page.write_string(line, column, cell) if cell else None
                else:
                    page.write_number(line, column, cell)
    return out.getvalue()


def as_ods(table: Table, *, sheet: str, above: Sequence[str] = ()) -> bytes:
    """An OpenDocument spreadsheet, no more than a reader needs."""
    rows = "".join(_ods_row(cells) for cells in [*([words] for words in above), *table])
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{escape(sheet)}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        _put(package, "mimetype", _ODS, zipfile.ZIP_STORED)
        _put(package, "content.xml", content)
        _put(package, "META-INF/manifest.xml", manifest)
    return out.getvalue()


def _put(package: zipfile.ZipFile, name: str, text: str, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, date_time=_MADE.timetuple()[:6])
    package.writestr(entry, text.encode(), compress_type=method)


def _ods_row(cells: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(_ods_cell(cell) for cell in cells)}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    words = f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string">{words}'
    return f'<table:table-cell office:value-type="float" office:value="{cell}">{words}'
