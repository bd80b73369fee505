"""Security keys and passkeys (WebAuthn), after a password.

The browser answers only to the node's own name, so a look-alike page gets nothing that could be used here.
"""

import base64
import ipaddress
import json
from hashlib import sha256
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ..models import Person
from .models import SecurityKey

_STATE = "key_challenge"
LONGEST_ANSWER = 20_000


def are_possible(request: HttpRequest) -> bool:
    """Whether a browser would talk to a key here: it asks for a host name, and HTTPS or this very machine."""
    host = host_of(request)
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False


def host_of(request: HttpRequest) -> str:
    """The host name that keys are bound to here."""
    host = request.get_host()
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host


def begin_enrolment(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the browser is told to make a key for ``person``; its challenge is good for one answer."""
    user = PublicKeyCredentialUserEntity(
        id=salted_hmac("saola key", str(person.pk), algorithm="sha256").digest(),
        name=person.name,
        display_name=person.full_name,
    )
    options, state = _server(request).register_begin(
        user,
        _credentials(request, person),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[_STATE] = state
    return _plain(dict(options))


def enrol(request: HttpRequest, person: Person, answer: str, name: str) -> SecurityKey | None:
    """Keep the key that answered, or ``None`` where the answer is not to this node's last challenge."""
    state, response = request.session.pop(_STATE, None), _read(answer)
    if state is None or response is None:
        return None
    try:
        made = _server(request).register_complete(state, RegistrationResponse.from_dict(response))
    except _WRONG:
        return None
    credential_id = made.credential_data.credential_id.hex()
    if SecurityKey.objects.filter(credential_id=credential_id).exists():
        return None
    return SecurityKey.objects.create(
        person=person,
        name=name,
        host=host_of(request),
        credential_id=credential_id,
        credential=base64.b64encode(made.credential_data).decode(),
        counter=made.counter,
    )


def begin_use(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What the browser is told to ask the person's key, or ``None`` where they have none for this host."""
    credentials = _credentials(request, person)
    if not credentials or not are_possible(request):
        return None
    options, state = _server(request).authenticate_begin(
        credentials, user_verification=UserVerificationRequirement.PREFERRED
    )
    request.session[_STATE] = state
    return _plain(dict(options))


def verify(request: HttpRequest, person: Person, answer: str) -> bool:
    """Whether one of the person's keys answered this node's last challenge, here and now, for the first time."""
    state, response = request.session.pop(_STATE, None), _read(answer)
    if state is None or response is None:
        return False
    try:
        told = AuthenticationResponse.from_dict(response)
        used = _server(request).authenticate_complete(state, _credentials(request, person), told)
    except _WRONG:
        return False
    key = SecurityKey.objects.get(credential_id=used.credential_id.hex(), person=person)
    counter = told.response.authenticator_data.counter
    if (counter or key.counter) and counter <= key.counter:
        return False  # a copy of the key was used before it, or its answer is an old one
    challenge = sha256(state["challenge"].encode()).hexdigest()
    unused = SecurityKey.objects.filter(pk=key.pk, counter=key.counter).exclude(last_challenge=challenge)
    return bool(unused.update(counter=counter, last_challenge=challenge, last_used_at=timezone.now()))


# What the library raises for an answer that is malformed or wrong.
_WRONG = (ValueError, TypeError, KeyError, AttributeError, IndexError)


def _server(request: HttpRequest) -> Fido2Server:
    origin = f"{request.scheme}://{request.get_host()}"
    rp = PublicKeyCredentialRpEntity(id=host_of(request), name="Saola")
    return Fido2Server(rp, verify_origin=lambda told: told == origin)


def _credentials(request: HttpRequest, person: Person) -> list[AttestedCredentialData]:
    kept = SecurityKey.objects.filter(person=person, host=host_of(request))
    return [AttestedCredentialData(base64.b64decode(key.credential)) for key in kept]


def _read(answer: str) -> dict[str, Any] | None:
    if len(answer) > LONGEST_ANSWER:
        return None
    try:
        response = json.loads(answer)
    except ValueError:
        return None
    return response if isinstance(response, dict) else None


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """The library's answer as plain values that become JSON in the page."""
    return json.loads(json.dumps(options))
