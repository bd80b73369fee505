"""Somebody in a case: what is recorded of them, and what is done about them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read

from ..forms.people import OF_PEOPLE, acts_on
from ..models import Case, Involvement
from ..queries import defendants, people
from .opening import find, purpose_of, told
from .working import carry_out, crumbs


def _one(case: Case, pk: int) -> Involvement:
    return get_object_or_404(case.involved.select_related("party", "case"), pk=pk)


@needs(Permission.CASES_READ)
@require_GET
def person(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Somebody in the case. Who may read what is recorded of the party itself reads the name of a child here."""
    case = find(request, number)
    if (instead := told(request, case)) is not None:
        return instead
    one = _one(case, pk)
    is_known = people.can_be_read(one, request.user)
    if is_known:
        note_read(one.party, by=request.user, action="seen", purpose=purpose_of(request, case))
    shown = {
        "case": case,
        "one": one,
        "is_known": is_known,
        "groups": people.facts(one, is_known),
        "events": case.events.standing().filter(involved=one).order_by("-first_day", "-pk"),
        "duties": defendants.findings(one),
        "acts": acts_on(one, request.user),
        "crumbs": crumbs(people.name_of(one), case),
    }
    return render(request, "cases/person.html", shown)


@needs(Permission.CASES_READ)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, pk: int, name: str) -> HttpResponse:
    """One act on somebody in the case."""
    case = find(request, number)
    one = _one(case, pk)
    kind = OF_PEOPLE.get(name)
    if kind is None or kind not in acts_on(one, request.user):
        raise Http404
    if (instead := told(request, case)) is not None:
        return instead
    said = request.POST if request.method == "POST" else None
    form = kind(said, case=case, person=request.user, one=one)
    return carry_out(request, form, case, {"one": one})
