"""The page of the journal. It lives here because the journal stands below accounts and knows no permission."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from saola.apps.journal import queries
from saola.apps.journal.events import EVENTS
from saola.apps.journal.models import Entry

from .permits import needs
from .roles import Permission


@needs(Permission.JOURNAL_READ)
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """Every act, newest first; ``?event=`` and ``?actor=`` narrow it, ``?verify=1`` proves the chain."""
    entries = Entry.objects.all()
    for field in ("event", "actor"):
        if wanted := request.GET.get(field):
            entries = entries.filter(**{field: wanted})
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [(entry, queries.sentence(entry)) for entry in page],
        "events": sorted(((each, queries.event_words(each)) for each in EVENTS), key=lambda pair: pair[1]),
        "event": request.GET.get("event", ""),
        "actor": request.GET.get("actor", ""),
        "proof": queries.verify() if request.GET.get("verify") else None,
    }
    return render(request, "accounts/journal.html", context)
