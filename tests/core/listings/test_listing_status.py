"""The test set of the procedure, on small books written out here."""

from datetime import date

import pytest

from saola.core.listings import (
    Lineage,
    ListingBook,
    Question,
    answer,
    read_completeness,
    read_events,
)
from saola.core.values import Mark, Outcome, PartialDate

SOURCES = {"memory": {"title": "from memory", "mark": "memory"}}

RANGE = ["BW", "NA", "ZA", "ZW"]
ELEPHANT = {
    "group": "elephants",
    "sources": SOURCES,
    "compiled_on": date(2022, 11, 27),
    "taxa": [{"name": "Loxodonta africana"}],
    "listings": [
        {"id": "lox-gh", "taxon": "Loxodonta africana", "appendix": "III", "change": "addition",
         "on": "1976-02-26", "party": "GH", "source": "memory"},
        {"id": "lox-gh-end", "taxon": "Loxodonta africana", "appendix": "III", "change": "deletion",
         "on": "1977-02-04", "party": "GH", "source": "memory"},
        {"id": "lox-1977", "taxon": "Loxodonta africana", "appendix": "II", "change": "addition",
         "on": "1977-02-04", "source": "memory"},
        {"id": "lox-1990", "taxon": "Loxodonta africana", "appendix": "I", "change": "addition",
         "on": "1990-01-18", "source": "memory"},
        {"id": "lox-1990-end", "taxon": "Loxodonta africana", "appendix": "II", "change": "deletion",
         "on": "1990-01-18", "source": "memory"},
        {"id": "lox-1997-I", "taxon": "Loxodonta africana", "appendix": "I", "change": "addition",
         "on": "1997-09-18", "population": {"except": ["BW", "NA", "ZW"]}, "source": "memory"},
        {"id": "lox-1997-II", "taxon": "Loxodonta africana", "appendix": "II", "change": "addition",
         "on": "1997-09-18", "population": {"only": ["BW", "NA", "ZW"]},
         "covers": {"only_terms": ["TRO", "LIV", "SKI"], "otherwise": "I"}, "source": "memory"},
        {"id": "lox-2000-I", "taxon": "Loxodonta africana", "appendix": "I", "change": "addition",
         "on": "2000-07-19", "population": {"except": RANGE}, "source": "memory"},
        {"id": "lox-2000-II", "taxon": "Loxodonta africana", "appendix": "II", "change": "addition",
         "on": "2000-07-19", "population": {"only": RANGE},
         "covers": {"only_terms": ["TRO", "LIV", "SKI"], "otherwise": "I"}, "source": "memory"},
    ],
}  # fmt: skip
ABOVE = {
    "Loxodonta africana": ("Loxodonta", "Elephantidae", "Proboscidea", "Mammalia", "Animalia"),
}


def book_of(*libraries, above=ABOVE, **more):
    events = [event for library in libraries for event in read_events(library)]
    complete = [claim for library in libraries for claim in read_completeness(library)]
    return ListingBook(events, Lineage(above), completeness=complete, **more)


@pytest.fixture(scope="module")
def elephants():
    return book_of(ELEPHANT)


def ask(book, taxon, on, **more):
    return answer(Question(taxon, on, **more), book)


@pytest.mark.parametrize(
    ("on", "origin", "possible"),
    [
        (date(1975, 12, 1), "GH", ("none",)),
        (date(1976, 2, 25), "GH", ("none",)),
        (date(1976, 2, 26), "GH", ("III",)),
        (date(1977, 2, 4), "GH", ("II",)),
        (date(1990, 1, 17), "ZW", ("II",)),
        (date(1990, 1, 18), "ZW", ("I",)),
        (date(1996, 12, 31), "ZW", ("I",)),
        (date(1997, 9, 17), "ZW", ("I",)),
        (date(1997, 9, 18), "ZW", ("II",)),
        (date(1997, 9, 18), "ZA", ("I",)),
        (date(2000, 7, 18), "ZA", ("I",)),
        (date(2000, 7, 19), "ZA", ("II",)),
        (date(2000, 7, 19), "KE", ("I",)),
    ],
)
def test_elephant_by_origin_and_day(elephants, on, origin, possible):
    finding = ask(elephants, "Loxodonta africana", on, origin=origin)
    assert finding.value.possible == possible
    assert finding.outcome is (Outcome.NO if possible == ("none",) else Outcome.YES)


def test_elephant_without_origin_is_open_and_says_so(elephants):
    finding = ask(elephants, "Loxodonta africana", date(2010, 1, 1))
    assert finding.outcome is Outcome.UNKNOWN
    assert finding.value.possible == ("I", "II")
    assert finding.value.chosen == "I"
    assert [lack.field for lack in finding.missing] == ["origin"]


def test_elephant_ivory_of_a_limited_entry_is_deemed_appendix_one(elephants):
    ivory = ask(elephants, "Loxodonta africana", date(2010, 1, 1), origin="ZW", term="IVC")
    trophy = ask(elephants, "Loxodonta africana", date(2010, 1, 1), origin="ZW", term="TRO")
    assert (ivory.value.chosen, ivory.value.deemed) == ("II", "I")
    assert (trophy.value.chosen, trophy.value.deemed) == ("II", "")


def test_year_with_a_change_inside_gives_both_and_asks_for_the_day(elephants):
    finding = ask(elephants, "Loxodonta africana", PartialDate(1990), origin="KE")
    assert finding.value.possible == ("I", "II")
    assert "on" in [lack.field for lack in finding.missing]
    settled = ask(elephants, "Loxodonta africana", PartialDate(1991), origin="KE")
    assert settled.outcome is Outcome.YES


def test_name_outside_the_lists_is_unknown_never_no(elephants):
    finding = ask(elephants, "Saiga tatarica", date(2010, 1, 1))
    assert finding.outcome is Outcome.UNKNOWN
    assert finding.value.possible == ()
    assert [lack.field for lack in finding.missing] == ["history"]


def test_sources_say_that_they_are_from_memory(elephants):
    finding = ask(elephants, "Loxodonta africana", date(2010, 1, 1), origin="KE")
    assert finding.rests_on_memory
    assert {source.mark for source in finding.sources} == {Mark.MEMORY}


@pytest.mark.parametrize("on", [date(1970, 1, 1), date(1975, 6, 30), PartialDate(1974)])
def test_nothing_was_listed_before_the_convention(on):
    finding = answer(Question("Manis javanica", on), ListingBook([], Lineage({})))
    assert (finding.outcome, finding.value.possible) == (Outcome.NO, ("none",))


def test_year_in_which_the_convention_began_is_not_before_it():
    finding = answer(Question("Manis javanica", PartialDate(1975)), ListingBook([], Lineage({})))
    assert finding.outcome is Outcome.UNKNOWN
