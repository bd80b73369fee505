"""One way through a file: every row ends in exactly one outcome, and rows of one incident come together.

Checking a file and recording it go the same way, so that what was shown is what is recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import islice

from saola.core.intake import Account, RawRow, RowReading, incident_key
from saola.core.intake.cells import shown

from .drafting import draft_of, join
from .drafts import IncidentDraft
from .models import SourceRow
from .reading import OpenFile
from .scratch import Memory

SAID = 24  # digits of a fingerprint that tell what a row says; those behind tell how often it was said before
CHUNK = 2000  # rows that are settled, compared and written together


@dataclass(slots=True)
class PassedRow:
    """A row with what became of it. ``fingerprint`` is the same for a row that says the same again.

    ``is_purged``: what it says was recorded once and purged since.
    """

    raw: RawRow
    reading: RowReading
    outcome: str
    fingerprint: str
    is_purged: bool = False


@dataclass(slots=True)
class Group:
    """Rows of one incident. ``key`` is known to later chunks; ``is_new`` is false when an earlier one had it."""

    key: bytes
    draft: IncidentDraft
    is_new: bool = True
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """Rows counted one by one as they pass."""

    rows: int = 0
    recorded: int = 0
    duplicate: int = 0
    refused: int = 0
    blank: int = 0
    warnings: int = 0

    def count(self, row: PassedRow) -> None:
        self.rows += 1
        setattr(self, row.outcome, getattr(self, row.outcome) + 1)
        if row.outcome == SourceRow.RECORDED and row.reading.warnings:
            self.warnings += 1

    def account(self) -> Account:
        """The sum is the file. Raises ``RowsLostError``."""
        return Account(self.rows, self.recorded, self.duplicate, self.refused, self.blank)


class Pass:
    """Goes through ``file`` in chunks, and remembers what was met before.

    With ``tells_new`` it also remembers the incidents of earlier chunks, for those who do not record them.
    """

    def __init__(self, file: OpenFile, today: date, *, tells_new: bool = True) -> None:
        self.file, self.tally, self._tells_new = file, Tally(), tells_new
        self._reader = file.reader(today)
        self._positions = [
            use.position for use in file.mapping.columns if use.field not in ("ignore", "source_ref")
        ]
        self._repeats, self._keys = Memory(), Memory()

    def chunks(self) -> Iterator[list[PassedRow]]:
        """Every row of the file, ``CHUNK`` at a time. ``tally`` them when nothing more changes their outcome."""
        raws = iter(self.file.rows())
        while some := list(islice(raws, CHUNK)):
            rows = [self._pass(raw) for raw in some]
            self._mark_repeats([row for row in rows if row.outcome == SourceRow.RECORDED])
            yield rows

    def _pass(self, raw: RawRow) -> PassedRow:
        reading = self._reader.read(raw)
        if reading.is_blank:
            return PassedRow(raw, reading, SourceRow.BLANK, "")
        return PassedRow(raw, reading, SourceRow.REFUSED if reading.errors else SourceRow.RECORDED, "")

    def _mark_repeats(self, rows: list[PassedRow]) -> None:
        """Give each row its fingerprint: what it says, and how often the file said it before.

        The second row that says the same is another animal, unless it repeats a row of the same incident by
        reference; told apart by its count, it still meets its twin when a longer version of the file comes.
        """
        digests = [self._digest(row.raw) for row in rows]
        counts = self._repeats.recall(set(digests))
        for row, digest in zip(rows, digests, strict=True):
            before = counts.get(digest, 0)
            counts[digest] = before + 1
            row.fingerprint = f"{digest.hex()}{before:x}"
            if before and self._is_duplicate(row.reading):
                row.outcome = SourceRow.DUPLICATE
        self._repeats.remember(counts.items())

    def _digest(self, raw: RawRow) -> bytes:
        count = len(raw.cells)
        said = "\x1f".join(str(shown(raw.cells[at])).strip() if at < count else "" for at in self._positions)
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=SAID // 2).digest()

    def _is_duplicate(self, reading: RowReading) -> bool:
        profile = self.file.profile
        is_named = profile.grouping == "reference" and bool(reading.words("incident_ref"))
        return is_named and profile.repeats == "duplicate"

    def group(self, rows: list[PassedRow]) -> list[Group]:
        """The recorded rows of a chunk by incident."""
        groups: dict[bytes, Group] = {}
        for row in rows:
            if row.outcome != SourceRow.RECORDED:
                continue
            key = self._key(row.reading)
            draft = draft_of(row.reading)
            if key in groups:
                join(groups[key].draft, draft)
            else:
                groups[key] = Group(key, draft)
            groups[key].rows.append(row.raw.number)
        if self._tells_new and self.file.profile.grouping != "row":
            self._tell_new(groups)
        return list(groups.values())

    def _tell_new(self, groups: dict[bytes, Group]) -> None:
        for key in self._keys.recall(groups):
            groups[key].is_new = False
        self._keys.remember((key, 1) for key in groups)

    def _key(self, reading: RowReading) -> bytes:
        key = incident_key(reading, self.file.profile)
        return blake2b("\x1f".join(key).encode(), digest_size=12).digest()
