"""Pages of who may see: one's own access, need-to-know lists, who sees a record, emergencies."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from . import approval_views, approvals, compartments, emergencies, holding, holds, permits, policy, purposes
from .forms_of_access import ClosenessForm, EmergencyForm, ListForm, MemberForm, ReviewForm
from .holding import Closeness
from .models import Compartment, Emergency, Held, Membership
from .permits import needs, open_to_all
from .roles import ROLES, Permission
from .signing_in.freshness import recently


@open_to_all("everyone may know what they may see themselves")
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """One's own functions and lists, each with its end."""
    person = request.user
    shown = {
        "role": ROLES.get(person.role),
        "grants": [(ROLES[g.role], g) for g in person.grants.in_force().select_related("agency")],
        "memberships": Membership.objects.in_force().filter(person=person).select_related("compartment"),
        "waiting": approvals.waiting_for(person).count(),
        "tab": "own",
    }
    return render(request, "accounts/own_access.html", shown)


@open_to_all("only the lists on which the reader stands are shown; opening one asks the policy")
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """The need-to-know lists on which one stands, and a form that opens another."""
    may_open = bool(policy.decide(request.user, Permission.COMPARTMENTS_MANAGE))
    form = ListForm(request.POST or None)
    if request.method == "POST":
        if not may_open:
            raise Http404
        if form.is_valid():
            kept = compartments.open_list(**form.cleaned_data, by=request.user)
            messages.success(request, _("The list was opened. You keep it; put others on it."))
            return redirect("accounts:list", kept.code)
    own_lists = Compartment.objects.of(request.user).select_related("agency")
    shown = {"lists": own_lists, "form": form if may_open else None, "tab": "lists"}
    return render(request, "accounts/lists.html", shown)


def _list(request: HttpRequest, code: str) -> Compartment:
    """A list on which the reader stands; to others it does not exist."""
    found = Compartment.objects.of(request.user).filter(code=code).first()
    if found is None:
        permits.note_missed(request.user, "list", code)
        raise Http404
    return found


@open_to_all("only a list on which the reader stands is found; changing it asks the policy")
@require_http_methods(["GET", "POST"])
def one_list(request: HttpRequest, code: str) -> HttpResponse:
    """One list: who stands on it, why, by whom, until when."""
    kept = _list(request, code)
    keeps = compartments.keeps(kept, request.user) and bool(
        policy.decide(request.user, Permission.COMPARTMENTS_MANAGE)
    )
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        if not keeps:
            raise Http404
        if form.is_valid() and _put_on(request, kept, form.cleaned_data):
            return redirect("accounts:list", code)
    members = kept.memberships.in_force().select_related("person__agency", "granted_by")
    shown = {
        "list": kept,
        "members": members.order_by("-leads", "person__full_name"),
        "form": form if keeps and kept.closed_at is None else None,
        "keeps": keeps,
        "crumbs": [{"label": _("Lists"), "url": reverse("accounts:lists")}, {"label": kept.name}],
        "tab": "lists",
    }
    return render(request, "accounts/list.html", shown)


def _put_on(request: HttpRequest, kept: Compartment, said: dict[str, Any]) -> bool:
    try:
        compartments.put_on(kept, **said, by=request.user)
    except ValueError:
        messages.error(
            request, _("Nobody was put on the list: the last day must lie within twelve months from today.")
        )
        return False
    messages.success(request, _("{name} is on the list now.").format(name=said["person"]))
    return True


