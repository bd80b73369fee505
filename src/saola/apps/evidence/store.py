"""Where originals lie: sealed files, each named by its SHA-256, written once and never opened for writing again.

Each is closed under a key of its own (``boxes``), which lies beside it closed to the key of the store
(``store_key``). The digest is that of the original.

The order of writing is what makes a power cut harmless: the bytes go to a temporary file in the same file system and
are forced to the disk; so is their key; the file gets its name by one rename, and the folder is forced to the disk;
only then may a row name the file. A row therefore never names a file that is not there. What was written without its
row is an orphan, which ``sweep`` removes after a day.

An error of ``fsync`` is never tried again: after it nobody knows what the disk holds.
"""

import hashlib
import io
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import BinaryIO

from django.conf import settings

from . import store_key
from .boxes import HEAD, PIECE, AlteredError, Closing, FileKey, Opening, key_name

ORPHAN_AGE = 24 * 60 * 60
MOST_BYTES = 20 * 1000**3
"""The largest original that is taken in: 20 GB."""


class TooLargeError(ValueError):
    """The file is larger than an original may be; nothing was kept."""


class MissingFileError(FileNotFoundError):
    """No file lies under this digest, or its key was destroyed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a stream of bytes was: both digests as hexadecimal, and its length."""

    sha256: str
    sha512: str
    size: int


def folder() -> Path:
    path = Path(settings.DATA_FOLDER) / "evidence"
    store_key.make_folder(path)
    return path


def path_of(sha256: str) -> Path:
    """Where the file with this SHA-256 lies. Raises ``ValueError`` for anything that is no digest."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256 digest: {sha256!r}")
    return folder() / sha256[:2] / sha256


def key_path(sha256: str, name: bytes) -> Path:
    """Where the key of a file lies; ``name`` is what the head of the file calls it."""
    path = path_of(sha256)
    return path.with_name(f"{path.name}.{name.hex()}.key")


def keep(stream: BinaryIO, *, most: int = MOST_BYTES) -> Sealed:
    """Seal ``stream``: read it once, hash it while it is closed and written, and name it by its digest, mode 0440.

    The same bytes again give the same name and change nothing that a reader would see. Raises ``TooLargeError``,
    ``StoreKeyError``, or ``OSError`` where the disk fails; nothing is kept then.
    """
    with arriving(most) as arrival:
        while piece := stream.read(PIECE):
            arrival.write(piece)
    return arrival.sealed


class Arrival:
    """A file on its way into the store. ``sealed`` says what it was once it is there."""

    sealed: Sealed

    def __init__(self, closing: Closing, sha512: Queue, most: int) -> None:
        self._closing, self._sha512, self._most = closing, sha512, most
        self._sha256, self._size = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._size > self._most:
            raise TooLargeError(f"an original is at most {self._most} bytes")
        data = bytes(data)
        self._sha512.put(data)
        self._sha256.update(data)
        self._closing.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is forced to the disk before the end."""

    def _end(self, sha512) -> None:
        self._closing.finish()
        self.sealed = Sealed(self._sha256.hexdigest(), sha512.hexdigest(), self._size)


@contextmanager
def arriving(most: int = MOST_BYTES) -> Iterator[Arrival]:
    """What is written to it in this block is sealed at its end, whole or not at all. Raises as ``keep`` does."""
    partial = _waiting() / f"{os.getpid()}-{os.urandom(8).hex()}.unfinished"
    key, sha512 = FileKey.new(), hashlib.sha512()
    make_key()
    closed_key = store_key.closed(key)
    try:
        with partial.open("xb") as kept:
            with _beside(sha512) as pieces:
                arrival = Arrival(Closing(kept, key), pieces, most)
                yield arrival
            arrival._end(sha512)
            _force_file(kept)
        _give_name(partial, arrival.sealed.sha256, key, closed_key)
    finally:
        partial.unlink(missing_ok=True)


def make_key() -> None:
    """Make the key of a store that has none and needs none yet: nothing lies here that another one closed."""
    if not store_key.path().exists() and some_key() is None:
        store_key.make()


def some_key() -> Path | None:
    """The key of any one file, closed as it lies here; ``None`` where no file has one."""
    return next(folder().glob("[0-9a-f][0-9a-f]/*.key"), None)


