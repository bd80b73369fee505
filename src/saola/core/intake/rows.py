"""A row read through its mapping and profile: what it says, and everything that is wrong with it, at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from saola.core.values import Message, Money, PartialDate, Reported, gettext_noop, say

from .answers import BY, MEMORY, Amount, Answer, Circumstances
from .cells import prepare, shown
from .faults import Fault, Severity, warning
from .fields import FIELDS, FieldKind
from .mapping import ColumnMapping
from .parsing.dates import EPOCH_1900
from .parsing.money import no_currency
from .profiles import Profile
from .row_faults import (
    future,
    no_country,
    no_date,
    no_specimen,
    no_such_day,
    says_nothing,
    too_many_cells,
)
from .sheets import Cell, RawRow
from .tables import Table, is_blank
from .vocabularies import Vocabularies, word_key

SPECIMEN_FIELDS = frozenset(("scientific_name", "common_name", "group", "term"))
IDENTITY_FIELDS = SPECIMEN_FIELDS | {
    "incident_ref",
    "date",
    "year",
    "place_name",
    "admin_area",
    "source_ref",
    "agency",
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in one row: where, the words found, what is wrong with them and what to do."""

    row: int
    column: str
    field: str
    found: str
    fault: Fault

    @property
    def is_error(self) -> bool:
        return self.fault.severity is Severity.ERROR

    def message(self) -> Message:
        """The problem as one sentence or two."""
        if not self.column:
            return say(gettext_noop("{what} {advice}"), what=self.fault.what, advice=self.fault.advice)
        if not self.found:
            return say(
                gettext_noop("Column “{column}”: {what} {advice}"),
                column=self.column,
                what=self.fault.what,
                advice=self.fault.advice,
            )
        return say(
            gettext_noop("Column “{column}”, “{found}”: {what} {advice}"),
            column=self.column,
            found=self.found[:200],
            what=self.fault.what,
            advice=self.fault.advice,
        )


