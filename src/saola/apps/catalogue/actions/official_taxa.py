"""Lists of taxa and names: the Checklist index, the Species+ export, common names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_noop

from saola.core.listings import RowError, read_checklist_index, read_species_plus
from saola.core.names import NameEntry, NameKind, entries_from_common_names
from saola.core.names.checklist import split_synonyms
from saola.core.names.folding import common_key
from saola.core.values import Message, PartialDate, say

from ..bulk import highest, insert, reset_numbers
from ..models import Dataset, SnapshotListing, Taxon, TaxonName
from ..taxa import TaxonRow, Tree
from ..vocabularies import english_country_names
from .knowledge import Loaded

Row = Mapping[str, str]
_HIGHER = ("Kingdom", "Class", "Order", "Family", "Genus")
_LANGUAGES = (("EnglishNames", "en"), ("SpanishNames", "es"), ("FrenchNames", "fr"))
# What the readers of ``core.listings`` need of a row, kept as it came, so that a better reader reads it again.
INDEX_COLUMNS = ("TaxonId", "FullName", "CurrentListing", "FullAnnotationEnglish", "#AnnotationSymbol")
EXPORT_COLUMNS = ("Id", "Scientific Name", "Listing", "Party", "Listed under", "Full note", "# Full note")


def load_index(dataset: Dataset, rows: Iterable[Row]) -> Loaded:
    """Taxa, synonyms, common names and listings of the index of the Checklist."""
    kept = [_clean(row) for row in rows]
    read = read_checklist_index(kept, PartialDate.parse_iso(dataset.speaks_of), english_country_names())
    return _load_snapshot(dataset, kept, read, "FullName", "CurrentListing", INDEX_COLUMNS)


def load_export(dataset: Dataset, rows: Iterable[Row]) -> Loaded:
    """Taxa and listings of an export of Species+."""
    kept = [_clean(row) for row in rows]
    read = read_species_plus(kept, PartialDate.parse_iso(dataset.speaks_of), english_country_names())
    return _load_snapshot(dataset, kept, read, "Scientific Name", "Listing", EXPORT_COLUMNS)


def _clean(row: Row) -> Row:
    return {key: value or "" for key, value in row.items() if key}


def _load_snapshot(
    dataset: Dataset, rows: list[Row], read: Iterator, name_column: str, listing: str, columns: tuple
) -> Loaded:
    tree = Tree(dataset)
    problems: list[Message] = []
    listings: list[SnapshotListing] = []
    names: dict[tuple, TaxonName] = {}
    number = highest(SnapshotListing)
    renamed = _renamed({_name(row, name_column) for row in rows})
    for row, record in zip(rows, read, strict=True):
        name = _name(row, name_column)
        if not name or not row.get("Kingdom"):
            problems.append(record.text if isinstance(record, RowError) else _no_kingdom(name))
            continue
        taxon = tree.kept.get((row["Kingdom"], renamed.get(name, ""))) or tree.add(_taxon_row(row, name))
        for extra in _names(row):
            if extra.name == taxon.name:
                continue
            extra.taxon, extra.dataset = taxon, dataset
            names[taxon.pk, extra.name, extra.kind, extra.language] = extra
        if isinstance(record, RowError):
            problems.append(record.text)
            continue
        number += 1
        data = {column: row[column] for column in columns if row.get(column)}
        if taxon.name != name:
            data |= {name_column: taxon.name, "written": name}
        listings.append(
            SnapshotListing(
                id=number, dataset=dataset, taxon_name=taxon.name, listing=row[listing], data=data
            )
        )
    before = len(tree.kept) - len(tree.new)
    tree.keep()
    dataset.listings.all().delete()
    insert(SnapshotListing, listings)
    kept_names = _keep_names(dataset, names.values())
    reset_numbers(Taxon, SnapshotListing, TaxonName)
    return Loaded(
        dataset.code,
        rows=len(rows),
        taxa=len(tree.kept) - before,
        names=kept_names,
        events=0,
        listings=len(listings),
        problems=tuple(problems),
    )


def _name(row: Row, column: str) -> str:
    return " ".join(row[column].replace("\xa0", " ").split())


def _renamed(names: set[str]) -> dict[str, str]:
    """Names of a list that the knowledge library has under a newer name, which the list itself does not hold.

    Their rows speak of the taxon under its newer name, so that its history and the list meet.
    """
    kept = TaxonName.objects.filter(kind=TaxonName.SYNONYM, dataset__kind="knowledge", name__contains=" ")
    newer: dict[str, set[str]] = defaultdict(set)
    for name, accepted in kept.values_list("name", "taxon__name"):
        newer[name].add(accepted)
    own = set(Taxon.objects.filter(dataset__kind="knowledge").values_list("name", flat=True))
    return {
        name: next(iter(accepted))
        for name, accepted in newer.items()
        if name in names and len(accepted) == 1 and not accepted & names and name not in own
    }


def _no_kingdom(name: str) -> Message:
    return say(gettext_noop("{taxon}: the kingdom is missing, so the row was left out."), taxon=name)


def _taxon_row(row: Row, name: str) -> TaxonRow:
    lineage = {rank.lower(): row[rank] for rank in _HIGHER if row.get(rank)}
    genus, species = row.get("Genus", ""), row.get("Species", "")
    if genus and species and name != f"{genus} {species}":
        lineage["species"] = f"{genus} {species}"
    countries = (code.strip() for code in row.get("All_DistributionISOCodes", "").split(","))
    return TaxonRow(
        name=name,
        rank=(row.get("RankName") or row.get("Rank") or "").lower(),
        lineage=lineage,
        author=(row.get("AuthorYear") or row.get("Author") or "").strip()[:300],
        range=[code for code in countries if code] if _is_native_only(row) else [],
        official_id=row.get("TaxonId") or row.get("Id") or "",
    )


def _is_native_only(row: Row) -> bool:
    """The codes are of the whole distribution: native where nothing was introduced or is uncertain."""
    others = ("Introduced_Distribution", "Introduced(?)_Distribution", "Distribution_Uncertain")
    return not any(row.get(column) for column in others)


def _names(row: Row) -> Iterator[TaxonName]:
    for name, author in split_synonyms(row.get("SynonymsWithAuthors", "")):
        yield TaxonName(name=name[:300], kind=TaxonName.SYNONYM, author=author[:300])
    for column, language in _LANGUAGES:
        for name in row.get(column, "").split(","):
            if name.strip():
                yield TaxonName(name=name.strip()[:300], kind=TaxonName.COMMON, language=language)


def _keep_names(dataset: Dataset, names: Iterable[TaxonName]) -> int:
    """Write the names that no other list has given yet, in place of those of the older list of this kind."""
    dataset.names.all().delete()
    known = set(TaxonName.objects.values_list("taxon_id", "name", "kind", "language").iterator())
    number, new = highest(TaxonName), []
    for name in names:
        key = (name.taxon_id, name.name, name.kind, name.language)
        if key not in known:
            known.add(key)
            number += 1
            name.pk = number
            new.append(name)
    insert(TaxonName, new)
    return len(new)


def _generic_words(known: Iterable[NameEntry]) -> dict[str, set]:
    """Words with which common names of several taxa begin or end, with those taxa.

    "Pangolin" ends "Sunda pangolin" and "Chinese pangolin": a file that gives it to one species alone is not
    followed.
    """
    words: dict[str, set] = defaultdict(set)
    for entry in known:
        parts = common_key(entry.name).split()
        if len(parts) > 1:
            for word in (parts[0], parts[-1]):
                words[word].add(entry.taxon_id)
    return {word: taxa for word, taxa in words.items() if len(taxa) > 1}


def load_common_names(dataset: Dataset, rows: Iterable[Row]) -> Loaded:
    """Common names of a file that numbers taxa in its own way; see ``core.names.entries_from_common_names``."""
    kept = [_clean(row) for row in rows]
    known = [
        NameEntry(taxon_id, name, NameKind.COMMON)
        for taxon_id, name in TaxonName.objects.filter(kind=TaxonName.COMMON)
        .exclude(dataset=dataset)
        .values_list("taxon_id", "name")
    ]
    generic = _generic_words(known)
    entries = [
        entry
        for entry in entries_from_common_names(kept, known)
        if not generic.get(common_key(entry.name), set()) - {entry.taxon_id}
    ]
    count = _keep_names(
        dataset,
        (
            TaxonName(
                taxon_id=entry.taxon_id,
                name=entry.name[:300],
                kind=TaxonName.COMMON,
                language=entry.language[:10],
                dataset=dataset,
            )
            for entry in entries
        ),
    )
    reset_numbers(TaxonName)
    note = say(
        gettext_noop(
            "{joined} of {rows} names were joined to taxa through names already loaded; the other numbers of this file "
            "touch no loaded name, or names of several taxa, and were left out."
        ),
        joined=len(entries),
        rows=len(kept),
    )
    return Loaded(dataset.code, rows=len(kept), taxa=0, names=count, events=0, problems=(note,))
