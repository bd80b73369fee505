"""One search box for everything, which says why it found what it found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import open_to_all


@open_to_all("what it finds is what the reader's role allows")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "search.html", {"search_words": request.GET.get("q", "")})
