"""One case, and its line of time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read
from saola.apps.quarantine.attachments import attachment

from ..forms import acts
from ..models import Case
from ..queries import record, timeline
from .opening import find, told
from .working import crumbs

_MOVES = ("open-investigation", "refer", "bring-to-court", "return-for-work", "close", "reopen")


@needs(Permission.CASES_READ)
@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case."""
    found = find(request, number)
    if (instead := told(request, found)) is not None:
        return instead
    page = record.read(found, request.user)
    tell_close(request, page)
    offered = list(acts.acts_for(found, request.user))
    shown = {
        "page": page,
        "case": found,
        "acts": [form for form in offered if form.name not in _MOVES],
        "moves": [form for form in offered if form.name in _MOVES],
        "can_do": {form.name.replace("-", "_"): True for form in offered},
        "may_answer": page.waiting is not None and page.waiting.receiver_id == request.user.agency_id,
        "crumbs": crumbs(found.number),
    }
    return render(request, "cases/case.html", shown)


def tell_close(request: HttpRequest, page: record.CasePage) -> None:
    """Seizures and exhibits that are held close are told before the page that lists them leaves."""
    if page.close_seizures:
        note_read(page.close_seizures, by=request.user, action="listed", kind="seizures.incident")
    if page.close_exhibits:
        note_read(page.close_exhibits, by=request.user, action="listed", kind="evidence.exhibit")


@needs(Permission.CASES_READ)
@require_GET
def line(request: HttpRequest, number: str) -> HttpResponse:
    """Everything of a case in order of time: drawn in lanes, and as a table."""
    found = find(request, number)
    if (instead := told(request, found)) is not None:
        return instead
    _tell_of_evidence(request, found)
    marks = timeline.read(found, request.user)
    shown = {
        "case": found,
        "marks": marks,
        "drawing": timeline.drawing(marks, _("What happened, and what is due")),
        "map": timeline.map_of(marks),
        "lanes": timeline.LANES,
        "may_correct": any(form.name == "note" for form in acts.acts_for(found, request.user)),
        "crumbs": crumbs(_("Timeline"), found),
    }
    return render(request, "cases/timeline.html", shown)


@needs(Permission.CASES_READ)
@require_GET
def line_as_csv(request: HttpRequest, number: str) -> HttpResponse:
    """The line as a file; told in the journal before the first row leaves."""
    found = find(request, number)
    if (instead := told(request, found, "exported")) is not None:
        return instead
    _tell_of_evidence(request, found, "exported")
    content = "".join(timeline.as_csv(timeline.read(found, request.user)))
    return attachment(content, f"{found.number}.csv", "text/csv; charset=utf-8")


def _tell_of_evidence(request: HttpRequest, found: Case, action: str = "listed") -> None:
    exhibits = list(record.exhibits_of(found, request.user).held_close().values_list("pk", flat=True))
    links = record.seizures_of(found, request.user).values("incident")
    seizures = list(record.close_among(links).values_list("pk", flat=True))
    if seizures:
        note_read(seizures, by=request.user, action=action, kind="seizures.incident")
    if exhibits:
        note_read(exhibits, by=request.user, action=action, kind="evidence.exhibit")
