"""Closing files so that only the holder of an offline key opens them (age, X25519)."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage

from saola.core.values import gettext_noop, say

from .faults import BrokenBackupError, NoIdentityError, NoRecipientError

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Box:
    """How files are closed: to age recipients, or, without any, left open."""

    recipients: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for recipient in self.recipients:
            _recipient(recipient)

    @property
    def suffix(self) -> str:
        return ".age" if self.recipients else ".plain"

    def close(self, source: BinaryIO, path: Path) -> str:
        """Write ``source`` closed at ``path``, whole or not at all; return the SHA-256 of what was written."""
        partial = path.with_name(f"{path.name}.partial")
        with partial.open("wb") as written:
            hashing = _Hashing(written)
            if self.recipients:
                self._encrypt(source, hashing)
            else:
                copy(source, hashing)
            digest = hashing.digest
            written.flush()
            os.fsync(written.fileno())
        partial.rename(path)
        sync_folder(path.parent)
        return digest

    def _encrypt(self, source: BinaryIO, target: "_Hashing") -> None:
        try:
            pyrage.encrypt_io(source, target, [_recipient(each) for each in self.recipients])
        except pyrage.EncryptError as error:  # what reading or writing raised, in other clothes
            raise OSError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a box: the identities of a file written by ``saola backup-identity``, or none."""

    identities: tuple[pyrage.x25519.Identity, ...] = ()

    @classmethod
    def read(cls, path: Path | None) -> "Key":
        """Raises ``NoIdentityError`` when the file holds none."""
        if path is None:
            return cls()
        lines = [line.strip() for line in path.read_text().splitlines()]
        try:
            found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
        except pyrage.IdentityError:
            found = []
        if not found:
            raise NoIdentityError(say(gettext_noop("The file {name} holds no age identity."), name=path.name))
        return cls(tuple(found))

    def open(self, path: Path, target: BinaryIO) -> str:
        """Write what ``path`` holds to ``target``; return the SHA-256 of what was inside.

        Raises ``NoIdentityError`` and ``BrokenBackupError``.
        """
        hashing = _Hashing(target)
        with path.open("rb") as source:
            if path.suffix == ".plain":
                copy(source, hashing)
                return hashing.digest
            if not self.identities:
                raise NoIdentityError(
                    say(
                        gettext_noop(
                            "The backup is encrypted. Bring the offline key and name its file with --identity."
                        )
                    )
                )
            self._decrypt(source, hashing, path)
        return hashing.digest

    def _decrypt(self, source: BinaryIO, target: "_Hashing", path: Path) -> None:
        try:
            pyrage.decrypt_io(source, target, list(self.identities))
        except pyrage.DecryptError as error:
            if "No matching keys" in str(error):
                raise NoIdentityError(
                    say(gettext_noop("The key given is not the one that this backup was encrypted to."))
                ) from error
            raise broken(path.name) from error
        except OSError as error:
            raise broken(path.name) from error


def broken(name: str) -> BrokenBackupError:
    return BrokenBackupError(
        say(
            gettext_noop(
                "{name} is not as it was written, so nothing of this backup was used. Take another copy of the "
                "backup, or an older one."
            ),
            name=name,
        )
    )


def recipients(texts: Iterable[str], is_unencrypted: bool = False) -> Box:
    """The box for these recipients. Raises ``NoRecipientError`` when there is none, unless that is meant."""
    wanted = tuple(filter(None, (text.strip() for text in texts)))
    if not wanted and not is_unencrypted:
        raise NoRecipientError(
            say(
                gettext_noop(
                    "No backup was written, because SAOLA_BACKUP_RECIPIENT does not say for whom to encrypt it. "
                    "Make a key with saola backup-identity on a medium that leaves this machine, or say "
                    "--unencrypted if the backup may be read by whoever finds it."
                )
            )
        )
    return Box(() if is_unencrypted else wanted)


def new_identity(path: Path) -> str:
    """Write a new identity to ``path``, which must not exist; return its recipient."""
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"# recipient: {recipient}\n{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    return recipient


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise NoRecipientError(
            say(
                gettext_noop("{text} is no age recipient, so no backup was written. One begins with age1."),
                text=text,
            )
        ) from error


class _Hashing:
    """A file that remembers the SHA-256 of what was written to it, and whether writing failed.

    pyrage 1.4 says nothing when the last write of an encryption fails; ``digest`` does.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._sha = file, hashlib.sha256()
        self._failure: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            written = self._file.write(data)
        except OSError as error:
            self._failure = error
            raise
        self._sha.update(data)
        return written

    def flush(self) -> None:
        self._file.flush()

    @property
    def digest(self) -> str:
        """Raises the ``OSError`` of a write that failed."""
        if self._failure is not None:
            raise self._failure
        return self._sha.hexdigest()


def copy(source: BinaryIO, target) -> None:
    while piece := source.read(_PIECE):
        target.write(piece)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """See that names just given in ``folder`` outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
