"""Adding a security key or an authenticator app: on the first sign-in, and later among one's own."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Person
from .. import codes, factors, keys, qr
from ..forms import CodeForm, KeyNameForm
from ..sealing import UnsealableError, seal, unseal

_SECRET = "app_being_added"


def offered(request: HttpRequest, person: Person) -> dict:
    """What the page of a new factor shows. The app's secret stays the same until a code proves it."""
    secret = _secret(request, person)
    told = codes.address(secret, person, request.get_host())
    return {
        "person": person,
        "keys_are_possible": keys.are_possible(request),
        "key_options": keys.begin_enrolment(request, person) if keys.are_possible(request) else None,
        "key_form": KeyNameForm(initial={"name": _("My key")}),
        "form": CodeForm(),
        "qr": qr.svg(told, _("QR code for the authenticator app; the same as text stands below")),
        "secret": codes.as_text(secret),
        "host": keys.host_of(request),
    }


def enrol(request: HttpRequest, person: Person) -> tuple[str, str]:
    """Which factor was added, or why none was."""
    if answer := request.POST.get("credential"):
        name = request.POST.get("name", "").strip()[:60] or _("My key")
        if factors.add_key(request, person, answer, name):
            return factors.KEY, ""
        return "", _(
            "The key's answer did not fit, or the key is in use already. Nothing was added; try again."
        )
    secret = _secret(request, person)
    code = "".join(request.POST.get("code", "")[:40].split())
    step = codes.matching_step(secret, code, timezone.now().timestamp())
    if step is None:
        return "", _(
            "That code does not fit. Check that the clock of your telephone sets itself, and type the next code."
        )
    factors.add_app(person, secret, step)
    request.session.pop(_SECRET, None)
    return factors.APP, ""


def _secret(request: HttpRequest, person: Person) -> bytes:
    purpose = f"authenticator app being added by {person.pk}"
    if kept := request.session.get(_SECRET):
        try:
            return unseal(kept, purpose)
        except UnsealableError:
            pass  # begun by somebody else in this browser: theirs is not shown to this person
    secret = codes.new_secret()
    request.session[_SECRET] = seal(secret, purpose)
    return secret
