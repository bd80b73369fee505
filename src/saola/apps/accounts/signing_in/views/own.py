"""One's own sign-in: keys, app, recovery codes, password, sessions; and saying again that it is oneself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saola.apps.journal import actions as journal

from ...permits import open_to_all
from .. import factors, passwords, sessions, throttle
from ..addresses import address_of
from ..browsers import browser_words
from ..forms import ChangedPasswordForm
from ..freshness import recently
from ..models import AuthenticatorApp, Ending, OpenSession, SecurityKey
from . import enrolling
from .entering import asking, too_often, try_factor

_OWN = "everyone keeps their own sign-in, whatever their role"


@open_to_all(_OWN)
@require_GET
def own_sign_in(request: HttpRequest) -> HttpResponse:
    live = OpenSession.objects.live().filter(person=request.user)
    context = {
        "have": factors.of(request.user),
        "one_click": request.session.get("one_click", False),
        "sessions": [(row, browser_words(row.browser), row.pk == request.open_session.pk) for row in live],
    }
    return render(request, "signing_in/own_sign_in.html", context)


@open_to_all(_OWN)
@recently
@require_http_methods(["GET", "POST"])
def add_factor(request: HttpRequest) -> HttpResponse:
    """A further key, or an app in place of the earlier one."""
    trouble = ""
    if request.method == "POST":
        factor, trouble = enrolling.enrol(request, request.user)
        if factor:
            messages.success(request, _("It was added. From now on you can sign in with it."))
            return redirect("accounts:own-sign-in")
    context = enrolling.offered(request, request.user) | {"trouble": trouble}
    return render(request, "signing_in/add_factor.html", context)


@open_to_all(_OWN)
@recently
@require_POST
def remove_key(request: HttpRequest, pk) -> HttpResponse:
    return _remove(request, get_object_or_404(SecurityKey, pk=pk, person=request.user))


@open_to_all(_OWN)
@recently
@require_POST
def remove_app(request: HttpRequest) -> HttpResponse:
    return _remove(request, get_object_or_404(AuthenticatorApp, person=request.user))


def _remove(request: HttpRequest, factor: SecurityKey | AuthenticatorApp) -> HttpResponse:
    try:
        factors.remove(request.user, factor)
        messages.success(request, _("It was removed and opens nothing any more."))
    except factors.LastFactorError:
        messages.error(request, _("It stays, because it is your only second factor. Add another one first."))
    return redirect("accounts:own-sign-in")


@open_to_all(_OWN)
@recently
@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown on this answer and never again; the earlier ones are void."""
    context = {"codes": factors.print_codes(request.user), "person": request.user}
    return render(request, "signing_in/recovery_codes.html", context)


@open_to_all(_OWN)
@recently
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password. It ends every session, this one too: whoever knew the old one is out."""
    form = ChangedPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and _knows_current(request, form):
        passwords.change(request.user, form.cleaned_data["password"])
        logout(request)
        messages.success(request, _("The password was changed. Sign in with the new one."))
        return redirect("accounts:sign-in")
    return render(request, "signing_in/change_password.html", {"form": form})


def _knows_current(request: HttpRequest, form: ChangedPasswordForm) -> bool:
    try:
        attempt = throttle.begin(request.user.name, address_of(request))
    except throttle.RefusedError:
        form.add_error(None, too_often())
        return False
    if passwords.person_with(request.user.name, form.cleaned_data["current"]):
        attempt.passed()
        return True
    attempt.failed()
    form.add_error("current", _("That is not your password of today. Nothing was changed."))
    return False


@open_to_all(_OWN)
@require_POST
def end_session(request: HttpRequest, pk) -> HttpResponse:
    """End one of one's own sessions, as after leaving a browser open elsewhere."""
    row = get_object_or_404(OpenSession.objects.live(), pk=pk, person=request.user)
    sessions.end(row, Ending.ENDED, by=request.user)
    messages.success(request, _("The session was ended."))
    return redirect("accounts:own-sign-in")


@open_to_all(_OWN)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Say again, with a second factor, that it is oneself. Good for five minutes."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    trouble = ""
    if request.method == "POST":
        factor, trouble = try_factor(request, request.user)
        if factor:
            with transaction.atomic():
                sessions.proved(request)
                journal.write("person.confirmed", by=request.user, about=request.user, factor=factor)
            is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
            return redirect(wanted if is_ours else settings.LOGIN_REDIRECT_URL)
    context = asking(request, request.user) | {"trouble": trouble, "next": wanted}
    return render(request, "signing_in/confirm.html", context)
