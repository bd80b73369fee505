"""Six digits from an authenticator app (RFC 6238), each good for one use.

SHA-1, six digits and thirty seconds, because that is what every app supports; RFC 6238, section 5.2 allows one
step either way for clocks that differ.
"""

import base64
import os

from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.utils import timezone

from ..models import Person
from . import sealing
from .models import AuthenticatorApp

STEP = 30
DIGITS = 6
TOLERANCE = 1


def new_secret() -> bytes:
    """160 bits, as RFC 4226, section 4 recommends."""
    return os.urandom(20)


def as_text(secret: bytes) -> str:
    """The secret to be typed where no camera is, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, person: Person, node: str) -> str:
    """What the QR code holds: the ``otpauth`` address that apps read."""
    return _totp(secret).get_provisioning_uri(person.name, f"Saola {node}")


def matching_step(secret: bytes, code: str, now: float, after: int = -1) -> int | None:
    """The step that ``code`` belongs to: this one or a neighbour, and later than ``after``."""
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    current = int(now // STEP)
    found = None
    for step in range(current - TOLERANCE, current + TOLERANCE + 1):
        if constant_time.bytes_eq(_totp(secret).generate(step * STEP), code.encode()) and step > after:
            found = step
    return found


def enrol(person: Person, secret: bytes, step: int) -> None:
    """Keep the app of a person in place of an earlier one. ``step`` is that of the code that proved it."""
    AuthenticatorApp.objects.update_or_create(
        person=person,
        defaults={
            "sealed_secret": sealing.seal(secret, _purpose(person)),
            "last_step": step,
            "made_at": timezone.now(),
            "last_used_at": None,
        },
    )


def verify(person: Person, code: str) -> bool:
    """Whether ``code`` is the app's now and was not used before; it is used up by asking.

    Two requests with one code race for the same row, and one of them wins.
    """
    app = AuthenticatorApp.objects.filter(person=person).first()
    if app is None:
        return False
    secret = sealing.unseal(app.sealed_secret, _purpose(person))
    now = timezone.now()
    step = matching_step(secret, code, now.timestamp(), app.last_step)
    if step is None:
        return False
    unused = AuthenticatorApp.objects.filter(pk=app.pk, last_step__lt=step)
    return bool(unused.update(last_step=step, last_used_at=now))


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP)


def _purpose(person: Person) -> str:
    return f"authenticator app of {person.pk}"
