"""Tables read in quarantine say what tables read here would say, and a broken reader is a refused file."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.apps.quarantine import tables, wire
from saola.apps.quarantine.child import Child, ReaderStoppedError
from saola.core import intake
from saola.core.intake import Limits, Refusal

CSV = "Number,Date,Place\n" + "".join(f"{n},2016-01-{n % 28 + 1:02},São José {n}\n" for n in range(3000))
CELLS = (
    st.text()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)


def workbook():
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Number", "Date", "At", "Kept", "Total"])
    for number in range(200):
        sheet.append([number, date(2016, 2, 29), datetime(2016, 2, 29, 13, 5), True, "=A2*3"])
    sheet.append([1.5, time(13, 5), timedelta(hours=30), "#N/A", "'=1"])
    book.create_sheet("Hidden").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "text.csv": CSV.encode(),
    "latin.csv": CSV.encode("latin-1"),
    "chinese.csv": "编号,日期,地点\n1,2016-01-01,广州\n2,2016-01-02,深圳\n".encode("gb18030"),
    "wide.csv": CSV.encode("utf-16"),
    "nul.csv": b"a,b\n1,\x002\n" + b"some,text\n" * 200,
    "book.xlsx": workbook(),
}


@pytest.mark.parametrize("name", FILES)
def test_reading_in_quarantine_says_the_same(name):
    here = intake.open_sheets(io.BytesIO(FILES[name]), name)
    there = tables.open_sheets(io.BytesIO(FILES[name]), name)
    for mine, theirs in zip(here, there, strict=True):
        assert (mine.name, mine.is_hidden, mine.warnings) == (theirs.name, theirs.is_hidden, theirs.warnings)
        assert dict(mine.facts) == dict(theirs.facts)
        assert [tuple(row) for row in mine.rows()] == [tuple(row) for row in theirs.rows()]
        assert [list(map(type, row.cells)) for row in mine.rows()] == [
            list(map(type, row.cells)) for row in theirs.rows()
        ]


def test_rows_may_be_left_begun_again_and_read_by_turns():
    (sheet,) = tables.open_sheets(io.BytesIO(CSV.encode()), "a.csv")
    one, other = sheet.rows(), sheet.rows()
    assert next(one) == next(other)
    assert next(one).number == 2
    other.close()
    assert sum(1 for _ in one) == 2999
    assert sum(1 for _ in sheet.rows()) == 3001


def test_file_on_the_disk_is_left_where_it_was(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(CSV.encode())
    with path.open("rb") as file:
        file.seek(7)
        (sheet,) = tables.open_sheets(file, path.name)
        assert next(sheet.rows()).cells == ["Number", "Date", "Place"]
        assert file.tell() == 7


def test_refusal_comes_through_with_its_words():
    with pytest.raises(Refusal) as here:
        intake.open_sheets(io.BytesIO(b"%PDF-1.7"), "a.csv")
    with pytest.raises(Refusal) as there:
        tables.open_sheets(io.BytesIO(b"%PDF-1.7"), "a.csv")
    assert (there.value.code, there.value.message) == (here.value.code, here.value.message)


def test_refusal_half_way_comes_through():
    (sheet,) = tables.open_sheets(io.BytesIO(CSV.encode()), "a.csv", Limits(rows=1000))
    with pytest.raises(Refusal) as refusal:
        list(sheet.rows())
    assert refusal.value.code == "too-long"


@pytest.mark.parametrize(("why", "code"), [("crash", "crash"), ("time", "limits"), ("memory", "limits")])
def test_reader_that_breaks_is_a_refused_file(why, code, monkeypatch):
    def break_off(child, words):
        raise ReaderStoppedError(why)

    monkeypatch.setattr(Child, "ask", break_off)
    with pytest.raises(Refusal) as refusal:
        tables.open_sheets(io.BytesIO(b"a,b\n1,2\n"), "a.csv")
    assert refusal.value.code == code
    assert "nothing was read" in str(refusal.value.message)


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"rows": 3},
        {"rows": [["1", [], []]]},
        {"rows": [[1, [[]], []]]},
        {"rows": [[1, [None], []]]},
        {"rows": [[1, ["a"], [{"say": "{a.__class__}", "with": {"a": "x"}}]]]},
        {"rows": [[1, ["a"], [{"say": "{a:>99999999}", "with": {"a": "x"}}]]]},
        {"refusal": 7},
        {"refusal": ["x", "y"]},
    ],
    ids=str,
)
def test_answer_that_no_reader_of_ours_gives_is_a_refused_file(answer, monkeypatch):
    (sheet,) = tables.open_sheets(io.BytesIO(b"a,b\n1,2\n"), "a.csv")
    monkeypatch.setattr(Child, "ask", lambda child, words: answer)
    with pytest.raises(Refusal) as refusal:
        list(sheet.rows())
    assert refusal.value.code == "crash"


@given(st.lists(st.lists(CELLS)))
def test_cells_cross_the_line_as_they_are(rows):
    crossed = wire.unpacked(wire.packed(rows))
    assert crossed == rows
    assert [list(map(type, row)) for row in crossed] == [list(map(type, row)) for row in rows]


@given(st.binary())
def test_bytes_that_are_no_words_are_named_so(content):
    try:
        wire.unpacked(content)
    except wire.BadAnswerError:
        return
