"""From the sign-in page to the first page: password, own password, second factor."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from saola.apps.journal import actions as journal

from ...models import Person
from ...permits import open_to_all
from ...roles import ROLES
from .. import factors, halfway, keys, passwords, printed, sessions, throttle
from ..addresses import address_of
from ..forms import ChosenPasswordForm, CodeForm, SignInForm
from ..models import Ending
from . import enrolling

_BEFORE = "nobody can sign in who must already be signed in"


@login_not_required
@open_to_all(_BEFORE)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The name and the password. Whatever is wrong, the words are the same."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _whose_password(request, form)
        if person is not None:
            _leave_earlier_session(request)
            halfway.begin(request, person, request.POST.get("next", ""))
            return go_on(request, person)
    ended = request.session.pop("ended_because", "") if request.method == "GET" else ""
    context = {
        "form": form,
        "demo_people": _demo_people(),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "ended": Ending(ended).label if ended in Ending.values else "",
    }
    return render(request, "signing_in/sign_in.html", context)


def _whose_password(request: HttpRequest, form: SignInForm) -> Person | None:
    name = form.cleaned_data["username"]
    try:
        attempt = throttle.begin(name, address_of(request))
    except throttle.RefusedError:
        form.add_error(None, too_often())
        return None
    person = passwords.person_with(name, form.cleaned_data["password"])
    if person is None:
        attempt.failed()
        form.add_error(
            None, _("That name and password do not belong together. Both are case-sensitive; try again.")
        )
    else:
        attempt.passed()
    return person


def too_often() -> str:
    return _(
        "There were too many wrong attempts, so none is taken now. After five under one name your administrator "
        "unlocks it; after many from one place, wait a quarter of an hour."
    )


def go_on(request: HttpRequest, person: Person) -> HttpResponse:
    """The next thing that signing in needs, or the page that was wanted."""
    has_factor = factors.of(person).are_enough
    if has_factor and not halfway.factor_given(request):
        return redirect("accounts:second-factor")
    if not passwords.is_own(person):
        return redirect("accounts:own-password")
    if not has_factor:
        return redirect("accounts:first-factor")
    if halfway.factor_given(request) == factors.PAPER:
        _count_paper(request, person)
    wanted = halfway.finish(request, person)
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _count_paper(request: HttpRequest, person: Person) -> None:
    left = printed.left(person)
    told = ngettext(
        "%(n)s recovery code is left. Print new ones under “Your sign-in”.",
        "%(n)s recovery codes are left. If your key or telephone is lost, add a new one under “Your sign-in”.",
        left,
    )
    messages.warning(request, told % {"n": left})


def begin_again(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("That took longer than ten minutes. Begin again; nothing is lost."))
    return redirect("accounts:sign-in")


@login_not_required
@open_to_all(_BEFORE)
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The key, the code of the app, or a code from paper."""
    person = halfway.person_at(request)
    if person is None:
        return begin_again(request)
    if not factors.of(person).are_enough:
        return go_on(request, person)
    trouble = ""
    if request.method == "POST":
        factor, trouble = try_factor(request, person)
        if factor:
            halfway.note_factor(request, factor)
            return go_on(request, person)
    return render(request, "signing_in/second_factor.html", asking(request, person) | {"trouble": trouble})


def try_factor(request: HttpRequest, person: Person) -> tuple[str, str]:
    """The factor that the request gives, or why it is none."""
    try:
        attempt = throttle.begin(person.name, address_of(request))
    except throttle.RefusedError:
        return "", too_often()
    factor = factors.given(request, person)
    if factor:
        attempt.succeeded()
        return factor, ""
    attempt.failed()
    return "", _("That was not right, or was used before. Each code is good once; wait for the next one.")


def asking(request: HttpRequest, person: Person) -> dict:
    """What the page that asks for a second factor shows."""
    have = factors.of(person)
    return {
        "key_options": keys.begin_use(request, person),
        "has_keys": bool(have.keys),
        "has_app": have.app is not None,
        "form": CodeForm(),
        "person": person,
    }


@login_not_required
@open_to_all(_BEFORE)
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """The password that only the person knows, in place of the one they were given."""
    person = halfway.person_at(request)
    if person is None:
        return begin_again(request)
    if passwords.is_own(person) or (factors.of(person).are_enough and not halfway.factor_given(request)):
        return go_on(request, person)
    form = ChosenPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.change(person, form.cleaned_data["password"])
        halfway.note_password(request, person)
        return go_on(request, person)
    return render(request, "signing_in/own_password.html", {"form": form, "person": person})


@login_not_required
@open_to_all(_BEFORE)
@require_http_methods(["GET", "POST"])
def first_factor(request: HttpRequest) -> HttpResponse:
    """The second factor of somebody who has none yet; then the recovery codes, shown once."""
    person = halfway.person_at(request)
    if person is None:
        return begin_again(request)
    if factors.of(person).are_enough or not passwords.is_own(person):
        return go_on(request, person)
    trouble = ""
    if request.method == "POST":
        factor, trouble = enrolling.enrol(request, person)
        if factor:
            halfway.note_factor(request, factor)
            fresh = factors.print_codes(person)
            target = go_on(request, person).url
            return render(
                request,
                "signing_in/recovery_codes.html",
                {"codes": fresh, "onward": target, "person": person},
            )
    context = enrolling.offered(request, person) | {"trouble": trouble, "is_first": True}
    return render(request, "signing_in/add_factor.html", context)


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
    _leave_earlier_session(request)
    with transaction.atomic():
        journal.write("person.signed_in", by=person, about=person)
        login(request, person, backend=halfway.BACKEND)
    request.session["one_click"] = True
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _leave_earlier_session(request: HttpRequest) -> None:
    if row := getattr(request, "open_session", None):
        sessions.end(row, Ending.SIGNED_OUT, by=request.user)


@open_to_all("whoever is signed in may leave")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session and ask the browser to keep nothing of it.

    Cookies are not in ``Clear-Site-Data``: that would sign people out of every service of the same domain.
    """
    with transaction.atomic():
        journal.write("person.signed_out", by=request.user, about=request.user)
        sessions.end(request.open_session, Ending.SIGNED_OUT, by=request.user)
    logout(request)
    answer = redirect("accounts:sign-in")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _demo_people() -> list[Person]:
    if not settings.DEMO:
        return []
    first = {person.role: person for person in Person.objects.filter(is_active=True).order_by("-pk")}
    return [first[role] for role in ROLES if role in first]
