"""Whoever sends or takes slowly holds up nobody but themselves.

A process that serves has a few threads, and a thread waits for the bytes of the request it answers and for those of a
download to leave. Eight connections that send a byte a minute would so stop the node for everyone, signed in or not.
Here a body that does not come at once, and a download that is long, takes one of the few places for slow transfers;
when they are taken, the next is asked to come again, and the other threads go on with pages. A body that keeps coming
too slowly is broken off. What is short leaves in one piece, which the server sends without a thread.

A proxy in front that takes in whole requests and answers, as in the deployment guide, makes all of this idle.
"""

import contextlib
import io
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

PLACES = 4
"""Slow transfers at once in one process, which has twice as many threads."""
AT_ONCE = 0.5
"""Seconds in which what a browser sends on a sound line has begun to come."""
PATIENCE = 20.0
SLOWEST = 4_096
"""After ``PATIENCE`` seconds a body must have come by this many bytes a second: half of what 64 kbit/s give."""
PIECE = 16_384
SHORT = 1_048_576
"""Bytes of an answer that leaves in one piece."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TooSlowError(OSError):
    """The body did not come in time, or others send slowly already."""


class Arriving(io.RawIOBase):
    """The body of a request, read beside the thread that waits for it, which may so stop waiting."""

    def __init__(self, body: BinaryIO, length: int, places: threading.Semaphore) -> None:
        self._body, self._left, self._places = body, length, places
        self._pieces: Queue[bytes] = Queue(maxsize=8)
        self._rest = b""
        self._came = 0
        self._since = 0.0
        self._is_over = threading.Event()
        self._has_place = False
        self.refused = ""
        """Why it was given up: ``busy`` or ``slow``; empty while it was not."""

    def readable(self) -> bool:
        return True

    def readinto(self, space: Any) -> int:
        """Raises ``TooSlowError``."""
        if not self._rest and self._left > 0:
            self._rest = self._next()
            self._left = self._left - len(self._rest) if self._rest else 0
        part, self._rest = self._rest[: len(space)], self._rest[len(space) :]
        space[: len(part)] = part
        return len(part)

    def _next(self) -> bytes:
        if self.refused:
            raise TooSlowError(self.refused)
        if not self._since:
            self._since = time.monotonic()
            threading.Thread(target=self._fetch, daemon=True).start()
        wait = AT_ONCE
        while True:
            try:
                piece = self._pieces.get(timeout=wait)
            except Empty:
                self._wait_longer()
                wait = 1.0
            else:
                self._came += len(piece)
                return piece

    def _wait_longer(self) -> None:
        if not self._has_place:
            self._has_place = self._places.acquire(blocking=False)
        late = time.monotonic() - self._since - PATIENCE
        if self._has_place and self._came >= late * SLOWEST:
            return
        self.refused = "slow" if self._has_place else "busy"
        raise TooSlowError(self.refused)

    def _fetch(self) -> None:
        """Read until the end, or until nobody wants it any more. Ends at the latest with the connection."""
        left = self._left
        while left > 0 and not self._is_over.is_set():
            try:
                piece = self._body.read(min(left, PIECE))
            except Exception:  # the connection is gone, in whatever words the server says it
                piece = b""
            left = left - len(piece) if piece else 0
            while not self._is_over.is_set():
                with contextlib.suppress(Full):
                    self._pieces.put(piece, timeout=1)
                    break

    def let_go(self) -> None:
        """The request is answered: what has not come is not waited for."""
        self._is_over.set()
        if self._has_place:
            self._has_place = False
            self._places.release()


class Transfers:
    """The application, whose slow transfers are counted."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._places = threading.Semaphore(PLACES)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said: list[Any] = []
        body = self._bound(environ)
        try:
            answer = self._application(environ, lambda *words: said.append(words))
        finally:
            if body:
                body.let_go()
        if body and body.refused:
            _close(answer)
            return _refuse(start_response, body.refused)
        return self._leave(answer, said[-1], start_response)

    def _bound(self, environ: dict[str, Any]) -> Arriving | None:
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or not int(length):
            return None
        body = Arriving(environ["wsgi.input"], int(length), self._places)
        environ["wsgi.input"] = io.BufferedReader(body, PIECE)
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
        if not self._places.acquire(blocking=False):
            _close(answer)
            return _refuse(start_response, "busy")
        start_response(*said)
        return Leaving(answer, self._places)


class Leaving:
    """A long download, which gives its place back when it has left or was broken off."""

    def __init__(self, answer: Any, places: threading.Semaphore) -> None:
        self._answer, self._places = answer, places
        self._guard = threading.Lock()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        if self._guard.acquire(blocking=False):  # for the first time
            self._places.release()
            _close(self._answer)


def _close(answer: Any) -> None:
    if hasattr(answer, "close"):
        answer.close()


def _refuse(start_response: Callable[..., Any], why: str) -> list[bytes]:
    """Said in plain words: a page would need the person, and the person's session was not asked for yet."""
    status, words = {
        "busy": (
            "503 Service Unavailable",
            _("Others are sending or taking large files just now. Nothing was kept. Try again in a minute."),
        ),
        "slow": (
            "408 Request Timeout",
            _("What was sent came too slowly and was broken off. Nothing was kept. Try again."),
        ),
    }[why]
    content = words.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Retry-After", "60"),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [content]
