"""Names, status, measures, and writing many rows at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from saola.apps.catalogue import bulk, measures, queries
from saola.apps.catalogue.actions import load_official
from saola.apps.catalogue.models import Dataset, SnapshotListing, Taxon
from saola.core.units import Conversion, NotConvertible
from saola.core.values import Outcome, PartialDate
from tests.factories import lists


@pytest.mark.usefixtures("knowledge")
@pytest.mark.parametrize(
    ("written", "accepted", "outcome"),
    [
        ("Manis javanica", "Manis javanica", "accepted"),
        ("Phataginus tricuspis", "Manis tricuspis", "synonym"),
        ("Manis javannica", "Manis javanica", "misspelt"),
        ("Manis spp.", "Manis", "higher_taxon"),
        ("马来穿山甲", "Manis javanica", "common"),
    ],
)
def test_a_written_name_is_settled(written, accepted, outcome):
    found = queries.match(written)
    assert (found.best.accepted_name, found.outcome.value) == (accepted, outcome)


@pytest.mark.usefixtures("knowledge")
def test_a_name_in_no_list_has_no_status_and_says_what_is_missing():
    asked = queries.status("Nomen nudum", date(2016, 1, 1))
    assert (asked.taxon, asked.finding.outcome) == (None, Outcome.UNKNOWN)
    assert asked.match.outcome.value == "unknown"
    assert [lack.field for lack in asked.finding.missing] == ["taxon"]
    assert "not in the loaded lists" in str(asked.finding.missing[0].text)


@pytest.fixture
def two_monks(db, tmp_path):
    """Two species that bear one English name."""
    rows = [lists.index_row(species, EnglishNames="Monk Sloth") for species in ("minor", "major")]
    load_official(lists.index(tmp_path, *rows))


@pytest.mark.usefixtures("two_monks")
def test_an_ambiguous_name_asks_which_taxon_is_meant():
    asked = queries.status("monk sloth", date(2017, 5, 1))
    assert (asked.taxon, asked.match.outcome.value) == (None, "ambiguous")
    assert {one.accepted_name for one in asked.match.candidates} == {"Tardipes major", "Tardipes minor"}
    assert "may stand for several taxa" in str(asked.finding.missing[0].text)


@pytest.mark.usefixtures("knowledge")
def test_status_follows_the_circumstances():
    def ask(**circumstances):
        return queries.status("Loxodonta africana", date(2005, 1, 1), **circumstances).finding

    assert ask().outcome is Outcome.UNKNOWN
    assert ask(origin="KE").value.possible == ("I",)
    assert ask(origin="BW", term="LIV").value.possible == ("II",)


@pytest.mark.usefixtures("knowledge")
def test_status_of_a_chosen_taxon_is_that_of_its_name():
    taxon = Taxon.objects.get(name="Manis javanica")
    days = [date(2017, 1, 1), date(2017, 1, 2), PartialDate(2017)]
    by_taxon = [queries.status_of(taxon, day) for day in days]
    assert by_taxon == [queries.status("Manis javanica", day).finding for day in days]
    assert [finding.value.possible for finding in by_taxon] == [("II",), ("I",), ("I", "II")]


@pytest.mark.usefixtures("knowledge")
def test_indexes_are_built_once_and_kept_in_a_file(data_folder, monkeypatch):
    monkeypatch.setattr(queries, "_held", {})
    index = queries.name_index()
    assert queries.name_index() is index
    assert [path.name.split("-")[0] for path in (data_folder / "cache").glob("*.pickle")] == ["names"]
    monkeypatch.setattr(queries, "_held", {})
    monkeypatch.setattr(queries, "_name_entries", lambda: pytest.fail("read the file instead"))
    again = queries.name_index()
    assert again is not index
    assert again.match("Manis javanica") == index.match("Manis javanica")


def test_indexes_of_an_empty_catalogue_answer_nothing(db):
    assert queries.match("Manis javanica").best is None
    assert queries.listing_book().ask("Manis javanica", date(2016, 1, 1)).outcome is Outcome.UNKNOWN


@pytest.fixture
def dataset(db):
    return Dataset.objects.create(code="a-list", kind="a-list", title="A list", digest="0" * 64)


def test_many_rows_are_inserted_as_save_would(dataset):
    number = bulk.highest(SnapshotListing)
    data = {"words": 'a "quoted" 穿山甲', "empty": [], "none": None}
    rows = [
        SnapshotListing(id=number + n, dataset=dataset, taxon_name=f"Taxon {n}", listing="I", data=data)
        for n in (1, 2)
    ]
    bulk.insert(SnapshotListing, rows)
    bulk.reset_numbers(SnapshotListing)
    kept = list(SnapshotListing.objects.order_by("pk"))
    assert [(one.pk, one.taxon_name, one.data) for one in kept] == [
        (number + 1, "Taxon 1", data),
        (number + 2, "Taxon 2", data),
    ]
    assert bulk.highest(SnapshotListing) == number + 2
    by_save = SnapshotListing.objects.create(dataset=dataset, taxon_name="Taxon 3", listing="II")
    assert by_save.pk == number + 3


def test_no_rows_are_no_work(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert(SnapshotListing, [])
    assert bulk.highest(SnapshotListing) == 0


def test_the_database_still_refuses_what_is_twice(dataset):
    rows = [
        Taxon(id=n, name="Manis", kingdom="Animalia", rank="genus", path="Animalia/Manis/", dataset=dataset)
        for n in (1, 2)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Taxon, rows)
    assert not Taxon.objects.exists()


def test_a_weight_is_brought_to_the_standard_unit():
    converted = measures.convert(Decimal("1500"), "GRM", "IVC", {})
    assert isinstance(converted, Conversion)
    assert measures.standard(Decimal("1500"), "GRM", "IVC", {}) == (Decimal("1.5"), "KGM")


def test_a_quantity_that_cannot_be_converted_has_no_standard():
    assert isinstance(measures.convert(Decimal(3), "BAG", "LIV", {}), NotConvertible)
    assert measures.standard(Decimal(3), "BAG", "LIV", {}) == (None, "")


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("Pangolins", "Pangolin"),
        ("Black Corals", "Black Coral"),
        ("Rhinoceroses", "Rhinoceros"),
        ("Seahorses", "Seahorse"),
        ("Tortoises", "Tortoise"),
        ("Cats", ""),
        ("Hippopotamus", ""),
        ("Canaries", ""),
    ],
)
def test_singular_of_an_english_plural_only_where_it_is_plain(plural, one):
    assert queries.in_the_singular(plural) == one


def test_label_in_the_singular_finds_the_family_or_the_choice(knowledge):
    assert queries.match("sturgeon").best.accepted_name == "Acipenseriformes"
    assert {found.accepted_name for found in queries.match("pangolin").candidates} == {"Manidae", "Manis"}
