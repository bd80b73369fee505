"""Recovery codes: printed once, kept as digests, each good for one use."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..models import Person
from .models import RecoveryCode

HOW_MANY = 10
LENGTH = 16
# No I, L, O or U: they are read as 1, 0 and V. Five bits a sign, eighty a code.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AS_READ = str.maketrans("ILO", "110", " -\u2013\u2010\u2011")


@transaction.atomic
def make(person: Person) -> list[str]:
    """New codes, in place of all earlier ones. Nobody can read them again later."""
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=_digest(person, code)) for code in codes
    )
    return ["-".join(code[start : start + 4] for start in range(0, LENGTH, 4)) for code in codes]


def plain(code: str) -> str:
    """A code as typed from paper, in the letters it is made of."""
    return code.upper().translate(_AS_READ)


def verify(person: Person, code: str) -> bool:
    """Whether ``code`` is one of the person's and was not used before; it is used up by asking."""
    wanted = RecoveryCode.objects.filter(person=person, digest=_digest(person, plain(code)), used_at=None)
    return bool(wanted.update(used_at=timezone.now()))


def left(person: Person) -> int:
    """How many codes are good still."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def _digest(person: Person, code: str) -> str:
    return salted_hmac("saola recovery code", f"{person.pk} {code}", algorithm="sha256").hexdigest()
