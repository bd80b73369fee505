"""Text tables in every encoding and shape."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_builders import HEAD, csv_file, read, table_of

from saola.core.intake import Limits, Refusal, open_sheets

SENTENCES = {
    "cp1252": "Apreensão de araras e papagaios no município de São João; situação: não informada, país vizinho",
    "gb18030": "海关查获穿山甲鳞片，象牙和犀角的走私案件，数量较大，来自越南，运往广州市",
    "big5": "香港海關檢獲穿山甲鱗片，象牙和犀角的走私案件，數量較大，來自越南，運往廣州市",
    "cp1251": "Изъяты живые попугаи и чешуя панголина, страна происхождения неизвестна, город Москва",
    "cp1256": "ضبطت الجمارك شحنة من عاج الفيل في المطار وكانت الوجهة النهائية مدينة دبي",
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_an_encoding_is_told_by_its_letters(encoding):
    sentence = SENTENCES[encoding]
    file = csv_file(*[f'{n},2016-01-01,KE,,"{sentence}",1,kg' for n in range(5)], encoding=encoding)
    (sheet,) = open_sheets(file, "a.csv")
    assert sheet.facts["encoding"] == encoding
    assert [row.cells[4] for row in sheet.rows()][1:] == [sentence] * 5
    assert encoding in str(sheet.warnings[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    lines = [f"{n},2016-01-01,Việt Nam,,穿山甲鳞片,1,kg" for n in range(3)]
    (sheet,) = open_sheets(csv_file(*lines, encoding=encoding), "a.csv")
    rows = [row.cells for row in sheet.rows()]
    assert rows[0] == HEAD.split(",")
    assert rows[1][2] == "Việt Nam"


def test_mixed_encodings_are_read_line_by_line_and_the_rows_say_so():
    good = [f"{n},2016-01-01,Côte d'Ivoire,,écailles,1,kg".encode() for n in range(10)]
    bad = "99,2016-01-01,Côte d'Ivoire,,écailles,1,kg".encode("cp1252")
    file = io.BytesIO(b"\n".join([HEAD.encode(), *good, bad, *good]))
    (sheet,) = open_sheets(file, "a.csv")
    rows = list(sheet.rows())
    assert {row.cells[4] for row in rows[1:]} == {"écailles"}
    assert "mixes two encodings" in str(sheet.warnings[0])
    assert [row.number for row in rows if row.notes] == [12]
    assert "read as cp1252" in str(rows[11].notes[0])


def test_nul_bytes_are_left_out_and_the_row_says_so():
    lines = [f"{n},2016-01-01,KE,,scales,1,kg" for n in range(40)]
    file = io.BytesIO(csv_file(*lines).getvalue().replace(b"7,2016", b"7\0,2016", 1))
    (sheet,) = open_sheets(file, "a.csv")
    assert any("NUL" in str(warning) for warning in sheet.warnings)
    flagged = [row for row in sheet.rows() if row.notes]
    assert [row.cells[0] for row in flagged] == ["7"]
    readings = read(file)
    assert sum(bool(reading.warnings) for reading in readings) == 1
    assert not any(reading.errors for reading in readings)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    file = csv_file(
        delimiter.join(
            ["1", "2016-01-01", "KE", "Manis", '"a, b; c"', "1,5" if delimiter != "," else "1.5", "kg"]
        ),
        head=HEAD.replace(",", delimiter),
    )
    table = table_of(file)
    assert list(table.headers) == HEAD.split(",")
    assert table.sample[0].cells[4] == "a, b; c"


def test_a_first_line_that_names_the_delimiter_is_followed_and_not_a_row():
    table = table_of(io.BytesIO(b"sep=|\nDate|Country\n2016-01-01|KE\n"))
    assert table.headers == ("Date", "Country")
    assert table.head_row == 2


def test_cells_of_several_lines_stay_one_cell_and_rows_keep_their_numbers():
    table = table_of(csv_file('1,2016-01-01,KE,,"two\nlines",1,kg', "2,2016-01-01,KE,,x,1,kg"))
    rows = list(table.rows())
    assert rows[0].cells[4] == "two\nlines"
    assert [row.number for row in rows] == [2, 3]


def test_a_quotation_mark_never_closed_is_named():
    lines = ['1,2016-01-01,KE,,"open,1,kg'] + [f"{n},2016-01-01,KE,,x,1,kg" for n in range(300)]
    readings = read(csv_file(*lines))
    assert any(
        "quotation mark" in str(problem.message()) for reading in readings for problem in reading.warnings
    )


def test_an_endless_cell_is_refused_with_the_row_before_it():
    file = csv_file("1,2016-01-01,KE,,x,1,kg", '2,2016-01-01,KE,,"' + "x\n" * 200_000)
    (sheet,) = open_sheets(file, "a.csv")
    with pytest.raises(Refusal) as caught:
        list(sheet.rows())
    assert caught.value.code == "quotes"
    assert "After row 2" in str(caught.value.message)


def test_too_many_columns_are_refused_unless_they_are_empty():
    wide = io.BytesIO(b"a,b\n" + b",".join([b"1"] * 300) + b"\n")
    (sheet,) = open_sheets(wide, "a.csv")
    with pytest.raises(Refusal) as caught:
        list(sheet.rows())
    assert caught.value.code == "too-wide"
    (sheet,) = open_sheets(io.BytesIO(b"a,b\n1,2" + b"," * 16_382 + b"\n"), "a.csv")
    assert len(list(sheet.rows())[1].cells) == 256


def test_too_many_rows_are_refused_with_a_way_out():
    (sheet,) = open_sheets(io.BytesIO(b"a,b\n" + b"1,2\n" * 20), "a.csv", Limits(rows=10))
    with pytest.raises(Refusal) as caught:
        list(sheet.rows())
    assert caught.value.code == "too-long"
    assert "split it" in str(caught.value.message)


def test_line_endings_of_every_system_are_read():
    for ending in (b"\n", b"\r\n", b"\r"):
        (sheet,) = open_sheets(io.BytesIO(ending.join([b"a,b", b"1,2", b"3,4"])), "a.csv")
        assert [row.cells for row in sheet.rows()] == [["a", "b"], ["1", "2"], ["3", "4"]]


@given(st.binary(max_size=400))
def test_whatever_the_bytes_they_are_rows_or_a_refusal(content):
    try:
        for sheet in open_sheets(io.BytesIO(content), "a.csv"):
            list(sheet.rows())
    except Refusal as refusal:
        said = str(refusal.message)
    else:
        said = "read"
    assert said
