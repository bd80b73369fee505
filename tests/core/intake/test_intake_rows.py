"""Every kind of bad row: what is said, what is kept, and that all of it is said at once."""

from decimal import Decimal

import pytest
from intake_builders import HEAD, TODAY, VOCABULARIES, codes, csv_file, read, read_one, table_of

from saola.core.intake import FIELDS, Profile, RowReader, apply_profile
from saola.core.values import PartialDate

GOOD = "S1,2016-06-01,Kenya,Manis javanica,scales,12.5,kg"


def test_a_good_row_has_no_problems_and_keeps_its_words():
    reading = read_one(GOOD)
    assert not reading.errors
    assert not reading.warnings
    assert reading.resolved("date") == PartialDate(2016, 6, 1)
    assert reading.resolved("country") == "KE"
    assert reading.words("country") == "Kenya"
    assert reading.resolved("quantity").value == Decimal("12.5")
    assert (reading.resolved("unit"), reading.resolved("term")) == ("KGM", "SCA")


def test_all_problems_of_a_row_are_said_at_once_each_with_column_words_and_advice():
    reading = read_one("S1,31/02/2016,Atlantis,Manis javanica,scales,-5,kg")
    assert codes(reading.errors) == ["no-such-day", "unknown-country", "negative"]
    said = [str(problem.message()) for problem in reading.errors]
    assert said[0].startswith("Column “Date of seizure”, “31/02/2016”: There is no such day")
    assert "Correct the day or the month" in said[0]
    assert "Column “Country”, “Atlantis”" in said[1]
    assert reading.words("country") == "Atlantis"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("31/02/2016", "no-such-day", "no such day"),
        ("2030-01-01", "future", "lies in the future"),
        ("SPLIT 2015-2016", "several-years", "more than one year"),
        ("2015-2016", "several-years", "one row for each"),
        ("soon", "not-a-date", "Write it as 2016-06-01"),
        ("1/6/2559", "other-calendar", "would be 2016"),
        ("3/4", "no-year", "has no year"),
        ("", "no-date", "date of seizure is missing"),
    ],
)
def test_a_date_that_cannot_be_is_an_error(words, code, said):
    reading = read_one(f"S1,{words},Kenya,Manis javanica,scales,1,kg")
    assert codes(reading.errors) == [code]
    assert said in str(reading.errors[0].message())


def test_undated_rows_are_kept_where_the_profile_says_so():
    reading = read_one("S1,,Kenya,Manis javanica,scales,1,kg", Profile("test", undated="keep"))
    assert not reading.errors


def test_two_digit_years_turn_at_the_stated_pivot_and_say_so():
    line = "S1,13/06/{},Kenya,Manis javanica,scales,1,kg"
    assert read_one(line.format("16")).resolved("date").year == 2016
    early = read_one(line.format("69"))
    assert early.resolved("date").year == 1969
    assert "The year 69 was read as 1969" in str(early.values["date"].note)
    assert read_one(line.format("16"), Profile("test", pivot=10)).resolved("date").year == 1916


def test_day_or_month_first_is_learnt_from_the_column_or_said_to_be_unclear():
    line = "S1,03/04/2016,Kenya,Manis javanica,scales,1,kg"
    alone = read_one(line)
    assert codes(alone.warnings) == ["ambiguous-date"]
    assert alone.resolved("date") == PartialDate(2016, 4, 3)
    beside = read(csv_file(line, "S2,04/25/2016,Kenya,Manis javanica,scales,1,kg"))
    assert [reading.resolved("date") for reading in beside] == [
        PartialDate(2016, 3, 4),
        PartialDate(2016, 4, 25),
    ]
    assert not any(reading.warnings for reading in beside)
    assert read_one(line, Profile("test", day_first=False)).resolved("date") == PartialDate(2016, 3, 4)


@pytest.mark.parametrize("words", ["Y", "no exact number", "?", "several", "1.2.3,4"])
def test_a_quantity_that_is_no_number_is_kept_in_words_and_warned_about(words):
    reading = read_one(f'S1,2016-06-01,Kenya,Manis javanica,scales,"{words}",kg')
    assert not reading.errors
    assert len(reading.warnings) == 1
    assert reading.words("quantity") == words
    assert reading.resolved("quantity") is None


def test_a_unit_behind_the_number_is_taken_from_there():
    reading = read_one("S1,2016-06-01,Kenya,Manis javanica,scales,556kg,")
    assert reading.resolved("quantity").value == 556
    assert reading.resolved("unit") == "KGM"
    assert not reading.warnings


