"""The first screen: what needs me now, and what is happening."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import open_to_all


@open_to_all("what it shows is what the reader's role allows")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {})
