"""The lists of taxa and names: the Checklist index, the Species+ export, common names."""

from datetime import date

import pytest

from saola.apps.catalogue import queries
from saola.apps.catalogue.actions import load_official
from saola.apps.catalogue.models import Dataset, SnapshotListing, Taxon, TaxonName
from saola.core.values import Outcome, PartialDate
from tests.factories import lists

pytestmark = pytest.mark.django_db
SLOTH = "Tardipes pygmaeus"


def test_index_brings_taxa_names_and_listings(tmp_path):
    row = lists.index_row(
        AuthorYear="Anderson & Handley, 2001",
        SynonymsWithAuthors="Tardipes minor Meyer, 1900, Tardipes parvus (Meyer, 1901)",
        EnglishNames="Pygmy Three-toed Sloth, Monk Sloth",
        SpanishNames="Perezoso pigmeo",
        All_DistributionISOCodes="PA, CR",
    )
    loaded = load_official(lists.index(tmp_path, lists.index_row("", "II"), row))
    assert (loaded.dataset, loaded.rows, loaded.listings, loaded.names) == ("checklist-index", 2, 2, 5)
    assert (loaded.taxa, loaded.problems, loaded.is_new) == (6, (), True)
    sloth = Taxon.objects.get(name=SLOTH)
    assert sloth.path == "Animalia/Mammalia/Tardipoda/Tardipedidae/Tardipes/Tardipes pygmaeus/"
    assert (sloth.rank, sloth.range, sloth.official_id) == ("species", ["PA", "CR"], "11111")
    assert set(sloth.names.values_list("name", "kind", "language", "author")) == {
        ("Tardipes minor", "synonym", "", "Meyer, 1900"),
        ("Tardipes parvus", "synonym", "", "(Meyer, 1901)"),
        ("Pygmy Three-toed Sloth", "common", "en", ""),
        ("Monk Sloth", "common", "en", ""),
        ("Perezoso pigmeo", "common", "es", ""),
    }
    dataset = Dataset.objects.get()
    assert (dataset.speaks_of, dataset.rows, dataset.file_name) == ("2017-04-21", 2, lists.INDEX_NAME)


def test_index_answers_questions_of_its_own_window_only(tmp_path):
    load_official(lists.index(tmp_path))
    inside = queries.status(SLOTH, date(2017, 4, 21))
    assert (inside.finding.outcome, inside.finding.value.possible) == (Outcome.YES, ("II",))
    outside = queries.status(SLOTH, date(2009, 4, 21))
    assert (outside.finding.outcome, outside.finding.value.possible) == (Outcome.UNKNOWN, ())


def test_what_the_library_claims_counts_only_where_it_is_loaded(tmp_path):
    row = lists.index_row(
        Order="Pholidota", Family="Manidae", Genus="Manis", Species="javanica", FullName="Manis javanica"
    )
    load_official(lists.index(tmp_path, row))
    asked = queries.status("Manis javanica", date(2010, 1, 1)).finding
    assert (asked.outcome, asked.value.possible) == (Outcome.UNKNOWN, ())


def test_index_row_of_a_subspecies_stands_below_its_species(tmp_path):
    row = lists.index_row(Subspecies="insularis", FullName=f"{SLOTH} insularis", RankName="SUBSPECIES")
    load_official(lists.index(tmp_path, row))
    assert Taxon.objects.get(name=f"{SLOTH} insularis").parent.name == SLOTH


def test_index_row_with_introduced_populations_gives_no_native_range(tmp_path):
    row = lists.index_row(All_DistributionISOCodes="PA,CR", Introduced_Distribution="Costa Rica")
    load_official(lists.index(tmp_path, row))
    assert Taxon.objects.get(name=SLOTH).range == []


def test_index_rows_that_cannot_be_read_are_named_and_left_out(tmp_path):
    rows = (
        lists.index_row(),
        lists.index_row("torquatus", ""),
        lists.index_row("", FullName=""),
        lists.index_row("variegatus", Kingdom=""),
        lists.index_row("tridactylus", "II/IV"),
    )
    loaded = load_official(lists.index(tmp_path, *rows))
    assert (loaded.rows, loaded.listings) == (5, 1)
    problems = [str(problem) for problem in loaded.problems]
    assert len(problems) == 4
    for words in ("Tardipes torquatus", "Row 3", "Tardipes variegatus", "“II/IV”"):
        assert sum(words in problem for problem in problems) == 1
    # The taxa of rows without a listing are known all the same; those without a place in the tree are not.
    assert Taxon.objects.filter(name="Tardipes torquatus").exists()
    assert not Taxon.objects.filter(name="Tardipes variegatus").exists()


@pytest.mark.usefixtures("knowledge")
def test_index_row_under_an_older_name_meets_the_taxon_of_the_library(tmp_path):
    row = lists.index_row(
        Order="Carnivora",
        Family="Felidae",
        Genus="Uncia",
        Species="uncia",
        FullName="Uncia uncia",
        CurrentListing="I",
    )
    load_official(lists.index(tmp_path, row))
    kept = SnapshotListing.objects.get()
    assert (kept.taxon_name, kept.data["written"]) == ("Panthera uncia", "Uncia uncia")
    assert not Taxon.objects.filter(name="Uncia uncia").exists()


