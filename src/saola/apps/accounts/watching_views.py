"""Pages of those who watch: alerts for the auditor, overdue reviews for the records officer."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saola.core.access import PATTERNS
from saola.core.values import Message

from . import alerts, misuse, retention
from .models import KINDS, Alert
from .permits import needs
from .roles import Permission

SOON = timedelta(days=30)


@needs(Permission.ACCESS_REVIEW)
@require_GET
def alert_list(request: HttpRequest) -> HttpResponse:
    """What was noticed in the journal, the newest first; what nobody looked at stands above."""
    found = Alert.objects.select_related("person__agency", "looked_by").order_by("looked_at", "-at")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    rows = [(each, Message.from_data(each.sentence), PATTERNS.get(each.pattern, "")) for each in page]
    return render(request, "accounts/alerts.html", {"page": page, "rows": rows, "tab": "alerts"})


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


@needs(Permission.RECORDS_REVIEW)
@require_http_methods(["GET", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """Records whose review is overdue, or due within a month; keeping one longer."""
    if request.method == "POST":
        return _keep(request)
    today = timezone.localdate()
    due = []
    for kind, model in KINDS.items():
        found = model._default_manager.visible_to(request.user).filter(review_due__lt=today + SOON)
        due += [(kind, getattr(r, model.KEY), r.review_due, r.review_due < today) for r in found[:200]]
    shown = {"due": sorted(due, key=lambda row: row[2]), "tab": "reviews"}
    return render(request, "accounts/reviews.html", shown)


def _keep(request: HttpRequest) -> HttpResponse:
    model = KINDS.get(request.POST.get("kind", ""))
    if model is None:
        raise Http404
    seen = model._default_manager.visible_to(request.user)
    record = get_object_or_404(seen, **{model.KEY: request.POST.get("record", "")})
    try:
        retention.keep_longer(record, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, _("It is kept for another period."))
    except ValueError:
        messages.error(request, _("Nothing was changed: say why it is still needed."))
    return redirect("accounts:reviews")
