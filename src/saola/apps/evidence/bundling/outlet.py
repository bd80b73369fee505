"""Where a bundle is written: a folder, or a zip of the same files. Each file is hashed as it goes."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from saola.core.sealing import Item

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip: the same bundle is then the same bytes."""


class Outlet(Protocol):
    items: list[Item]

    def add(self, path: str, pieces: Iterable[bytes], *, is_listed: bool = True) -> Item:
        """Write a file; ``is_listed`` puts it among the items of the manifest."""


class Folder:
    """A folder that is not there yet. It gets its name when the bundle is whole. Raises ``FileExistsError``."""

    def __init__(self, folder: Path) -> None:
        if folder.exists():
            raise FileExistsError(folder)
        self.items: list[Item] = []
        self._final = folder
        self._unfinished = folder.with_name(f".{folder.name}.unfinished-{os.getpid()}")
        self._unfinished.mkdir(mode=0o700, parents=True)

    def add(self, path: str, pieces: Iterable[bytes], *, is_listed: bool = True) -> Item:
        target = self._unfinished / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            item = _through(path, pieces, file)
            file.flush()
            os.fsync(file.fileno())
        if is_listed:
            self.items.append(item)
        return item

    def finish(self) -> None:
        self._unfinished.rename(self._final)
        self._unfinished = self._final

    def give_up(self) -> None:
        """Leave nothing of a bundle that could not be made, or not be recorded."""
        shutil.rmtree(self._unfinished, ignore_errors=True)


class Zip:
    """A zip written to anything with ``write``. Nothing is compressed: originals mostly are already."""

    def __init__(self, file) -> None:
        self.items: list[Item] = []
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True)

    def add(self, path: str, pieces: Iterable[bytes], *, is_listed: bool = True) -> Item:
        entry = zipfile.ZipInfo(path, _STAMP)
        entry.external_attr = 0o440 << 16
        with self._zip.open(entry, "w", force_zip64=True) as file:
            item = _through(path, pieces, file)
        if is_listed:
            self.items.append(item)
        return item

    def finish(self) -> None:
        self._zip.close()


class PathZip(Zip):
    """A zip that is not there yet. It gets its name when it is whole. Raises ``FileExistsError``."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise FileExistsError(path)
        self._final = path
        self._unfinished = path.with_name(f".{path.name}.unfinished-{os.getpid()}")
        self._file = self._unfinished.open("xb")
        super().__init__(self._file)

    def finish(self) -> None:
        super().finish()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._unfinished.rename(self._final)
        self._unfinished = self._final

    def give_up(self) -> None:
        """Leave nothing of a bundle that could not be made, or not be recorded.

        Both are closed here, or they would try to write their end once nobody looks; a disk that fails may fail again.
        """
        with suppress(OSError, ValueError):
            self._zip.close()
        with suppress(OSError):
            self._file.close()
        self._unfinished.unlink(missing_ok=True)


def _through(path: str, pieces: Iterable[bytes], file) -> Item:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        file.write(piece)
    return Item(path, digest.hexdigest(), size)
