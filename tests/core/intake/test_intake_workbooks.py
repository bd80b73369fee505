"""Workbooks: formulas, errors, hidden and merged cells, both systems of dates, sheets too large to read."""

import io
import random
import re
import zipfile
from datetime import date

import pytest
from intake_builders import workbook
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from saola.core.intake import Limits, Refusal, open_sheets, read_table


def edited(book, part, change):
    """The same workbook with one part of its archive changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(book) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, change(content) if name == part else content)
    return io.BytesIO(out.getvalue())


SHEET = "xl/worksheets/sheet1.xml"


def test_formulas_give_the_value_saved_with_them_and_it_is_said():
    book = workbook(rows=[["a", "total"], [2, "=A2*3"]])
    saved = edited(book, SHEET, lambda xml: re.sub(rb"<v */>|<v></v>", b"<v>6</v>", xml))
    (sheet,) = open_sheets(saved, "a.xlsx")
    assert list(sheet.rows())[1].cells == [2, 6]
    assert "1 cells hold formulas" in str(sheet.warnings[0])


def test_formulas_saved_without_value_are_empty_and_their_row_says_so():
    (sheet,) = open_sheets(workbook(rows=[["a", "total"], [2, "=A2*3"]]), "a.xlsx")
    row = list(sheet.rows())[1]
    assert row.cells == [2, ""]
    assert "B2" in str(row.notes[0])
    assert any("without their value" in str(warning) for warning in sheet.warnings)


def test_cells_in_error_are_empty_and_their_row_says_so():
    def fill(book):
        book.active.append(["a", "b"])
        book.active.append([1, "#REF!"])
        book.active["B2"].data_type = "e"

    (sheet,) = open_sheets(workbook(fill), "a.xlsx")
    row = list(sheet.rows())[1]
    assert row.cells == [1, ""]
    assert "B2 shows the error #REF!" in str(row.notes[0])


@pytest.mark.parametrize("starts_1904", [False, True])
def test_dates_of_either_system_are_the_days_they_show(starts_1904):
    def fill(book):
        if starts_1904:
            book.epoch = CALENDAR_MAC_1904
        book.active.append(["date"])
        book.active.append([date(2016, 2, 29)])

    (sheet,) = open_sheets(workbook(fill), "a.xlsx")
    assert list(sheet.rows())[1].cells == [date(2016, 2, 29)]
    assert any("1904" in str(warning) for warning in sheet.warnings) is starts_1904


def test_hidden_rows_columns_and_sheets_are_read_and_named():
    def fill(book):
        sheet = book.active
        sheet.append(["a", "b"])
        sheet.append([1, 2])
        sheet.append([3, 4])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("secret").sheet_state = "hidden"
        book["secret"].append(["x"])

    first, second = open_sheets(workbook(fill), "a.xlsx")
    assert [row.cells for row in first.rows()] == [["a", "b"], [1, 2], [3, 4]]
    assert "hidden rows (1) or columns (1)" in str(first.warnings[0])
    assert (first.is_hidden, second.is_hidden) == (False, True)


def test_merged_cells_keep_their_value_in_the_first_and_it_is_said():
    def fill(book):
        book.active.append(["place", "species"])
        book.active.append(["Nairobi", "Manis"])
        book.active.append([None, "Python"])
        book.active.merge_cells("A2:A3")

    (sheet,) = open_sheets(workbook(fill), "a.xlsx")
    assert [row.cells for row in sheet.rows()][1:] == [["Nairobi", "Manis"], ["", "Python"]]
    assert "1 groups of cells are merged" in str(sheet.warnings[0])


def test_one_cell_in_the_last_corner_is_refused_before_it_fills_the_memory():
    def fill(book):
        book.active.append(["a", "b"])
        book.active.cell(1_048_576, 16_384, "x")

    with pytest.raises(Refusal) as caught:
        open_sheets(workbook(fill), "a.xlsx")
    assert caught.value.code == "too-long"
    assert "16384 columns" in str(caught.value.message)


def test_a_sheet_of_16384_columns_is_refused_with_what_to_delete():
    with pytest.raises(Refusal) as caught:
        open_sheets(workbook(rows=[[f"c{n}" for n in range(16_384)], [1]]), "a.xlsx")
    assert caught.value.code == "too-wide"
    assert "delete the columns that hold nothing" in str(caught.value.message)


def test_a_sheet_of_1048576_rows_is_refused_with_a_way_out():
    def fill(book):
        book.active.append([f"column {n}" for n in range(12)])
        book.active.cell(1_048_576, 12, "x")

    with pytest.raises(Refusal) as caught:
        open_sheets(workbook(fill), "a.xlsx")
    assert caught.value.code == "too-long"
    assert "save the sheet as CSV" in str(caught.value.message)


def test_a_sheet_that_lies_about_its_size_is_measured():
    def fill(book):
        book.active.append(["a", "b"])
        book.active.cell(1_000_000, 200, "x")

    lying = edited(workbook(fill), SHEET, lambda xml: re.sub(rb'ref="A1:[A-Z]+\d+"', b'ref="A1:B2"', xml))
    with pytest.raises(Refusal):
        open_sheets(lying, "a.xlsx")


def test_an_open_document_is_read():
    document = OpenDocumentSpreadsheet()
    sheet = OdfTable(name="Apreensões")
    for cells in (["Data", "Quantidade"], ["2016-06-01", "3"]):
        row = TableRow()
        for words in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=words))
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.save(out)
    (found,) = open_sheets(out, "a.ods")
    assert found.name == "Apreensões"
    assert [row.cells for row in found.rows()] == [["Data", "Quantidade"], ["2016-06-01", "3"]]


def test_an_open_document_that_repeats_a_cell_without_end_is_refused():
    document = OpenDocumentSpreadsheet()
    sheet = OdfTable(name="a")
    row = TableRow(numberrowsrepeated=1_000_000)
    row.addElement(TableCell(valuetype="float", value=1, numbercolumnsrepeated=16_000))
    sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(Refusal) as caught:
        open_sheets(out, "a.ods")
    assert caught.value.code == "too-long"


def test_a_workbook_without_cells_is_refused():
    with pytest.raises(Refusal) as caught:
        read_table(open_sheets(workbook(), "a.xlsx")[0])
    assert caught.value.code == "empty"


def test_a_sheet_within_other_limits_is_read():
    (sheet,) = open_sheets(workbook(rows=[["a"], [1]]), "a.xlsx", Limits(sheet_cells=2))
    assert len(list(sheet.rows())) == 2


def _small_ods():
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("Date", "Country", "Species")
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='S'>"
        f"{f'<table:table-row>{cells}</table:table-row>' * 5}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_with_changed_bytes_is_read_or_refused(kind):
    whole = (
        workbook(rows=[["Date", "Country"], ["2016-06-01", "KE"]]).getvalue()
        if kind == "xlsx"
        else _small_ods()
    )
    refused = 0
    for seed in range(300):
        chance = random.Random(seed)
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 5)] = chance.randbytes(chance.randint(0, 5))
        try:
            for sheet in open_sheets(io.BytesIO(bytes(content)), f"a.{kind}"):
                list(sheet.rows())
        except Refusal:
            refused += 1
    assert refused > 50
