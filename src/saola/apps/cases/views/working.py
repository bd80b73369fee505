"""Opening a case and doing something with it: one page a form, one function for all of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saola.apps.accounts import approval_views, approvals
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.accounts.signing_in import is_fresh, recently
from saola.apps.seizures.models import Incident
from saola.core.casework import CaseworkRefusal
from saola.core.law import BadLawError

from ..actions.taking import ChangedMeanwhileError
from ..forms import acts, noting, people, team, working  # noqa: F401  each registers its acts
from ..forms.opening import OpenForm
from ..models import Case
from .opening import find, told


@needs(Permission.CASES_WRITE)
@require_http_methods(["GET", "POST"])
def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case, perhaps from a seizure."""
    form = OpenForm(request.POST or None, person=request.user, initial=_from_seizure(request))
    if request.method == "POST" and form.is_valid():
        try:
            case = form.open()
        except CaseworkRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("{number} is open; you lead the work.").format(number=case.number))
            return redirect("cases:case", number=case.number)
    return render(request, "cases/open.html", {"form": form, "crumbs": crumbs(_("Open a case"))})


def _from_seizure(request: HttpRequest) -> dict[str, Any]:
    number = request.GET.get("seizure", "")
    if not number or not Incident.objects.visible_to(request.user).filter(number=number).exists():
        return {}
    return {"seizures": number, "origin": Case.Origin.SEIZURE}


@needs(Permission.CASES_READ)
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act on a case: its form, and doing it. Whether it is allowed, the action asks the policy again."""
    case = find(request, number)
    kind = acts.FORMS.get(name)
    if kind is None or not kind.is_open_to(case, request.user):
        if kind is None or request.method != "POST":
            raise Http404
        messages.warning(
            request, _("Nothing was entered: the case has changed since, and this cannot be done now.")
        )
        return redirect("cases:case", number=number)
    if kind.asks_again and not is_fresh(request):
        return recently(do)(request, number, name)
    if (instead := told(request, case)) is not None:
        return instead
    form = kind(
        request.POST if request.method == "POST" else None, case=case, person=request.user, words=request.GET
    )
    return carry_out(request, form, case)


def carry_out(
    request: HttpRequest, form: Any, case: Case, more: dict[str, Any] | None = None
) -> HttpResponse:
    """Show the form, or do what was said in it."""
    back = reverse("cases:case", args=[case.number]) + (f"#{form.part}" if form.part else "")
    if request.method == "POST" and form.is_valid():
        try:
            done = _do(form, request)
        except approvals.NeedsApprovalError as error:
            return approval_views.needed(request, error)
        if done:
            return redirect(back)
    shown = {
        "form": form,
        "case": case,
        "back": back,
        "crumbs": crumbs(str(form.title), case),
        "kinds": noting.kinds() if isinstance(form, noting.NoteForm) else (),
        **(more or {}),
    }
    return render(request, "cases/act.html", shown)


def _do(form: Any, request: HttpRequest) -> bool:
    """Do the act; what stands against it is said at the form, all at once."""
    try:
        messages.success(request, form.do())
        return True
    except CaseworkRefusal as refusal:
        refuse(form, refusal)
    except ChangedMeanwhileError:
        if not hasattr(form, "conflict"):
            messages.warning(
                request,
                _("Somebody changed this meanwhile; nothing of yours was kept. Look again, then decide."),
            )
            return True
        form.add_error(
            None,
            _(
                "Somebody changed this meanwhile. Nothing of yours was kept yet: what stands there now is shown "
                "below your words. Keep yours, or take theirs over."
            ),
        )
        form.conflict()
    except BadLawError as error:
        form.add_error(None, str(error))
    except PermissionDenied as denied:
        raise Http404 from denied
    return False


def refuse(form: Any, refusal: CaseworkRefusal) -> None:
    """The refusal and every reason of it, at the form."""
    form.add_error(None, refusal.message.in_words(_))
    for reason in refusal.reasons:
        form.add_error(None, reason.text.in_words(_))


def crumbs(here: str, case: Case | None = None) -> list[dict[str, str]]:
    trail = [{"label": _("Cases"), "url": reverse("cases:list")}]
    if case is not None:
        trail.append({"label": case.number, "url": reverse("cases:case", args=[case.number])})
    return [*trail, {"label": here, "url": ""}]