def test_two_units_that_disagree_are_said():
    reading = read_one("S1,2016-06-01,Kenya,Manis javanica,scales,556kg,g")
    assert codes(reading.warnings) == ["two-units"]
    assert reading.resolved("unit") == "GRM"


@pytest.mark.parametrize(
    ("words", "amount"),
    [("1.000,5", "1000.5"), ("1,000.5", "1000.5"), ("1.234.567", "1234567"), ("12,5", "12.5")],
)
def test_numbers_that_can_be_read_in_one_way_only_are(words, amount):
    reading = read_one(f'S1,2016-06-01,Kenya,Manis javanica,scales,"{words}",kg')
    assert reading.resolved("quantity").value == Decimal(amount)
    assert not reading.warnings


def test_an_ambiguous_number_follows_the_profile_or_its_column_or_is_warned_about():
    line = 'S1,2016-06-01,Kenya,Manis javanica,scales,"1.000",kg'
    assert codes(read_one(line).warnings) == ["ambiguous-number"]
    assert read_one(line, Profile("test", decimal=",")).resolved("quantity").value == 1000
    first, _ = read(csv_file(line, 'S2,2016-06-01,Kenya,Manis javanica,scales,"2,75",kg'))
    assert first.resolved("quantity").value == 1000
    assert not first.warnings


@pytest.mark.parametrize(
    ("words", "code"), [("-5", "negative"), ("1000000000000", "absurd"), ("13800138000000000", "absurd")]
)
def test_impossible_quantities_are_errors(words, code):
    assert codes(read_one(f"S1,2016-06-01,Kenya,Manis javanica,scales,{words},kg").errors) == [code]


@pytest.mark.parametrize(("words", "code"), [("0", "zero"), ("300000000", "very-large")])
def test_odd_quantities_are_recorded_with_a_warning(words, code):
    reading = read_one(f"S1,2016-06-01,Kenya,Manis javanica,scales,{words},kg")
    assert not reading.errors
    assert codes(reading.warnings) == [code]


def test_estimates_and_ranges_say_that_they_are():
    about = read_one("S1,2016-06-01,Kenya,Manis javanica,scales,about 20,kg").resolved("quantity")
    assert (about.value, about.is_estimate) == (20, True)
    between = read_one("S1,2016-06-01,Kenya,Manis javanica,scales,10-15,kg").resolved("quantity")
    assert (between.low, between.value, between.high) == (10, Decimal("12.5"), 15)


@pytest.mark.parametrize("words", ["NA", "na", "Namibia", "NAM", "纳米比亚", "Намибия", "ناميبيا"])
def test_na_is_namibia_even_where_it_means_nothing_elsewhere(words):
    profile = Profile("test", nulls=("", "NA", "na", "nam"))
    reading = read_one(f"S1,2016-06-01,{words},Manis javanica,scales,NA,kg", profile)
    assert reading.resolved("country") == "NA"
    assert "quantity" not in reading.values
    assert not reading.errors


def test_an_unknown_country_on_the_route_is_kept_and_warned_about():
    reading = read_one(GOOD + ",Wakanda", head=HEAD + ",Country of origin")
    assert codes(reading.warnings) == ["unknown-country"]
    assert reading.words("origin") == "Wakanda"
    assert not reading.errors


@pytest.mark.parametrize(
    ("words", "legs"),
    [
        ("Nigeria via Hong Kong to Vietnam", [("origin", "NG"), ("transit", "HK"), ("destination", "VN")]),
        ("from Kenya to Viet Nam via Malaysia", [("origin", "KE"), ("transit", "MY"), ("destination", "VN")]),
        ("Lagos → HK → Hai Phong", [("origin", None), ("transit", "HK"), ("destination", None)]),
        ("从尼日利亚经香港到越南", [("origin", "NG"), ("transit", "HK"), ("destination", "VN")]),
    ],
)
def test_a_route_in_free_words_becomes_its_legs(words, legs):
    reading = read_one(f'{GOOD},"{words}"', head=HEAD + ",Route")
    assert [(leg.role, leg.country) for leg in reading.resolved("route")] == legs
    assert reading.words("route") == words
    unknown = [leg for leg in legs if leg[1] is None]
    assert codes(reading.warnings) == ["unknown-country"] * len(unknown)


