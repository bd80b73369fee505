"""A browser that sits at the crowded one of several serving processes is sent to another.

A browser keeps its connection, and with it the process that took it. Eight people may so come to lie six to two,
and the six wait three times as long. No process can hand a connection over; but it can end one with the answer it
gives, and whoever takes the next has, as likely as not, less to do. It goes on until nobody is worse off by more
than one page, and then it stops.

Processes know of each other by a small file in the data folder: a place for each, locked while its process lives,
with the number of answers it is making.
"""

import fcntl
import mmap
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

PLACES = 16
"""Serving processes of one node; those beyond serve without being counted."""

Application = Callable[[dict, Callable], Iterable[bytes]]


class Crowd:
    """How many answers each process of this node is making. ``path`` is the file they share."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")
        if os.fstat(self._file.fileno()).st_size < PLACES:
            self._file.truncate(PLACES)
        self._many = mmap.mmap(self._file.fileno(), PLACES)
        self._own = next((place for place in range(PLACES) if self._take(place)), None)
        self._guard = threading.Lock()
        if self._own is not None:
            self._many[self._own] = 0

    def _take(self, place: int) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Leave the place to another."""
        self._many.close()
        self._file.close()

    def begin(self) -> None:
        self._count(1)

    def end(self) -> None:
        self._count(-1)

    def _count(self, step: int) -> None:
        if self._own is not None:
            with self._guard:
                self._many[self._own] = min(max(self._many[self._own] + step, 0), 255)

    def is_worse_here(self) -> bool:
        """Whether a process that lives has at least two answers fewer to make than this one."""
        if self._own is None or self._many[self._own] < 2:
            return False
        few = self._many[self._own] - 2
        return any(self._many[place] <= few and self._lives(place) for place in range(PLACES))

    def _lives(self, place: int) -> bool:
        """A lock that somebody else holds cannot be taken, not even to look."""
        if place == self._own:
            return False
        if self._take(place):
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, place)
            return False
        return True


class Spread:
    """The application, with the connection ended where others have less to do."""

    def __init__(self, application: Application, crowd: Crowd) -> None:
        self._application, self._crowd = application, crowd

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more) -> Callable:
            if self._crowd.is_worse_here():
                headers = [*headers, ("Connection", "close")]
            return start_response(status, headers, *more)

        self._crowd.begin()
        try:
            return self._application(environ, start)
        finally:
            self._crowd.end()
