"""From a handed-in file to recorded seizures: file, columns, check, record."""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.quarantine.attachments import attachment
from saola.core.intake import Limits, Refusal
from saola.core.values import Message

from .. import problems, work
from ..actions import handing_in, intake, profiles, undoing
from ..forms.mapping import ReadingForm, SavedProfileForm, UploadForm
from ..models import Batch
from ..models import Profile as KeptProfile
from ..queries import intake as queries
from ..queries import judging as judging_queries
from ..reading import beside_proposals, open_batch, profile_of
from ..understanding import preview

State = Batch.State
_TO_COLUMNS = (State.RECEIVED,)


@needs(Permission.SEIZURES_IMPORT)
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _hand_in(request)
    work.set_all_free()
    page = Paginator(queries.listed(), 50).get_page(request.GET.get("page"))
    rows = [(batch, queries.badge_of(batch)) for batch in page]
    pairs = judging_queries.waiting(request.user).count()
    return render(request, "seizures/files.html", {"page": page, "rows": rows, "pairs": pairs})


def _hand_in(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file first."))
        return redirect("seizures:files")
    sent = form.cleaned_data["file"]
    try:
        batch, is_known = handing_in.hand_in(sent.file, sent.name, by=request.user)
    except Refusal as refusal:
        context = {"refusal": refusal.message, "name": sent.name, "steps": queries.steps(None, "file")}
        return render(request, "seizures/file_refused.html", context, status=422)
    if is_known:
        messages.warning(request, _("This very file was handed in before. Here it is; nothing was added."))
    return redirect("seizures:file", batch.pk)


def _batch(pk: UUID) -> Batch:
    batch = get_object_or_404(queries.listed(), pk=pk)
    work.set_free(batch)
    return batch


@needs(Permission.SEIZURES_IMPORT)
@require_GET
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = _batch(pk)
    if batch.state in _TO_COLUMNS:
        return redirect("seizures:file-columns", batch.pk)
    if queries.is_working(batch):
        step = "check" if batch.state == State.CHECKING else "record"
        context = {"batch": batch, "steps": queries.steps(batch, step), "job": queries.job(batch)}
        return render(request, "seizures/file_working.html", context)
    if batch.state == State.READY:
        return _check(request, batch)
    return _outcome(request, batch)


def _check(request: HttpRequest, batch: Batch) -> HttpResponse:
    selection = problems.Selection(request.GET.get("rows", ""), request.GET.get("kind", ""))
    context = {
        "batch": batch,
        "steps": queries.steps(batch, "check"),
        "found": queries.check_page(batch, request.user),
        "selection": selection,
        "page": queries.faulty_rows(batch, selection, request.GET.get("page")),
    }
    return render(request, "seizures/file_check.html", context)


def _outcome(request: HttpRequest, batch: Batch) -> HttpResponse:
    context = {
        "batch": batch,
        "steps": queries.steps(batch, "record"),
        "brought": queries.recorded_page(batch, request.user),
        "why": Message.from_data(batch.refusal) if batch.refusal else "",
    }
    return render(request, "seizures/file_outcome.html", context)


@needs(Permission.SEIZURES_IMPORT)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The columns with what they are taken for; a change is kept at once and shown (htmx asks for the part)."""
    batch = _batch(pk)
    if batch.state not in (State.RECEIVED, State.READY, State.STOPPED):
        return redirect("seizures:file", batch.pk)
    try:
        return _columns(request, batch)
    except Refusal as refusal:
        messages.error(request, refusal.message.in_words(_))
        intake.choose_profile(batch, handing_in.plain_profile(), by=request.user)
        return redirect("seizures:file-columns", batch.pk)


def _columns(request: HttpRequest, batch: Batch) -> HttpResponse:
    if request.method == "POST":
        handing_in.apply_choices(batch, request.POST, by=request.user)
        if "check" in request.POST:
            return _start(request, batch, work.Step.CHECK)
    elif (name := request.GET.get("profile")) is not None:
        kept = get_object_or_404(KeptProfile, name=name)
        handing_in.use_profile(batch, kept, by=request.user)
        return redirect("seizures:file-columns", batch.pk)
    with open_batch(batch, limits=Limits.for_uploads()) as opened:
        opened = beside_proposals(opened)
        form = ReadingForm(opened)
        shown = preview(opened, timezone.localdate())
        context = {
            "batch": batch,
            "steps": queries.steps(batch, "columns"),
            "form": form,
            "uses": [
                (use, form[f"column_{use.position}"], shown.examples[use.position])
                for use in opened.mapping.columns
            ],
            "warnings": (*opened.table.warnings, *opened.mapping.warnings),
            "preview": shown,
            "fitting": [
                pair for pair in queries.fitting_profiles(opened) if pair[0].name != batch.profile_name
            ],
            "profile": opened.profile,
            "saving": SavedProfileForm(initial=_profile_names(batch, opened.profile)),
        }
    whole = "seizures/file_columns.html"
    return render(request, "seizures/file_reading.html" if request.htmx else whole, context)


def _profile_names(batch: Batch, profile: Any) -> dict[str, str]:
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    if profile.name == handing_in.UNNAMED:
        return {"name": slugify(stem)[:50], "title": stem[:200]}
    return {"name": slugify(profile.name)[:50], "title": profile.title}


def _start(request: HttpRequest, batch: Batch, step: work.Step) -> HttpResponse:
    try:
        work.start(batch, step, by=request.user)
    except intake.NotReadyError:
        messages.warning(request, _("Somebody is already at work on this file."))
    return redirect("seizures:file", batch.pk)


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def check_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _start(request, _batch(pk), work.Step.CHECK)


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _start(request, _batch(pk), work.Step.RECORD)


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give words their meaning in the profile, and check again."""
    batch = _batch(pk)
    given = handing_in.give_meanings(batch, request.POST, by=request.user)
    if not given:
        messages.warning(request, _("No meaning was chosen, so nothing was checked again."))
        return redirect("seizures:file", batch.pk)
    return _start(request, batch, work.Step.CHECK)


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def save_profile(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch, form = _batch(pk), SavedProfileForm(request.POST)
    profile = profile_of(batch)
    if profile is None or not form.is_valid():
        messages.error(request, _("The profile was not saved: it needs a short name of letters and digits."))
        return redirect("seizures:file", batch.pk)
    try:
        kept = profiles.save_of_batch(batch, **form.cleaned_data, by=request.user)
    except profiles.NameTakenError:
        messages.error(
            request, _("Another agency's profile has this name. Nothing was saved; choose another.")
        )
    else:
        messages.success(
            request, _("Kept as “%(title)s” for the next file of this kind.") % {"title": kept.title}
        )
    return redirect("seizures:file-columns", batch.pk)


@needs(Permission.SEIZURES_IMPORT)
@require_GET
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = _batch(pk)
    if not queries.is_working(batch):
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "seizures/file_progress.html", {"job": queries.job(batch)})


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = _batch(pk)
    work.stop(batch, by=request.user)
    if request.htmx and queries.is_working(batch):
        return render(request, "seizures/file_progress.html", {"job": queries.job(batch)})
    response = redirect("seizures:file", batch.pk)
    if request.htmx:
        response = HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return response


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = _batch(pk)
    try:
        count = undoing.undo(batch, by=request.user)
    except undoing.BuiltUponError as built:
        why = built.message.in_words(_)
        messages.error(
            request, _("The file was not undone, because %(why)s. Nothing changed.") % {"why": why}
        )
    except intake.NotReadyError:
        messages.warning(request, _("There is nothing to undo."))
    else:
        messages.success(request, _("Undone: %(count)s seizures were taken back.") % {"count": count})
    return redirect("seizures:file", batch.pk)


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def read_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a file that is kept once more, another sheet of it or in another way."""
    batch = intake.receive_again(_batch(pk), by=request.user)
    return redirect("seizures:file", batch.pk)


@needs(Permission.SEIZURES_IMPORT)
@require_POST
def put_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = _batch(pk)
    try:
        undoing.put_away(batch, by=request.user)
    except intake.NotReadyError:
        messages.warning(request, _("A file that is being worked on or was recorded is not put away."))
        return redirect("seizures:file", batch.pk)
    messages.success(request, _("The file was put away. Nothing of it was recorded."))
    return redirect("seizures:files")


@needs(Permission.SEIZURES_IMPORT)
@require_GET
def errors(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """The rows to mend, to send back to whoever wrote them."""
    batch = _batch(pk)
    name = f"{slugify(batch.file_name.rpartition('.')[0]) or 'file'}-rows-to-mend.{form}"
    if form == "csv":
        text = io.StringIO(newline="")
        problems.write_csv(batch, text)
        return attachment(text.getvalue().encode("utf-8-sig"), name, "text/csv; charset=utf-8")
    if form != "xlsx":
        raise Http404
    content = io.BytesIO()
    problems.write_xlsx(batch, content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(content.getvalue(), name, kind)
