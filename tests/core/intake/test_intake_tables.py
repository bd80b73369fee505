"""Where the head of a table is, and what its columns are taken for."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_builders import HEAD, VOCABULARIES, csv_file, table_of, workbook

from saola.core.intake import Profile, Refusal, apply_profile, open_sheets, profile_share, propose, read_table
from saola.core.intake.parsing import find_country, read_number
from saola.core.intake.tables import column_letters

ROW = ["S1", "2016-06-01", "Kenya", "Manis javanica", "scales", 12.5, "kg"]


def test_a_head_on_row_five_under_merged_titles_is_found():
    def fill(book):
        sheet = book.active
        sheet["A1"] = "Kenya Wildlife Service"
        sheet.merge_cells("A1:G1")
        sheet["A2"] = "Seizures of the year 2016"
        for at, word in enumerate(HEAD.split(","), start=1):
            sheet.cell(5, at, word)
        sheet.append(ROW)

    table = read_table(open_sheets(workbook(fill), "a.xlsx")[0])
    assert table.head_row == 5
    assert list(table.headers) == HEAD.split(",")
    assert [row.number for row in table.rows()] == [6]
    assert any("row 5" in str(warning) for warning in table.warnings)


def test_a_head_of_two_lines_is_joined():
    rows = [["", "Where", "", "What", ""], ["Date", "Country", "Place", "Species", "Quantity"]]
    rows += [["2016-06-01", "Kenya", "Mombasa", "Manis javanica", n] for n in range(5)]
    table = read_table(open_sheets(workbook(rows=rows), "a.xlsx")[0])
    assert table.head_row == 2
    assert table.headers == ("Date", "Where Country", "Where Place", "What Species", "What Quantity")


def test_leading_blank_columns_and_trailing_blank_rows_are_no_columns_and_blank_rows():
    def fill(book):
        for at, word in enumerate(HEAD.split(","), start=3):
            book.active.cell(2, at, word)
        for at, cell in enumerate(ROW, start=3):
            book.active.cell(3, at, cell)
        book.active.cell(9, 3, " ")

    table = read_table(open_sheets(workbook(fill), "a.xlsx")[0])
    assert [column.position for column in table.columns] == list(range(2, 9))
    assert [row.number for row in table.rows()] == [3, 4, 5, 6, 7, 8, 9]


def test_two_columns_of_one_name_are_told_apart_visibly():
    table = table_of(csv_file("1,2,3", head="Date,Country,country"))
    assert table.headers == ("Date", "Country", "country (2)")
    assert "More than one column is called “country”" in str(table.warnings[0])


def test_a_file_with_nothing_but_headings_is_refused():
    with pytest.raises(Refusal) as caught:
        table_of(csv_file())
    assert caught.value.code == "header-only"
    assert "nothing below it" in str(caught.value.message)


def test_a_table_without_head_names_its_columns_by_their_letters():
    table = read_table(open_sheets(io.BytesIO(b"1,2,3\n4,5,6\n"), "a.csv")[0], head_row=0)
    assert table.headers == ("column A", "column B", "column C")
    assert len(list(table.rows())) == 2


@pytest.mark.parametrize(("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_columns_have_the_letters_a_spreadsheet_shows(position, letters):
    assert column_letters(position) == letters


@pytest.mark.parametrize(
    "head",
    [
        "Seizure ID,Date of seizure,Country,Species,Quantity,Unit",
        "编号,查获日期,国家,学名,数量,单位",
        "Numéro de saisie,Date de saisie,Pays,Espèce,Quantité,Unité",
        "Expediente,Fecha de incautación,País,Especie,Cantidad,Unidad",
        "Auto de infração,Data da apreensão,País,Nome científico,Quantidade,Unidade",
        "Номер дела,Дата изъятия,Страна,Научное название,Количество,Единица",
        "رقم القضية,تاريخ الضبط,الدولة,الاسم العلمي,الكمية,الوحدة",
        "Số vụ,Ngày bắt giữ,Quốc gia,Tên khoa học,Số lượng,Đơn vị tính",
    ],
)
def test_headings_are_known_in_every_language(head):
    table = table_of(csv_file("S1,2016-06-01,KE,Manis javanica,5,kg", head=head))
    assert [use.field for use in propose(table, VOCABULARIES).columns] == [
        "incident_ref",
        "date",
        "country",
        "scientific_name",
        "quantity",
        "unit",
    ]


def test_a_misspelt_heading_is_proposed_with_the_word_it_resembles():
    table = table_of(csv_file("2016-06-01,KE,5", head="Date of siezure,Contry,Quantitty"))
    uses = propose(table, VOCABULARIES).columns
    assert [use.field for use in uses] == ["date", "country", "quantity"]
    assert all(0.45 < use.confidence < 0.95 for use in uses)
    assert "resembles" in str(uses[0].reason)


def test_columns_without_known_headings_are_judged_by_their_cells():
    rows = [f"2016-06-{n:02d},Manis javanica,KE" for n in range(1, 9)]
    uses = propose(table_of(csv_file(*rows, head="aaa,bbb,ccc")), VOCABULARIES).columns
    assert [use.field for use in uses] == ["date", "scientific_name", "country"]
    assert "look like dates" in str(uses[0].reason)


def test_species_above_common_names_is_taken_for_common_names():
    uses = propose(table_of(csv_file("pangolin", "elephant", head="Species")), VOCABULARIES).columns
    assert uses[0].field == "common_name"


def test_what_is_not_recognised_is_kept_as_a_note_and_what_is_missing_is_said():
    mapping = propose(table_of(csv_file("p,q", "r,s", head="Foo,Bar")), VOCABULARIES)
    assert {use.field for use in mapping.columns} == {"note"}
    assert any("date of seizure" in str(warning) for warning in mapping.warnings)


def test_a_profile_says_which_columns_it_misses_and_which_it_does_not_know():
    profile = Profile("kws", columns={"Date": "date", "Agency": "agency"}, fixed={"country": "KE"})
    table = table_of(csv_file("2016-06-01,x", head="DATE,Shelf"))
    mapping = apply_profile(table, profile)
    assert [use.field for use in mapping.columns] == ["date", "note"]
    said = " ".join(str(warning) for warning in mapping.warnings)
    assert "expects a column “Agency”" in said
    assert "does not know the column “Shelf”" in said
    assert profile_share(table, profile) == pytest.approx(1 / 3)


def test_a_person_may_change_the_mapping():
    mapping = propose(table_of(csv_file("p,q", "r,s", head="Foo,Bar")), VOCABULARIES).changed({1: "agency"})
    assert mapping.as_columns() == {"Foo": "note", "Bar": "agency"}
    with pytest.raises(ValueError, match="no such field"):
        mapping.changed({0: "colour"})


def test_a_profile_comes_back_from_its_data_and_its_digest_is_of_what_decides():
    profile = Profile("kws", columns={"Date": "date"}, terms={"unit": {"Kilo": "KGM"}}, decimal=",")
    again = Profile.from_data(profile.as_data())
    assert again == profile
    assert again.digest == profile.digest
    assert (
        Profile("other", columns={"Date": "date"}, terms={"unit": {"Kilo": "KGM"}}, decimal=",").digest
        == profile.digest
    )
    assert Profile("kws", columns={"Date": "date"}, decimal=",").digest != profile.digest
    with pytest.raises(ValueError, match="no colour"):
        Profile.from_data({"name": "x", "colour": "red"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"decimal": "'"},
        {"columns": {"a": "colour"}},
        {"grouping": "moon"},
        {"undated": "maybe"},
        {"pivot": 100},
        {"calendar": "maya"},
    ],
)
def test_a_profile_with_an_option_that_does_not_exist_is_refused(wrong):
    with pytest.raises(ValueError):
        Profile("test", **wrong)


@given(st.integers(0, 10**9), st.sampled_from([".", ","]))
def test_a_grouped_number_with_decimals_is_read_the_same_in_both_habits(number, sign):
    written = f"{number:,}.5" if sign == "." else f"{number:,}".replace(",", ".") + ",5"
    assert float(read_number(written, sign).amount) == number + 0.5


@given(st.text(max_size=30))
def test_no_words_break_the_readers_of_cells(words):
    assert read_number(words) is not None
    assert find_country(words) is None or len(find_country(words)) == 2
