"""Where originals lie: sealed files, each named by its SHA-256, written once and never opened for writing again.

The order of writing is what makes a power cut harmless: the bytes go to a temporary file in the same file system,
are forced to the disk, get their name by one rename, and the folder is forced to the disk; only then may a row name
the file. A row therefore never names a file that is not there. What was written without its row is an orphan, which
``sweep`` removes after a day.

An error of ``fsync`` is never tried again: after it nobody knows what the disk holds.
"""

import hashlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import BinaryIO

from django.conf import settings

PIECE = 1 << 20
ORPHAN_AGE = 24 * 60 * 60
MOST_BYTES = 20 * 1000**3
"""The largest original that is taken in: 20 GB."""


class TooLargeError(ValueError):
    """The file is larger than an original may be; nothing was kept."""


class MissingFileError(FileNotFoundError):
    """No file lies under this digest."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a stream of bytes was: both digests as hexadecimal, and its length."""

    sha256: str
    sha512: str
    size: int


def folder() -> Path:
    path = Path(settings.DATA_FOLDER) / "evidence"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def path_of(sha256: str) -> Path:
    """Where the file with this SHA-256 lies. Raises ``ValueError`` for anything that is no digest."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256 digest: {sha256!r}")
    return folder() / sha256[:2] / sha256


def keep(stream: BinaryIO, *, most: int = MOST_BYTES) -> Sealed:
    """Seal ``stream``: read it once, hash it while it is written, and name it by its digest, mode 0440.

    The same bytes again give the same name and change nothing. Raises ``TooLargeError``, or ``OSError`` where the
    disk fails; nothing is kept then.
    """
    partial = _waiting() / f"{os.getpid()}-{os.urandom(8).hex()}"
    try:
        with partial.open("xb") as kept:
            sealed = _copy(stream, kept, most)
            kept.flush()
            os.fchmod(kept.fileno(), 0o440)
            os.fsync(kept.fileno())
        final = path_of(sealed.sha256)
        if not final.parent.is_dir():
            final.parent.mkdir(mode=0o700, exist_ok=True)
            _force(final.parent.parent)
        partial.rename(final)
        _force(final.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            partial.unlink()
        raise
    return sealed


def _copy(stream: BinaryIO, kept: BinaryIO, most: int) -> Sealed:
    """Copy and hash. SHA-512 is computed beside, on another core: both together then cost little more than one."""
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    with _beside(sha512) as pieces:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > most:
                raise TooLargeError(f"an original is at most {most} bytes")
            pieces.put(piece)
            sha256.update(piece)
            kept.write(piece)
    return Sealed(sha256.hexdigest(), sha512.hexdigest(), size)


@contextmanager
def _beside(digest) -> Iterator[Queue]:
    """A queue of pieces that a thread feeds to ``digest``; at the end all of them are in it."""
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


def _force(directory: Path) -> None:
    """Force the names in a folder to the disk."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_sealed(sha256: str) -> BinaryIO:
    """The bytes of a sealed file, for export and verification only. Raises ``MissingFileError``."""
    try:
        return path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise MissingFileError(sha256) from error


def measure(sha256: str) -> Sealed:
    """What lies under this name now, read whole. It is sound when its ``sha256`` is the name."""
    with open_sealed(sha256) as kept, Path(os.devnull).open("wb") as nowhere:
        return _copy(kept, nowhere, MOST_BYTES * 2)


def names() -> Iterator[str]:
    """The digest of every file that lies here, in order."""
    for path in sorted(folder().glob("[0-9a-f][0-9a-f]/*")):
        if len(path.name) == 64:
            yield path.name


def sweep(named: set[str], *, now: float | None = None) -> list[str]:
    """Remove what has lain here for a day without a row that names it; returns the names of what went.

    ``named``: the digests that rows name, read *before* the call. A file younger than a day is left alone, since
    its row may be about to be written.
    """
    now = time.time() if now is None else now
    swept = []
    for path in [*_waiting().iterdir(), *(path_of(name) for name in names())]:
        if path.name not in named and now - path.stat().st_mtime > ORPHAN_AGE:
            path.unlink()
            swept.append(path.name)
    return swept
