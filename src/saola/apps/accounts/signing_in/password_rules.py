"""Which passwords are refused: those that attackers try first. Length matters; mixtures of signs do not.

Django's list of 20,000 common passwords has fifty of fifteen characters, so a short common one that was only made
longer is looked for here, and an office can carry in a list of all leaked ones.
"""

import re
from functools import lru_cache
from hashlib import sha1
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_LETTERS = 6
_RUNS = "0123456789012345678909876543210987654321 abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba qwertyuiop asdfghjkl zxcvbnm"


class NotThin:
    """Refuses what is long but holds little: one thing repeated, a run of keys, a common password with a tail."""

    def validate(self, password: str, user=None) -> None:
        if is_thin(password):
            raise ValidationError(
                _("This is long, but easily guessed: it repeats or continues something short."), code="thin"
            )

    def get_help_text(self) -> str:
        return _("Your password must not be something short made longer.")


def is_thin(password: str) -> bool:
    """Whether a password of any length says as little as a short one."""
    folded = password.casefold()
    if len(set(folded)) < FEWEST_LETTERS or re.fullmatch(r"(.{1,8}?)\1+.{0,7}", folded, re.DOTALL):
        return True
    rest = re.sub(r"[\W\d_]+", "", folded)
    if any(folded[start : start + 10] in _RUNS for start in range(len(folded) - 9)):
        return len(folded) < 25
    return rest in _common() or _is_made_of_common(rest)


def _is_made_of_common(letters: str) -> bool:
    """Two common passwords side by side, with whatever digits between or behind."""
    return any(letters[:at] in _common() and letters[at:] in _common() for at in range(4, len(letters) - 3))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


class NotLeaked:
    """Refuses what stands in a list of leaked passwords that the office carried in, if it did.

    The file is sorted and bears a SHA-1 in capital hexadecimal at the start of each line, as such lists are
    published; forty gigabytes are searched in some thirty reads, and nothing leaves the machine.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def validate(self, password: str, user=None) -> None:
        if self.path.is_file() and _stands_in(self.path, sha1(password.encode(), usedforsecurity=False)):
            raise ValidationError(
                _("This password stands in a list of stolen ones. Choose another."), code="leaked"
            )

    def get_help_text(self) -> str:
        return _("Your password must not stand in a list of stolen ones.")


def _stands_in(path: Path, digest) -> bool:
    wanted = digest.hexdigest().upper().encode()
    with path.open("rb") as lines:
        low, high = 0, path.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()
            line = lines.readline()
            if line[:40] == wanted:
                return True
            if line and line[:40] < wanted:
                low = middle + 1
            else:
                high = middle
        lines.seek(low)
        if low:
            lines.readline()
        return lines.readline()[:40] == wanted