@pytest.mark.parametrize("name", ["Sunda pangolin", "穿山甲", "Панголин", "آكل النمل الحرشفي", "Tê tê Java"])
def test_names_in_every_script_come_through_unchanged(name):
    assert (
        read_one(
            f"S1,2016-06-01,Kenya,{name},scales,1,kg", head=HEAD.replace("Species", "Common name")
        ).words("common_name")
        == name
    )


def test_a_blank_row_is_blank_and_a_line_of_totals_is_no_seizure():
    blank, totals = read(csv_file(" , ,,,,,", ",,,,,1234,", head=HEAD))
    assert blank.is_blank
    assert codes(totals.errors) == ["not-a-seizure"]


def test_a_row_with_more_cells_than_headings_says_so():
    readings = read(csv_file(*[GOOD] * 500, GOOD + ",more"))
    assert codes(readings[-1].warnings) == ["too-many-cells"]


def test_cells_beyond_the_headings_in_the_first_rows_become_a_column_of_notes():
    assert read_one(GOOD + ",more").notes == {"column H": "more"}


def test_year_month_and_day_in_columns_make_a_date_or_say_why_not():
    head = "Seizure ID,Year,Month,Day,Country,Species,Quantity"
    assert read_one("S1,2016,June,5,KE,Manis javanica,1", head=head).resolved("date") == PartialDate(
        2016, 6, 5
    )
    assert read_one("S1,2016,6,,KE,Manis javanica,1", head=head).resolved("date") == PartialDate(2016, 6)
    assert codes(read_one("S1,2016,2,31,KE,Manis javanica,1", head=head).errors) == ["no-such-day"]


def test_a_value_needs_its_currency():
    head = HEAD + ",Value,Currency"
    assert str(read_one(GOOD + ",1200,USD", head=head).resolved("value")) == "1200 USD"
    without = read_one(GOOD + ",$1200,", head=head)
    assert codes(without.warnings) == ["no-currency"]
    assert without.words("value") == "$1200"


def test_a_word_not_in_the_list_is_kept_and_one_the_profile_knows_is_resolved():
    line = "S1,2016-06-01,Kenya,Manis javanica,escamas secas,1,kg"
    assert codes(read_one(line).warnings) == ["unknown-word"]
    taught = read_one(line, Profile("test", terms={"term": {"Escamas secas": "SCA"}}))
    assert taught.resolved("term") == "SCA"
    assert not taught.warnings


def test_coordinates_off_the_globe_are_errors():
    reading = read_one(GOOD + ",-1.29,236.82", head=HEAD + ",Latitude,Longitude")
    assert codes(reading.errors) == ["off-globe"]
    assert reading.resolved("latitude") == -1.29


@pytest.mark.parametrize(
    ("words", "number"), [("1.5E+03", 1500), ("1E+05 kg", 100_000), ("1,5e3", 1500), ("2e-1", 0.2)]
)
def test_numbers_in_powers_of_ten_are_written_out(words, number):
    reading = read_one(f'1,2016-06-01,KE,Manis,scales,"{words}",kg')
    assert float(reading.resolved("quantity").value) == number


@pytest.mark.parametrize("words", ["1e400", "1e+300", "9" * 400, "99999999999999"])
def test_numbers_beyond_all_measure_are_refused_and_never_cut(words):
    reading = read_one(f"1,2016-06-01,KE,Manis,scales,{words},kg")
    assert codes(reading.errors) == ["absurd"]


@pytest.mark.parametrize("words", ["NaN", "inf", "-inf", "#VALUE!", "1e", "e5"])
def test_words_that_programs_take_for_numbers_are_none(words):
    reading = read_one(f"1,2016-06-01,KE,Manis,scales,{words},kg")
    quantity = reading.resolved("quantity")
    assert quantity is None or (words == "1e" and reading.warnings)


ODD_CELLS = (
    "³0",
    "½",
    "9" * 5_000,
    "March " + "9" * 5_000,
    "一" * 5_000,
    "(" * 3_000,
    "1" + "e9" * 99,
    "\u202e61",
    "x > " * 500,
)


@pytest.mark.parametrize("cell", ODD_CELLS)
def test_no_cell_breaks_any_column(cell):
    head = ",".join(FIELDS)
    table = table_of(csv_file(",".join([cell] * len(FIELDS)), head=head))
    profile = Profile("every field", columns={field: field for field in FIELDS})
    reader = RowReader(table, apply_profile(table, profile), profile, VOCABULARIES, TODAY)
    (reading,) = [reader.read(raw) for raw in table.rows()]
    assert reading.words("scientific_name") == cell.strip()
    assert all(str(problem.message()) for problem in reading.errors + reading.warnings)