@open_to_all("only places on lists on which the reader stands are found; ending one asks the policy")
@require_POST
def take_off(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    kept = _list(request, code)
    membership = get_object_or_404(kept.memberships.in_force(), pk=pk)
    try:
        compartments.take_off(membership, by=request.user)
        messages.success(request, _("{name} is off the list.").format(name=membership.person))
    except compartments.NotTheirsError as error:
        raise Http404 from error
    except ValueError:
        messages.error(
            request, _("Nothing was changed: somebody must keep the list. Let another person keep it first.")
        )
    return redirect(
        "accounts:lists" if membership.person_id == request.user.pk else "accounts:list",
        *(() if membership.person_id == request.user.pk else (code,)),
    )


@needs(Permission.COMPARTMENTS_MANAGE)
@require_POST
def close_list(request: HttpRequest, code: str) -> HttpResponse:
    kept = _list(request, code)
    try:
        compartments.close(kept, by=request.user)
    except compartments.NotTheirsError as error:
        raise Http404 from error
    messages.success(request, _("The list is closed. What stands on it stays held close."))
    return redirect("accounts:list", code)


def _record(request: HttpRequest, kind: str, key: str) -> Held:
    record = holding.find(kind, key, request.user)
    if record is None:
        permits.note_missed(request.user, kind, key)
        raise Http404
    return record


@open_to_all("only a record that the reader sees is found; holding it closer asks the policy")
@require_http_methods(["GET", "POST"])
def who_sees(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Who can see a record, and why: as it is held, and as it would be before that is saved."""
    record = _record(request, kind, key)
    now = Closeness.of(record)
    own = list(Compartment.objects.of(request.user))
    listed = own + list(
        Compartment.objects.filter(code__in=now.compartments).exclude(pk__in=[c.pk for c in own])
    )
    asked = request.POST if request.method == "POST" else request.GET
    form = ClosenessForm(asked if "held" in asked else None, initial=now.data(), lists=listed)
    wanted = Closeness.read(form.cleaned_data) if form.is_bound and form.is_valid() else now
    may_shape = bool(
        policy.decide(request.user, Permission.ACCESS_SHAPE, record, {"purpose": "to hold it closer"})
    )
    if request.method == "POST" and form.is_valid():
        if not may_shape:
            raise Http404
        answer = _hold(request, record, wanted)
        if answer is not None:
            return answer
    shown = {
        "record": record,
        "kind": kind,
        "key": key,
        "form": form if may_shape else None,
        "is_preview": wanted != now,
        "closeness": wanted,
        "sights": _sights(record, wanted),
        "holds": holds.over(record),
        "crumbs": [{"label": _("Access"), "url": reverse("accounts:access")}, {"label": str(record)}],
        "tab": "",
    }
    return render(request, "accounts/who_sees.html", shown)


def _sights(record: Held, wanted: Closeness) -> dict[str, Any]:
    sights = list(holding.who_sees(holding.label_of(record, wanted), record.READ))
    return {
        "seeing": [sight for sight in sights if sight.sees],
        "not_seeing": [sight for sight in sights if not sight.sees],
    }


def _hold(request: HttpRequest, record: Held, wanted: Closeness) -> HttpResponse | None:
    try:
        holding.hold(record, wanted, by=request.user)
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    except holding.OriginatorError:
        messages.error(
            request, _("Nothing was changed: only the agency it came from takes a handling code off.")
        )
        return None
    except ValueError:
        messages.error(
            request,
            _(
                "Nothing was changed: choose open lists on which you stand yourself, say the conditions of H3 in "
                "words, and keep it inside an agency only where one is known."
            ),
        )
        return None
    messages.success(request, _("It is held as you said. The journal has it."))
    return redirect("accounts:who-sees", record.KIND, getattr(record, record.KEY))


@open_to_all("only a record that the reader sees is found")
@require_POST
def state_purpose(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Keep what a record is opened for, and go on to it."""
    record = _record(request, kind, key)
    said = request.POST.get("purpose", "")
    if not said.strip():
        messages.error(request, _("Say what you open it for; the journal keeps it."))
    else:
        purposes.state(request, record.access_label().key, said)
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("accounts:access")


@open_to_all("one's own emergencies, and those that wait for one's review; opening one asks the policy")
@recently
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """Break the glass; one's own; those to review."""
    may_open = bool(policy.decide(request.user, Permission.EMERGENCIES_OPEN))
    form = EmergencyForm(request.POST or None)
    if request.method == "POST":
        if not may_open:
            raise Http404
        if form.is_valid() and _break_glass(request, form.cleaned_data):
            return redirect("accounts:emergencies")
    shown = {
        "form": form if may_open else None,
        "own": Emergency.objects.filter(person=request.user)[:20],
        "to_review": emergencies.to_review(request.user),
        "review_form": ReviewForm(),
        "tab": "emergencies",
    }
    return render(request, "accounts/emergencies.html", shown)


def _break_glass(request: HttpRequest, said: dict[str, Any]) -> bool:
    try:
        emergencies.open_glass(**said, by=request.user)
    except emergencies.RefusedError as error:
        messages.error(request, error.why.in_words(_))
        return False
    messages.warning(
        request,
        _("For one hour you may read {record}, if it exists. The auditors know.").format(
            record=said["record"]
        ),
    )
    return True


@needs(Permission.EMERGENCIES_REVIEW)
@require_POST
def review_emergency(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(Emergency, pk=pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what you found; a mark alone is no review."))
        return redirect("accounts:emergencies")
    try:
        emergencies.review(
            found,
            was_justified=form.cleaned_data["was_justified"] == "yes",
            text=form.cleaned_data["text"],
            by=request.user,
        )
        messages.success(request, _("The review was written down."))
    except emergencies.RefusedError as error:
        messages.error(request, error.why.in_words(_))
    return redirect("accounts:emergencies")
