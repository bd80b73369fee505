"""Long lists from elsewhere, as text with separated columns: read in quarantine, row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .answers import part_of
from .child import Child, ReaderStoppedError
from .fence import MEGABYTE, Fence

_FENCE = Fence(processor=120, patience=300, answer=200 * MEGABYTE)
"""The longest list that is published unpacks to about 20 MB."""


class DamagedListError(ValueError):
    """The list breaks off, or is no text in UTF-8; the words say where, as the reader put it."""


class OpenedList:
    """``heads``: the headings by each separator that was asked for, in the order asked."""

    def __init__(self, child: Child, separators: Sequence[str]) -> None:
        self._child, self._separators = child, separators
        found = part_of(self._ask({"separators": list(separators)}), "heads", list)
        self.heads = tuple(_cells(cells) for cells in found)
        if len(self.heads) != len(separators):
            raise ReaderStoppedError("crash", "an answer of another shape")

    def rows(self, separator: str) -> Iterator[list[str]]:
        """The rows below the headings, once. Raises ``DamagedListError`` and ``ReaderStoppedError``."""
        self._child.tell({"separator": separator})
        while "end" not in (found := self._ask({"more": True})):
            yield from map(_cells, part_of(found, "rows", list))

    def _ask(self, words: Any) -> dict[str, Any]:
        found = self._child.ask(words)
        if not isinstance(found, dict):
            raise ReaderStoppedError("crash", "an answer of another shape")
        if "damaged" in found:
            raise DamagedListError(part_of(found, "damaged", str))
        return found


@contextmanager
def opened(path: Path, separators: Sequence[str]) -> Iterator[OpenedList]:
    """The list in ``path``, gzipped or not. Raises ``DamagedListError``, and ``ReaderStoppedError`` for one that
    needs more than is set aside or breaks its reader."""
    with path.open("rb") as file, Child("lists", file, _FENCE) as child:
        yield OpenedList(child, separators)


def _cells(cells: Any) -> list[str]:
    if not isinstance(cells, list) or not all(type(cell) is str for cell in cells):
        raise ReaderStoppedError("crash", "a row of another shape")
    return cells
