"""Inside: the sheets of a table and their rows, some at a time, as they are asked for."""

import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from saola.core.intake import Limits, RawRow, Refusal, open_sheets

from .wire import Channel, packed

FIRST_ROWS = 64
MOST_ROWS = 1024
MUCH, LITTLE = 1 << 20, 1 << 18
"""Bytes of an answer from which the next one holds fewer rows, and below which it holds more."""


def rehearse() -> None:
    """Load what reading loads when it first meets a file: words of many countries, by which encodings are told."""
    lines = "Número,Data,País,Espécie\n" + "1,2016-01-01,Moçambique,São José\n" * 3
    for encoding in ("latin-1", "gb18030", "utf-16"):
        for sheet in open_sheets(io.BytesIO(lines.encode(encoding, "replace")), "rehearsal.csv"):
            list(sheet.rows())


def read_tables(file: BinaryIO, channel: Channel) -> None:
    """First question: how to open; answer: the sheets, or a refusal. Then: rows of a sheet, again and again."""
    asked = channel.question()
    limits = Limits(**asked["limits"])
    try:
        sheets = open_sheets(
            file, asked["name"], limits, encoding=asked["encoding"], delimiter=asked["delimiter"]
        )
    except Refusal as refusal:
        channel.answer(_refusal(refusal))
        return
    channel.answer(
        {
            "sheets": [
                [
                    sheet.name,
                    sheet.is_hidden,
                    [warning.as_data() for warning in sheet.warnings],
                    dict(sheet.facts),
                ]
                for sheet in sheets
            ]
        }
    )
    _answer_rows(channel, [sheet.rows for sheet in sheets])


def _answer_rows(channel: Channel, sheets: list[Callable[[], Iterator[RawRow]]]) -> None:
    """Answer with the rows that come next in a stream; while nobody asks, have those after them ready."""
    streams: dict[int, Iterator[bytes]] = {}
    ahead: dict[int, bytes | None] = {}
    while (asked := channel.question()) is not None:
        number = asked["stream"]
        if asked.get("leave"):
            streams.pop(number, None)
            ahead.pop(number, None)
            continue
        if number not in streams:
            streams[number] = _answers(sheets[asked["sheet"]]())
        answer = ahead.pop(number) if number in ahead else next(streams[number], None)
        channel.answer_bytes(answer if answer is not None else packed({"end": True}))
        if answer is not None:
            ahead[number] = next(streams[number], None)


def _answers(rows: Iterator[RawRow]) -> Iterator[bytes]:
    count = FIRST_ROWS
    while True:
        try:
            some = [_row(row) for row in islice(rows, count)]
        except Refusal as refusal:
            yield packed(_refusal(refusal))
            return
        if not some:
            return
        answer = packed({"rows": some})
        if len(answer) > MUCH:
            count = max(count // 2, 1)
        elif len(answer) < LITTLE:
            count = min(count * 2, MOST_ROWS)
        yield answer


def _row(row: RawRow) -> list[Any]:
    return [row.number, row.cells, [note.as_data() for note in row.notes] if row.notes else ()]


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {"refusal": [refusal.code, refusal.message.as_data()]}
