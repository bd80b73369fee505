"""Signing in, agencies, people, access tokens."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saola.apps.journal import actions as journal

from . import actions
from .forms import AgencyForm, PersonForm, RoleForm, SignInForm, TokenForm
from .models import AccessToken, Agency, Person
from .permits import needs, open_to_all
from .roles import ROLES, Permission


@login_not_required
@open_to_all("nobody can sign in who must already be signed in")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            return _enter(request, form.get_user())
        _note_failure(request)
    return render(request, "accounts/sign_in.html", {"form": form, "demo_people": _demo_people()})


@login_not_required
@open_to_all("the fictional country is open to every newcomer; on a real node the page does not exist")
@require_POST
def sign_in_demo(request: HttpRequest, role: str) -> HttpResponse:
    """One click per role, in the fictional country only: there is nothing there to protect."""
    if not settings.DEMO:
        raise Http404
    person = Person.objects.filter(role=role, is_active=True).order_by("pk").first()
    if person is None:
        raise Http404
    return _enter(request, person)


@open_to_all("whoever is signed in may leave")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        journal.write("person.signed_out", by=request.user, about=request.user)
    logout(request)
    return redirect("accounts:sign-in")


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    with transaction.atomic():
        journal.write("person.signed_in", by=person, about=person)
        login(request, person)
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _note_failure(request: HttpRequest) -> None:
    with transaction.atomic():
        journal.write("person.sign_in_failed", name=request.POST.get("username", "")[:60])


def _demo_people() -> list[Person]:
    if not settings.DEMO:
        return []
    first = {person.role: person for person in Person.objects.filter(is_active=True).order_by("-pk")}
    return [first[role] for role in ROLES if role in first]


@needs(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        actions.create_person(**fields, by=request.user)
        messages.success(request, _("%(name)s may now sign in.") % {"name": fields["full_name"]})
        return redirect("accounts:people")
    context = {
        "form": form,
        "people": Person.objects.select_related("agency"),
        "roles": ROLES.values(),
    }
    return render(request, "accounts/people.html", context)


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        actions.change_role(person, role=form.cleaned_data["role"], by=request.user)
        messages.success(request, _("The role was changed."))
    return redirect("accounts:people")


@needs(Permission.AGENCIES_MANAGE)
@require_http_methods(["GET", "POST"])
def agencies(request: HttpRequest) -> HttpResponse:
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.create_agency(**form.cleaned_data, by=request.user)
        messages.success(request, _("The agency was added."))
        return redirect("accounts:agencies")
    return render(request, "accounts/agencies.html", {"form": form, "agencies": Agency.objects.all()})


@needs(Permission.TOKENS_MANAGE)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own access tokens. The secret of a new one is shown once, on the answer to the form."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        _token, secret = actions.issue_token(name=form.cleaned_data["name"], by=request.user)
        form = TokenForm()
    own = AccessToken.objects.filter(person=request.user)
    return render(request, "accounts/tokens.html", {"form": form, "tokens": own, "secret": secret})


@needs(Permission.TOKENS_MANAGE)
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(AccessToken, pk=pk, person=request.user, revoked_at=None)
    actions.revoke_token(token, by=request.user)
    messages.success(request, _("The token no longer opens anything."))
    return redirect("accounts:tokens")


@open_to_all("everyone may read what their role allows")
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/roles.html", {"roles": ROLES.values()})
