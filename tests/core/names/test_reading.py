import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.names import read, split_names
from saola.core.names.reading import split_author


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Manis javanica", ("Manis", "javanica", "")),
        ("MANIS JAVANICA", ("Manis", "javanica", "")),
        ("manis\u00a0javanica", ("Manis", "javanica", "")),
        ("Panthera tigris (Linnaeus, 1758)", ("Panthera", "tigris", "")),
        ("Ovis ammon nigrimontana Severtzov, 1873", ("Ovis", "ammon", "nigrimontana")),
        ("Aloe compressa var. rugosquamosa H.Perrier", ("Aloe", "compressa", "rugosquamosa")),
        ("Caiman crocodilus ssp. apaporiensis", ("Caiman", "crocodilus", "apaporiensis")),
        ("Panthera (Panthera) tigris", ("Panthera", "tigris", "")),
        ("Bulbophyllum vöthii", ("Bulbophyllum", "vothii", "")),
        ("Euphorbia milii Des Moul.", ("Euphorbia", "milii", "")),
        ("Forpus xanthops", ("Forpus", "xanthops", "")),
        ("Psittacidae", ("Psittacidae", "", "")),
        ("Cariniana  spp.", ("Cariniana", "", "")),
        ("", ("", "", "")),
        ("12 / -", ("", "", "")),
    ],
)
def test_read_finds_the_parts(text, parts):
    written = read(text)
    assert (written.genus, written.epithet, written.infra) == parts
    assert written.text == text


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Manis cf. javanica", "cf."),
        ("Manis aff. javanica", "aff."),
        ("Manis javanica ?", "?"),
        ("Manis javanica", ""),
    ],
)
def test_read_keeps_the_doubt_of_the_writer(text, qualifier):
    assert read(text).qualifier == qualifier


def test_read_tells_rank_group_and_initial():
    assert read("Aloe laeta var. maniaensis").rank_hint == "variety"
    assert read("Manis spp.").is_spp
    assert read("Manis sp. 2").is_spp
    assert read("M. javanica").is_abbreviated
    assert not read("Manis javanica").is_abbreviated


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("Falco rusticolus x F. peregrinus", ("Falco rusticolus", "Falco peregrinus")),
        ("Falco rusticolus × Falco cherrug", ("Falco rusticolus", "Falco cherrug")),
        ("Nepenthes bongso x pectinata Danser", ("Nepenthes bongso", "Nepenthes pectinata")),
    ],
)
def test_read_names_both_parents_of_a_cross(text, parents):
    assert read(text).hybrid_of == parents


def test_read_does_not_take_an_epithet_in_x_for_a_cross():
    assert not read("Forpus xanthops").is_hybrid


def test_split_names_parts_a_cell():
    assert split_names("Manis javanica / Panthera tigris; Ara macao") == (
        "Manis javanica",
        "Panthera tigris",
        "Ara macao",
    )


@pytest.mark.parametrize(
    ("text", "name", "author"),
    [
        ("Viverra civetta Schreber, 1776", "Viverra civetta", "Schreber, 1776"),
        (
            "Branta hutchinsii leucopareia (von Brandt, 1836)",
            "Branta hutchinsii leucopareia",
            "(von Brandt, 1836)",
        ),
        ("Nepenthes alata auct.non Blanco", "Nepenthes alata", "auct.non Blanco"),
        ("Alsophila woodlarkensis ", "Alsophila woodlarkensis", ""),
        ("Pediocactus x de Vries", "Pediocactus x", "de Vries"),
    ],
)
def test_split_author_stops_where_the_name_ends(text, name, author):
    assert split_author(text) == (name, author)


@given(st.text(max_size=60))
def test_read_never_raises_and_keeps_the_text(text):
    assert read(text).text == text
