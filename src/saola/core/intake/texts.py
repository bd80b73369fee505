"""Text tables (csv, tsv and their relatives) read row by row, in bounded memory, in whatever encoding."""

import csv
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from saola.core.values import Message, gettext_noop, say

from .encodings import Encoding, as_asked, detect_encoding, is_same
from .files import broken_packing
from .lines import lines_of
from .refusals import Limits, Refusal
from .sheets import RawRow, Sheet

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES = 200
LINES_OF_A_LOST_QUOTE = 100


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart. ``names_itself`` when the first line only says ``sep=;``."""

    delimiter: str
    quote: str = '"'
    names_itself: bool = False


def open_text(
    open_again: Callable[[], BinaryIO],
    name: str,
    limits: Limits,
    encoding: str = "",
    delimiter: str = "",
) -> Sheet:
    """The one sheet of a text file.

    ``open_again`` gives the unpacked bytes from the start, each time it is called. ``encoding`` and
    ``delimiter`` overrule what the file seems to be. Raises ``Refusal``.
    """
    try:
        found = detect_encoding(open_again(), limits)
    except (EOFError, zlib.error, OSError) as error:
        raise broken_packing() from error
    if encoding:
        found = as_asked(encoding, found)
    flagged: dict[int, Message] = {}
    try:
        sample = _first_lines(lines_of(open_again(), found, flagged))
    except (EOFError, zlib.error, OSError) as error:
        raise broken_packing() from error
    if not any(line.strip() for line in sample):
        raise Refusal(
            "empty",
            say(gettext_noop("The file holds no text at all. Please check that the right file was sent.")),
        )
    dialect = detect_dialect(sample)
    if delimiter:
        dialect = Dialect(delimiter, dialect.quote, dialect.names_itself)

    def rows() -> Iterator[RawRow]:
        return _rows(open_again(), found, dialect, limits)

    return Sheet(name, rows, warnings=_encoding_warnings(found, encoding), facts=_facts(found, dialect))


def _facts(encoding: Encoding, dialect: Dialect) -> dict[str, str]:
    return {"encoding": encoding.name, "fallback": encoding.fallback, "delimiter": dialect.delimiter}


def _encoding_warnings(encoding: Encoding, asked: str) -> tuple[Message, ...]:
    warnings = []
    if asked and not is_same(asked, encoding.name):
        warnings.append(
            say(
                gettext_noop(
                    "The file was to be read as {asked}, but its bytes say {name}; it was read as that. Please look at "
                    "its letters, and mend the profile if this agency now writes so."
                ),
                asked=asked[:40],
                name=encoding.name,
            )
        )
    elif asked:
        pass
    elif encoding.fallback:
        warnings.append(
            say(
                gettext_noop(
                    "The file mixes two encodings, {first} and {second}; each line was read in its own, and the rows "
                    "concerned say so. Please look at their accents and letters."
                ),
                first=encoding.name,
                second=encoding.fallback,
            )
        )
    elif encoding.is_guess:
        warnings.append(
            say(
                gettext_noop(
                    "The file does not say in which encoding it is; {name} fits best. If letters look wrong in the "
                    "preview, choose another encoding."
                ),
                name=encoding.name,
            )
        )
    if encoding.has_nul:
        warnings.append(
            say(
                gettext_noop(
                    "The file holds NUL bytes, which no text holds; they were left out and the rows concerned say so."
                )
            )
        )
    return tuple(warnings)


def _first_lines(lines: Iterable[str]) -> list[str]:
    found = []
    size = 0
    for line in lines:
        found.append(line[:100_000])
        size += len(line)
        if len(found) >= SAMPLE_LINES or size > 1_000_000:
            break
    return found


def detect_dialect(lines: list[str]) -> Dialect:
    """The delimiter that cuts ``lines`` into rows of the same width, however many title rows stand above."""
    first = lines[0].lstrip("\ufeff").strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return Dialect(first[4], names_itself=True)
    scores = {delimiter: _regularity(lines, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return Dialect(best if scores[best] > 0 else ",")


def _regularity(lines: list[str], delimiter: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, count = max(Counter(widths).items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2:
        return 0.0
    return count / len(widths) + min(width, 50) / 500


def _rows(content: BinaryIO, encoding: Encoding, dialect: Dialect, limits: Limits) -> Iterator[RawRow]:
    flagged: dict[int, Message] = {}
    reader = csv.reader(lines_of(content, encoding, flagged), delimiter=dialect.delimiter)
    number = 0
    before = 0
    try:
        for cells in reader:
            number += 1
            line = reader.line_num
            if number == 1:
                if dialect.names_itself:
                    before = line
                    continue
                if cells and cells[0][:1] == "\ufeff":
                    cells[0] = cells[0][1:]
            if len(cells) > limits.columns and not _narrow(cells, limits.columns):
                raise too_wide(len(cells), limits)
            notes: tuple[Message, ...] = ()
            if flagged:
                notes = tuple(flagged.pop(at) for at in range(before + 1, line + 1) if at in flagged)
            if line - before > LINES_OF_A_LOST_QUOTE:
                notes += (_lost_quote(line - before),)
            before = line
            if number > limits.rows:
                raise too_long(limits)
            yield RawRow(number, cells, notes)
    except csv.Error as error:
        raise Refusal(
            "quotes",
            say(
                gettext_noop(
                    "After row {row} the file cannot be read: a quotation mark is opened and never closed, or a cell "
                    "is longer than a spreadsheet can hold. Please look at that row and send the file again."
                ),
                row=number,
            ),
        ) from error
    except (EOFError, zlib.error, OSError) as error:
        raise broken_packing() from error


def _narrow(cells: list[str], columns: int) -> bool:
    """Whether everything beyond ``columns`` is empty; then it is cut off."""
    if any(islice(cells, columns, None)):
        return False
    del cells[columns:]
    return True


def _lost_quote(lines: int) -> Message:
    return say(
        gettext_noop(
            "This row runs over {lines} lines of the file: a quotation mark is probably opened and never closed. "
            "Please look at it."
        ),
        lines=lines,
    )


def too_wide(columns: int, limits: Limits) -> Refusal:
    """The refusal for a table with more columns than are read."""
    return Refusal(
        "too-wide",
        say(
            gettext_noop(
                "The table has {columns} columns; up to {limit} are read. Usually cells far to the right were "
                "touched by accident: please delete the columns that hold nothing and send it again."
            ),
            columns=columns,
            limit=limits.columns,
        ),
    )


def too_long(limits: Limits) -> Refusal:
    """The refusal for a table with more rows than are read."""
    return Refusal(
        "too-long",
        say(
            gettext_noop(
                "The table has more than {limit} rows, which is more than is read at once. Please split it, for "
                "example by year; each part can be sent by itself."
            ),
            limit=limits.rows,
        ),
    )
