"""The seizures of a taxon on its listing history: what the law was, and what happened under it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import records
from saola.apps.catalogue.models import Taxon
from saola.core.values import PartialDate

from ..exploring import queries
from ..exploring.filters import Filters


@needs(Permission.SEIZURES_READ)
@require_GET
def of_taxon(request: HttpRequest, pk: int) -> HttpResponse:
    """The time line of the taxon page again, with a point for every month in which it was seized."""
    taxon = get_object_or_404(Taxon, pk=pk)
    found = queries.seizures_of(taxon, request.user)
    address = reverse("seizures:list")
    timeline = records.taxon_record(taxon, timezone.localdate()).timeline
    timeline["points"] = [
        {
            "on": month.isoformat(),
            "count": count,
            "label": f"{month:%Y-%m}",
            "url": address + _in(taxon, PartialDate(month.year, month.month)).address(),
        }
        for month, count in found.months
    ]
    context = {"taxon": taxon, "timeline": timeline, "count": found.incidents}
    context["url"] = address + Filters(taxon=taxon).address()
    return render(request, "seizures/of_taxon.html", context)


def _in(taxon: Taxon, month: PartialDate) -> Filters:
    return Filters(taxon=taxon).but(since=month, until=month)
