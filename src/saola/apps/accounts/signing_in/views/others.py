"""The sign-in of others, for whoever keeps the accounts: unlocking, lost factors, forgotten passwords."""

from django.contrib import messages
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ... import approval_views, approvals
from ...models import Person
from ...permits import needs
from ...roles import Permission
from .. import factors, passwords, sessions, throttle
from ..forms import GivenPasswordForm
from ..freshness import recently
from ..models import IDLE, LONGEST, AuthenticatorApp, Ending, SecurityKey


@needs(Permission.PEOPLE_MANAGE)
@require_GET
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Who can sign in, with what, and who is locked."""
    now = timezone.now()
    live = Q(
        open_sessions__ended_at=None,
        open_sessions__seen_at__gt=now - IDLE,
        open_sessions__begun_at__gt=now - LONGEST,
    )
    people = (
        Person.objects.filter(is_active=True)
        .select_related("agency", "guard", "own_password")
        .annotate(
            session_count=Count("open_sessions", filter=live, distinct=True),
            seen_at=Max("open_sessions__seen_at"),
            has_key=Exists(SecurityKey.objects.filter(person=OuterRef("pk"))),
            has_app=Exists(AuthenticatorApp.objects.filter(person=OuterRef("pk"))),
        )
    )
    return render(request, "signing_in/sign_ins.html", {"people": people})


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    if throttle.unlock(person, by=request.user):
        messages.success(request, _("%(name)s may try again.") % {"name": person.full_name})
    return redirect("accounts:sign-ins")


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_POST
def reset_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who lost key, telephone and paper, and stands before you."""
    person = get_object_or_404(Person, pk=pk)
    try:
        factors.reset(person, by=request.user)
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    told = _("%(name)s has no second factor now and adds a new one on the next sign-in.")
    messages.success(request, told % {"name": person.full_name})
    return redirect("accounts:sign-ins")


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    n = sessions.end_all(person, Ending.ENDED, by=request.user)
    told = ngettext("%(n)s session was ended.", "%(n)s sessions were ended.", n)
    messages.success(request, told % {"n": n})
    return redirect("accounts:sign-ins")


@needs(Permission.PEOPLE_MANAGE)
@recently
@require_http_methods(["GET", "POST"])
def give_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A first password for somebody who forgot theirs; they choose their own when they use it."""
    person = get_object_or_404(Person, pk=pk)
    form = GivenPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.give(person, form.cleaned_data["password"], by=request.user)
        told = _("%(name)s signs in with it once, and then chooses another that you do not know.")
        messages.success(request, told % {"name": person.full_name})
        return redirect("accounts:sign-ins")
    return render(request, "signing_in/give_password.html", {"form": form, "person": person})
