"""In which session, and for which stated purpose, the present act happens: put into every entry."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``session``: asked when an entry is written, because signing in gives the session another key."""

    session: Callable[[], str] = str
    purpose: str = ""


_NOWHERE = Surroundings()
_now: ContextVar[Surroundings | None] = ContextVar("journal_surroundings", default=None)


def present() -> Surroundings:
    return _now.get() or _NOWHERE


@contextmanager
def acting(*, session: Callable[[], str] | None = None, purpose: str | None = None) -> Iterator[None]:
    """Within this block entries bear this session and purpose, unless they say otherwise."""
    outer = present()
    inner = Surroundings(
        outer.session if session is None else session, outer.purpose if purpose is None else purpose
    )
    token = _now.set(inner)
    try:
        yield
    finally:
        _now.reset(token)


def session_digest(key: str | None) -> str:
    """What the journal keeps of a session's key: enough to tell sessions apart, not to take one over."""
    return salted_hmac("saola.journal.session", key, algorithm="sha256").hexdigest()[:32] if key else ""


def session_of_entries(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Middleware, after that of sessions: entries written while a request is answered bear its session."""

    def answer(request: HttpRequest) -> HttpResponse:
        with acting(session=lambda: session_digest(request.session.session_key)):
            return get_response(request)

    return answer
