"""Pages of those who watch: alerts for the auditor."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from saola.core.access import PATTERNS
from saola.core.values import Message

from . import alerts, misuse
from .models import Alert
from .permits import needs
from .roles import Permission


@needs(Permission.ACCESS_REVIEW)
@require_GET
def alert_list(request: HttpRequest) -> HttpResponse:
    """What was noticed in the journal, the newest first; what nobody looked at stands above."""
    found = Alert.objects.select_related("person__agency", "looked_by").order_by("looked_at", "-at")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    rows = [(each, Message.from_data(each.sentence), _pattern_words(each.pattern)) for each in page]
    return render(request, "accounts/alerts.html", {"page": page, "rows": rows, "tab": "alerts"})


def _pattern_words(pattern: str) -> str:
    return _(PATTERNS[pattern]) if pattern in PATTERNS else ""


@needs(Permission.ACCESS_REVIEW)
@require_POST
def look_at(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        alerts.look_at(
            get_object_or_404(Alert, pk=pk), finding=request.POST.get("finding", ""), by=request.user
        )
        messages.success(request, _("Your finding was written down."))
    except ValueError:
        messages.error(
            request, _("Nothing was changed: write what you found. An alert about you is for somebody else.")
        )
    return redirect("accounts:alerts")


@needs(Permission.ACCESS_REVIEW)
@require_POST
def watch_now(request: HttpRequest) -> HttpResponse:
    """Go through today's entries now; and first, if records are named, note that their operation failed."""
    if records := request.POST.get("records", "").replace(",", " ").split():
        misuse.note_failure(records=records[:50], by=request.user)
    raised = len(misuse.watch(by=request.user))
    messages.success(
        request,
        ngettext(
            "{many} thing to look at was noticed.", "{many} things to look at were noticed.", raised
        ).format(many=raised),
    )
    return redirect("accounts:alerts")