@dataclass(slots=True)
class RowReading:
    """What a row says. A row with ``errors`` is refused; one with ``warnings`` is recorded all the same.

    ``values`` holds what was said, by field key, each with its words and what they were taken for (see
    ``docs/method/intake.md`` for the type of each); ``notes`` the words of columns that bear no field, by header.
    """

    number: int
    values: dict[str, Reported[Any]] = field(default_factory=dict)
    errors: tuple[RowProblem, ...] = ()
    warnings: tuple[RowProblem, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    is_blank: bool = False

    def resolved(self, key: str) -> Any:
        """What the words of a field were taken for; ``None`` when it is empty or was not understood."""
        reported = self.values.get(key)
        return None if reported is None else reported.resolved

    def words(self, key: str) -> str:
        """The words of a field as they came; the empty text when there are none."""
        reported = self.values.get(key)
        return "" if reported is None else reported.text


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
        self._headers = {use.field: use.header for use in mapping.columns}
        self._fixed = {key: self._fixed_answer(key, words) for key, words in profile.fixed.items()}
        self._inferred = {
            key: {
                source: {word_key(word): code for word, code in words.items()}
                for source, words in sources.items()
            }
            for key, sources in profile.infer.items()
        }

    def _fixed_answer(self, key: str, words: str) -> Reported[Any]:
        reported, faults = prepare(FIELDS[key], self._circumstances)(words)
        if reported is None or any(fault.is_error for fault in faults):
            raise ValueError(f"the profile gives every row {words!r} as {key}, which cannot be read so")
        return Reported(
            "", reported.resolved, BY, say(gettext_noop("The profile says so for the whole file."))
        )

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

    def _complete(self, number: int, values: dict[str, Reported[Any]], problems: list[RowProblem]) -> None:
        if IDENTITY_FIELDS.isdisjoint(values):
            problems.append(RowProblem(number, "", "", "", says_nothing()))
            return
        if "date" not in values and "year" in values:
            self._date_from_parts(number, values, problems)
        for key, reported in self._fixed.items():
            values.setdefault(key, reported)
        if self._inferred:
            self._infer(values)
        if "quantity" in values:
            self._unit_from_quantity("quantity", "unit", number, values, problems)
        if "quantity2" in values:
            self._unit_from_quantity("quantity2", "unit2", number, values, problems)
        if "value" in values:
            self._currency(number, values, problems)
        if self.profile.undated == "refuse" and "date" not in values:
            problems.append(RowProblem(number, self._headers.get("date", ""), "date", "", no_date()))
        if "country" not in values:
            problems.append(RowProblem(number, self._headers.get("country", ""), "country", "", no_country()))
        if SPECIMEN_FIELDS.isdisjoint(values):
            problems.append(RowProblem(number, "", "", "", no_specimen()))

    def _date_from_parts(
        self, number: int, values: dict[str, Reported[Any]], problems: list[RowProblem]
    ) -> None:
        year = values["year"].resolved
        month = values["month"].resolved if "month" in values else None
        day = values["day"].resolved if "day" in values and month else None
        words = "-".join(values[key].text for key in ("year", "month", "day") if key in values)
        if year is None or year.month is not None:
            values["date"] = Reported(words, year, BY)
            return
        try:
            whole = PartialDate(year.year, month, day)
        except ValueError:
            problems.append(RowProblem(number, self._headers.get("day", ""), "day", words, no_such_day()))
            whole = None
        if whole is not None and whole.first_day is not None and whole.first_day > self._circumstances.today:
            problems.append(RowProblem(number, self._headers.get("month", ""), "month", words, future(whole)))
        values["date"] = Reported(words, whole, BY, values["year"].note)

    def _infer(self, values: dict[str, Reported[Any]]) -> None:
        """Fill a field that is missing from another one, as the profile says."""
        for key, sources in self._inferred.items():
            if key in values and values[key].resolved is not None:
                continue
            for source, words in sources.items():
                given = values.get(source)
                if given is None:
                    continue
                code = words.get(word_key(str(given.resolved))) or words.get(word_key(given.text))
                if code:
                    note = say(
                        gettext_noop("Taken from “{field}”, as the profile says."), field=FIELDS[source].label
                    )
                    values[key] = Reported(values[key].text if key in values else "", code, BY, note)
                    break

    def _unit_from_quantity(
        self,
        key: str,
        unit_key: str,
        number: int,
        values: dict[str, Reported[Any]],
        problems: list[RowProblem],
    ) -> None:
        amount = values[key].resolved
        if not isinstance(amount, Amount) or not amount.unit:
            return
        unit = values.get(unit_key)
        if unit is None or unit.resolved is None:
            note = say(gettext_noop("The unit stood behind the number."))
            values[unit_key] = Reported(amount.words, amount.unit, BY, note)
        elif unit.resolved != amount.unit:
            fault = warning(
                "two-units",
                say(
                    gettext_noop("The cell names the unit {one}, the column of units says {other}."),
                    one=amount.words,
                    other=unit.text,
                ),
                say(gettext_noop("The column was followed; correct whichever is wrong.")),
            )
            problems.append(RowProblem(number, self._headers.get(key, ""), key, values[key].text, fault))

    def _currency(self, number: int, values: dict[str, Reported[Any]], problems: list[RowProblem]) -> None:
        value = values["value"]
        if value.resolved is None or isinstance(value.resolved, Money):
            return
        currency = values["currency"].resolved if "currency" in values else None
        if currency:
            values["value"] = Reported(value.text, Money(value.resolved, currency), BY)
            return
        values["value"] = Reported(value.text, None, BY)
        problems.append(
            RowProblem(number, self._headers.get("value", ""), "value", value.text, no_currency())
        )


def _repeats(sample: list[Cell]) -> bool:
    """Whether a column says the same words again and again, so that remembering them is worth its memory."""
    return len(sample) < 50 or len(set(sample)) < 0.8 * len(sample)


def read_row(
    raw: RawRow,
    table: Table,
    mapping: ColumnMapping,
    profile: Profile,
    vocabularies: Vocabularies,
    today: date,
) -> RowReading:
    """Read one row by itself; for many rows prepare a ``RowReader``."""
    return RowReader(table, mapping, profile, vocabularies, today).read(raw)


def incident_key(reading: RowReading, profile: Profile) -> tuple[str, ...]:
    """Rows with the same key are one incident, as the profile groups them."""
    if profile.grouping == "reference" and reading.words("incident_ref"):
        return ("reference", reading.words("incident_ref").casefold())
    if profile.grouping == "fields" and profile.grouping_fields:
        return (
            "fields",
            *(str(reading.resolved(key) or reading.words(key)).casefold() for key in profile.grouping_fields),
        )
    return ("row", str(reading.number))


def _joined(first: Reported[Any], second: Reported[Any] | None) -> Reported[Any]:
    """Two columns of the same field as one: their words end to end, what they mean in one tuple."""
    if second is None:
        return first
    both = tuple(dict.fromkeys((*(first.resolved or ()), *(second.resolved or ()))))
    return Reported(f"{first.text}; {second.text}", both or None, BY, first.note or second.note)
