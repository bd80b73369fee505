"""The lines of a text in whatever encoding, one by one in bounded memory; bytes that are no letters are named."""

import io
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO

from saola.core.values import Message, gettext_noop, say

from .encodings import Encoding
from .refusals import Refusal

LONGEST_LINE = 10_000_000
"""Characters (or bytes) of a line: more than a full row of the widest table."""
PIECE = 1 << 18


def lines_of(content: BinaryIO, encoding: Encoding, flagged: dict[int, Message]) -> Iterable[str]:
    """The lines of the text. Those that needed mending are named in ``flagged`` by their number, from 1."""
    if encoding.fallback or (encoding.has_nul and not encoding.is_wide):
        return _mended_lines(content, encoding, flagged)
    text = io.TextIOWrapper(content, encoding=encoding.name, errors="replace", newline="")
    lines = iter(partial(text.readline, LONGEST_LINE), "")
    return _checked_lines(lines, flagged) if encoding.is_wide else _bounded(lines)


def _bounded(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if len(line) >= LONGEST_LINE:
            raise endless_line()
        yield line


def _checked_lines(lines: Iterator[str], flagged: dict[int, Message]) -> Iterator[str]:
    for number, line in enumerate(_bounded(lines), start=1):
        if "\0" in line:
            line = line.replace("\0", "")
            flagged[number] = say(gettext_noop("This row held NUL bytes; they were left out."))
        if "\ufffd" in line:
            flagged[number] = lost_letters()
        yield line


def _mended_lines(content: BinaryIO, encoding: Encoding, flagged: dict[int, Message]) -> Iterator[str]:
    for number, line in enumerate(_byte_lines(content), start=1):
        if b"\0" in line:
            line = line.replace(b"\0", b"")
            flagged[number] = say(gettext_noop("This row held NUL bytes; they were left out."))
        try:
            text = line.decode(encoding.name)
        except UnicodeDecodeError:
            other = encoding.fallback or "cp1252"
            text = line.decode(other, errors="replace")
            flagged[number] = say(
                gettext_noop("This row is not in {first} like the others; it was read as {second}."),
                first=encoding.name,
                second=other,
            )
            if "\ufffd" in text:
                flagged[number] = lost_letters()
        yield text


def _byte_lines(content: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends, whichever system wrote them, in bounded memory."""
    rest = b""
    while piece := content.read(PIECE):
        block = rest + piece
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, -1)) + 1
        yield from block[:cut].splitlines(keepends=True)
        rest = block[cut:]
        if len(rest) >= LONGEST_LINE:
            raise endless_line()
    yield from rest.splitlines(keepends=True)


def lost_letters() -> Message:
    """What is said of a row with bytes that are no letters in its encoding."""
    return say(
        gettext_noop(
            "Some letters of this row cannot be read and are shown as “\ufffd”. Please compare it with the file."
        )
    )


def endless_line() -> Refusal:
    """The refusal for a line longer than any table's."""
    return Refusal(
        "endless-line",
        say(
            gettext_noop(
                "A line of the file is longer than the row of any table, so it is probably not a table or has lost "
                "its line ends. Please open it in a spreadsheet program, save it again and send it."
            )
        ),
    )
