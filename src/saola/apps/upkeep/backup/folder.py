"""The folder that backups lie in: writing one whole, finding one, and proving that it is as it was written."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saola.apps.journal import sealer
from saola.core.values import gettext_noop, say

from .boxes import broken, digest_of, sync_folder
from .faults import BrokenBackupError

_NAME = re.compile(r"\d{8}T\d{6}Z(-\d+)?")
_BLOB = re.compile(r"[0-9a-f]{64}\.(age|plain)")
_PART = re.compile(r"(records|contents)\.(age|plain)")
_CONTEXT = "saola backup, format 1"


def blob_path(folder: Path, name: str) -> Path:
    """Where a blob lies. Raises ``ValueError`` for what is no name of a blob."""
    if not _BLOB.fullmatch(name):
        raise ValueError(f"not the name of a blob: {name!r}")
    return folder / "blobs" / name[:2] / name


def begin(folder: Path, name: str) -> Path:
    """A folder for one backup; it is no backup until it is sealed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, place = 1, folder / name
    while place.exists():
        number += 1
        place = folder / f"{name}-{number}"
    place.mkdir(mode=0o700)
    return place


def seal(place: Path, parts: Mapping[str, str], blobs: Mapping[str, str]) -> None:
    """Sign the SHA-256 of everything the backup consists of. After this it counts."""
    said = {"context": _CONTEXT, "name": place.name, "parts": dict(parts), "blobs": dict(blobs)}
    said["public_key"] = sealer.public_key_pem().decode()
    content = json.dumps(said, sort_keys=True, indent=1).encode()
    _write(place / "seal.sig", sealer.sign(content))
    _write(place / "seal.json", content)
    sync_folder(place)
    sync_folder(place.parent)


@dataclass(frozen=True, slots=True)
class Sealed:
    """One backup whose seal holds. ``parts`` and ``blobs`` map file names to the SHA-256 they must have."""

    place: Path
    parts: dict[str, str]
    blobs: dict[str, str]
    public_key: str

    @property
    def name(self) -> str:
        return self.place.name

    @property
    def is_encrypted(self) -> bool:
        return "records.age" in self.parts

    def part(self, stem: str) -> Path:
        return self.place / f"{stem}{'.age' if self.is_encrypted else '.plain'}"

    def blob(self, name: str) -> Path:
        return blob_path(self.place.parent, name)

    def prove(self) -> int:
        """Read every file of the backup and compare; return the bytes read. Raises ``BrokenBackupError``."""
        wanted = {self.place / name: digest for name, digest in self.parts.items()}
        wanted |= {self.blob(name): digest for name, digest in self.blobs.items()}
        for path, digest in wanted.items():
            if not path.is_file() or digest_of(path) != digest:
                raise broken(path.relative_to(self.place.parent).as_posix())
        return sum(path.stat().st_size for path in wanted)


def open_sealed(place: Path) -> Sealed:
    """Read the seal of one backup. Raises ``BrokenBackupError`` unless its signature holds."""
    try:
        content, signature = (place / "seal.json").read_bytes(), (place / "seal.sig").read_bytes()
        said: dict[str, Any] = json.loads(content)
        sealed = Sealed(place, said["parts"], said["blobs"], said["public_key"])
        key = sealer.raw(sealed.public_key.encode())
        is_ours = said["context"] == _CONTEXT and sealer.is_signed(content, signature, key)
    except (OSError, ValueError, KeyError, TypeError, sealer.SealerKeyError) as error:
        raise broken(f"{place.name}/seal.json") from error
    names_hold = all(map(_PART.fullmatch, sealed.parts)) and all(map(_BLOB.fullmatch, sealed.blobs))
    if not is_ours or said["name"] != place.name or not names_hold:
        raise broken(f"{place.name}/seal.json")
    return sealed


def all_sealed(folder: Path) -> list[Path]:
    """The backups of a folder, oldest first; one that broke off has no seal and is not among them."""
    if not folder.is_dir():
        return []
    places = (place for place in folder.iterdir() if _NAME.fullmatch(place.name))
    return sorted((place for place in places if (place / "seal.json").exists()), key=_age)


def _age(place: Path) -> tuple[str, int]:
    name, _, number = place.name.partition("-")
    return name, int(number or 1)


def find(path: Path) -> Sealed:
    """The backup at ``path``, or the newest of the folder at ``path``. Raises ``BrokenBackupError``."""
    if (path / "seal.json").exists():
        return open_sealed(path)
    places = all_sealed(path)
    if not places:
        raise BrokenBackupError(say(gettext_noop("There is no whole backup in {folder}."), folder=str(path)))
    return open_sealed(places[-1])


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
