"""Signing what leaves this machine, with the node's own key."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings


def sign(content: bytes) -> bytes:
    """The node's Ed25519 signature over ``content``: 64 bytes."""
    return _key().sign(content)


def public_key_pem() -> str:
    """The public half, as ``openssl`` reads it."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def has_signed(content: bytes, signature: bytes, public_key: str) -> bool:
    """Whether the holder of ``public_key`` signed exactly this."""
    try:
        load_pem_public_key(public_key.encode()).verify(signature, content)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def key_path() -> Path:
    return Path(settings.DATA_FOLDER) / "keys" / "sealer.pem"


def _key() -> Ed25519PrivateKey:
    path = key_path()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        return load_pem_private_key(path.read_bytes(), None)
    key = Ed25519PrivateKey.generate()
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key
