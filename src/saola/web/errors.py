"""What people see when a page is not there or something broke: what happened, what was kept, what next."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that is longer than is taken, or that no browser sends."""
    if isinstance(exception, RequestDataTooBig):
        words = {
            "title": _("Too much at once"),
            "what": _("What was sent is larger than is taken here at once."),
            "kept": _("Nothing of it was kept."),
            "then": _(
                "Tables have up to 50 MB and photographs up to 25 MB: split the file, for example by year."
            ),
        }
        return render(request, "400.html", words, status=413)
    words = {
        "title": _("Not understood"),
        "what": _("The browser sent something that is not understood here."),
        "kept": _("Nothing was changed."),
        "then": _("Go back, load the page again and repeat what you did."),
    }
    return render(request, "400.html", words, status=400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that could not be told from one that another site sent in a person's name."""
    words = {
        "title": _("Not sent from a page of this node"),
        "what": _("The form did not bring the mark that pages of this node put into it."),
        "kept": _("Nothing was changed."),
        "then": _(
            "Go back, load the page again and send the form once more; the browser must keep cookies for this address. "
            "If you came here from another site, close it and tell your security officer."
        ),
    }
    return render(request, "400.html", words, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
