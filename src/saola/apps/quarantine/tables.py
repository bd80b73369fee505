"""Tables from strangers: ``open_sheets`` as in ``core.intake``, done by a reader in quarantine."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, BinaryIO

from saola.core.intake import Limits, RawRow, Refusal, Sheet
from saola.core.values import gettext_noop, say

from .answers import message_of, part_of
from .child import Child, ReaderStoppedError
from .fence import MEGABYTE, Fence

_CELLS = frozenset({str, int, float, bool, date, datetime, time, timedelta})
_OF_THE_OWNER = Fence(processor=1_800, patience=3_600, answer=40_000 * MEGABYTE)
"""Whoever brings in a file on the command line owns the machine, and a register may have millions of rows."""


def open_sheets(
    file: BinaryIO, name: str = "", limits: Limits | None = None, *, encoding: str = "", delimiter: str = ""
) -> list[Sheet]:
    """The sheets of ``file``, whatever it is. Raises ``Refusal`` for what cannot be taken in, and where reading
    it used more time or memory than is set aside or ended the reader.

    Rows come from the reader as they are asked for; it ends when nobody refers to the sheets any more.
    """
    limits = limits or Limits()
    fence = Fence() if limits.text_bytes <= Limits.for_uploads().text_bytes else _OF_THE_OWNER
    try:
        child = Child("tables", file, fence)
        asked = {"name": name, "limits": asdict(limits), "encoding": encoding, "delimiter": delimiter}
        found = _unless_refused(child.ask(asked))
        streams = count()
        return [
            _sheet(child, streams, number, *about)
            for number, about in enumerate(part_of(found, "sheets", list))
        ]
    except ReaderStoppedError as stopped:
        raise refusal_of(stopped) from stopped


def _sheet(
    child: Child, streams: Iterator[int], number: int, name: Any, is_hidden: Any, warnings: Any, facts: Any
) -> Sheet:
    def rows() -> Iterator[RawRow]:
        return _rows(child, next(streams), number)

    if not isinstance(name, str) or not isinstance(facts, dict):
        raise ReaderStoppedError("crash", "an answer of another shape")
    facts = {str(key): str(value) for key, value in facts.items()}
    return Sheet(name, rows, is_hidden is True, tuple(map(message_of, warnings)), facts)


def _rows(child: Child, stream: int, sheet: int) -> Iterator[RawRow]:
    has_more = True
    try:
        while True:
            has_more = False
            found = _unless_refused(child.ask({"stream": stream, "sheet": sheet}))
            if "end" in found:
                return
            has_more = True
            for number, cells, notes in part_of(found, "rows", list):
                if type(number) is not int or not _CELLS.issuperset(map(type, cells)):
                    raise ReaderStoppedError("crash", "a row of another shape")
                yield RawRow(number, cells, tuple(map(message_of, notes)) if notes else ())
    except (ValueError, TypeError) as error:
        raise refusal_of(ReaderStoppedError("crash", "an answer of another shape")) from error
    except ReaderStoppedError as stopped:
        raise refusal_of(stopped) from stopped
    finally:
        if has_more:
            child.leave({"stream": stream, "leave": True})


def _unless_refused(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ReaderStoppedError("crash", "an answer of another shape")
    if "refusal" in found:
        code, message = part_of(found, "refusal", list)
        raise Refusal(str(code), message_of(message))
    return found


def refusal_of(stopped: ReaderStoppedError) -> Refusal:
    """What is said of a file whose reader did not come to an end."""
    if stopped.why == "crash":
        return Refusal(
            "crash",
            say(
                gettext_noop(
                    "The file broke the program that read it, which works apart from everything else, so nothing "
                    "was harmed and nothing was read. Please open it in a spreadsheet program, save it as CSV and "
                    "send that."
                )
            ),
        )
    return Refusal(
        "limits",
        say(
            gettext_noop(
                "Reading the file took more time or memory than is set aside for a table, so it was stopped and "
                "nothing was read. Please save the sheet as CSV, or split it by year, and send that."
            )
        ),
    )
