"""Inside: a list as text with separated columns, packed or not: its headings, then its rows, some at a time."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from .wire import Channel

LONGEST_HEAD = 100_000
"""Characters of the first line."""
MOST_ROWS = 1_000
MUCH = 1 << 20
"""Characters of rows that are answered together."""

_DAMAGES = (UnicodeDecodeError, csv.Error, EOFError, zlib.error, gzip.BadGzipFile)


def rehearse() -> None:
    """Load what reading loads when it first meets a file."""
    for content in (b"\xef\xbb\xbfa;b\n1;2\n", gzip.compress(b"a;b\n1;2\n")):
        text = _text(io.BytesIO(content))
        _heads(text, [",", ";"])
        list(_answers(_rows(text, ";")))


def read_lists(file: BinaryIO, channel: Channel) -> None:
    """First question: which separators may be; answer: the headings by each. Second: which it is; then, whenever
    asked, the rows that come next, the headings left out. A list that breaks off says so."""
    asked = channel.question()
    if asked is None:
        return
    try:
        text = _text(file)
        heads = _heads(text, asked["separators"])
    except _DAMAGES as error:
        channel.answer(_damage(error))
        return
    channel.answer({"heads": heads})
    asked = channel.question()
    if asked is None:
        return
    for answer in _answers(_rows(text, asked["separator"])):
        if channel.question() is None:
            return
        channel.answer(answer)


def _damage(error: Exception) -> dict[str, str]:
    return {"damaged": str(error)[:200]}


def _text(file: BinaryIO) -> io.TextIOWrapper:
    is_packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    content: Any = gzip.GzipFile(fileobj=file) if is_packed else file
    return io.TextIOWrapper(content, encoding="utf-8-sig", newline="")


def _heads(text: io.TextIOWrapper, separators: list[str]) -> list[list[str]]:
    """The headings, were each of ``separators`` the one that is used."""
    line = text.readline(LONGEST_HEAD)
    return [next(csv.reader([line], delimiter=separator), []) for separator in separators]


def _rows(text: io.TextIOWrapper, separator: str) -> Iterator[list[str]]:
    """The rows after the headings; empty lines are none."""
    text.seek(0)
    reader = csv.reader(text, delimiter=separator)
    next(reader, None)
    yield from filter(None, reader)


def _answers(rows: Iterator[list[str]]) -> Iterator[dict[str, Any]]:
    some: list[list[str]] = []
    size = 0
    try:
        for row in rows:
            some.append(row)
            size += sum(map(len, row)) + len(row)
            if size > MUCH or len(some) == MOST_ROWS:
                yield {"rows": some}
                some, size = [], 0
    except _DAMAGES as error:
        yield _damage(error)
        return
    yield {"rows": some}
    yield {"end": True}
