"""The court calendar: what is to come in the cases that the reader sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read
from saola.apps.quarantine.attachments import attachment

from ..models import Court
from ..queries import calendar as coming
from ..queries import papers

SPANS = (7, 30, 90)


@needs(Permission.CASES_READ)
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Hearings and time limits of the next days, by court."""
    days, court = _asked(request)
    found = coming.coming(request.user, days=days, court=court)
    _tell(request, found, "listed")
    chosen = Court.objects.filter(code=court).first()
    shown = {
        "groups": coming.by_court(found),
        "count": len(found),
        "late": sum(one.is_late for one in found),
        "days": days,
        "spans": SPANS,
        "court": chosen,
        "courts": Court.objects.all(),
        "query": request.GET.urlencode(),
        "crumbs": [
            {"label": _("Cases"), "url": reverse("cases:list")},
            {"label": _("Court calendar"), "url": ""},
        ],
    }
    return render(request, "cases/court/calendar.html", shown)


@needs(Permission.CASES_READ)
@require_GET
def as_ics(request: HttpRequest) -> HttpResponse:
    """The same for a calendar program: numbers, courts and times, no names."""
    days, court = _asked(request)
    found = coming.may_leave(coming.coming(request.user, days=days, court=court))
    _tell(request, found, "exported")
    content = coming.as_ics(found, timezone.now())
    return attachment(content.encode(), "court-calendar.ics", "text/calendar; charset=utf-8")


@needs(Permission.CASES_READ)
@require_GET
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    days, court = _asked(request)
    found = coming.may_leave(coming.coming(request.user, days=days, court=court))
    _tell(request, found, "printed")
    content = papers.calendar_pdf(found, days=days, who=request.user.full_name, at=timezone.localtime())
    return attachment(content, "court-calendar.pdf", "application/pdf")


def _asked(request: HttpRequest) -> tuple[int, str]:
    days = request.GET.get("days", "")
    known = days.isascii() and days.isdigit() and 1 <= int(days[:4]) <= coming.LONGEST
    return (int(days) if known else 30), request.GET.get("court", "")[:50]


def _tell(request: HttpRequest, found: list[coming.Coming], action: str) -> None:
    """Which cases were on it the journal knows before they leave; of a paper or a file also that there were none."""
    keys = sorted({one.case.pk for one in found})
    if keys or action != "listed":
        note_read(keys, by=request.user, action=action, kind="cases.case")
