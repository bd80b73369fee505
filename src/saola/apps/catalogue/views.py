"""The CITES officer's desk: ask, match names, browse, keep the lists."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.quarantine import quotas
from saola.apps.quarantine.attachments import attachment
from saola.core.intake import Refusal

from . import actions, desk, matched, records, vocabularies
from .forms import NameListForm, OfficialListForm, QuestionForm
from .models import Taxon


@needs(Permission.SPECIES_READ)
@require_GET
def species(request: HttpRequest) -> HttpResponse:
    asked = "name" in request.GET
    form = QuestionForm(request.GET if asked else None, initial={"on": timezone.localdate().isoformat()})
    answer = desk.answer(form) if asked and form.is_valid() else None
    context = {
        "form": form,
        "answer": answer,
        "names_form": NameListForm(),
        "list_form": OfficialListForm(),
        "groups": records.groups(),
        "lists": records.loaded_lists(),
        "crumbs": [{"label": _("Law and species")}],
    }
    return render(request, "catalogue/desk.html", context)


@needs(Permission.SPECIES_READ)
@require_GET
def taxon(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Taxon, pk=pk)
    record = records.taxon_record(found, timezone.localdate())
    below = Paginator(found.children.order_by("name"), 60).get_page(request.GET.get("page"))
    context = {"record": record, "below": below, "crumbs": _crumbs(found.name)}
    return render(request, "catalogue/taxon.html", context)


@needs(Permission.SPECIES_READ)
@require_GET
def group(request: HttpRequest, code: str) -> HttpResponse:
    if code not in vocabularies.group_entries():
        raise Http404
    taxa = Taxon.objects.filter(group=code, rank="species").order_by("name")
    page = Paginator(taxa, 60).get_page(request.GET.get("page"))
    label = vocabularies.group_label(code)
    context = {"label": label, "page": page, "table": desk.taxa_table(page), "crumbs": _crumbs(label)}
    return render(request, "catalogue/group.html", context)


@needs(Permission.SPECIES_READ)
@require_POST
def match_names(request: HttpRequest) -> HttpResponse:
    """Match an uploaded table; the result stays on this node until the person leaves."""
    form = NameListForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Please choose a file with names."))
        return redirect("catalogue:species")
    try:
        quotas.take(request.user, form.cleaned_data["names"].size)
        result = matched.keep(form.cleaned_data["names"], form.cleaned_data["column"], request.session)
    except (Refusal, quotas.QuotaUsedError) as refusal:
        messages.error(request, refusal.message.in_words(_))
        return redirect("catalogue:species")
    context = {"result": result, "crumbs": _crumbs(_("Matched names"))}
    return render(request, "catalogue/matched.html", context)


@needs(Permission.SPECIES_READ)
@require_GET
def matched_names(request: HttpRequest, key: UUID) -> HttpResponse:
    path = matched.path_of(key, request.session)
    if path is None:
        raise Http404
    return attachment(path.open("rb"), "names-matched.csv", "text/csv; charset=utf-8")


@needs(Permission.SPECIES_LOAD)
@require_POST
def load_list(request: HttpRequest) -> HttpResponse:
    form = OfficialListForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("catalogue:species")
    file = form.cleaned_data["list"]
    path = Path(file.temporary_file_path())
    try:
        loaded = actions.load_official(path, by=request.user, on=form.cleaned_data["on"], name=file.name)
    except (actions.NotAnOfficialListError, quotas.QuotaUsedError) as error:
        messages.error(request, error.message.in_words(_))
        return redirect("catalogue:species")
    for level, text in desk.told(loaded):
        messages.add_message(request, level, text)
    return redirect("catalogue:species")


def _crumbs(label: str) -> list[dict[str, str]]:
    return [{"label": _("Law and species"), "url": reverse("catalogue:species")}, {"label": label}]
