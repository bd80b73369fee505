"""Pages are made one after another within a process.

Python computes in one thread at a time: two pages made at once would each take twice as long, and the slowest would
be slower still. Threads are there for what waits: files that are sent and received, and long downloads, which are
marked with ``takes_long`` and hold up nobody.
"""

import threading
from collections import deque
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class Turn:
    """A lock that is had in the order in which it was asked for. A plain one may leave a thread waiting for long."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self) -> None:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            called = threading.Lock()
            called.acquire()
            self._waiting.append(called)
        called.acquire()

    def release(self) -> None:
        """Call the one who waits longest; the turn passes to it without being free in between."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


_turn = Turn()


def takes_long(view: View) -> View:
    """Mark a view that computes for more than a moment."""
    view.takes_long = True
    return view


class OneAfterAnother:
    """Middleware: a page waits for its turn before its view begins. What is written never waits for pages."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.has_turn = False
        try:
            return self.get_response(request)
        finally:
            if request.has_turn:
                _turn.release()

    def process_view(self, request: HttpRequest, view: View, *_address) -> None:
        if request.method in ("GET", "HEAD") and not getattr(view, "takes_long", False):
            _turn.acquire()
            request.has_turn = True
