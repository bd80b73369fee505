"""The file of the form, read back by two readers that know nothing of us."""

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from saola.apps.seizures.aitr import About, digest_of, fields, write_workbook
from saola.apps.seizures.aitr.workbook import DRAFT_SHEET, SHEET

CODES = [field["code"] for field in fields()]
ISSUED = About(2018, 1, datetime(2019, 10, 2, 9, 30, tzinfo=UTC), "A. Officer", False)


def row(**cells):
    return dict.fromkeys(CODES, "") | {"key": "S000001/1", "incident_ref": "S000001"} | cells


def read(content, sheet=SHEET):
    return list(openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True))


def cell_of(value, code):
    (_, line) = read(write_workbook([row(**{code: value})], ISSUED))
    return line[CODES.index(code)]


def test_headings_are_those_of_the_form_in_their_order():
    assert list(read(write_workbook([], ISSUED))[0]) == [
        "Seizure ID / reference",
        "Date of seizure",
        "Location of incident",
        "Detecting agency",
        "Species",
        "Common name",
        "Description of specimen",
        "Quantity",
        "Unit",
        "Reason for seizure",
        "Method of detection",
        "Mode of transport",
        "Method of concealment",
        "Alleged country of origin",
        "Country(ies) of transit",
        "Alleged final destination",
        "Nationality of offenders",
        "Estimated value in country (amount and currency)",
        "Law under which charges were brought",
        "Sanction",
        "Disposal of confiscated specimens",
        "Additional information",
        "Appendix",
    ]


def test_namibia_stays_a_text():
    assert cell_of("NA", "origin") == "NA"


def test_quantity_is_a_number():
    assert cell_of("1234.5", "quantity") == 1234.5


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2018-05-04", datetime(2018, 5, 4)),
        ("2018-05", "2018-05"),
        ("2018", "2018"),
        ("1975-07-01", datetime(1975, 7, 1)),
    ],
)
def test_day_is_a_date_and_half_a_date_is_a_text(told, kept):
    assert cell_of(told, "seized_on") == kept


@pytest.mark.parametrize("words", ["=1+1", "+41", "-3", "@x", "https://example.org", "00123"])
def test_words_are_never_a_formula_a_link_or_a_number(words):
    content = write_workbook([row(sanction=words)], ISSUED)
    assert read(content)[1][CODES.index("sanction")] == words
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "species": st.sampled_from(["Manis javanica", "Manis spp."]),
                "origin": st.sampled_from(["NA", "XX", "NA; XX", ""]),
                "quantity": st.sampled_from(["", "0.5", "12", "1000000"]),
                "common_name": st.sampled_from(["", "穿山甲", "أم قرفة", "  spaced  "]),
                "seized_on": st.dates(date(1975, 7, 1), date(2100, 1, 1)).map(str),
            }
        ),
        max_size=5,
    )
)
def test_two_other_readers_find_the_rows_that_were_written(cells):
    rows = [row(key=f"S{n}/1", **each) for n, each in enumerate(cells)]
    content = write_workbook(rows, ISSUED)
    by_openpyxl = read(content)[1:]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    by_calamine = book.get_sheet_by_name(SHEET).to_python()[1:]
    for given_row, one, other in zip(rows, by_openpyxl, by_calamine, strict=True):
        for code, a, b in zip(CODES, one, other, strict=True):
            assert as_text(a) == as_text(b) == given_row[code]


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return (
        f"{value:g}"
        if isinstance(value, float) and value < 1e6
        else str(int(value))
        if isinstance(value, float)
        else str(value)
    )


def test_same_report_is_the_same_bytes():
    rows = [row(quantity="1", note="x")]
    assert write_workbook(rows, ISSUED) == write_workbook([dict(each) for each in rows], ISSUED)


def test_another_row_is_another_file_and_another_digest():
    assert write_workbook([row(quantity="1")], ISSUED) != write_workbook([row(quantity="2")], ISSUED)
    assert digest_of([row(quantity="1")]) != digest_of([row(quantity="2")])


def test_second_sheet_says_what_the_file_is():
    said = dict(read(write_workbook([row()], ISSUED), "About"))
    assert said["Version"] == "1"
    assert said["Issued"] == "2019-10-02 09:30 UTC, by A. Officer"
    assert said["May be shared with ICCWC for global research"] == "No"
    assert said["SHA-256 of the rows"] == digest_of([row()])


def test_amendment_says_what_it_replaces():
    about = About(2018, 3, ISSUED.issued_at, "A. Officer", True)
    assert dict(read(write_workbook([], about), "About"))["Version"] == "3 (amendment; replaces version 2)"


def test_draft_says_so_wherever_one_looks():
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([row()], About(2018))))
    assert book.sheetnames == [DRAFT_SHEET, "About"]
    said = dict(book["About"].iter_rows(values_only=True))
    assert "DRAFT" in said["Version"]
    assert "Issued" not in said
    assert "May be shared with ICCWC for global research" not in said
    assert "DRAFT" in book[DRAFT_SHEET].oddHeader.right.text
