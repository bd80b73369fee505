"""The page of health: what the administrator must know of the node, and nothing of what it keeps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission

from . import checking
from .backup import drill


@needs(Permission.NODE_KEEP)
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Every condition, the worst first, and the drills held here."""
    conditions = checking.check()
    context = {
        "conditions": conditions,
        "is_unsafe": checking.is_unsafe(conditions),
        "drills": list(drill.results())[:12],
    }
    return render(request, "upkeep/health.html", context)
