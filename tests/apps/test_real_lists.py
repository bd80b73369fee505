"""The real lists, loaded as an office loads them, and asked of themselves. Figures: docs/reference/real-data.md."""

import io
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import override_settings

from saola.apps.catalogue import actions, name_lists, queries
from saola.apps.catalogue.models import Dataset, ListingEvent, SnapshotListing, Taxon
from saola.apps.seizures import disagreements
from saola.apps.seizures.actions import intake, profiles
from saola.apps.seizures.models import Specimen
from saola.core.values import Outcome

pytestmark = [pytest.mark.shared, pytest.mark.django_db]
APRIL, JULY = date(2017, 4, 21), date(2023, 7, 15)
FILES = {
    "checklist-index": "data/cites_listings/Index_of_CITES_Species_2017-04-21 17-27.csv.gz",
    "species-plus": "data/cites_listings/CITES_Listings_Rept_07-23.csv",
    "reservations": "data/cites_listings/sapi_reservations.csv",
    "parties": "data/treaties/CITES_Parties.csv",
}
IBAMA = "data/seizures/ibama_especime.csv.gz"
# Where a list excludes the dated history, and the answer says so.
AT_ODDS_2017 = {
    "Agalychnis",
    "Alopias",
    "Alopias pelagicus",
    "Alopias superciliosus",
    "Alopias vulpinus",
    "Carcharhinus falciformis",
    "Caryophylliidae",
    "Catalaphyllia",
    "Catalaphyllia plicata",
    "Scleractinia",
    "Uncia",
}
AT_ODDS_2023 = {
    "Goniurosaurus kuroiwae",
    "Goniurosaurus orientalis",
    "Goniurosaurus sengokui",
    "Goniurosaurus splendens",
    "Goniurosaurus toyamai",
    "Goniurosaurus yamashinae",
    "Kinosternon cora",
    "Kinosternon vogti",
}


@pytest.fixture(scope="module", autouse=True)
def data_folder(tmp_path_factory):
    """One folder for the indexes of the whole module: they are built once."""
    folder = tmp_path_factory.mktemp("data")
    with override_settings(DATA_FOLDER=folder):
        yield folder


@pytest.fixture(scope="module")
def loaded(shared, data_folder, django_db_setup, django_db_blocker):
    """What each load brought in; the lists stay in the database until the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_knowledge(by=None)
        yield {code: actions.load_official(shared / path) for code, path in FILES.items()}
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def asked(loaded):
    """Every listing of the two snapshots as the list has it, with the Finding for the list's own day."""
    shelf = queries.listing_book()

    def each(kind, day):
        rows = SnapshotListing.objects.filter(dataset__kind=kind).values_list("taxon_name", "listing")
        return [(name, words(listing), shelf.ask(name, day)) for name, listing in rows]

    return {"checklist-index": each("checklist-index", APRIL), "species-plus": each("species-plus", JULY)}


def words(listing):
    return set(listing.replace("NC", "none").split("/"))


def lacks(finding):
    return {lack.field for lack in finding.missing}


def at_odds(rows):
    return {name for name, _, finding in rows if "lists" in lacks(finding)}


def test_every_row_of_every_list_is_accounted_for(loaded):
    figures = {
        code: (each.rows, each.listings, each.events, each.parties, len(each.problems))
        for code, each in loaded.items()
    }
    assert figures == {
        "checklist-index": (38_079, 38_046, 0, 0, 33),
        "species-plus": (1_196, 1_196, 0, 0, 0),
        "reservations": (388, 0, 388, 0, 0),
        "parties": (184, 0, 0, 184, 0),
    }
    assert SnapshotListing.objects.count() == 38_046 + 1_196
    assert Taxon.objects.filter(rank="species").count() > 35_000


def test_every_list_says_its_day(loaded):
    days = dict(Dataset.objects.values_list("code", "speaks_of"))
    assert (days["checklist-index"], days["species-plus"]) == ("2017-04-21", "2023-07")


def test_the_same_list_again_changes_nothing(loaded, shared):
    again = actions.load_official(shared / FILES["checklist-index"])
    assert (again.is_new, again.rows, again.listings) == (False, 38_079, 38_046)


def test_the_library_and_the_index_of_2017_agree_but_for_the_named(asked):
    assert at_odds(asked["checklist-index"]) == AT_ODDS_2017


def test_the_library_and_the_export_of_2023_agree_but_for_the_named(asked):
    assert at_odds(asked["species-plus"]) == AT_ODDS_2023


