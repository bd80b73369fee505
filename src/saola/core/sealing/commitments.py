"""Salted commitments: a log may bind itself to words that can be erased later.

The log keeps SHA-256(salt || words). Who holds salt and words can show that they are the ones; when both are
erased, nothing can be guessed back from the log, which still verifies. (Hash commitment with 256 bits of salt.)
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from .canonical import canonical

SALT_SIZE = 32


def opening(salt: bytes, words: Mapping[str, Any]) -> bytes:
    """What opens the commitment: the salt, and then the words in canonical bytes.

    Raises ``ValueError`` when the salt is not 32 bytes; what ``canonical`` raises.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return salt + canonical(words)


def commit(opened: bytes) -> str:
    """The commitment to an ``opening``, in hexadecimal digits."""
    return hashlib.sha256(opened).hexdigest()


def opens(commitment: str, opened: bytes) -> bool:
    return hmac.compare_digest(commit(opened), commitment)


def words_of(opened: bytes) -> bytes:
    """The canonical bytes inside an ``opening``."""
    return opened[SALT_SIZE:]
