"""Finding seizures that are probably one, among those of a file and between them and those on record.

Not all pairs are compared: only those that meet under a key (``core.intake.meeting_keys``), and no key under
which a crowd meets. The keys lie in a scratch table on the disk, so that memory stays small however long the
file is.
"""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from saola.core.intake import Likeness, SeizureOutline, compare, key_number, meeting_keys
from saola.core.intake.duplicates import NEAR_DAYS
from saola.core.values import PartialDate

from .drafts import IncidentDraft
from .models import Batch, Specimen
from .settling import Settler

CROWD = 40
"""Seizures under one key beyond which the key tells nothing."""
COMPARED = 200_000
"""Pairs compared for one file at most."""
KEPT = 1_000
"""Probable pairs kept of one file at most, the most alike first."""


def outline_of(key: str, draft: IncidentDraft, settler: Settler) -> SeizureOutline:
    """What is compared of a draft; taxa by their accepted names where they are known."""
    taxa, terms, quantities = set(), set(), set()
    for part in draft.specimens:
        name = settler.name(part.scientific_name, part.common_name)
        if taxon := name.taxon or part.scientific_name or part.common_name:
            taxa.add(taxon)
        if part.term:
            terms.add(part.term)
        if part.quantity is not None:
            quantities.add((part.quantity, part.unit))
    return SeizureOutline(
        key,
        draft.country,
        draft.seized_on,
        frozenset(taxa),
        frozenset(terms),
        frozenset(quantities),
        draft.reference,
        draft.place_name,
        draft.agency_code,
    )


@dataclass(slots=True)
class _Reach:
    """Which recorded seizures may be like those of a file."""

    first: date | None = None
    last: date | None = None
    references: set[str] = field(default_factory=set)

    def widen(self, outline: SeizureOutline) -> None:
        if outline.reference and len(self.references) < 50_000:
            self.references.add(outline.reference)
        on = outline.on
        if on.first_day is None or on.last_day is None:
            return
        self.first = min(self.first or on.first_day, on.first_day)
        self.last = max(self.last or on.last_day, on.last_day)


class LikenessSearch:
    """Collects the seizures of one file, then compares those that meet, with each other and with the record."""

    def __init__(self) -> None:
        self._scratch = sqlite3.connect("")  # on the disk, nameless, gone when it is closed
        self._scratch.executescript(
            "CREATE TABLE seizure (id INTEGER PRIMARY KEY, outline BLOB);"
            "CREATE TABLE met (key INTEGER, id INTEGER);"
        )
        self._count, self._reach = 0, _Reach()

    def add(self, outlines: Iterable[SeizureOutline]) -> None:
        """Add seizures of the file."""
        outlines = list(outlines)
        for outline in outlines:
            self._reach.widen(outline)
        first = self._count + 1
        self._count += len(outlines)
        self._insert(enumerate(outlines, first))

    def _insert(self, numbered: Iterable[tuple[int, SeizureOutline]]) -> None:
        seizures, keys = [], []
        for number, outline in numbered:
            seizures.append((number, pickle.dumps(outline, protocol=pickle.HIGHEST_PROTOCOL)))
            keys += [(key_number(key), number) for key in meeting_keys(outline)]
        self._scratch.executemany("INSERT INTO seizure VALUES (?, ?)", seizures)
        self._scratch.executemany("INSERT INTO met VALUES (?, ?)", keys)

    def probable(self, batch: Batch) -> list[Likeness]:
        """The probable pairs, most alike first: ``one`` was there before, ``other`` is of the file.

        Recorded seizures bear their number as key; what ``batch`` itself recorded is not among them.
        """
        self._add_recorded(batch)
        self._scratch.execute("CREATE INDEX met_by_key ON met (key, id)")
        found = [likeness for likeness in map(self._compare, self._meetings()) if likeness.is_probable]
        self._scratch.close()
        return sorted(found, key=lambda likeness: -likeness.score)[:KEPT]

    def _add_recorded(self, batch: Batch) -> None:
        """Recorded seizures within reach, under negative numbers."""
        chunk: list[tuple[int, SeizureOutline]] = []
        for number, outline in _recorded(self._reach, batch):
            chunk.append((-number, outline))
            if len(chunk) >= 2000:
                self._insert(chunk)
                chunk = []
        self._insert(chunk)

    def _meetings(self) -> list[tuple[int, int]]:
        """Pairs of a recorded or earlier seizure and a later one of the file."""
        return self._scratch.execute(
            "WITH telling AS (SELECT key FROM met GROUP BY key HAVING COUNT(*) BETWEEN 2 AND ?) "
            "SELECT DISTINCT before.id, after.id FROM telling "
            "JOIN met AS after ON after.key = telling.key AND after.id > 0 "
            "JOIN met AS before ON before.key = telling.key AND before.id < after.id LIMIT ?",
            (CROWD, COMPARED),
        ).fetchall()

    def _compare(self, pair: tuple[int, int]) -> Likeness:
        one, other = (
            pickle.loads(
                self._scratch.execute("SELECT outline FROM seizure WHERE id = ?", (number,)).fetchone()[0]
            )
            for number in pair
        )
        return compare(one, other)


_COLUMNS = (
    "incident_id",
    "incident__number",
    "incident__country",
    "incident__seized_on",
    "incident__reference",
    "incident__place_name",
    "taxon__name",
    "reported_name",
    "reported_common_name",
    "term",
    "quantity",
    "unit",
)


def _recorded(reach: _Reach, batch: Batch) -> Iterator[tuple[int, SeizureOutline]]:
    """Primary key and outline of recorded seizures whose dates or references lie within ``reach``."""
    seen: set[int] = set()
    others = Specimen.objects.filter(incident__duplicate_of=None).exclude(incident__batch=batch)
    if reach.first is not None and reach.last is not None:
        near = timedelta(days=NEAR_DAYS)
        dated = others.filter(
            incident__last_day__gte=reach.first - near, incident__first_day__lte=reach.last + near
        )
        for number, outline in _outlines(dated):
            seen.add(number)
            yield number, outline
    references = sorted(reach.references)
    for start in range(0, len(references), 500):
        named = others.filter(incident__reference__in=references[start : start + 500])
        for number, outline in _outlines(named):
            if number not in seen:
                yield number, outline


def _outlines(specimens) -> Iterator[tuple[int, SeizureOutline]]:
    rows = specimens.order_by("incident_id").values_list(*_COLUMNS).iterator(chunk_size=5000)
    for number, lines in groupby(rows, key=lambda row: row[0]):
        parts = list(lines)
        _, label, country, on, reference, place, *_ = parts[0]
        yield (
            number,
            SeizureOutline(
                label,
                country,
                PartialDate.parse_iso(on),
                frozenset(name for part in parts if (name := part[6] or part[7] or part[8])),
                frozenset(part[9] for part in parts if part[9]),
                frozenset((part[10].normalize(), part[11]) for part in parts if part[10] is not None),
                reference,
                place,
            ),
        )