@pytest.mark.parametrize("kind", ["checklist-index", "species-plus"])
def test_a_settled_answer_is_one_that_the_list_has(asked, kind):
    settled = [(name, listed, finding) for name, listed, finding in asked[kind] if not finding.missing]
    assert len(settled) > 0.96 * len(asked[kind])
    wrong = {
        name: (listed, finding.value.possible)
        for name, listed, finding in settled
        if not (finding.outcome is not Outcome.UNKNOWN and set(finding.value.possible) <= listed)
    }
    assert wrong == {}


@pytest.mark.parametrize("kind", ["checklist-index", "species-plus"])
def test_an_open_answer_has_what_the_list_has_among_the_possible(asked, kind):
    for name, listed, finding in asked[kind]:
        assert listed & set(finding.value.possible), name
        assert finding.missing or finding.value.possible, name


def test_every_species_of_the_library_is_answered_as_the_index_has_it(asked):
    """Of the species whose history the library tells, all but these say exactly what the index says."""
    named = set(ListingEvent.objects.filter(dataset__code="knowledge").values_list("taxon_name", flat=True))
    rows = {name: (listed, finding) for name, listed, finding in asked["checklist-index"] if name in named}
    assert len(rows) > 1_100
    differing = {
        name: sorted(lacks(finding))
        for name, (listed, finding) in rows.items()
        if set(finding.value.possible) != listed and " " in name and name not in AT_ODDS_2017
    }
    assert differing == {
        # The index sums up populations that only an origin tells apart.
        "Aonyx capensis microdon": ["origin"],
        "Diospyros perrieri": ["origin"],
        "Moschus moschiferus": ["origin"],
        # It counts forms in that the library has as taxa of their own, or that no longer are taxa.
        "Aloe compressa": [],
        "Aloe haworthioides": [],
        "Aloe laeta": [],
        "Euphorbia cremersii": [],
        "Euphorbia decaryi": [],
        "Euphorbia moratii": [],
        "Ovis ammon": [],
        "Saiga borealis": [],
        "Ursus arctos isabellinus": [],
    }


def test_every_row_of_the_export_says_its_listing_but_for_six_and_a_genus_split_by_country(asked):
    differing = {
        name: finding.value.possible
        for name, listed, finding in asked["species-plus"]
        if set(finding.value.possible) != listed
    }
    geckos = {name for name in differing if name.startswith("Goniurosaurus ")}
    assert len(geckos) == 25
    assert differing.keys() - geckos - AT_ODDS_2023 == {
        "Apalone spinifera",
        "Boa constrictor",
        "Caiman crocodilus",
        "Emys orbicularis",
        "Heloderma horridum",
        "Vipera ursinii",
    }


def test_history_and_export_agree_on_each_day_of_change_and_the_day_before(asked):
    """Asked of every taxon with a dated history, wherever the day lies in the window of the export."""
    shelf = queries.listing_book()
    at_odds, compared = set(), 0
    for name, listed, _ in asked["species-plus"]:
        changes = shelf.book.days_of_change(name) if shelf.book.has_history(name) else set()
        for day in sorted(changes | {change - timedelta(days=1) for change in changes}):
            seen = shelf.book.observed(name, day)
            if seen is None or seen.source.locator != "2023-07":
                continue
            compared += 1
            finding = shelf.ask(name, day)
            if "lists" in lacks(finding):
                at_odds.add(name)
            elif "III" not in listed:
                assert listed & set(finding.value.possible), (name, day)
    assert compared > 2_000
    assert at_odds == AT_ODDS_2023


def test_the_names_of_ibama_by_outcome(loaded, shared):
    with name_lists.matched_file(shared / IBAMA, queries.name_index(), "NOME_CIENTIFICO") as names:
        for _ in names.rows:
            pass
    assert names.outcomes == {
        "accepted": 3_079,
        "synonym": 536,
        "misspelt": 61,
        "higher_taxon": 82,
        "genus_only": 2_552,
        "ambiguous": 7,
        "unknown": 22_541,
        "blank": 4_757,
    }
    assert names.total == 33_615


def test_the_disagreements_of_ibama_with_the_lists(loaded, shared):
    profiles.install_examples()
    with (shared / IBAMA).open("rb") as file:
        batch = intake.bring_in(file, "ibama.csv.gz", by=None, profile=profiles.by_name("ibama"))
    assert (batch.rows, batch.recorded) == (33_615, 33_615)
    comparison = disagreements.Comparison()
    written = io.StringIO()
    count = disagreements.write_csv(comparison.of(Specimen.objects.order_by("pk"), APRIL), written)
    assert comparison.kinds == {
        "reported_unlisted_found_listed": 1_831,
        "reported_listed_name_in_no_list": 466,
        "reported_listed_found_unlisted": 2,
    }
    assert comparison.others == {"no_name": 26_649, "open": 2_567, "agrees": 2_000, "silent": 100}
    assert count == comparison.kinds.total() == written.getvalue().count("\r\n") - 1
