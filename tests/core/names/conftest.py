"""A small list of real names with the difficulties of the large one."""

import pytest

from saola.core.names import NameEntry, NameIndex, NameKind

A, S, C, G = NameKind.ACCEPTED, NameKind.SYNONYM, NameKind.COMMON, NameKind.GROUP


def _species(taxon_id, name, family, *synonyms, common=()):
    genus = name.split()[0]
    yield NameEntry(taxon_id, name, A, rank="SPECIES", family=family, lineage=("Animalia", family, genus))
    for synonym in synonyms:
        synonym, _, author = synonym.partition("|")
        yield NameEntry(taxon_id, synonym, S, author=author)
    for language, text in common:
        yield NameEntry(taxon_id, text, C, language=language)


def _entries():
    for number, (name, family, rank) in enumerate(
        [
            ("Manidae", "Manidae", "FAMILY"),
            ("Manis", "Manidae", "GENUS"),
            ("Psittacidae", "Psittacidae", "FAMILY"),
            ("Panthera", "Felidae", "GENUS"),
            ("Falco", "Falconidae", "GENUS"),
            ("Gorilla", "Hominidae", "GENUS"),
        ],
        start=1,
    ):
        yield NameEntry(number, name, A, rank=rank, family=family, lineage=("Animalia", family))
    yield NameEntry(1, "pangolins", G, language="en")
    yield NameEntry(1, "穿山甲", G, language="zh")
    yield from _species(
        10, "Manis javanica", "Manidae", common=[("en", "Sunda Pangolin"), ("zh", "马来穿山甲")]
    )
    yield from _species(11, "Manis pentadactyla", "Manidae", common=[("en", "Chinese Pangolin")])
    yield from _species(12, "Phataginus tricuspis", "Manidae", "Manis tricuspis")
    yield from _species(
        20,
        "Panthera tigris",
        "Felidae",
        "Felis tigris",
        common=[("en", "Tiger"), ("ar", "ببر"), ("ru", "тигр")],
    )
    yield from _species(21, "Panthera pardus", "Felidae", "Felis pardus", common=[("en", "Leopard")])
    yield from _species(30, "Falco rusticolus", "Falconidae")
    yield from _species(31, "Falco peregrinus", "Falconidae")
    yield from _species(40, "Gorilla gorilla", "Hominidae", common=[("en", "Gorilla")])
    yield from _species(50, "Psittacara leucophthalmus", "Psittacidae", "Aratinga leucophthalma")
    yield from _species(51, "Eupsittula cactorum", "Psittacidae")
    yield from _species(52, "Eupsittula aurea", "Psittacidae", "Aratinga aurea")
    yield from _species(60, "Chelonoidis carbonarius", "Testudinidae", "Geochelone carbonaria|(Spix, 1824)")
    yield from _species(61, "Chelonoidis denticulatus", "Testudinidae", "Testudo tabulata|Walbaum, 1782")
    yield from _species(62, "Testudo graeca", "Testudinidae", "Testudo ibera|Pallas")
    yield from _species(63, "Testudo hermanni", "Testudinidae", "Testudo ibera|Walbaum, 1782")


@pytest.fixture(scope="session")
def index() -> NameIndex:
    return NameIndex.build(_entries())
