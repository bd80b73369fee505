"""The sealer: the one key of this node that signs checkpoints, manifests and statements.

The key lies in a folder of its own, which the owner of the sealer may read and nobody else. Its public half lies
beside the checkpoints, for whoever wants to check.
"""

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

KEY, PUBLIC_KEY = "sealer.pem", "sealer.pub.pem"


class SealerKeyError(RuntimeError):
    """There is no signing key, or what lies in its place is none."""


def make_key() -> bool:
    """Make the signing key of this node, once. Whether it was made now. Never replaces one.

    Raises ``SealerKeyError`` when checkpoints were signed by a key that is gone: a new one would disown them.
    """
    folder = settings.KEYS_FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = False
    if not (folder / KEY).exists():
        if public_key_file().exists():
            raise SealerKeyError(
                f"The signing key {folder / KEY} is gone, but checkpoints signed with it are there. Bring the key "
                f"back from its safe copy; without one, put the checkpoints and {public_key_file().name} away "
                "together and run `saola init` again."
            )
        secret = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write_once(folder / KEY, secret, 0o400)
        made = True
    if not public_key_file().exists():
        public_key_file().parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        _write_once(public_key_file(), _as_pem(_secret().public_key()), 0o444)
    return made


def sign(content: bytes) -> bytes:
    """The Ed25519 signature over ``content``, 64 bytes. Raises ``SealerKeyError``.

    Where another user keeps the key (``settings.SIGNER``) the sealer is asked, which signs no checkpoint on request.
    """
    if is_at_hand():
        return _secret().sign(content)
    from . import signer

    return signer.ask(settings.SIGNER, content)


def is_at_hand() -> bool:
    """Whether this process signs for itself, and so checkpoints too; otherwise the sealer works under another user."""
    return settings.SIGNER is None or os.access(settings.KEYS_FOLDER / KEY, os.R_OK)


def public_key() -> bytes:
    """The 32 bytes of the public key. Raises ``SealerKeyError``."""
    return raw(public_key_pem())


def public_key_pem() -> bytes:
    """The public key as ``openssl`` reads it. Raises ``SealerKeyError``."""
    try:
        return public_key_file().read_bytes()
    except FileNotFoundError:
        return _as_pem(
            _secret().public_key()
        )  # where another user keeps it, this says that there is none yet


def public_key_file() -> Path:
    return settings.DATA_FOLDER / "checkpoints" / PUBLIC_KEY


def raw(pem: bytes) -> bytes:
    """The 32 bytes inside a PEM file of an Ed25519 public key. Raises ``SealerKeyError``."""
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise SealerKeyError("The file of the public key holds no public key.") from fault
    if not isinstance(key, Ed25519PublicKey):
        raise SealerKeyError("The public key is not an Ed25519 key.")
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def is_signed(content: bytes, signature: bytes, key: bytes) -> bool:
    """Whether ``signature`` over ``content`` was made with the secret half of ``key`` (32 bytes)."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def name(key: bytes) -> str:
    """How the log of the node with this public key is called in its checkpoints, without the epoch."""
    return f"saola/{hashlib.sha256(key).hexdigest()[:16]}"


def _secret() -> Ed25519PrivateKey:
    path = settings.KEYS_FOLDER / KEY
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as fault:
        raise SealerKeyError(f"There is no signing key at {path}. Run `saola init`.") from fault
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise SealerKeyError(
            f"What lies at {path} is no signing key. Bring it back from its safe copy."
        ) from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise SealerKeyError(f"The key at {path} is not an Ed25519 key.")
    return key


def _as_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _write_once(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
