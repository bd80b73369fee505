"""Selections in the address bar: understood, shareable, and never a broken page."""

import string

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saola.apps.catalogue.models import Taxon
from saola.apps.seizures.exploring.filters import Filters
from saola.core.values import PartialDate

NAMES = ["q", "group", "term", "country", "role", "transport", "concealment", "since", "until", "year", "appendix",
         "least", "most", "currency", "held", "place", "name", "file", "agency", "taxon"]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        {"country": "VN", "role": "origin"},
        {"since": "2021-06", "until": "2023"},
        {"term": "SCA", "appendix": "none", "held": "yes"},
        {"least": "12.5", "most": "900", "currency": "USD"},
        {"place": "-10,20.5,-5,25"},
        {"q": "Port & Sons = 5 %", "name": "unsettled"},
    ],
)
def test_selection_survives_its_address(words):
    filters = Filters.read(words)
    assert not filters.troubles
    assert filters.words() == words
    assert Filters.read(QueryDict(filters.address()[1:])) == filters


def test_year_chooses_from_its_first_to_its_last_day():
    filters = Filters.read({"year": "2021"})
    assert filters.since == filters.until == PartialDate(2021)


@pytest.mark.parametrize(
    "name", ["country", "term", "since", "place", "least", "role", "appendix", "held", "file"]
)
@pytest.mark.django_db
def test_word_that_is_not_understood_is_left_out_and_told(name):
    filters = Filters.read({name: "no such thing", "q": "kept"})
    assert filters.words() == {"q": "kept"}
    assert [trouble.values["said"] for trouble in filters.troubles] == ["no such thing"]


@pytest.mark.usefixtures("knowledge")
def test_taxon_is_chosen_by_any_of_its_names():
    manis = Taxon.objects.get(name="Manis javanica")
    assert Filters.read({"taxon": "Sunda pangolin"}).taxon == manis
    assert Filters.read({"taxon": str(manis.pk)}).taxon == manis
    assert Filters.read({"taxon": "Xyzzy plugh"}).troubles


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(NAMES), st.text(string.printable + "é中ش\0", max_size=12)))
def test_no_word_breaks_the_selection(db, words):
    filters = Filters.read(words)
    assert Filters.read(QueryDict(filters.address()[1:])).words() == filters.words()
