"""Opening a kept file through its profile, and going through its rows.

The file itself is read by a process in quarantine (``saola.apps.quarantine``); what comes here are cells.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import BinaryIO

from saola.apps.catalogue import vocabularies
from saola.apps.quarantine.tables import open_sheets
from saola.core.intake import (
    ColumnMapping,
    Limits,
    Profile,
    RawRow,
    Refusal,
    RowReader,
    Sheet,
    Table,
    Vocabularies,
    apply_profile,
    propose,
    read_table,
)

from . import files
from .models import Batch

LISTS = {
    "term": "terms",
    "unit": "units",
    "transport": "transport",
    "place_type": "place_types",
    "concealment": "concealment",
    "detection": "detection",
    "reason": "reasons",
    "disposal": "disposal",
}
"""The vocabulary behind each list of words that a column may be read by."""


@cache
def word_lists() -> Vocabularies:
    """The words of every vocabulary in every language, as the reader of rows wants them."""
    lists = {
        name: {
            code: [label for label in entry.labels.values() if label]
            for code, entry in vocabularies.vocabulary(kept).items()
        }
        for name, kept in LISTS.items()
    }
    lists["country"] = {
        code: [label for label in labels.values() if label]
        for code, labels in vocabularies.countries_beyond_iso().items()
    }
    return Vocabularies.of(lists)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file with its table found and its columns understood."""

    sheets: list[Sheet]
    sheet: Sheet
    table: Table
    mapping: ColumnMapping
    profile: Profile

    @property
    def is_text(self) -> bool:
        """Whether it is a text table, which has an encoding and a sign between its cells."""
        return "encoding" in self.sheet.facts

    def reader(self, today: date) -> RowReader:
        return RowReader(self.table, self.mapping, self.profile, word_lists(), today)

    def rows(self) -> Iterator[RawRow]:
        return self.table.rows()


@contextmanager
def open_batch(
    batch: Batch, profile: Profile | None = None, limits: Limits | None = None
) -> Iterator[OpenFile]:
    """Open the file of ``batch``. Raises ``Refusal`` for what cannot be read."""
    with files.path_of(batch.digest).open("rb") as file:
        yield understand(file, batch.file_name, profile or profile_of(batch), batch.sheet, limits)


def understand(
    file: BinaryIO, name: str, profile: Profile | None, sheet_name: str = "", limits: Limits | None = None
) -> OpenFile:
    """Find the sheet and the head, and propose or apply the meaning of the columns."""
    encoding = profile.encoding if profile else ""
    delimiter = profile.delimiter if profile else ""
    sheets = open_sheets(file, name, limits, encoding=encoding, delimiter=delimiter)
    sheet = _choose(sheets, sheet_name or (profile.sheet if profile else ""))
    table = read_table(sheet, profile.head_row if profile else None)
    if profile is not None and profile.columns:
        mapping = apply_profile(table, profile)
    else:
        mapping = propose(table, word_lists(), profile)
        profile = (profile or Profile("file")).with_columns(mapping.as_columns())
    return OpenFile(sheets, sheet, table, mapping, profile)


def beside_proposals(file: OpenFile) -> OpenFile:
    """The same file, each column with what Saola itself would have proposed: confidence, reason, alternatives."""
    proposed = {use.position: use for use in propose(file.table, word_lists()).columns}
    columns = []
    for use in file.mapping.columns:
        own = proposed[use.position]
        if own.field == use.field:
            columns.append(own)
        else:
            others = tuple(dict.fromkeys((own.field, *own.alternatives)))
            columns.append(replace(use, alternatives=others))
    return replace(file, mapping=replace(file.mapping, columns=tuple(columns)))


def _choose(sheets: list[Sheet], name: str) -> Sheet:
    for sheet in sheets:
        if name and sheet.name.casefold() == name.casefold():
            return sheet
    return next((sheet for sheet in sheets if not sheet.is_hidden), sheets[0])


def profile_of(batch: Batch) -> Profile | None:
    return Profile.from_data(batch.profile_data) if batch.profile_data else None


__all__ = [
    "LISTS",
    "OpenFile",
    "Refusal",
    "beside_proposals",
    "open_batch",
    "profile_of",
    "understand",
    "word_lists",
]
