"""Sealing what must be read again by this node only: the secrets of authenticator apps.

The key is derived from the node's own secret, which lies in the data folder and never in the database: a copy of
the database alone gives no code away.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_SCHEME = "1:"  # AES-256-GCM, key by HKDF-SHA-256, 12 bytes of nonce before the ciphertext


class UnsealableError(ValueError):
    """It was sealed by another node, for another person, or altered."""


def seal(secret: bytes, purpose: str) -> str:
    """Seal ``secret`` so that it opens only for the same ``purpose``."""
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(_key()).encrypt(nonce, secret, purpose.encode())
    return _SCHEME + base64.b64encode(sealed).decode()


def unseal(sealed: str, purpose: str) -> bytes:
    """The secret again. Raises ``UnsealableError``."""
    if not sealed.startswith(_SCHEME):
        raise UnsealableError("sealed in a way this version does not know")
    raw = base64.b64decode(sealed[len(_SCHEME) :])
    try:
        return AESGCM(_key()).decrypt(raw[:12], raw[12:], purpose.encode())
    except InvalidTag as error:
        raise UnsealableError("not sealed by this node for this purpose") from error


def _key() -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"saola authenticator apps")
    return derive.derive(settings.SECRET_KEY.encode())
