"""Name entries from the official downloads.

Rows are dictionaries as ``csv.DictReader`` gives them: the index of the Checklist of CITES Species (columns
``TaxonId``, ``FullName``, ``RankName``, ``SynonymsWithAuthors``, ``EnglishNames``...), and the common names
of seized taxa of Stringham et al. 2021 (Data in Brief 39:107531; columns ``gbif_id``, ``gbif_common_name``,
``ISO 639-1 Code``).
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from sys import intern

from .entries import NameEntry, NameKind
from .folding import common_key
from .reading import split_author

_LANGUAGES = (("EnglishNames", "en"), ("SpanishNames", "es"), ("FrenchNames", "fr"))
_HIGHER = ("Kingdom", "Phylum", "Class", "Order", "Family", "Genus")

# Synonyms are separated by a comma, but so are authors ("Tenore, 1810", "Marg., Szlach. & Kulak, 2006"): a new
# name begins where a capitalised word of some length is followed by an epithet in small letters.
_NEXT_SYNONYM = re.compile(
    r",\s+(?=×?\s?[A-Z][a-zäëïöüé-]+\s+(?!(?:in|ex|et|and|und|y|de|da|do|du|von|van|der|den|la|le|non|nec|auct|f|fil)\b)"
    r"(?:[a-zäëïöüç×-]{2,}|\"))"
)


def split_synonyms(cell: str) -> list[tuple[str, str]]:
    """The names of a ``SynonymsWithAuthors`` cell, each with its author (empty where there is none).

    >>> split_synonyms("Viverra civetta Schreber, 1776, Mus minor (Gray & Smith, 1833)")
    [('Viverra civetta', 'Schreber, 1776'), ('Mus minor', '(Gray & Smith, 1833)')]
    """
    if not cell.strip():
        return []
    return [split_author(part) for part in _NEXT_SYNONYM.split(cell.strip())]


def entries_from_checklist(rows: Iterable[Mapping[str, str]]) -> Iterator[NameEntry]:
    """The accepted name, synonyms and common names of each row of the Checklist index.

    Raises ``KeyError`` naming the column when a row lacks ``TaxonId`` or ``FullName``.
    """
    lineages: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in rows:
        taxon_id = row["TaxonId"]
        higher = tuple(intern(row.get(column) or "") for column in _HIGHER)
        lineage = lineages.setdefault(higher, tuple(filter(None, higher)))
        yield NameEntry(
            taxon_id,
            " ".join(row["FullName"].split()),
            NameKind.ACCEPTED,
            rank=intern(row.get("RankName") or ""),
            author=(row.get("AuthorYear") or "").strip(),
            family=intern(row.get("Family") or ""),
            lineage=lineage,
        )
        for name, author in split_synonyms(row.get("SynonymsWithAuthors") or ""):
            yield NameEntry(taxon_id, name, NameKind.SYNONYM, author=author)
        for column, language in _LANGUAGES:
            for name in (row.get(column) or "").split(","):
                if name.strip():
                    yield NameEntry(taxon_id, name.strip(), NameKind.COMMON, language=language)


def entries_from_common_names(
    rows: Iterable[Mapping[str, str]], entries: Iterable[NameEntry]
) -> Iterator[NameEntry]:
    """Common names of a file that identifies taxa by a number of its own, joined through names already known.

    All rows of one ``gbif_id`` name one taxon. Where one or more of them equal common names in ``entries`` and
    all of those belong to one and the same taxon, the other rows of that number are yielded for it. A number
    that touches no known name, or names of several taxa, yields nothing.
    """
    taxa: dict[str, set[Hashable]] = defaultdict(set)
    for entry in entries:
        if entry.kind is NameKind.COMMON:
            taxa[common_key(entry.name)].add(entry.taxon_id)
    by_number: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows:
        name = row["gbif_common_name"]
        by_number[row["gbif_id"]].append((name, row.get("ISO 639-1 Code") or "", common_key(name)))
    for named in by_number.values():
        bridges = [next(iter(taxa[key])) for _, _, key in named if len(taxa.get(key, ())) == 1]
        if len(set(bridges)) != 1:
            continue
        for name, language, key in dict.fromkeys(named):
            if key and bridges[0] not in taxa.get(key, ()):
                yield NameEntry(bridges[0], name, NameKind.COMMON, language=language)