@pytest.mark.usefixtures("knowledge")
def test_index_leaves_what_the_library_says_of_a_taxon(tmp_path):
    before = Taxon.objects.get(name="Manis javanica")
    row = lists.index_row(
        Order="Pholidota",
        Family="Manidae",
        Genus="Manis",
        Species="javanica",
        FullName="Manis javanica",
        AuthorYear="Somebody, 1900",
        All_DistributionISOCodes="BR",
        TaxonId="22222",
    )
    load_official(lists.index(tmp_path, row))
    after = Taxon.objects.get(name="Manis javanica")
    assert (after.author, after.range, after.group) == (before.author, before.range, "pangolins")
    assert (after.path, after.official_id) == (before.path, "22222")


def test_group_of_the_library_reaches_the_species_of_a_list(knowledge, tmp_path):
    row = lists.index_row(
        Order="Pholidota", Family="Manidae", Genus="Manis", Species="nova", FullName="Manis nova"
    )
    load_official(lists.index(tmp_path, row))
    assert Taxon.objects.get(name="Manis nova").group == "pangolins"


def test_newer_index_takes_the_place_of_the_older(tmp_path):
    load_official(lists.index(tmp_path, lists.index_row(EnglishNames="Monk Sloth")))
    number = Taxon.objects.get(name=SLOTH).pk
    newer = lists.index(
        tmp_path, lists.index_row(listing="I"), name="Index_of_CITES_Species_2019-11-30 10-00.csv"
    )
    loaded = load_official(newer)
    assert (loaded.listings, loaded.taxa, Taxon.objects.get(name=SLOTH).pk) == (1, 0, number)
    assert list(SnapshotListing.objects.values_list("listing", flat=True)) == ["I"]
    assert not TaxonName.objects.exists()
    assert Dataset.objects.get().speaks_of == "2019-11-30"


def test_export_brings_taxa_and_listings_of_its_month(tmp_path):
    loaded = load_official(lists.export(tmp_path, lists.export_row(listing="III", Party="PA, CR")))
    assert (loaded.dataset, loaded.rows, loaded.listings, loaded.names) == ("species-plus", 1, 1, 0)
    assert Dataset.objects.get().speaks_of == "2023-07"
    asked = queries.status(SLOTH, date(2023, 7, 15)).finding
    assert (asked.outcome, asked.value.possible, asked.value.listed_by) == (
        Outcome.YES,
        ("III",),
        ("PA", "CR"),
    )


def test_export_and_index_stand_beside_each_other(tmp_path):
    load_official(lists.index(tmp_path))
    load_official(lists.export(tmp_path, lists.export_row(listing="I")))
    assert SnapshotListing.objects.count() == 2
    assert [
        queries.status(SLOTH, day).finding.value.chosen for day in (date(2017, 5, 1), date(2023, 7, 1))
    ] == [
        "II",
        "I",
    ]


def test_export_split_by_country_asks_for_the_origin(tmp_path):
    note = "**I** Except the population of Panama, which is included in Appendix II.  \n**II** Population of Panama"
    load_official(lists.export(tmp_path, lists.export_row(listing="I/II", **{"Full note": note})))
    day = PartialDate(2023, 7)
    asked = queries.status(SLOTH, day).finding
    assert (asked.outcome, asked.value.possible) == (Outcome.UNKNOWN, ("I", "II"))
    assert [lack.field for lack in asked.missing] == ["origin"]
    chosen = [queries.status(SLOTH, day, origin=code).finding.value.chosen for code in ("PA", "CR")]
    assert chosen == ["II", "I"]


def common(tmp_path, *rows, name="common.csv"):
    known = [dict(zip(("gbif_id", "gbif_common_name", "ISO 639-1 Code"), row, strict=True)) for row in rows]
    return lists.write(tmp_path / name, lists.COMMON, *known)


def test_common_names_come_to_the_taxon_that_shares_one(tmp_path):
    load_official(lists.index(tmp_path, lists.index_row(EnglishNames="Monk Sloth")))
    loaded = load_official(
        common(
            tmp_path,
            ("7", "monk sloth", "en"),
            ("7", "侏三趾樹懶", "zh"),
            ("8", "perezoso de nadie", "es"),
        )
    )
    assert (loaded.rows, loaded.names) == (3, 1)
    assert TaxonName.objects.get(dataset__code="common-names").taxon.name == SLOTH
    assert queries.match("侏三趾樹懶").best.accepted_name == SLOTH
    assert "3 names" in str(loaded.problems[0])


def test_common_names_again_after_another_list_are_joined_anew(tmp_path):
    names = common(tmp_path, ("7", "monk sloth", "en"), ("7", "侏三趾樹懶", "zh"))
    assert load_official(names).names == 0
    assert load_official(names).is_new is False
    load_official(lists.index(tmp_path, lists.index_row(EnglishNames="Monk Sloth")))
    again = load_official(names)
    assert (again.is_new, again.names) == (True, 1)
    assert load_official(names).is_new is False
