"""A row read through its mapping and profile: what it says, and everything that is wrong with it, at once."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from saola.core.values import Reported, gettext_noop, say

from .answers import BY, MEMORY, Answer, Circumstances
from .cells import prepare, shown
from .completing import Completion
from .faults import warning
from .fields import FIELDS, FieldKind
from .mapping import ColumnMapping
from .parsing.dates import EPOCH_1900
from .profiles import Profile
from .readings import RowProblem, RowReading
from .row_faults import too_many_cells
from .sheets import Cell, RawRow
from .tables import Table, is_blank
from .vocabularies import Vocabularies


class _Prepared(NamedTuple):
    position: int
    header: str
    key: str
    is_many: bool
    read: Callable[[Cell], Answer]
    memory: dict[str, Answer] | None


class RowReader:
    """Reads the rows of one file: its columns are prepared once, and words met before are not read again."""

    def __init__(
        self,
        table: Table,
        mapping: ColumnMapping,
        profile: Profile,
        vocabularies: Vocabularies,
        today: date,
        epoch: date = EPOCH_1900,
    ) -> None:
        self.profile = profile
        self._circumstances = Circumstances(profile, vocabularies, today, epoch)
        self._columns: list[_Prepared] = []
        self._notes: list[tuple[int, str]] = []
        for use in mapping.columns:
            meaning = FIELDS[use.field]
            if meaning.kind is FieldKind.NOTE:
                self._notes.append((use.position, use.header))
            elif meaning.kind is not FieldKind.IGNORE:
                sample = [row.cells[use.position] for row in table.sample if use.position < len(row.cells)]
                read = prepare(meaning, self._circumstances, sample)
                memory: dict[str, Answer] | None = {} if _repeats(sample) else None
                self._columns.append(
                    _Prepared(use.position, use.header, use.field, meaning.is_many, read, memory)
                )
        self._width = 1 + max((use.position for use in mapping.columns), default=0)
        self._complete = Completion(mapping, self._circumstances).complete

    def read(self, raw: RawRow) -> RowReading:
        """Read one row: all its problems at once."""
        number, cells, said = raw
        values: dict[str, Reported[Any]] = {}
        problems: list[RowProblem] = []
        count = len(cells)
        for column in self._columns:
            position, header, key, is_many, read, memory = column
            cell = cells[position] if position < count else ""
            if cell == "":
                continue
            if type(cell) is str:
                if memory is None:
                    answer = read(cell)
                else:
                    known = memory.get(cell)
                    if known is None:
                        if len(memory) >= MEMORY:
                            memory.clear()
                        known = memory[cell] = read(cell)
                    answer = known
            else:
                answer = read(cell)
            reported, faults = answer
            if reported is None:
                continue
            if faults:
                problems += [RowProblem(number, header, key, shown(cell), fault) for fault in faults]
            if is_many and key in values:
                reported = _joined(values[key], reported)
            values[key] = reported
        if not values and is_blank(raw):
            return RowReading(number, is_blank=True)
        self._complete(number, values, problems)
        notes = {header: shown(cells[at]) for at, header in self._notes if at < count and cells[at] != ""}
        if count > self._width and any(cell != "" for cell in cells[self._width :]):
            problems.append(RowProblem(number, "", "", "", too_many_cells()))
        for message in said:
            fault = warning("mended", message, say(gettext_noop("Please look at it.")))
            problems.append(RowProblem(number, "", "", "", fault))
        if not problems:
            return RowReading(number, values, (), (), notes)
        errors = tuple(problem for problem in problems if problem.is_error)
        warnings = tuple(problem for problem in problems if not problem.is_error)
        return RowReading(number, values, errors, warnings, notes)


def _repeats(sample: list[Cell]) -> bool:
    """Whether a column says the same words again and again, so that remembering them is worth its memory."""
    return len(sample) < 50 or len(set(sample)) < 0.8 * len(sample)


def _joined(first: Reported[Any], second: Reported[Any] | None) -> Reported[Any]:
    """Two columns of the same field as one: their words end to end, what they mean in one tuple."""
    if second is None:
        return first
    both = tuple(dict.fromkeys((*(first.resolved or ()), *(second.resolved or ()))))
    return Reported(f"{first.text}; {second.text}", both or None, BY, first.note or second.note)