def _give_name(partial: Path, sha256: str, key: FileKey, closed_key: bytes) -> None:
    """First the key, then the file. What fails before the file has its name leaves neither."""
    final, own = path_of(sha256), key_path(sha256, key.name)
    store_key.make_folder(final.parent)
    try:
        with own.open("xb") as kept:
            kept.write(closed_key)
            _force_file(kept)
        store_key.force(
            final.parent
        )  # before a file of this name that is there already gives way to one of this key
        partial.rename(final)
    except BaseException:
        own.unlink(missing_ok=True)
        raise
    store_key.force(final.parent)


def _force_file(kept: BinaryIO) -> None:
    kept.flush()
    os.fchmod(kept.fileno(), 0o440)
    os.fsync(kept.fileno())


@contextmanager
def _beside(digest) -> Iterator[Queue]:
    """A queue of pieces that a thread feeds to ``digest``; at the end all of them are in it.

    SHA-512 is the slowest part of sealing: on another core it costs little more than its turn.
    """
    pieces: Queue[bytes | None] = Queue(maxsize=8)

    def run() -> None:
        while (piece := pieces.get()) is not None:
            digest.update(piece)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield pieces
    finally:
        pieces.put(None)
        thread.join()


def _waiting() -> Path:
    path = folder() / "arriving"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def open_sealed(sha256: str) -> BinaryIO:
    """The original under this digest, opened as it is read, for export, copies and verification only.

    Raises ``MissingFileError``, ``StoreKeyError`` and, here or while it is read, ``AlteredError``.
    """
    try:
        kept = path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise MissingFileError(sha256) from error
    try:
        name = key_name(kept.read(HEAD))
        if name is None:  # from before files were closed one by one
            kept.seek(0)
            return kept
        return io.BufferedReader(Opening(kept, _key(sha256, name)), PIECE)
    except BaseException:
        kept.close()
        raise


def _key(sha256: str, name: bytes) -> FileKey:
    try:
        key = store_key.opened(key_path(sha256, name).read_bytes())
    except FileNotFoundError as error:
        raise MissingFileError(f"the key of {sha256} is gone") from error
    if key.name != name or len(key.secret) != 32:
        raise AlteredError("the key of a sealed file is that of another")
    return key


def measure(sha256: str) -> Sealed:
    """What lies under this name now, read whole. It is sound when its ``sha256`` is the name.

    Raises as ``open_sealed`` does.
    """
    one, other, size = hashlib.sha256(), hashlib.sha512(), 0
    with open_sealed(sha256) as kept, _beside(other) as pieces:
        while piece := kept.read(PIECE):
            pieces.put(piece)
            one.update(piece)
            size += len(piece)
    return Sealed(one.hexdigest(), other.hexdigest(), size)


def names() -> Iterator[str]:
    """The digest of every file that lies here, in order."""
    for path in sorted(folder().glob("[0-9a-f][0-9a-f]/*")):
        if len(path.name) == 64:
            yield path.name


def erase(sha256: str) -> None:
    """Destroy a file for good: its keys are written over and removed, and so it cannot be opened from any copy.

    Keys that backups hold lie there closed to the offline key; whoever must erase those too removes the backups.
    """
    path = path_of(sha256)
    for key in path.parent.glob(f"{sha256}.*.key"):
        _wipe(key)
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        store_key.force(path.parent)


def _wipe(key: Path) -> None:
    size = key.stat().st_size
    key.chmod(0o600)
    with key.open("r+b") as file:
        file.write(bytes(size))
        file.flush()
        os.fsync(file.fileno())
    key.unlink()


def sweep(named: set[str], *, now: float | None = None) -> list[str]:
    """Remove what has lain here for a day without a row that names it; returns the names of what went.

    ``named``: the digests that rows name, read *before* the call. A file younger than a day is left alone, since
    its row may be about to be written. Keys that no file calls for any more go too.
    """
    now = time.time() if now is None else now
    swept = []
    for path in _waiting().iterdir():
        if _is_old(path, now):
            path.unlink()
            swept.append(path.name)
    for name in list(names()):
        if name not in named and _is_old(path_of(name), now):
            erase(name)
            swept.append(name)
    for key in list(folder().glob("[0-9a-f][0-9a-f]/*.key")):
        if _is_old(key, now) and not _is_called_for(key):
            _wipe(key)
    return swept


def _is_old(path: Path, now: float) -> bool:
    return now - path.stat().st_mtime > ORPHAN_AGE


def _is_called_for(key: Path) -> bool:
    sha256, name, _key = key.name.split(".")
    try:
        with path_of(sha256).open("rb") as file:
            return key_name(file.read(HEAD)) == bytes.fromhex(name)
    except FileNotFoundError:
        return False
