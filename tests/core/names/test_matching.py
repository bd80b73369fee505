import pickle

import pytest

from saola.core.names import MatchOutcome, NameEntry, NameIndex, NameKind


@pytest.mark.parametrize(
    ("text", "outcome", "taxon_id"),
    [
        ("Manis javanica", "accepted", 10),
        ("  MANIS\u00a0 javanica ", "accepted", 10),
        ("Manis javanica Desmarest, 1822", "accepted", 10),
        ("Panthera tigris (Linnaeus, 1758)", "accepted", 20),
        ("Felis tigris", "synonym", 20),
        ("Geochelone carbonaria", "synonym", 60),
        ("Geochelone carbonarius", "synonym", 60),
        ("Chelonoidis carbonaria", "accepted", 60),
        ("Aratinga cactorum", "synonym", 51),
        ("Panthera tigrs", "misspelt", 20),
        ("Panhtera tigris", "misspelt", 20),
        ("Manis spp.", "higher_taxon", 2),
        ("MANIS sp.", "higher_taxon", 2),
        ("Psittacidae", "higher_taxon", 3),
        ("Manis crassicaudata", "higher_taxon", 2),
        ("tiger", "common", 20),
        ("Тигр", "common", 20),
        ("بـبر", "common", 20),
        ("马来 穿山甲", "common", 10),
        ("穿山甲", "higher_taxon", 1),
        ("sunda-pangolin", "common", 10),
        ("gorilla", "higher_taxon", 6),
        ("Sunda pangolin / Manis javanica", "common", 10),
        ("Panthera tigris sondaica", "accepted", 20),
        ("Felis", "unknown", None),
        ("Testudo ibera", "ambiguous", None),
        ("Panthera cf. tigris", "ambiguous", None),
        ("Panthera aff. tigris", "ambiguous", None),
        ("Panthera tigris?", "ambiguous", None),
        ("M. javanica", "ambiguous", None),
        ("Falco rusticolus x F. peregrinus", "hybrid", None),
        ("Falco hybrid", "hybrid", None),
        ("Panthera tigris / Panthera pardus", "ambiguous", None),
        ("Sporophila angolensis", "unknown", None),
        ("", "unknown", None),
        ("???", "unknown", None),
        ("12345", "unknown", None),
    ],
)
def test_match_settles_only_what_the_rules_allow(index, text, outcome, taxon_id):
    found = index.match(text)
    assert (found.outcome, found.best and found.best.taxon_id) == (outcome, taxon_id)


def test_match_of_a_split_species_offers_all(index):
    assert {one.taxon_id for one in index.match("Testudo ibera").candidates} == {62, 63}


def test_match_puts_the_taxon_whose_author_fits_first(index):
    first = index.match("Testudo ibera Pallas, 1814").candidates[0]
    assert first.taxon_id == 62
    assert "Pallas" in str(first.reasons[-1])


def test_match_of_an_unlisted_species_gives_its_genus_and_says_so(index):
    found = index.match("Manis crassicaudata")
    assert not found.is_to_species
    assert found.best.is_below
    assert "not in the loaded lists" in str(found.best.reasons[0])


def test_match_of_a_cross_names_both_parents(index):
    assert [one.taxon_id for one in index.match("Falco rusticolus x F. peregrinus").candidates] == [30, 31]


def test_match_within_a_higher_taxon_refuses_what_lies_outside(index):
    assert index.match("Panthera tigris", within="Manidae").best is None
    assert index.match("Panthera tigris", within="felidae").best.taxon_id == 20


def test_match_keeps_the_text_and_at_most_limit_candidates(index):
    found = index.match(" Testudo  ibera", limit=1)
    assert found.text == " Testudo  ibera"
    assert len(found.candidates) == 1
    assert found.outcome is MatchOutcome.AMBIGUOUS


def test_index_survives_pickling(index):
    again = pickle.loads(pickle.dumps(index))
    assert again.match("Felis tigris") == index.match("Felis tigris")
    assert again.match("Panthera tigrs").best.taxon_id == 20


def test_build_refuses_a_taxon_without_accepted_name():
    with pytest.raises(ValueError, match="no accepted name"):
        NameIndex.build([NameEntry(7, "Felis tigris", NameKind.SYNONYM)])


def test_build_refuses_two_accepted_names():
    with pytest.raises(ValueError, match="two accepted names"):
        NameIndex.build(
            [NameEntry(7, "Felis tigris", NameKind.ACCEPTED), NameEntry(7, "Felis leo", NameKind.ACCEPTED)]
        )
