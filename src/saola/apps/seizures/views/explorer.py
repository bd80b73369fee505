"""Exploring: the list, one seizure, downloads, saved selections."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from saola.apps.accounts import approval_views, approvals, permits, policy, purposes, reading
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.quarantine.attachments import attachment

from .. import telling
from ..actions import downloading, recording, selections
from ..exploring import charts, downloads, equivalents, incident, listing, places, queries
from ..exploring.choosing import ChoosingForm
from ..exploring.filters import Filters
from ..models import Incident, SavedSelection


@needs(Permission.SEIZURES_READ)
@require_GET
def seizures(request: HttpRequest) -> HttpResponse:
    """One selection as a table, a map, charts or totals."""
    filters, view = Filters.read(request.GET), listing.View.read(request.GET)
    sums = queries.sums(filters, request.user)
    shown = {
        "filters": filters,
        "view": view,
        "count": queries.count(filters, request.user),
        "chips": listing.sentence(filters, view),
        "head_sums": listing.head_sums(sums),
        "outside": listing.outside_words(sums),
        "sums": sums,
        "view_choices": listing.views(filters, view),
        "columns": listing.heads(filters, view),
        "downloads": listing.downloads(filters, view),
        "kept": SavedSelection.objects.filter(person=request.user),
        "here": filters.address(**view.words()),
        "clear_url": Filters().address(**view.words()),
        "choose_url": reverse("seizures:choose") + filters.address(**view.words()),
    }
    shown |= _of_view(filters, view, request, shown["columns"])
    return render(request, "seizures/list.html", shown)


def _of_view(filters: Filters, view: listing.View, request: HttpRequest, heads: list[dict]) -> dict:
    if view.kind == "table":
        page = listing.page(filters, view, request.user)
        keys = [incident.id for incident in page.object_list]
        telling.shown(keys, by=request.user, action="listed", selection=filters.address())
        return {"page": page, "table": listing.table(view, page, heads)}
    telling.drawn(by=request.user, selection=filters.address())
    if view.kind == "charts":
        return {"charts": charts.all_of(filters, request.user)}
    if view.kind == "totals":
        return {"summary": equivalents.summary(filters, request.user)}
    found = places.map_data(filters, request.user, request.path)
    return {"map": found.as_island(_("Where it was seized")), "without_place": found.without_place}


@needs(Permission.SEIZURES_READ)
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """The form of a selection: a part of the list where scripts run, a page where they do not."""
    filters, view = Filters.read(request.GET), listing.View.read(request.GET)
    shown = {
        "form": ChoosingForm(filters),
        "view_words": view.words(),
        "filters": filters,
        "crumbs": [{"label": _("Seizures"), "url": reverse("seizures:list")}, {"label": _("Choose")}],
    }
    return render(
        request, "seizures/list_choose.html" if request.htmx else "seizures/list_choose_page.html", shown
    )


@needs(Permission.SEIZURES_DOWNLOAD)
@require_GET
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The list as a file; written in the journal before the first row leaves."""
    if form not in downloads.FORMATS:
        raise Http404
    filters, view = Filters.read(request.GET), listing.View.read(request.GET)
    keys = downloads.chosen_keys(filters, request.user, view.sort)
    if form == "xlsx" and len(keys) > downloads.SHEET_ROWS:
        messages.error(
            request, _("A worksheet holds 1,048,575 rows, fewer than this selection. Take the CSV file.")
        )
        return redirect(reverse("seizures:list") + filters.address(**view.words()))
    telling.shown(keys, by=request.user, action="exported", selection=filters.address())
    downloading.note_download(count=len(keys), form=form, selection=filters.address(), by=request.user)
    if form == "xlsx":
        content = downloads.as_xlsx(keys, view.columns, request.user, _("Seizures"))
    elif form == "csv":
        content = downloads.as_csv(keys, view.columns, request.user)
    else:
        content = downloads.as_geojson(keys, view.columns, request.user)
    return attachment(content, f"seizures.{form}", downloads.FORMATS[form])


