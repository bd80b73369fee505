"""What stands between every request and every page: the guard of sessions, and the headers."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from . import sessions
from .models import Ending

Answer = Callable[[HttpRequest], HttpResponse]


def guard_of_sessions(get_response: Answer) -> Answer:
    """Let nobody in by a session that is over. Why it is over waits for the sign-in page."""

    def guard(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            row = sessions.of(request)
            over = sessions.why_over(row, request.user) if row else Ending.ENDED
            if over:
                if row:
                    sessions.end(row, over, by=None)
                logout(request)
                request.session["ended_because"] = str(over)
            else:
                sessions.touch(row)
                request.open_session = row
        return get_response(request)

    return guard


def private_answers(get_response: Answer) -> Answer:
    """Nothing that this node says is kept by a browser or a proxy, or drawn into somebody else's page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", _POWERS)
        return _whole_page(request, response)

    return answer


# What no page here uses, no script that slipped in may use either. The camera reads labels.
_POWERS = "geolocation=(), microphone=(), payment=(), usb=(), camera=(self), publickey-credentials-get=(self)"


def _whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A part of a page must not become the sign-in page: then the whole page goes there, and comes back."""
    sign_in = resolve_url(settings.LOGIN_URL)
    if "HX-Request" not in request.headers or not response.get("Location", "").startswith(sign_in):
        return response
    was = urlsplit(request.headers.get("HX-Current-URL", ""))
    wanted = was.path + (f"?{was.query}" if was.query else "")
    answer = HttpResponse(status=204)
    answer.cookies.update(response.cookies)
    answer.headers["HX-Redirect"] = f"{sign_in}?{urlencode({'next': wanted})}"
    return answer
