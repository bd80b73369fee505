"""Sessions: begun by signing in, two at once, ended by time, by their owner, or by any change of standing."""

from hashlib import sha256

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from saola.apps.journal import actions as journal

from ..models import Person
from . import throttle
from .addresses import address_of
from .models import IDLE, LONGEST, SET_BACK, Ending, OpenSession

AT_ONCE = 2
SEEN_EVERY = 30
"""Seconds between two notes that a session is in use: nobody waits for a write on every page."""


@transaction.atomic
def register(sender=None, *, request: HttpRequest, user: Person, **_signal) -> None:
    """Note the session that begins. Bound to Django's own signal: no way of signing in goes around it."""
    _displace(user)
    if request.session.session_key is None:
        request.session.save()
    now = timezone.now()
    row = OpenSession.objects.create(
        person=user,
        begun_at=now,
        seen_at=now,
        proved_at=now,
        digest=digest_of(request.session.session_key),
        standing=standing_of(user),
        address=address_of(request),
        browser=request.META.get("HTTP_USER_AGENT", "")[:200],
    )
    request.open_session = row
    _forget(user)


def standing_of(person: Person) -> str:
    """What a session is opened for: when it is no longer so, the session is over."""
    return f"{person.role}|{person.agency_id}"


def digest_of(session_key: str) -> str:
    return sha256(session_key.encode()).hexdigest()


def of(request: HttpRequest) -> OpenSession | None:
    """The session a request belongs to, if it was begun by signing in."""
    key = request.session.session_key
    return OpenSession.objects.filter(digest=digest_of(key)).first() if key else None


def why_over(row: OpenSession, person: Person) -> str:
    """Why a session opens nothing any more; empty while it does."""
    now = timezone.now()
    if row.ended_at:
        return row.ending
    if row.person_id != person.pk or row.standing != standing_of(person):
        return Ending.STANDING
    if now - row.begun_at >= LONGEST:
        return Ending.TOO_LONG
    if now - row.seen_at >= IDLE or row.seen_at - now > SET_BACK:
        return Ending.IDLE
    return ""


def touch(row: OpenSession) -> None:
    """Note that the session is in use."""
    now = timezone.now()
    if (now - row.seen_at).total_seconds() >= SEEN_EVERY:
        row.seen_at = now
        OpenSession.objects.filter(pk=row.pk).update(seen_at=now)


def proved(request: HttpRequest) -> None:
    """Note that a second factor was given just now."""
    OpenSession.objects.filter(digest=digest_of(request.session.session_key)).update(proved_at=timezone.now())


@transaction.atomic
def end(row: OpenSession, because: str, *, by: Person | None) -> None:
    """End one session. Its next request is answered with the sign-in page, which says why."""
    ended = OpenSession.objects.filter(pk=row.pk, ended_at=None)
    if ended.update(ended_at=timezone.now(), ending=because) and because != Ending.SIGNED_OUT:
        journal.write("session.ended", by=by, about=row.person, name=row.person.name, ending=str(because))


@transaction.atomic
def end_all(person: Person, because: str, *, by: Person | None, but: OpenSession | None = None) -> int:
    """End every session of a person, ``but`` one; answers how many."""
    rows = list(OpenSession.objects.live().filter(person=person).exclude(pk=but.pk if but else None))
    for row in rows:
        end(row, because, by=by)
    return len(rows)


def _displace(person: Person) -> None:
    """Make room for one more: the session longest unused gives way. In the demo many share one person."""
    if settings.DEMO:
        return
    live = list(OpenSession.objects.select_for_update().live().filter(person=person).order_by("-seen_at"))
    for row in live[AT_ONCE - 1 :]:
        end(row, Ending.DISPLACED, by=person)


def _forget(person: Person) -> None:
    """Let go of sessions that nobody can come back to."""
    now = timezone.now()
    OpenSession.objects.filter(person=person, begun_at__lt=now - 2 * LONGEST).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    throttle.forget()
