"""What a record is opened for: said once a session for each record that is held close."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_KEPT = "purposes"
MOST = 200


def stated(request: HttpRequest, key: str) -> str:
    """What the reader said in this session that the record of ``key`` is opened for; empty when nothing."""
    return str(request.session.get(_KEPT, {}).get(key, ""))


def state(request: HttpRequest, key: str, purpose: str) -> None:
    """Keep what the reader says; of very many records the oldest purposes are forgotten."""
    kept = {**request.session.get(_KEPT, {}), key: purpose.strip()[:300]}
    request.session[_KEPT] = dict(list(kept.items())[-MOST:])


def ask(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The page that asks, instead of the record. It shows nothing of it but its name."""
    shown = {"kind": kind, "key": key, "back": request.get_full_path()}
    return render(request, "accounts/purpose.html", shown)
