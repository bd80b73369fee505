"""Whether the second factor was given a moment ago, as acts that cannot be undone ask."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

FRESH = timedelta(minutes=5)
View = Callable[..., HttpResponse]


def is_fresh(request: HttpRequest) -> bool:
    """Whether whoever asks gave their second factor in the last five minutes.

    Who entered the fictional country by one click has none to give, and nothing there is grave.
    """
    if settings.DEMO and request.session.get("one_click"):
        return True
    row = getattr(request, "open_session", None)
    return row is not None and abs(timezone.now() - row.proved_at) < FRESH


def recently(view: View) -> View:
    """Open a view only to those who gave their second factor in the last five minutes; others are asked for it.

    Bind the page that holds the form as well as the address it is sent to, so that people are asked first. A
    form that comes too late is not acted upon; the page says so and leads back to it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            messages.warning(
                request, _("Nothing was done yet. Confirm that it is you, then send the form once more.")
            )
        return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': _way_back(request)})}")

    guarded.asks_again = True
    return guarded


def _way_back(request: HttpRequest) -> str:
    """The page asked for, or the page that held the form."""
    if request.method == "GET":
        return request.get_full_path()
    referer = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        parts = urlsplit(referer)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return reverse("home")
