"""A sheet: rows of cells as they stand in the file, before anybody knows what they mean."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from saola.core.values import Message

Cell = str | float | int | bool | date | datetime | time | timedelta
"""What a cell holds; an empty one holds ``""``. Text files hold only ``str``."""


class RawRow(NamedTuple):
    """One row: its ``number`` as a spreadsheet program shows it (from 1), its cells, and what had to be said."""

    number: int
    cells: Sequence[Cell]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows()`` begins at the first row each time it is called, and reads as it goes.

    ``facts`` says how it was read (encoding, delimiter, date system); ``warnings`` what to tell the person.
    """

    name: str
    rows: Callable[[], Iterator[RawRow]]
    is_hidden: bool = False
    warnings: tuple[Message, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
