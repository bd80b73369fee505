"""The list of cases, and the same as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read
from saola.apps.quarantine.attachments import attachment
from saola.apps.seizures.models import Incident

from ..forms.choosing import ChoosingForm
from ..models import Case, CaseSeizure
from ..queries import downloads, listing
from ..queries.listing import Filters


@needs(Permission.CASES_READ)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that the reader sees; which they were, the journal knows before they leave."""
    filters = Filters.read(request.GET)
    page = listing.page(filters, request.user, request.GET.get("page"))
    if page.object_list:
        note_read(page.object_list, by=request.user, action="listed", query=filters.address())
    shown = {
        "page": page,
        "count": page.paginator.count,
        "is_more": page.paginator.is_more,
        "filters": filters,
        "chips": listing.chips(filters),
        "heads": heads(filters),
        "form": ChoosingForm(filters),
        "csv_url": reverse("cases:download") + filters.address(),
    }
    return render(request, "cases/list.html", shown)


def heads(filters: Filters) -> list[dict[str, Any]]:
    """The columns of the list. Choosing one that orders it already turns the order round."""
    shown = (
        ("number", _("Number")),
        ("", _("Title")),
        ("", _("Stage")),
        ("", _("Leading agency")),
        ("", _("Species groups")),
        ("people", _("People")),
        ("opened", _("Opened")),
        ("due", _("Next time limit")),
    )
    return [_head(filters, name, label) for name, label in shown]


def _head(filters: Filters, name: str, label: str) -> dict[str, Any]:
    is_here = bool(name) and filters.sort.removeprefix("-") == name
    turned = f"-{name}" if filters.sort == name else name
    starts_up = name in ("due", "number")
    is_up = starts_up != filters.sort.startswith("-")
    return {
        "label": label,
        "url": filters.address(sort=turned) if name else "",
        "sorted": ("ascending" if is_up else "descending") if is_here else "",
        "is_number": name == "people",
    }


@needs(Permission.CASES_READ)
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The list as a file; written in the journal before the first row leaves."""
    filters = Filters.read(request.GET)
    chosen = listing.chosen(filters, request.user)
    keys = list(chosen.values_list("pk", flat=True))
    note_read(keys, by=request.user, action="exported", kind="cases.case", query=filters.address())
    content = downloads.as_csv(chosen.select_related("lead", "court").iterator(chunk_size=500))
    return attachment(content, downloads.file_name(), "text/csv; charset=utf-8")


@needs(Permission.CASES_READ)
@require_GET
def of_seizure(request: HttpRequest, number: str) -> HttpResponse:
    """The cases that a seizure is part of, as a part of its page: those the reader sees."""
    incident = Incident.objects.visible_to(request.user).filter(number=number).first()
    found: list[Case] = []
    if incident is not None:
        linked = CaseSeizure.objects.filter(incident=incident).values("case")
        found = list(Case.objects.visible_to(request.user).filter(pk__in=linked))
    if found:
        note_read(found, by=request.user, action="listed")
    return render(request, "cases/of_seizure.html", {"cases": found, "number": number, "incident": incident})
