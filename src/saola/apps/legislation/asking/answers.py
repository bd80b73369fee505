"""What an answer holds: findings, tables, drawings, and the same as plain data."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from saola.apps.catalogue.answers import said
from saola.apps.catalogue.law_answers import finding_data
from saola.core.intake.guarding import guarded
from saola.core.values import Finding, Message, Outcome, PartialDate

Day = date | PartialDate


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the word under which programs find it, its heading, and the sentence it answers with."""

    code: str
    heading: str
    finding: Finding[Any]
    sentence: Message | str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is read, where it leads, and what programs get."""

    text: Any
    url: str = ""
    plain: Any = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be downloaded; ``columns`` are ``(code, label, kind)``: ``number``, ``whole`` or empty."""

    code: str
    caption: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def data(self) -> list[dict[str, Any]]:
        """A mapping for each row, by the codes of the columns."""
        codes = [code for code, _label, _kind in self.columns]
        return [dict(zip(codes, map(_plain, row), strict=True)) for row in self.rows]

    def csv_lines(self) -> Iterator[str]:
        """Lines of comma-separated values, with a mark of their encoding; no cell runs as a formula."""
        writer = csv.writer(_Echo())
        yield "\ufeff"
        yield writer.writerow([guarded(str(label)) for _code, label, _kind in self.columns])
        for row in self.rows:
            yield writer.writerow([_in_a_cell(cell) for cell in row])


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


@dataclass(frozen=True, slots=True)
class Drawing:
    """An island with its data."""

    island: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is answered to one question; ``data`` are further values for programs."""

    findings: tuple[Shown, ...] = ()
    tables: tuple[Table, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    notes: tuple[Message, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


def answer_data(answer: Answer) -> dict[str, Any]:
    """The answer as the API and the command line give it."""
    return {
        "findings": [
            {"code": one.code, "answer": _words(one.sentence), **finding_data(one.finding)}
            for one in answer.findings
        ],
        **answer.data,
        "tables": {table.code: table.data for table in answer.tables},
        "notes": [said(note) for note in answer.notes],
    }


def outcome_in_words(outcome: Outcome) -> str:
    return {Outcome.YES: _("yes"), Outcome.NO: _("no"), Outcome.UNKNOWN: _("not known")}[outcome]


def outcome_cell(outcome: Outcome) -> Cell:
    return Cell(outcome_in_words(outcome), plain=outcome.value)


def _words(text: Message | str) -> str:
    return said(text) if isinstance(text, Message) else str(text)


def _plain(cell: Cell) -> Any:
    if cell.plain is not None:
        return cell.plain
    return _words(cell.text) if isinstance(cell.text, Message) else cell.text


def _in_a_cell(cell: Cell) -> str:
    text = cell.text
    if text is None:
        return ""
    return str(text) if isinstance(text, int | float) else guarded(_words(text))


def cells(*values: Any) -> tuple[Cell, ...]:
    """A row; plain values become cells."""
    return tuple(value if isinstance(value, Cell) else Cell(value) for value in values)


def columns(*known: Sequence[Any]) -> tuple[tuple[str, str, str], ...]:
    """``(code, label)``, with ``number`` for numbers and ``whole`` for what is never broken into lines."""
    return tuple((code, str(label), str(more[0]) if more else "") for code, label, *more in known)


def as_day(on: PartialDate | None) -> Day | None:
    """A date that is known to the day as such, others as they are."""
    if on is None or on.year is None:
        return None
    return on.first_day if on.day is not None else on


def certain_day(on: PartialDate | None) -> date | None:
    """The day where it is known to the day, otherwise ``None``."""
    return on.first_day if on is not None and on.day is not None else None
