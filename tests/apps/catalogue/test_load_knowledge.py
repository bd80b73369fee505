"""The knowledge library in the database."""

import pytest

from saola.apps.catalogue import library, queries
from saola.apps.catalogue.actions import knowledge, load_knowledge
from saola.apps.catalogue.listings import read_kept
from saola.apps.catalogue.models import Dataset, ListingEvent, Participation, Taxon, TaxonName
from saola.apps.journal.models import Entry
from saola.core.listings import read_event

FILE = {
    "group": "sloths",
    "label": {"en": "sloths"},
    "sources": {"cop": {"title": "the conference", "mark": "memory"}},
    "taxa": [
        {
            "name": "Bradypus pygmaeus",
            "rank": "species",
            "lineage": {"kingdom": "Animalia", "family": "Bradypodidae", "genus": "Bradypus"},
            "synonyms": ["Bradypus minor"],
            "names": {"en": ["pygmy sloth"], "es": ["perezoso pigmeo"], "ru": None},
            "range": ["PA"],
        },
        {"name": "Bradypus", "rank": "genus", "lineage": {"kingdom": "Animalia", "family": "Bradypodidae"}},
    ],
    "listings": [
        {
            "id": "sloth-II",
            "taxon": "Bradypus pygmaeus",
            "appendix": "II",
            "change": "addition",
            "on": "2014-06-12",
            "source": "cop",
        }
    ],
}


@pytest.fixture
def one_file(db, monkeypatch):
    """The library with one species file; returns its content, to be changed, and takes the digest from it."""
    content = {**FILE, "taxa": [dict(entry) for entry in FILE["taxa"]], "listings": list(FILE["listings"])}
    monkeypatch.setattr(knowledge, "_species_files", lambda: iter([content]))
    monkeypatch.setattr(knowledge, "_digest", lambda: str(hash(repr(content))))
    return content


@pytest.mark.usefixtures("knowledge")
def test_the_whole_library_is_one_tree():
    paths = set(Taxon.objects.values_list("path", flat=True))
    above = {taxon.pk: taxon for taxon in Taxon.objects.all()}
    assert len(paths) == len(above) > 2000
    for taxon in above.values():
        assert taxon.path.endswith(f"{taxon.name}/")
        assert taxon.path == (above[taxon.parent_id].path if taxon.parent_id else "") + f"{taxon.name}/"
    assert set(Taxon.objects.filter(parent=None).values_list("name", flat=True)) == {"Animalia", "Plantae"}


@pytest.mark.usefixtures("knowledge")
def test_the_whole_library_holds_the_groups_and_events_of_its_files():
    files = [library.parse(file) for file in library.knowledge_files("species")]
    entries = [entry for content in files for entry in content.get("listings") or ()]
    assert ListingEvent.objects.count() == len(entries)
    assert {content["group"] for content in files} <= set(Taxon.objects.values_list("group", flat=True))
    for row in ListingEvent.objects.all()[::50]:
        event = read_kept(row)
        assert (event.id, event.taxon, str(event.on)) == (row.key, row.taxon_name, row.effective_on)


@pytest.mark.usefixtures("knowledge")
def test_groups_reach_down_to_every_taxon_below():
    pangolins = Taxon.objects.get(name="Manidae")
    below = Taxon.objects.below(pangolins)
    assert below.filter(rank="species").count() >= 8
    assert set(below.values_list("group", flat=True)) == {"pangolins"}


@pytest.mark.usefixtures("knowledge")
def test_the_whole_library_loaded_again_changes_nothing():
    loaded_at = Dataset.objects.get().loaded_at
    again = load_knowledge(by=None)
    assert (again.is_new, Dataset.objects.get().loaded_at) == (False, loaded_at)
    assert (again.rows, again.taxa) == (Dataset.objects.get().rows, Taxon.objects.count())
    assert not Entry.objects.exists()


def test_a_file_becomes_taxa_names_and_events(one_file):
    loaded = load_knowledge(by=None)
    sloth = Taxon.objects.get(name="Bradypus pygmaeus")
    assert sloth.lineage == ["Animalia", "Bradypodidae", "Bradypus"]
    assert (sloth.group, sloth.range, sloth.parent.rank) == ("sloths", ["PA"], "genus")
    assert set(sloth.names.values_list("name", "kind", "language")) == {
        ("Bradypus minor", TaxonName.SYNONYM, ""),
        ("pygmy sloth", TaxonName.COMMON, "en"),
        ("perezoso pigmeo", TaxonName.COMMON, "es"),
    }
    assert (loaded.taxa, loaded.names, loaded.events, loaded.is_new) == (4, 3, 1, True)
    kept = ListingEvent.objects.get()
    assert read_kept(kept) == read_event(FILE["listings"][0], FILE["sources"], "sloths")
    entry = Entry.objects.get()
    assert (entry.event, entry.detail["rows"]) == ("species.loaded", 4)


def test_a_changed_file_takes_the_place_of_the_older(one_file):
    load_knowledge(by=None)
    number = Taxon.objects.get(name="Bradypus pygmaeus").pk
    one_file["taxa"][0] |= {"synonyms": ["Bradypus parvus"], "names": {}}
    one_file["listings"].clear()
    loaded = load_knowledge(by=None)
    assert Taxon.objects.get(name="Bradypus pygmaeus").pk == number
    assert list(TaxonName.objects.values_list("name", flat=True)) == ["Bradypus parvus"]
    assert (loaded.names, loaded.events, loaded.is_new) == (1, 0, True)
    assert Participation.objects.filter(treaty="cites", country="BR").count() == 1
    assert Entry.objects.count() == 2


def test_a_file_that_cannot_be_read_changes_nothing(one_file):
    load_knowledge(by=None)
    one_file["taxa"].append({"name": "Bradypus torquatus", "rank": "species", "lineage": {}})
    one_file["listings"].append(FILE["listings"][0] | {"id": "wrong", "appendix": "IV"})
    with pytest.raises(ValueError, match="wrong"):
        load_knowledge(by=None)
    assert not Taxon.objects.filter(name="Bradypus torquatus").exists()
    assert (ListingEvent.objects.count(), Entry.objects.count()) == (1, 1)
    assert queries.match("Bradypus pygmaeus").best.accepted_name == "Bradypus pygmaeus"
