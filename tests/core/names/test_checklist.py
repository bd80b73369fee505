import csv
import gzip

import pytest

from saola.core.names import NameIndex, NameKind, entries_from_checklist, entries_from_common_names
from saola.core.names.checklist import split_synonyms


def test_split_synonyms_parts_names_and_not_authors():
    cell = (
        "Broughtonia linearis Wall. ex Lindl., Dendrophyllia danae Verrill, 1872, Eria minor (Gray & Smith, 1833), "
        "Stichorkis major (Schltr.) Marg., Szlach. & Kulak, Testudo ater Bell in Gray, 1831"
    )
    assert [name for name, _ in split_synonyms(cell)] == [
        "Broughtonia linearis",
        "Dendrophyllia danae",
        "Eria minor",
        "Stichorkis major",
        "Testudo ater",
    ]


def _row(**columns):
    return {
        "TaxonId": "1",
        "FullName": "Manis javanica",
        "RankName": "SPECIES",
        "Family": "Manidae",
        **columns,
    }


def test_entries_from_checklist_read_every_kind_of_name():
    row = _row(
        SynonymsWithAuthors="Manis leptura Blyth, 1842", EnglishNames="Sunda Pangolin, Malayan Pangolin"
    )
    kinds = [(entry.name, entry.kind, entry.language) for entry in entries_from_checklist([row])]
    assert kinds == [
        ("Manis javanica", NameKind.ACCEPTED, ""),
        ("Manis leptura", NameKind.SYNONYM, ""),
        ("Sunda Pangolin", NameKind.COMMON, "en"),
        ("Malayan Pangolin", NameKind.COMMON, "en"),
    ]


def test_common_names_join_only_through_one_taxon():
    known = [
        *entries_from_checklist([_row(EnglishNames="Sunda Pangolin")]),
        *entries_from_checklist([_row(TaxonId="2", FullName="Ara macao", EnglishNames="Scarlet Macaw")]),
    ]
    rows = [
        {"gbif_id": "7", "gbif_common_name": "sunda pangolin", "ISO 639-1 Code": "en"},
        {"gbif_id": "7", "gbif_common_name": "马来穿山甲", "ISO 639-1 Code": "zh"},
        {"gbif_id": "8", "gbif_common_name": "scarlet macaw", "ISO 639-1 Code": "en"},
        {"gbif_id": "8", "gbif_common_name": "sunda pangolin", "ISO 639-1 Code": "en"},
        {"gbif_id": "8", "gbif_common_name": "ара", "ISO 639-1 Code": "ru"},
        {"gbif_id": "9", "gbif_common_name": "тигр", "ISO 639-1 Code": "ru"},
    ]
    joined = [(entry.taxon_id, entry.name) for entry in entries_from_common_names(rows, known)]
    assert joined == [("1", "马来穿山甲")]


@pytest.fixture(scope="module")
def checklist(shared):
    csv.field_size_limit(10**8)
    path = shared / "data/cites_listings/Index_of_CITES_Species_2017-04-21 17-27.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
        return list(entries_from_checklist(csv.DictReader(rows)))


@pytest.mark.shared
def test_every_accepted_name_of_the_checklist_finds_itself(checklist):
    index = NameIndex.build(checklist)
    accepted = [entry for entry in checklist if entry.kind is NameKind.ACCEPTED]
    assert len(accepted) == 38_079
    astray = []
    for entry in accepted:
        found = index.match(entry.name)
        if found.candidates[0].taxon_id != entry.taxon_id:
            astray.append(entry.name)
    assert astray == []


@pytest.mark.shared
def test_ibama_names_resolve_as_measured(checklist, shared):
    index = NameIndex.build(checklist)
    with gzip.open(
        shared / "data/seizures/ibama_especime.csv.gz", "rt", encoding="utf-8", newline=""
    ) as rows:
        names = {row["NOME_CIENTIFICO"].strip() for row in csv.DictReader(rows, delimiter=";")} - {""}
    found = [index.match(name) for name in names]
    assert sum(one.is_to_species for one in found) >= 318
    assert {one.text: one.best.accepted_name for one in found if one.outcome == "misspelt"} == {
        "Aratinga leucopthalmus": "Aratinga leucophthalma",
        "Callitrix jacchus": "Callithrix jacchus",
        "Callitrix penicillata": "Callithrix penicillata",
        "Carduelis yarellii": "Carduelis yarrellii",
        "Palaeosuchus palpebrosus": "Paleosuchus palpebrosus",
        "Palaeosuchus trigonatus": "Paleosuchus trigonatus",
        "Tyto inexpectata": "Tyto inexspectata",
    }
