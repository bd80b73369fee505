"""Between the password and the second factor: somebody is known, and nothing is open to them yet."""

import time

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from saola.apps.journal import actions as journal

from ..models import Person

_PLACE = "halfway"
SECONDS = 10 * 60
BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, person: Person, wanted: str) -> None:
    """Note that the password was right. The session's key changes, so that nobody set it beforehand."""
    request.session.flush()
    request.session[_PLACE] = {
        "person": person.pk,
        "password": person.get_session_auth_hash(),
        "until": time.time() + SECONDS,
        "next": wanted,
        "factor": "",
    }


def person_at(request: HttpRequest) -> Person | None:
    """Whose password was given in the last ten minutes, in this browser, and still holds."""
    place = request.session.get(_PLACE)
    if not place or place["until"] < time.time():
        return None
    person = Person.objects.filter(pk=place["person"], is_active=True).first()
    if person is None or not constant_time_compare(place["password"], person.get_session_auth_hash()):
        return None
    return person


def factor_given(request: HttpRequest) -> str:
    """The second factor given after the password, if one was."""
    return request.session[_PLACE]["factor"]


def note_factor(request: HttpRequest, factor: str) -> None:
    request.session[_PLACE] = request.session[_PLACE] | {"factor": factor}


def note_password(request: HttpRequest, person: Person) -> None:
    """Go on with the password just chosen."""
    request.session[_PLACE] = request.session[_PLACE] | {"password": person.get_session_auth_hash()}


@transaction.atomic
def finish(request: HttpRequest, person: Person) -> str:
    """Sign the person in; answers the page they wanted, as the browser said it."""
    place = request.session[_PLACE]
    request.session.flush()
    journal.write("person.signed_in", by=person, about=person, factor=place["factor"])
    login(request, person, backend=BACKEND)
    return place["next"]
