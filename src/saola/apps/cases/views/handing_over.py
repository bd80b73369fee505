"""Deciding about a case that another agency would hand over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.core.casework import CaseworkRefusal, HandoverState

from ..actions import handing_over
from ..forms.team import AnswerForm
from ..queries import record
from .opening import find, told
from .record import tell_close
from .working import crumbs, refuse


@needs(Permission.CASES_WRITE)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The case beside the reasons of the agency that gives it; accept, or reject and say why."""
    case = find(request, number)
    hand = (
        case.hand_overs.select_related("giver", "receiver", "proposed_by")
        .filter(state=HandoverState.PROPOSED, receiver=request.user.agency_id)
        .first()
    )
    if hand is None:
        raise Http404
    if (instead := told(request, case)) is not None:
        return instead
    form = AnswerForm(request.POST or None, case=case, hand=hand)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["verdict"] == "accept":
                handing_over.accept(hand, by=request.user, answer=said["reason"], to=said["to"])
                messages.success(request, _("Your agency leads the case now."))
                return redirect("cases:case", number=number)
            handing_over.reject(hand, said["reason"], by=request.user)
            messages.success(request, _("It is rejected; the other agency reads why."))
            return redirect("cases:list")
        except CaseworkRefusal as refusal:
            refuse(form, refusal)
        except PermissionDenied as denied:
            raise Http404 from denied
    page = record.read(case, request.user)
    tell_close(request, page)
    shown = {
        "case": case,
        "hand": hand,
        "page": page,
        "form": form,
        "crumbs": crumbs(_("Hand-over"), case),
    }
    return render(request, "cases/hand_over.html", shown)
