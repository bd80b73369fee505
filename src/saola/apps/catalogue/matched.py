"""Matched lists of names that wait to be downloaded by the person who sent them."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from saola.core.intake import Limits

from . import queries
from .name_lists import NameRow, match_list, write_matches

SHOWN = 200
_SESSION = "matched_names"
_KEPT_FOR = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Matched:
    """What was matched: the first rows to look at, the key of the whole as a file.

    ``outcomes`` are pairs of outcome and number of rows, the most frequent first.
    """

    key: UUID
    name: str
    column: str
    first: tuple[NameRow, ...]
    outcomes: tuple[tuple[str, int], ...]
    total: int
    settled: int


def keep(file: UploadedFile, column: str, session: Any) -> Matched:
    """Match the names of ``file`` and keep the result for this session. Raises ``Refusal``."""
    names = match_list(file, file.name, queries.name_index(), column=column, limits=Limits.for_uploads())
    first: list[NameRow] = []

    def seen():
        for row in names.rows:
            if len(first) < SHOWN:
                first.append(row)
            yield row

    key = uuid4()
    path = _folder() / f"{key}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as written:
        write_matches(seen(), written)
    session[_SESSION] = [*session.get(_SESSION, [])[-9:], str(key)]
    outcomes = tuple(names.outcomes.most_common())
    return Matched(key, file.name, names.column, tuple(first), outcomes, names.total, names.settled)


def path_of(key: UUID, session: Any) -> Path | None:
    """The kept result, if this session made it and it is still there."""
    path = _folder() / f"{key}.csv"
    return path if str(key) in session.get(_SESSION, []) and path.exists() else None


def _folder() -> Path:
    """Where results lie; those of yesterday are cleared away on the way."""
    folder = Path(settings.DATA_FOLDER) / "cache" / "names"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    oldest = time.time() - _KEPT_FOR
    for path in folder.glob("*.csv"):
        if os.stat(path).st_mtime < oldest:
            path.unlink(missing_ok=True)
    return folder
