"""Small files in the layouts of the official downloads: a few rows, every column that the real ones have."""

import csv
import gzip
from pathlib import Path

_RANKS = ("Kingdom", "Phylum", "Class", "Order", "Family", "Genus", "Species", "Subspecies")
_DISTRIBUTION = (
    "All_DistributionFullNames",
    "All_DistributionISOCodes",
    "NativeDistributionFullNames",
    "Introduced_Distribution",
    "Introduced(?)_Distribution",
    "Reintroduced_Distribution",
    "Extinct_Distribution",
    "Extinct(?)_Distribution",
    "Distribution_Uncertain",
)
INDEX = (
    "TaxonId",
    *_RANKS,
    "FullName",
    "AuthorYear",
    "RankName",
    "CurrentListing",
    "FullAnnotationEnglish",
    "#AnnotationSymbol",
    "#Annotation",
    "SynonymsWithAuthors",
    "EnglishNames",
    "SpanishNames",
    "FrenchNames",
    "CitesAccepted",
    *_DISTRIBUTION,
)
EXPORT = (
    "Id",
    *_RANKS,
    "Scientific Name",
    "Author",
    "Rank",
    "Listing",
    "Party",
    "Listed under",
    "Full note",
    "# Full note",
    *_DISTRIBUTION,
)
HISTORY = (
    "id",
    *map(str.lower, _RANKS),
    "full_name",
    "author_year",
    "rank_name",
    "species_listing_name",
    "party_iso_code",
    "party_full_name",
    "change_type_name",
    "effective_at",
    "is_current",
    "hash_ann_symbol",
    "hash_full_note_en",
    "full_note_en",
    "short_note_en",
    "short_note_es",
    "short_note_fr",
    "nomenclature_note_en",
)
COMMON = ("gbif_id", "gbif_common_name", "ISO 639-2 Code", "ISO 639-1 Code", "English name of Language")
RESERVATIONS = ("start_date", "end_date", "taxon_name", "taxon_concept_id", "rank", "iso_code2", "notes")
PARTIES = ("Name", "ISO", "Region", "Party status", "Date of joining", "Entry into force")

INDEX_NAME = "Index_of_CITES_Species_2017-04-21 17-27.csv"
EXPORT_NAME = "CITES_Listings_Rept_07-23.csv"

_SLOTHS = {
    "Kingdom": "Animalia",
    "Phylum": "Chordata",
    "Class": "Mammalia",
    "Order": "Tardipoda",
    "Family": "Tardipedidae",
    "Genus": "Tardipes",
}


def index_row(species: str = "pygmaeus", listing: str = "II", **cells: str) -> dict[str, str]:
    """A row of the index: a sloth that does not exist, so that nothing else is known of it."""
    row = _SLOTHS | {
        "TaxonId": "11111",
        "Species": species,
        "FullName": f"Tardipes {species}".strip(),
        "RankName": "SPECIES" if species else "GENUS",
        "CurrentListing": listing,
        "CitesAccepted": "true",
    }
    return row | cells


def export_row(species: str = "pygmaeus", listing: str = "II", **cells: str) -> dict[str, str]:
    """A row of the export of Species+."""
    row = _SLOTHS | {
        "Id": "11111",
        "Species": species,
        "Scientific Name": f"Tardipes {species}".strip(),
        "Rank": "SPECIES" if species else "GENUS",
        "Listing": listing,
        "Listed under": f"Tardipes {species}".strip(),
    }
    return row | cells


def history_row(
    taxon: str = "Tardipes pygmaeus",
    appendix: str = "II",
    change: str = "ADDITION",
    on: str = "12/06/2014",
    **cells: str,
) -> dict[str, str]:
    """A dated change, as the history of the Checklist has it."""
    row = {
        "id": "11111",
        "full_name": taxon,
        "species_listing_name": appendix,
        "change_type_name": change,
        "effective_at": on,
        "is_current": "t",
    }
    return row | cells


def write(path: Path, columns: tuple[str, ...], *rows: dict[str, str], delimiter: str = ",") -> Path:
    """The file, gzipped where its name says so."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def index(folder: Path, *rows: dict[str, str], name: str = INDEX_NAME) -> Path:
    return write(folder / name, INDEX, *(rows or (index_row(),)))


def export(folder: Path, *rows: dict[str, str], name: str = EXPORT_NAME) -> Path:
    return write(folder / name, EXPORT, *(rows or (export_row(),)))


def history(folder: Path, *rows: dict[str, str], name: str = "cites_listings_history.csv") -> Path:
    return write(folder / name, HISTORY, *(rows or (history_row(),)))
