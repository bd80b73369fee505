"""Codes and their labels in the reader's language."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils.translation import override

from saola.apps.catalogue import figures, vocabularies

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh-hans")


@pytest.mark.parametrize("name", vocabularies.VOCABULARIES)
def test_every_entry_has_a_label_in_six_languages(name):
    entries = vocabularies.vocabulary(name)
    assert entries
    for code, entry in entries.items():
        for language in LANGUAGES:
            with override(language):
                assert entry.label.strip(), (code, language)
                assert entry.label == entry.labels[language.split("-")[0]]


@pytest.mark.parametrize(
    ("amount", "unit", "language", "said"),
    [
        ("1", "KGM", "en", "1 kilogram"),
        ("1.000", "BOX", "en", "1 box"),
        ("1", "SKI", "fr", "1 peau"),
        ("12.5", "KGM", "en", "12.5 kilograms"),
        ("0", "KGM", "en", "0 kilograms"),
        ("1", "KGM", "zh-hans", "1 千克"),
        ("1", "NAR", "en", "1 specimen"),
        ("1", "XYZ", "en", "1 XYZ"),
    ],
)
def test_one_of_a_unit_is_said_as_one(amount, unit, language, said):
    with override(language):
        assert figures.quantity(Decimal(amount), unit) == said


def test_labels_follow_the_reader():
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(vocabularies.label("terms", "LIV"))
    assert said[0] == "live"
    assert len(set(said)) == 6


def test_a_code_that_is_not_known_is_shown_as_it_is():
    assert vocabularies.label("terms", "???") == "???"
    assert vocabularies.country_label("??") == "??"
    assert vocabularies.group_label("unicorns") == "unicorns"


def test_an_unknown_vocabulary_names_those_there_are():
    with pytest.raises(KeyError, match="terms"):
        vocabularies.vocabulary("colours")


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_are_in_order_of_their_labels(language):
    with override(language):
        labels = [label for _, label in vocabularies.choices("terms")]
        assert len(labels) == len(vocabularies.vocabulary("terms"))
        assert labels == sorted(labels, key=str.casefold)


@pytest.mark.parametrize(
    ("code", "label"),
    [("NA", "Namibia"), ("VN", "Vietnam"), ("XX", "unknown"), ("ZA", "South Africa")],
)
def test_countries_have_english_names(code, label):
    with override("en"):
        assert vocabularies.country_label(code).casefold() == label.casefold()
        assert vocabularies.is_country(code)


@pytest.mark.parametrize("code", ["NA", "XX", "QZ", "TW"])
def test_countries_have_names_in_six_languages(code):
    said = set()
    for language in LANGUAGES:
        with override(language):
            label = vocabularies.country_label(code)
            assert label not in ("", code)
            said.add(label)
    assert len(said) > 1


@pytest.mark.parametrize("code", ["AA", "na", "", "N", "NAM"])
def test_what_is_no_country_is_said_so(code):
    assert not vocabularies.is_country(code)


def test_country_choices_hold_every_country_once():
    with override("zh-hans"):
        choices = dict(vocabularies.country_choices())
    assert choices["NA"] == "纳米比亚"
    assert len(choices) == len(vocabularies.country_choices()) > 249


def test_names_of_countries_are_read_as_lists_write_them():
    names = vocabularies.english_country_names()
    wanted = {"namibia": "NA", "swaziland": "SZ", "eswatini": "SZ", "united republic of tanzania": "TZ"}
    assert {name: names[name] for name in wanted} == wanted


def test_a_reused_code_means_what_it_meant_in_its_year():
    meant = {year: vocabularies.term_in_year("COS", date(year, 6, 1)) for year in (2005, 2020)}
    assert "coral" in meant[2005].labels["en"]
    assert "cosmetics" in meant[2020].labels["en"]
    assert vocabularies.term_in_year("COS", None) == meant[2020]
    assert vocabularies.term_in_year("???", date(2020, 1, 1)) is None


def test_a_code_changes_its_meaning_between_two_years_without_a_gap():
    found = [vocabularies.term_in_year("COS", date(year, 1, 1)) for year in range(1990, 2030)]
    meanings = [entry.labels["en"] if entry else None for entry in found]
    changes = sum(before != after for before, after in pairwise(meanings))
    assert changes == 1


def test_groups_have_labels_in_six_languages():
    groups = vocabularies.group_entries()
    assert "pangolins" in groups
    for code, entry in groups.items():
        assert set(entry.labels) >= {"en", "fr", "es", "ru", "ar", "zh"}, code
