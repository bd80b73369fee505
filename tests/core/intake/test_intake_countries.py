"""Countries and routes as agencies write them: declined, with articles, in lists, in the wrong column."""

import pytest
from intake_builders import TODAY, csv_file, table_of

from saola.core.intake import Profile, RowReader, Vocabularies, propose
from saola.core.intake.parsing import find_country

LISTED = Vocabularies.of({"country": {"QZ": ["Sorevane", "索雷万", "Сореван"], "EU": ["European Union"]}})
HEAD = "Date,Country,Species,Origin,Transit,Destination,Nationality"


def legs(line, profile=None, vocabularies=LISTED):
    table = table_of(csv_file(line, head=HEAD))
    reader = RowReader(table, propose(table, vocabularies), profile or Profile("test"), vocabularies, TODAY)
    (reading,) = [reader.read(raw) for raw in table.rows()]
    return reading


def told(reading, key):
    return [(leg.role, leg.country) for leg in reading.resolved(key) or ()]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("из Кении", "KE"),
        ("Кению", "KE"),
        ("Вьетнама", "VN"),
        ("в Китай", "CN"),
        ("Саудовской Аравии", "SA"),
        ("Демократической Республики Конго", "CD"),
        ("la Chine", "CN"),
        ("du Cameroun", "CM"),
        ("de l'Inde", "IN"),
        ("d’Ouganda", "UG"),
        ("aux Philippines", "PH"),
        ("la Côte d'Ivoire", "CI"),
        ("do Brasil", "BR"),
        ("da Tailândia", "TH"),
        ("del Perú", "PE"),
        ("from the Netherlands", "NL"),
        ("来自越南", "VN"),
        ("من كينيا", "KE"),
        ("từ Việt Nam", "VN"),
        ("aus Kenia", "KE"),
        ("\u202bKE\u202c", "KE"),
        ("la", "LA"),
        ("de la", None),
        ("the", None),
        ("из", None),
        ("Мал", None),
        ("no such land", None),
    ],
)
def test_a_country_is_known_with_its_articles_and_in_its_cases(words, code):
    assert find_country(words) == code


def test_countries_of_the_list_handed_in_are_read_in_every_column():
    reading = legs("2016-06-01,Sorevane,Manis,Sorevane; Kenya,索雷万,из Сореван,QZ and VN")
    assert reading.resolved("country") == "QZ"
    assert told(reading, "origin") == [("origin", "QZ"), ("origin", "KE")]
    assert told(reading, "transit") == [("transit", "QZ")]
    assert told(reading, "destination") == [("destination", "QZ")]
    assert reading.resolved("offender_nationality") == ("QZ", "VN")
    assert not reading.errors
    assert not reading.warnings


def test_words_of_the_profile_hold_in_lists_and_on_routes():
    profile = Profile("test", terms={"country": {"Northland": "KE", "ditto": "", "K.": "ZZ"}})
    reading = legs(
        "2016-06-01,northland,Manis,Northland / Uganda,ditto,VN > NORTHLAND,ditto; Northland", profile
    )
    assert reading.resolved("country") == "KE"
    assert told(reading, "origin") == [("origin", "KE"), ("origin", "UG")]
    assert told(reading, "transit") == []
    assert told(reading, "destination") == [("origin", "VN"), ("destination", "KE")]
    assert reading.resolved("offender_nationality") == ("KE",)
    assert not reading.errors
    assert not reading.warnings


def test_a_country_known_to_say_nothing_is_missing_and_not_unknown():
    reading = legs("2016-06-01,ditto,Manis,,,,", Profile("test", terms={"country": {"ditto": ""}}))
    assert [problem.fault.code for problem in reading.errors] == ["no-country"]


@pytest.mark.parametrize(
    ("words", "legs_told"),
    [
        ("Nigeria > Singapore > VN", [("origin", "NG"), ("transit", "SG"), ("destination", "VN")]),
        ("Nigeria→Viet Nam", [("origin", "NG"), ("destination", "VN")]),
        ("Nigeria, via Kenya to Vietnam", [("origin", "NG"), ("transit", "KE"), ("destination", "VN")]),
        ("从尼日利亚经新加坡运往越南", [("origin", "NG"), ("transit", "SG"), ("destination", "VN")]),
        ("Kenya - Uganda", [("origin", "KE"), ("origin", "UG")]),
        ("Congo - Brazzaville", [("origin", "CG")]),
        ("Kenya/Tanzania", [("origin", "KE"), ("origin", "TZ")]),
        ("China - Guangzhou", [("origin", None)]),
    ],
)
def test_a_route_in_a_column_of_origins_is_a_route(words, legs_told):
    reading = legs(f'2016-06-01,KE,Manis,"{words}",,,')
    assert told(reading, "origin") == legs_told
    has_note = reading.values["origin"].note is not None
    assert has_note == any(role != "origin" for role, _ in legs_told)


def test_arrows_in_a_column_of_transit_part_its_stops():
    reading = legs("2016-06-01,KE,Manis,,Nigeria > Singapore,,")
    assert told(reading, "transit") == [("transit", "NG"), ("transit", "SG")]


def test_a_column_of_countries_of_the_list_is_known_by_its_cells():
    rows = [f"2016-06-{n:02d},Sorevane,x" for n in range(1, 9)]
    uses = propose(table_of(csv_file(*rows, head="aaa,bbb,ccc")), LISTED).columns
    assert [use.field for use in uses] == ["date", "country", "note"]


def test_a_code_no_longer_in_force_does_not_take_a_name_from_its_country():
    former = Vocabularies.of({"country": {"BU": ["Burma"], "KV": ["Kosovo"]}})
    reading = legs("2016-06-01,Burma,Manis,Kosovo,XK,,", vocabularies=former)
    assert reading.resolved("country") == "MM"
    assert told(reading, "origin") == [("origin", "KV")]
    assert told(reading, "transit") == [("transit", "KV")]
