"""The key of the store: it opens the keys of sealed files, which lie beside them, closed to it.

It is an age identity (X25519) in a file that this system's user alone reads, apart from the records and never in a
backup. The keys of files are closed to the recipients of backups as well, so that whoever holds the offline key can
open originals when this one is lost. Whoever destroys the key of one file destroys that file, wherever it was copied.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyrage
from django.conf import settings

from .boxes import AlteredError, FileKey

Identity = pyrage.x25519.Identity


class StoreKeyError(RuntimeError):
    """The key of the store is not there, or is none. Nothing of the store can be read or added until it is back."""


def path() -> Path:
    return Path(settings.EVIDENCE_KEY or Path(settings.DATA_FOLDER) / "keys" / "evidence.key")


def identities() -> list[Identity]:
    """The key of the store, and before it is changed everywhere the one before. Raises ``StoreKeyError``."""
    try:
        return read(path())
    except FileNotFoundError as error:
        raise StoreKeyError(
            f"The key of the evidence store, {path()}, is not there. Bring it back from its safe copy; without one, "
            "`saola evidence rekey --identity FILE` opens the store with the offline key of backups."
        ) from error


def read(file: Path) -> list[Identity]:
    """The age identities in a file, one a line. Raises ``StoreKeyError``, ``OSError``."""
    lines = [line.strip() for line in file.read_text().splitlines()]
    try:
        found = [Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except pyrage.IdentityError as error:
        raise StoreKeyError(f"What lies at {file} is no key. Bring it back from its safe copy.") from error
    if not found:
        raise StoreKeyError(f"The file {file} holds no key. Bring it back from its safe copy.")
    return found


def make() -> None:
    """Make the key of a store that has none. Never replaces one; of two at once the first wins."""
    if not path().exists():
        _write([Identity.generate()], is_first=True)


def replace_by(keys: Sequence[Identity]) -> None:
    """Make ``keys`` the identities of the store, the first of them the one to which new files are closed."""
    _write(keys, is_first=False)


def _write(keys: Sequence[Identity], *, is_first: bool) -> None:
    target = path()
    make_folder(target.parent)
    partial = target.with_name(f".{target.name}-{os.urandom(6).hex()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.writelines(f"# recipient: {key.to_public()}\n{key}\n" for key in keys)
            file.flush()
            os.fsync(file.fileno())
        if is_first:
            with suppress(FileExistsError):
                target.hardlink_to(partial)
        else:
            partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    force(target.parent)


def make_folder(folder: Path) -> None:
    """A folder whose name is on the disk before anything is put into it."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        force(folder.parent)


def force(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def closed(key: FileKey) -> bytes:
    """The key of a file, as it lies beside it: an age file. Raises ``StoreKeyError``."""
    own = identities()[0].to_public()
    return pyrage.encrypt(key.name + key.secret, [own, *_recipients_of_backups()])


def opened(kept: bytes, keys: Sequence[Identity] | None = None) -> FileKey:
    """The key of a file. Raises ``AlteredError`` where none of ``keys`` (those of the store) opens it."""
    try:
        content = pyrage.decrypt(kept, list(identities() if keys is None else keys))
    except pyrage.DecryptError as error:
        raise AlteredError("the key of a sealed file does not open") from error
    return FileKey(content[:16], content[16:])


def _recipients_of_backups() -> list[pyrage.x25519.Recipient]:
    wanted = filter(None, (text.strip() for text in settings.BACKUP_RECIPIENT.split(",")))
    try:
        return [pyrage.x25519.Recipient.from_str(text) for text in wanted]
    except pyrage.RecipientError as error:
        raise StoreKeyError(
            "SAOLA_BACKUP_RECIPIENT names no age recipient (age1...), so nothing was sealed."
        ) from error
