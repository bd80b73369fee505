"""Checkpoints: how long a log was and what its root was, as a signed note that anyone can keep.

The text is that of C2SP tlog-checkpoint (origin, size, base64 of the root), the envelope that of C2SP signed-note
with Ed25519 (key type 0x01). Signing and verifying are given in as functions: this room holds no key.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from .tree import HASH_SIZE

ED25519 = b"\x01"
_DASH = "— "
LARGEST_NOTE = 1_000_000
"""Bytes; what a note may have at most before it is read."""
MOST_SIGNATURES = 100


class NoteError(ValueError):
    """The bytes are not a signed note, or not one of a checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log ``origin`` had ``size`` entries, and ``root`` over them (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed. Raises ``NoteError`` for an origin that cannot stand on a line."""
        if not self.origin or any(not sign.isprintable() for sign in self.origin):
            raise NoteError("the origin of a checkpoint is one line of text")
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def from_text(cls, text: str) -> "Checkpoint":
        """Read the text of a note; lines after the third are for others. Raises ``NoteError``."""
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise NoteError("a checkpoint has three lines or more, none of them empty")
        origin, size, root = lines[:3]
        if (
            not (size.isascii() and size.isdigit())
            or (size != "0" and size.startswith("0"))
            or len(size) > 19
        ):
            raise NoteError("the second line of a checkpoint is the number of entries")
        return cls(origin, int(size), _from_base64(root, HASH_SIZE))


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who says to have signed, four bytes that tell keys apart, and the signature."""

    name: str
    key_hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    signatures: tuple[Signature, ...]

    def as_bytes(self) -> bytes:
        lines = (
            f"{_DASH}{each.name} {base64.b64encode(each.key_hash + each.signature).decode()}\n"
            for each in self.signatures
        )
        return (self.text + "\n" + "".join(lines)).encode()

    def is_signed_by(self, name: str, public_key: bytes, verify: Callable[[bytes, bytes], bool]) -> bool:
        """Whether one line is of this name and key, and all such lines are true.

        ``verify`` takes the signature and the signed bytes.
        """
        wanted = key_hash(name, public_key)
        own = [each for each in self.signatures if (each.name, each.key_hash) == (name, wanted)]
        return bool(own) and all(verify(each.signature, self.text.encode()) for each in own)


def key_hash(name: str, public_key: bytes) -> bytes:
    """Four bytes that tell an Ed25519 key of ``name`` from others: SHA-256(name || 0x0A || 0x01 || key)[:4]."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """The key in one line, as other tools for signed notes take it: name, key hash and key with plus signs."""
    return f"{name}+{key_hash(name, public_key).hex()}+{base64.b64encode(ED25519 + public_key).decode()}"


def sign_note(text: str, name: str, public_key: bytes, sign: Callable[[bytes], bytes]) -> Note:
    """``text`` with one signature. Raises ``NoteError`` for a text or a name that no note may have."""
    _refuse_text(text)
    if not name or "+" in name or any(sign_.isspace() or not sign_.isprintable() for sign_ in name):
        raise NoteError("the name of a key has no space and no plus sign")
    return Note(text, (Signature(name, key_hash(name, public_key), sign(text.encode())),))


def read_note(note: bytes) -> Note:
    """Take a signed note apart, strictly. Says nothing about whether its signatures are true.

    Raises ``NoteError``.
    """
    if len(note) > LARGEST_NOTE:
        raise NoteError("the note is larger than any checkpoint")
    try:
        whole = note.decode()
    except UnicodeDecodeError as fault:
        raise NoteError("a note is text in UTF-8") from fault
    text, gap, lines = whole.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise NoteError("a note is a text, an empty line, and lines of signatures")
    text += "\n"
    _refuse_text(text)
    signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise NoteError("the note bears more signatures than are read")
    return Note(text, signatures)


def _signature(line: str) -> Signature:
    name, gap, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not gap or not name or "+" in name:
        raise NoteError("a line of signature is a dash, a name and base64")
    signed = _from_base64(encoded)
    if len(signed) < 5:
        raise NoteError("a signature is longer than its key hash")
    return Signature(name, signed[:4], signed[4:])


def _refuse_text(text: str) -> None:
    if not text.endswith("\n") or any(ord(sign) < 0x20 and sign != "\n" for sign in text):
        raise NoteError("the text of a note ends with a line feed and has no other control characters")


def _from_base64(text: str, size: int | None = None) -> bytes:
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise NoteError("what should be base64 is not") from fault
    if base64.b64encode(decoded).decode() != text or (size is not None and len(decoded) != size):
        raise NoteError("what should be base64 of a known length is not")
    return decoded
