"""Which files of the data folder are kept in a backup, and putting them back."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from django.conf import settings

from .boxes import Box, Key, broken, digest_of, sync_folder
from .contents import KeptFile
from .faults import BackupError
from .folder import Sealed, all_sealed, blob_path, open_sealed

MADE_AGAIN = {"cache", "facts", "static", "upkeep", "build"}
"""Folders whose files are made from the records, or speak of this machine."""
SECRET = {"keys", "secret_key"}
"""Never in a backup: they are kept apart, as the guide for deployment says."""
_UNFINISHED = (".partial", ".progress", ".stop", ".working", ".unfinished")


AHEAD = "checkpoints"
"""The folder that is copied before the records: a checkpoint must not speak of entries that a backup has not."""


def kept() -> Iterator[Path]:
    """Every file that a restore brings back, besides the database."""
    root = Path(settings.DATA_FOLDER)
    for top in sorted(root.iterdir()):
        if top.name in MADE_AGAIN | SECRET or top.name.startswith(("saola.sqlite3", "before-", ".")):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and not path.is_symlink() and not _is_unfinished(path):
                yield path


def _is_unfinished(path: Path) -> bool:
    return path.suffix in _UNFINISHED or path.name.startswith("partial-")


def keep(folder: Path, box: Box, *, is_ahead: bool) -> tuple[tuple[KeptFile, ...], dict[str, str]]:
    """Put each kept file in ``folder/blobs`` unless it is there; return the files, and the digest of each blob.

    ``is_ahead``: those of ``AHEAD``; otherwise the others.
    """
    known, needed, files = _known(folder), {}, []
    for path in kept():
        if (path.relative_to(settings.DATA_FOLDER).parts[0] == AHEAD) is not is_ahead:
            continue
        try:
            digest, size = digest_of(path), path.stat().st_size
        except FileNotFoundError:  # it went while we looked; its row went first
            continue
        name = _blob_name(digest, box)
        needed[name] = _blob(folder, name, path, box, known)
        relative = path.relative_to(settings.DATA_FOLDER).as_posix()
        files.append(KeptFile(relative, size, digest, name))
    return tuple(files), needed


def _known(folder: Path) -> dict[str, str]:
    """The digests of blobs, from the newest seal that holds. A broken backup must not keep others from being taken."""
    for place in reversed(all_sealed(folder)):
        with suppress(BackupError):
            return open_sealed(place).blobs
    return {}


def _blob(folder: Path, name: str, path: Path, box: Box, known: dict[str, str]) -> str:
    target = blob_path(folder, name)
    if target.exists():
        return known.get(name) or digest_of(target)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("rb") as source:
        return box.close(source, target)


def _blob_name(digest: str, box: Box) -> str:
    """Keyed, and by recipients: the name of an encrypted file tells nothing, and a new key means new blobs."""
    if not box.recipients:
        return f"{digest}{box.suffix}"
    said = "\n".join(["saola backup blob", digest, *sorted(box.recipients)])
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest() + box.suffix


def put_back(sealed: Sealed, files: tuple[KeptFile, ...], key: Key, root: Path) -> int:
    """Write the files below ``root``, each proved by its digest; one that is there already is left. Returns how many."""
    written = 0
    for file in files:
        relative = PurePosixPath(file.path)  # a folder may be a link, as that of a sealer of its own is
        if relative.is_absolute() or ".." in relative.parts or file.blob not in sealed.blobs:
            raise broken(file.path)
        target = root / relative
        if target.exists() and digest_of(target) == file.digest:
            continue
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = target.with_name(f"{target.name}.partial")
        with partial.open("wb") as opened:
            digest = key.open(sealed.blob(file.blob), opened)
        if digest != file.digest:
            raise broken(file.path)
        partial.chmod(0o440 if file.path.startswith("evidence/") else 0o600)
        partial.rename(target)
        sync_folder(target.parent)
        written += 1
    return written
