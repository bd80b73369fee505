"""Whoever sends or takes slowly holds up few but themselves.

A process that serves has a few threads, and a thread waits for the bytes of the request it answers and for those of a
download to leave. A dozen connections that send a byte a minute would so stop the node for everyone, signed in or not.
Here a thread that reads the body of a request, and a download that is long, take one of a few places, a body no more
than two from one address; when they are taken, the next is asked to come again, and the other threads go on with
pages. What is short leaves in one piece, which the server sends without a thread.

The server cannot break off a body that has stopped coming: its place is free again when the connection ends. A proxy
in front that takes in whole requests and answers, as in the deployment guide, makes all of this idle.
"""

import io
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

PLACES = 4
"""Slow transfers at once in one process, which has twice as many threads."""
FROM_ONE_ADDRESS = 2
AT_ONCE = 0.3
"""Seconds to wait for a place: a body that is sent at once needs one for less than a thousandth of that."""
SHORT = 1_048_576
"""Bytes of an answer that leaves in one piece."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class NoPlaceError(OSError):
    """Others send slowly already."""


class Places:
    """The places for slow transfers of one process."""

    def __init__(self, many: int) -> None:
        self.free = many
        self._changed = threading.Condition()
        self._bodies: Counter[str] = Counter()

    def take(self) -> bool:
        """A place for a download, if one is free."""
        with self._changed:
            return self._take()

    def give_back(self) -> None:
        with self._changed:
            self.free += 1
            self._changed.notify_all()

    @contextmanager
    def reading(self, address: str) -> Iterator[None]:
        """While the body of a request from ``address`` is read. Raises ``NoPlaceError``."""
        with self._changed:
            if not self._changed.wait_for(
                lambda: self._bodies[address] < FROM_ONE_ADDRESS and self._take(), AT_ONCE
            ):
                raise NoPlaceError
            self._bodies[address] += 1
        try:
            yield
        finally:
            with self._changed:
                self._bodies -= Counter([address])
                self.free += 1
                self._changed.notify_all()

    def _take(self) -> bool:
        if not self.free:
            return False
        self.free -= 1
        return True


class Arriving(io.RawIOBase):
    """The body of a request, each piece of which is read at a place for slow transfers."""

    def __init__(self, body: BinaryIO, length: int, address: str, places: Places) -> None:
        self._body, self._left, self._address, self._places = body, length, address, places
        self.is_refused = False

    def readable(self) -> bool:
        return True

    def readinto(self, space: Any) -> int:
        """Raises ``NoPlaceError``."""
        if self._left <= 0:
            return 0
        try:
            with self._places.reading(self._address):
                piece = self._body.read(min(len(space), self._left))
        except NoPlaceError:
            self.is_refused = True
            raise
        self._left = self._left - len(piece) if piece else 0
        space[: len(piece)] = piece
        return len(piece)


class Transfers:
    """The application, whose slow transfers are counted."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._places = Places(PLACES)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said: list[Any] = []
        body = self._bound(environ)
        answer = self._application(environ, lambda *words: said.append(words))
        if body and body.is_refused:
            _close(answer)
            return _refuse(start_response)
        return self._leave(answer, said[-1], start_response)

    def _bound(self, environ: dict[str, Any]) -> Arriving | None:
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or not int(length):
            return None
        body = Arriving(environ["wsgi.input"], int(length), environ.get("REMOTE_ADDR", ""), self._places)
        environ["wsgi.input"] = io.BufferedReader(body, 65_536)
        return body

    def _leave(self, answer: Any, said: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        lengths = [value for name, value in said[1] if name.lower() == "content-length"]
        if not getattr(answer, "streaming", False) or (lengths and int(lengths[0]) <= SHORT):
            try:
                whole = b"".join(answer)
            finally:
                _close(answer)
            start_response(*said)
            return [whole]
        if not self._places.take():
            _close(answer)
            return _refuse(start_response)
        start_response(*said)
        return Leaving(answer, self._places)


class Leaving:
    """A long download, which gives its place back when it has left or was broken off."""

    def __init__(self, answer: Any, places: Places) -> None:
        self._answer, self._places = answer, places
        self._guard = threading.Lock()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        if self._guard.acquire(blocking=False):  # for the first time
            self._places.give_back()
            _close(self._answer)


def _close(answer: Any) -> None:
    if hasattr(answer, "close"):
        answer.close()


def _refuse(start_response: Callable[..., Any]) -> list[bytes]:
    """Said in plain words: a page would ask who is there, and that takes as long as what is refused."""
    words = _("Others are sending or taking large files just now. Nothing was kept. Try again in a minute.")
    content = words.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Retry-After", "60"),
        ("Connection", "close"),
    ]
    start_response("503 Service Unavailable", headers)
    return [content]
