"""A case before the court: hearings, appeals, what was decided about whom, and what became of the specimens."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts import policy
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies

from ..forms.court import acts_for
from ..queries import court as sittings
from .charges import _allows, _crumbs
from .opening import find, told


@needs(Permission.CASES_READ)
@require_GET
def court(request: HttpRequest, number: str) -> HttpResponse:
    """What the court was asked and what it said."""
    case = find(request, number)
    if (instead := told(request, case)) is not None:
        return instead
    allows = _allows(request, case)
    shown: dict[str, Any] = {
        "case": case,
        "hearings": [
            {
                "row": hearing,
                "reason": vocabularies.label("adjournment_reasons", hearing.adjourned_because)
                if hearing.adjourned_because
                else "",
                "acts": acts_for(hearing, allows),
            }
            for hearing in case.hearings.select_related("court")
        ],
        "appeals": [
            {"row": appeal, "acts": acts_for(appeal, allows)}
            for appeal in case.appeals.select_related("defendant__party", "court")
        ],
        "outcomes": sittings.outcomes(case),
        "disposed": sittings.disposals(case, seen_by=request.user)
        if policy.decide(request.user, Permission.EVIDENCE_READ)
        else [],
        "acts": acts_for(case, allows),
        "crumbs": _crumbs(case, _("Court")),
    }
    return render(request, "cases/court/court.html", shown)
