"""What is remembered of a long file while it is read: on the disk, so that memory stays small."""

import sqlite3
from collections.abc import Collection, Iterable

_AT_ONCE = 5_000


class Memory:
    """Digests with a number each. It lies in a nameless file that is gone when the memory is."""

    def __init__(self) -> None:
        self._kept = sqlite3.connect("")
        self._kept.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;"
            "CREATE TABLE kept (key BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;"
        )

    def recall(self, keys: Collection[bytes]) -> dict[bytes, int]:
        """The numbers of those of ``keys`` that are remembered."""
        wanted, found = list(keys), {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            places = ",".join("?" * len(some))
            found.update(self._kept.execute(f"SELECT key, number FROM kept WHERE key IN ({places})", some))
        return found

    def remember(self, numbers: Iterable[tuple[bytes, int]]) -> None:
        """Keep a number for each digest; a later one replaces an earlier."""
        self._kept.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", numbers)
