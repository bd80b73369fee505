"""What a backup holds, said so that a restore can prove it got the same."""

import json
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table: how many rows, and the SHA-256 over all of them in the order of their key."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of the data folder: its path there, size in bytes, SHA-256, and the blob that holds it."""

    path: str
    size: int
    digest: str
    blob: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of the journal."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold over the record of ``kind`` named ``record``. ``placed_by`` is a sign-in name, the time UTC."""

    id: str
    kind: str
    record: str
    reason: str
    placed_at: str
    placed_by: str
    is_released: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a backup. ``migrations`` are the names ``app.name`` that were applied, ``purged`` the records gone.

    ``holds`` are all legal holds; backups of before there were any name none.
    """

    made_at: str
    version: str
    engine: str
    migrations: tuple[str, ...]
    tables: dict[str, Table]
    files: tuple[KeptFile, ...]
    head: Head
    purged: tuple[tuple[str, str], ...]
    holds: tuple[Hold, ...] = ()

    def as_bytes(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Contents":
        """Raises ``ValueError`` or ``KeyError`` for what ``as_bytes`` did not write."""
        data: dict[str, Any] = json.loads(content)
        if data.pop("format") != FORMAT:
            raise ValueError("another format of backup")
        return cls(
            made_at=data["made_at"],
            version=data["version"],
            engine=data["engine"],
            migrations=tuple(data["migrations"]),
            tables={name: Table(**table) for name, table in data["tables"].items()},
            files=tuple(KeptFile(**file) for file in data["files"]),
            head=Head(**data["head"]),
            purged=tuple((label, key) for label, key in data["purged"]),
            holds=tuple(Hold(**hold) for hold in data.get("holds", ())),
        )
