"""The files of checkpoints: one for each size at which the journal was signed, written once and never again."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from saola.core.sealing import Checkpoint, NoteError, read_note, sign_note

from . import sealer

SUFFIX = ".checkpoint"
_IN_ONE_FOLDER = 100_000  # entries, so that no folder grows without end


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint in its file. ``checkpoint`` is ``None`` where the file is not one that this node signed."""

    path: Path
    checkpoint: Checkpoint | None
    note: bytes

    @property
    def epoch(self) -> int:
        return epoch_of(self.checkpoint.origin) if self.checkpoint else 0

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)


def folder() -> Path:
    return settings.DATA_FOLDER / "checkpoints"


def origin(epoch: int, key: bytes) -> str:
    return f"{sealer.name(key)}/{epoch}"


def epoch_of(origin: str) -> int:
    """The epoch in an origin; 0 where there is none."""
    last = origin.rpartition("/")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) < 9 else 0


def signed(epoch: int, size: int, root: bytes) -> tuple[Checkpoint, bytes]:
    """A checkpoint and its signed note. Raises ``SealerKeyError``."""
    key = sealer.public_key()
    checkpoint = Checkpoint(origin(epoch, key), size, root)
    note = sign_note(checkpoint.text(), checkpoint.origin, key, sealer.sign)
    return checkpoint, note.as_bytes()


def keep(checkpoint: Checkpoint, note: bytes) -> Path:
    """Write a note into the folder of checkpoints. One of that size that is there already stays."""
    epoch = epoch_of(checkpoint.origin)
    group = f"{checkpoint.size // _IN_ONE_FOLDER:06d}"
    return _write_once(folder() / f"{epoch:04d}" / group / f"{checkpoint.size:012d}{SUFFIX}", note)


def copy_outside(checkpoint: Checkpoint, note: bytes, outside: Path) -> Path:
    """Copy a note, and the public key, into a folder elsewhere. Raises ``OSError`` when it cannot be reached."""
    where = outside / sealer.name(sealer.public_key()).replace("/", "-")
    _write_once(where / sealer.PUBLIC_KEY, sealer.public_key_pem())
    name = f"{epoch_of(checkpoint.origin):04d}-{checkpoint.size:012d}{SUFFIX}"
    kept = _write_once(where / name, note)
    (folder() / "last-outside").write_text(f"{checkpoint.size} {datetime.now(UTC).isoformat()}\n")
    return kept


def last_outside() -> tuple[int, datetime] | None:
    """The size that was last copied elsewhere, and when; ``None`` when none ever was."""
    try:
        size, at = (folder() / "last-outside").read_text().split()
        return int(size), datetime.fromisoformat(at)
    except (FileNotFoundError, ValueError):
        return None


def kept(where: Path | None = None, key: bytes | None = None) -> Iterator[Kept]:
    """Every checkpoint file below ``where``, or of this node; ``checkpoint`` is set where the signature holds."""
    for path in sorted((where or folder()).rglob(f"*{SUFFIX}")):
        yield opened(path, key)


def opened(path: Path, key: bytes | None = None) -> Kept:
    """One file, checked against ``key`` (32 bytes) or the key of this node. Raises ``SealerKeyError``, ``OSError``."""
    key = sealer.public_key() if key is None else key
    note = path.read_bytes()
    return Kept(path, _checked(note, key), note)


def newest(epoch: int | None = None) -> Kept | None:
    """The longest checkpoint of this node, of the latest epoch or of ``epoch``. Raises ``SealerKeyError``."""
    epochs = sorted(folder().glob("[0-9]*")) if epoch is None else [folder() / f"{epoch:04d}"]
    for each in reversed(epochs):
        for group in sorted(each.glob("[0-9]*"), reverse=True):
            for path in sorted(group.glob(f"*{SUFFIX}"), reverse=True):
                return opened(path)
    return None


def of_size(epoch: int, size: int) -> Kept | None:
    """The checkpoint of exactly this size. Raises ``SealerKeyError``."""
    path = folder() / f"{epoch:04d}" / f"{size // _IN_ONE_FOLDER:06d}" / f"{size:012d}{SUFFIX}"
    return opened(path) if path.exists() else None


def _checked(note: bytes, key: bytes) -> Checkpoint | None:
    try:
        read = read_note(note)
        checkpoint = Checkpoint.from_text(read.text)
    except NoteError:
        return None
    mine = checkpoint.origin == origin(epoch_of(checkpoint.origin), key)
    holds = read.is_signed_by(checkpoint.origin, key, lambda mark, text: sealer.is_signed(text, mark, key))
    return checkpoint if mine and holds else None


def _write_once(path: Path, content: bytes) -> Path:
    """Whole or not at all: written beside, then named. What has the name already stays."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(0o444)
    beside.rename(path)
    folder_itself = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder_itself)
    finally:
        os.close(folder_itself)
    return path
