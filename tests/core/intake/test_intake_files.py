"""What a file really is, and what is said to somebody whose file cannot be taken in."""

import gzip
import io
import struct
import zipfile

import pytest
import xlwt
from intake_builders import csv_file, with_part, workbook
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText

from saola.core.intake import Kind, Limits, Refusal, inspect, open_sheets, read_table


def refusal(file, name="seizures.xlsx", limits=None):
    with pytest.raises(Refusal) as caught:
        [list(sheet.rows()) for sheet in open_sheets(file, name, limits)]
    return caught.value


def compound_file(stream_name, stream=b""):
    """A compound file with one stream, just enough of one for a reader of its directory."""
    stream = stream.ljust(4096, b"\0")
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    entry = bytearray(128)
    encoded = stream_name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    struct.pack_into("<H", entry, 64, len(encoded) + 2)
    struct.pack_into("<II", entry, 116, 2, len(stream))
    return io.BytesIO(bytes(header) + struct.pack("<128I", *table) + bytes(entry).ljust(512, b"\0") + stream)


def test_a_workbook_is_known_by_its_bytes_and_the_wrong_ending_is_said():
    nature = inspect(workbook(rows=[["a", "b"], [1, 2]]), "seizures.csv")
    assert nature.kind is Kind.XLSX
    assert "really xlsx" in str(nature.warnings[0])


def test_a_text_named_xls_is_read_as_the_text_it_is():
    nature = inspect(csv_file("1,2016-01-01,KE,,,1,kg"), "seizures.xls")
    assert nature.kind is Kind.TEXT
    assert "really text" in str(nature.warnings[0])


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty", "The file is empty"),
        (b"%PDF-1.7 ...", "other-kind", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "other-kind", "a picture"),
        (b"<html><table><tr><td>1</td></tr></table>", "other-kind", "web page"),
        (b"<?xml version='1.0'?><rows/>", "other-kind", "XML"),
        (b"PK\x03\x04 and then nothing", "broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and then nothing", "broken", "damaged"),
        (b"\x1f\x8b\x08\x00 cut off", "broken", "send it again"),
        (bytes(range(256)) * 50, "not-text", "no text holds"),
        (b" \r\n \r\n", "empty", "no text at all"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content, code, words):
    with pytest.raises(Refusal) as caught:
        read_table(open_sheets(io.BytesIO(content), "seizures.csv")[0])
    assert caught.value.code == code
    assert words in str(caught.value.message)


def test_a_workbook_with_a_password_is_refused():
    assert refusal(compound_file("EncryptedPackage")).code == "password"


def test_an_old_workbook_with_a_password_is_refused():
    locked = struct.pack("<HH4x", 0x0809, 4) + struct.pack("<HH", 0x002F, 0)
    assert refusal(compound_file("Workbook", locked), "seizures.xls").code == "password"


def test_an_old_workbook_with_macros_is_refused():
    assert refusal(compound_file("_VBA_PROJECT_CUR"), "seizures.xls").code == "macros"


def test_another_old_document_is_refused():
    assert refusal(compound_file("WordDocument"), "letter.doc").code == "other-kind"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "external-links"),
        ("xl/embeddings/oleObject1.bin", "embedded"),
        ("xl/other.zip", "nested"),
        ("../escape.xml", "tricks"),
        ("/absolute.xml", "tricks"),
        ("C:/windows.xml", "tricks"),
    ],
)
def test_a_workbook_that_carries_more_than_a_table_is_refused(part, code):
    caught = refusal(with_part(workbook(rows=[["a", "b"], [1, 2]]), part))
    assert caught.code == code
    assert "lease" in str(caught.message)


def test_a_part_that_unpacks_to_far_too_much_is_refused_unopened():
    assert refusal(with_bomb()).code == "bomb"


def with_bomb():
    out = io.BytesIO(workbook(rows=[["a"], [1]]).getvalue())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * 20_000_000)
    return io.BytesIO(out.getvalue())


def test_parts_that_lie_over_each_other_are_refused():
    content = bytearray(workbook(rows=[["a"], [1]]).getvalue())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    struct.pack_into("<I", content, second + 42, struct.unpack_from("<I", content, first + 42)[0])
    assert refusal(io.BytesIO(bytes(content))).code == "bomb"


def test_too_many_parts_are_refused():
    assert refusal(workbook(rows=[["a"], [1]]), limits=Limits(parts=3)).code == "bomb"


def test_a_workbook_above_the_limit_is_refused_with_a_way_out():
    caught = refusal(workbook(rows=[["a"], [1]]), limits=Limits(workbook_bytes=1000))
    assert caught.code == "too-large"
    assert "CSV" in str(caught.message)


def test_a_text_above_the_limit_is_refused_even_when_packed():
    packed = io.BytesIO(gzip.compress(b"a,b\n" + b"1,2\n" * 10_000))
    assert refusal(packed, "a.csv.gz", Limits(text_bytes=10_000)).code == "too-large"


def test_gzip_cut_off_on_its_way_is_refused_and_nothing_is_half_read():
    whole = gzip.compress(b"".join(b"%d,%d\n" % (n, n * n) for n in range(50_000)))
    assert refusal(io.BytesIO(whole[: len(whole) // 2]), "a.csv.gz").code == "broken"


def test_packed_twice_is_refused():
    assert refusal(io.BytesIO(gzip.compress(gzip.compress(b"a,b\n1,2\n"))), "a.csv.gz.gz").code == "nested"


def test_packed_text_and_packed_workbooks_are_read():
    text = open_sheets(io.BytesIO(gzip.compress(b"a,b\n1,2\n")), "a.csv.gz")[0]
    assert [row.cells for row in text.rows()] == [["a", "b"], ["1", "2"]]
    book = open_sheets(
        io.BytesIO(gzip.compress(workbook(rows=[["a", "b"], [1, 2]]).getvalue())), "a.xlsx.gz"
    )[0]
    assert [row.cells for row in book.rows()] == [["a", "b"], [1, 2]]


def test_an_old_workbook_is_read():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Seizures")
    sheet.write(2, 1, "Quantity")
    sheet.write(3, 1, 2.5)
    out = io.BytesIO()
    book.save(out)
    (sheet,) = open_sheets(out, "old.xls")
    assert [row.cells for row in sheet.rows()] == [["", ""], ["", ""], ["", "Quantity"], ["", 2.5]]


def test_an_open_document_without_sheets_is_refused_and_one_with_a_password_too():
    text = io.BytesIO()
    OpenDocumentText().save(text)
    assert refusal(text, "letter.ods").code == "other-kind"
    sheet = io.BytesIO()
    OpenDocumentSpreadsheet().save(sheet)
    locked = io.BytesIO()
    with zipfile.ZipFile(sheet) as archive, zipfile.ZipFile(locked, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(
                name, content.replace(b"</manifest:manifest>", b"<x:encryption-data/></manifest:manifest>")
            )
    assert refusal(locked, "seizures.ods").code == "password"


def test_the_file_stays_open_and_can_be_read_again():
    file = csv_file("1,2016-01-01,KE,,,1,kg")
    (sheet,) = open_sheets(file, "a.csv")
    assert list(sheet.rows()) == list(sheet.rows())
    one, other = sheet.rows(), sheet.rows()
    assert next(one) == next(other)
    assert next(one).number == next(other).number == 2
    assert not file.closed
