"""The page of the resolution."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import library

from ..queries.resolution import FEWEST, resolution
from ..queries.resolution.figures import list_of_cases


@needs(Permission.SPECIES_READ)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Each operative paragraph with what is in force and in practice on the day."""
    found = resolution(request.user, timezone.localdate())
    context = {
        "resolution": found,
        "document": library.read("resolution.yaml")["document"],
        "links": _links(request.user),
        "fewest": FEWEST,
        "crumbs": [
            {"label": _("Law and species"), "url": reverse("catalogue:species")},
            {"label": _("The resolution")},
        ],
    }
    return render(request, "cases/resolution.html", context)


def _links(person: Any) -> dict[str, str]:
    """Where what is missing is entered, for those who may."""
    cases = list_of_cases(person)
    return dict.fromkeys(("verdict", "joint", "judged"), cases) if cases else {}