@needs(Permission.SEIZURES_READ)
@require_GET
def seizure(request: HttpRequest, number: str) -> HttpResponse:
    """One seizure."""
    record = _record(request, number)
    label = record.access_label()
    if label.compartments or label.is_agency_only:
        purpose = purposes.stated(request, label.key)
        decision = policy.decide(request.user, Permission.SEIZURES_READ, label, {"purpose": purpose})
        if decision.rule == "purpose-not-stated":
            return purposes.ask(request, record.KIND, record.number)
        try:
            telling.opened(record, by=request.user, purpose=purpose, rule=decision.rule)
        except approvals.NeedsApprovalError as error:
            return approval_views.needed(request, error)
    else:
        reading.count(request.user)
    shown = {
        "page": incident.read(record, request.user),
        "incident": record,
        "crumbs": [{"label": _("Seizures"), "url": reverse("seizures:list")}, {"label": record.number}],
    }
    return render(request, "seizures/incident.html", shown)


def _record(request: HttpRequest, number: str) -> Incident:
    """The seizure if the reader sees it. One that is not there and one that is hidden are missed alike."""
    seen = Incident.objects.visible_to(request.user).select_related("agency", "batch", "originator")
    record = seen.filter(number=number).first()
    if record is None:
        permits.note_missed(request.user, Incident.KIND, number)
        raise Http404
    return record


@needs(Permission.SEIZURES_WRITE)
@require_POST
def hold_back(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a seizure out of reports, with the reason."""
    record = _as_seen(request, number)
    try:
        recording.hold_back(record, reason=request.POST.get("reason", "")[:300], by=request.user)
    except ValueError:
        messages.error(
            request,
            _("Nothing was changed: say why the seizure is held back; the report counts the reasons."),
        )
    except recording.ChangedMeanwhileError:
        _changed_meanwhile(request, number)
    return redirect("seizures:incident", number=number)


@needs(Permission.SEIZURES_WRITE)
@require_POST
def release(request: HttpRequest, number: str) -> HttpResponse:
    """Let a seizure into reports again."""
    try:
        recording.release(_as_seen(request, number), by=request.user)
    except recording.ChangedMeanwhileError:
        _changed_meanwhile(request, number)
    return redirect("seizures:incident", number=number)


def _as_seen(request: HttpRequest, number: str) -> Incident:
    """The seizure at the version that the page of this form showed; acting on another one is refused."""
    record = _record(request, number)
    seen = request.POST.get("version", "")
    if seen.isascii() and seen.isdigit():
        record.version = int(seen)
    return record


def _changed_meanwhile(request: HttpRequest, number: str) -> None:
    """Say what stands there now beside what this person wanted, and let them decide."""
    now = _record(request, number)
    theirs = now.held_back_reason if now.is_held_back else _("released for reports")
    yours = request.POST.get("reason", "")[:300] or _("release it for reports")
    messages.warning(
        request,
        _(
            "Somebody else changed this seizure meanwhile. It now stands: “{theirs}”. You wanted: “{yours}”. Nothing "
            "of yours was changed. Look at it as it is now, and do it again if it is still right."
        ).format(theirs=theirs, yours=yours),
    )


@needs(Permission.SEIZURES_READ)
@require_POST
def save_selection(request: HttpRequest) -> HttpResponse:
    """Keep the selection of the list under a name."""
    query = request.POST.get("query", "").removeprefix("?")
    try:
        kept = selections.save(request.POST.get("name", ""), query, by=request.user)
        messages.success(request, _("Kept as “{name}”.").format(name=kept.name))
    except ValueError:
        messages.error(request, _("Nothing was kept: give the selection a name."))
    return redirect(f"{reverse('seizures:list')}?{query}")


@needs(Permission.SEIZURES_READ)
@require_POST
def forget_selection(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of one's own selections go."""
    selections.forget(get_object_or_404(SavedSelection, pk=pk, person=request.user), by=request.user)
    return redirect("seizures:list")
