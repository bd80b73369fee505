"""Refusing changes while the disk is full. Signing in, reading and taking out go on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve

from . import disk

SAFE = {"GET", "HEAD", "OPTIONS"}
GO_ON = {"accounts:sign-out", "accounts:confirm", "set_language"}
"""What is no reading and yet must work, beside everything that is open before signing in."""


def read_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after the person is known: the page that refuses shows the frame they know."""

    def answer(request: HttpRequest) -> HttpResponse:
        is_full = (
            disk.is_read_only()
        )  # asked before reading too: what reading notes needs the room of the reserve
        if request.method in SAFE or not is_full or _goes_on(request):
            return get_response(request)
        return render(request, "upkeep/read_only.html", status=503)

    return answer


def _goes_on(request: HttpRequest) -> bool:
    found = resolve(request.path_info)
    return found.view_name in GO_ON or getattr(found.func, "login_required", True) is False
