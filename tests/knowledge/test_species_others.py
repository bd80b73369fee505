"""Reptiles, amphibians, fishes, invertebrates and plants: every file is whole and answers its worked case."""

import re
from collections import Counter
from datetime import date

import pytest
from other_species import BOOKS, CHANGES, EVENTS, FILES, LANGUAGES, RANKS, TAXA, applied, load

from saola.core.listings import (
    ListingBook,
    Question,
    answer,
    read_completeness,
    read_events,
    read_lineage,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_what_it_rests_on(path):
    book = load(path)
    assert book["group"] == path.stem
    assert set(book["label"]) == LANGUAGES
    assert date(2012, 9, 25) == book["complete_from"] < book["complete_until"] < book["compiled_on"]
    assert len(book["source"]) > 80
    used = {item["source"] for item in book["taxa"] + book["listings"]}
    assert used == set(book["sources"]), "sources used and sources described differ"
    for source in book["sources"].values():
        assert source["mark"] in ("checked", "memory")
        assert source["title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_taxa_are_well_formed(path):
    for taxon in load(path)["taxa"]:
        assert taxon["rank"] in RANKS, taxon["name"]
        ranks = [rank for rank in RANKS if rank in taxon["lineage"]]
        assert all(RANKS.index(rank) < RANKS.index(taxon["rank"]) for rank in ranks), taxon["name"]
        assert "kingdom" in ranks, taxon["name"]
        if taxon["rank"] == "species":
            assert taxon["lineage"]["genus"] == taxon["name"].split()[0]
        assert set(taxon.get("names", {})) <= LANGUAGES
        for words in taxon.get("names", {}).values():
            assert words
            assert all(isinstance(word, str) and word.strip() == word for word in words)
        for country in taxon.get("range", ()):
            assert re.fullmatch("[A-Z]{2}", country), taxon["name"]
        assert taxon["name"] not in taxon.get("synonyms", ())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_listings_are_well_formed(path):
    book = load(path)
    names = {taxon["name"] for taxon in book["taxa"]}
    for event in book["listings"]:
        assert event["taxon"] in names, event["id"]
        assert event["appendix"] in ("I", "II", "III"), event["id"]
        assert event["change"] in CHANGES
        assert isinstance(event["on"], date)
        assert date(1975, 7, 1) <= event["on"] <= book["compiled_on"]
        assert event["mark"] in ("checked", "memory")
        if event["appendix"] == "III" or event["change"].startswith("reservation"):
            assert re.fullmatch("[A-Z]{2}", event.get("party") or ""), event["id"]
        population = event.get("population", {})
        assert len(population) <= 1
        for country in population.get("only", []) + population.get("except", []):
            country = country["country"] if isinstance(country, dict) else country
            assert re.fullmatch("[A-Z]{2}", country), event["id"]
        if event["change"] == "deletion":
            assert any(
                e["change"] == "addition"
                and e["on"] < event["on"]
                and (e["taxon"], e["appendix"], e.get("party"))
                == (event["taxon"], event["appendix"], event.get("party"))
                for e in book["listings"]
            ), f"{event['id']} ends nothing"
    assert len(read_events(book)) == len(book["listings"])
    known = {event["id"] for event in book["listings"]}
    assert all(set(event.get("replaces", ())) <= known for event in book["listings"])


def test_identifiers_and_names_are_unique_across_the_files():
    assert [i for i, n in Counter(event["id"] for event in EVENTS).items() if n > 1] == []
    every = Counter(taxon["name"] for book in BOOKS.values() for taxon in book["taxa"])
    assert [name for name, n in every.items() if n > 1] == []
    assert len(every) >= 250


def test_a_split_listing_gives_each_country_one_side():
    for event in EVENTS:
        if event["change"] != "addition" or "except" not in event.get("population", {}):
            continue
        for country in event["population"]["except"]:
            found = applied(
                event["taxon"], event["on"], country if isinstance(country, str) else country["country"]
            )
            if isinstance(country, str):
                assert event["appendix"] not in found, event["id"]
            else:
                assert len(found) == 2, event["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_worked_case_of_a_file(path):
    case = load(path)["worked_case"]
    assert case["name"] in TAXA
    assert applied(case["name"], case["on"], case.get("from")) == set(case["appendix"])


def test_the_engine_and_the_small_evaluator_agree():
    """`saola.core.listings` read the same files; asked with a native country it gives the same Appendices."""
    books = list(BOOKS.values())
    events = [event for book in books for event in read_events(book)]
    engine = ListingBook(
        events,
        read_lineage(books),
        completeness=[claim for book in books for claim in read_completeness(book)],
    )
    # Outside the days of which a file claims to be complete the engine does not turn silence into "none".
    window = (books[0]["complete_from"], books[0]["complete_until"])
    days = (date(1976, 6, 1), date(1984, 1, 1), date(1996, 1, 1), date(2012, 9, 25), date(2024, 1, 1))
    wrong = []
    for name, taxon in TAXA.items():
        if taxon["rank"] != "species" or any(t["lineage"].get("species") == name for t in TAXA.values()):
            continue
        country = (taxon.get("range") or ["XX"])[0]
        for on in days:
            if country == "XX":
                continue
            theirs, ours = (
                set(answer(Question(name, on, origin=country), engine).value.possible),
                applied(name, on, country),
            )
            silent = not theirs and ours == {"none"} and not (window[0] <= on <= window[1])
            if theirs != ours and not silent:
                wrong.append(f"{name} from {country} on {on}: {theirs}, here {ours}")
    assert not wrong, "\n".join(wrong)
