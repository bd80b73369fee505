"""Agencies, access tokens, and what each role may do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from . import actions
from .forms import AgencyForm, TokenForm
from .models import AccessToken, Agency
from .permits import needs, open_to_all
from .roles import ROLES, Permission
from .signing_in import recently


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
@recently
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own access tokens. The secret of a new one is shown once, on the answer to the form."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        _token, secret = actions.issue_token(**form.cleaned_data, by=request.user)
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
    return render(request, "accounts/roles.html", {"roles": ROLES.values(), "tab": "roles"})
