"""What is said between this program and a reader of files: a question, then answers, each with its length before.

Words travel as JSON, because reading JSON runs nothing; bytes travel as they are.
"""

import json
import socket
import struct
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

LENGTH = struct.Struct("!I")
LONGEST = 256_000_000
"""Bytes of one answer."""


class BadAnswerError(Exception):
    """The other side said something that nobody says."""


def packed(words: Any) -> bytes:
    """``words`` as JSON; cells that JSON has no type for are marked by their kind."""
    text = json.dumps(words, ensure_ascii=False, check_circular=False, default=_marked)
    return text.encode("utf-8", "surrogatepass")


def unpacked(content: bytes | bytearray) -> Any:
    """The words that ``packed`` packed. Raises ``BadAnswerError``."""
    try:
        return json.loads(content.decode("utf-8", "surrogatepass"), object_hook=_unmarked)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise BadAnswerError("an answer that cannot be read") from error


def _marked(cell: object) -> Any:
    if isinstance(cell, datetime):
        return {"$instant": cell.isoformat()}
    if isinstance(cell, date):
        return {"$date": cell.isoformat()}
    if isinstance(cell, time):
        return {"$time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"$span": [cell.days, cell.seconds, cell.microseconds]}
    return str(cell)


_KINDS: dict[str, Callable[[Any], Any]] = {
    "$instant": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
    "$span": lambda parts: timedelta(*parts),
}


def _unmarked(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        ((kind, value),) = found.items()
        if kind in _KINDS:
            return _KINDS[kind](value)
    return found


class Channel:
    """The reader's end: questions come in, answers go out."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def question(self) -> Any | None:
        """The next question, or ``None`` when nobody asks any more."""
        head = self._take(LENGTH.size)
        if head is None:
            return None
        (length,) = LENGTH.unpack(head)
        content = self._take(length)
        return None if content is None else unpacked(content)

    def answer(self, words: Any) -> None:
        self.answer_bytes(packed(words))

    def answer_bytes(self, content: bytes) -> None:
        self._line.sendall(LENGTH.pack(len(content)))
        self._line.sendall(content)

    def _take(self, length: int) -> bytes | None:
        content = bytearray()
        while len(content) < length:
            piece = self._line.recv(min(length - len(content), 1 << 20))
            if not piece:
                return None
            content += piece
        return bytes(content)
