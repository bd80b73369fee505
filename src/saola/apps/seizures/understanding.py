"""What was made of the words in a cell, as a person reads it: codes by their labels, amounts with their units."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.core.intake import FIELDS, Amount, FieldKind, Leg, RawRow, RowReading
from saola.core.intake.cells import shown
from saola.core.values import Money, Reported

from .reading import LISTS, OpenFile
from .settling import Settler

ROWS_SHOWN = 6
WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class UnderstoodWords:
    """Words of a cell beside what was made of them; ``resolved`` is ``None`` where nothing was."""

    words: str
    resolved: Any
    is_taxon: bool = False


@dataclass(frozen=True, slots=True)
class UnderstoodRow:
    """One of the first rows. ``cells`` follow the columns that bear a field."""

    number: int
    cells: list[UnderstoodWords]
    problems: list[Any]
    is_refused: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file as they would be recorded, and examples of each column."""

    headers: list[Any]
    rows: list[UnderstoodRow]
    examples: dict[int, list[UnderstoodWords]]


def preview(file: OpenFile, today: date) -> Preview:
    """Read the first rows of ``file`` through its mapping."""
    reader, settler = file.reader(today), Settler()
    used = [use for use in file.mapping.columns if FIELDS[use.field].kind not in _SILENT]
    fields = list(dict.fromkeys(use.field for use in used))
    rows = []
    for raw in file.table.sample[:ROWS_SHOWN]:
        reading = reader.read(raw)
        problems = [problem.message() for problem in (*reading.errors, *reading.warnings)]
        cells = [_understood(key, reading, settler) for key in fields]
        rows.append(UnderstoodRow(raw.number, cells, problems, bool(reading.errors)))
    return Preview([FIELDS[key].label for key in fields], rows, _examples(file, reader, settler))


_SILENT = (FieldKind.NOTE, FieldKind.IGNORE)


def _understood(key: str, reading: RowReading, settler: Settler) -> UnderstoodWords:
    said = reading.values.get(key)
    if said is None:
        return UnderstoodWords("", None)
    return _shown(key, said, settler)


def _shown(key: str, said: Reported[Any], settler: Settler) -> UnderstoodWords:
    if FIELDS[key].kind is FieldKind.NAME:
        name = settler.name(str(said.resolved or ""), "")
        return UnderstoodWords(said.text, name.taxon or None, is_taxon=True)
    return UnderstoodWords(said.text, as_read(key, said.resolved))


def _examples(file: OpenFile, reader: Any, settler: Settler) -> dict[int, list[UnderstoodWords]]:
    """For each column the first different words in it, and what was made of them."""
    found: dict[int, dict[str, UnderstoodWords]] = {use.position: {} for use in file.mapping.columns}
    for raw in file.table.sample[:60]:
        values = reader.read(raw).values
        for use in file.mapping.columns:
            kept = found[use.position]
            words = _words_at(raw, use.position)
            if not words or words in kept or len(kept) >= WORDS_SHOWN:
                continue
            if FIELDS[use.field].kind in _SILENT:
                kept[words] = UnderstoodWords(words, words if use.field == "note" else None)
            elif (said := values.get(use.field)) is not None and words in said.text:
                kept[words] = _shown(use.field, said, settler)
            else:
                kept[words] = UnderstoodWords(words, None)
    return {position: list(kept.values()) for position, kept in found.items()}


def _words_at(raw: RawRow, position: int) -> str:
    return str(shown(raw.cells[position])).strip()[:80] if position < len(raw.cells) else ""


def as_read(key: str, value: Any) -> Any:
    """A resolved value for a page: dates and numbers as they are, codes by their labels, ``None`` as ``None``."""
    if value is None or value == () or value == "":
        return None
    if isinstance(value, Amount):
        return _amount(value)
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    if isinstance(value, Leg):
        return vocabularies.country_label(value.country) if value.country else None
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, tuple):
        parts = [as_read(key, part) for part in value]
        return ", ".join(str(part) for part in parts if part is not None) or None
    return _code(key, value) if isinstance(value, str) else value


def _amount(amount: Amount) -> Any:
    if not amount.unit:
        return amount.value
    return f"{amount.value} {vocabularies.label('units', amount.unit)}"


def _code(key: str, code: str) -> str:
    kind = FIELDS[key].kind
    if kind in (FieldKind.COUNTRY, FieldKind.COUNTRIES):
        return vocabularies.country_label(code)
    if key == "state":
        return {"alive": _("alive"), "dead": _("dead")}.get(code, code)
    kept = LISTS.get(FIELDS[key].vocabulary)
    return vocabularies.label(kept, code) if kept else code
