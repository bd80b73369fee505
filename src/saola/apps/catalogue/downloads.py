"""The official downloads: which are known, how one is recognised by its columns, how its rows are read."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saola.apps.quarantine import lists
from saola.apps.quarantine.child import ReaderStoppedError
from saola.core.values import Message, PartialDate, gettext_noop, say

_SEPARATORS = (",", ";", "\t", "|")
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_MONTH_IN_NAME = re.compile(r"(?<!\d)(\d\d)[-_](\d\d)(?!\d)")

Row = dict[str, str | None]


class NotAnOfficialListError(ValueError):
    """The file cannot be loaded as a list; ``message`` says why and what to do. Nothing was changed."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Download:
    """A kind of list. A file is of it that has all ``columns`` of one of the sets and none of ``never``."""

    code: str
    title: str
    columns: tuple[frozenset[str], ...]
    never: frozenset[str] = frozenset()
    is_snapshot: bool = False

    @property
    def label(self) -> Message:
        """The title, to be said in the reader's language."""
        return say(self.title)

    def fits(self, headers: frozenset[str]) -> bool:
        return any(columns <= headers for columns in self.columns) and not self.never & headers


DOWNLOADS = (
    Download(
        "checklist-index",
        gettext_noop("Checklist of CITES Species, index"),
        (frozenset({"TaxonId", "FullName", "RankName", "CurrentListing", "SynonymsWithAuthors"}),),
        is_snapshot=True,
    ),
    Download(
        "species-plus",
        gettext_noop("Species+, CITES listings export"),
        (frozenset({"Scientific Name", "Listing", "Party", "Full note"}),),
        is_snapshot=True,
    ),
    Download(
        "checklist-history",
        gettext_noop("Checklist of CITES Species, history of listings"),
        (frozenset({"species_listing_name", "change_type_name", "effective_at"}),),
    ),
    Download(
        "common-names",
        gettext_noop("Common names of seized taxa (Stringham et al. 2021)"),
        (frozenset({"gbif_id", "gbif_common_name"}),),
    ),
    Download(
        "reservations",
        gettext_noop("Reservations held in Species+"),
        (frozenset({"start_date", "end_date", "taxon_name", "iso_code2"}),),
        never=frozenset({"quota", "term", "purpose"}),
    ),
    Download(
        "parties",
        gettext_noop("List of Parties to CITES"),
        (frozenset({"ISO", "Entry into force"}), frozenset({"ISO", "entry_into_force"})),
    ),
)
BY_CODE = {download.code: download for download in DOWNLOADS}


def digest_of(path: Path) -> str:
    """The SHA-256 of the file as it lies on the disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def day_in_name(name: str) -> PartialDate | None:
    """The day a file name speaks of: ``..._2017-04-21 17-27.csv`` to the day, ``..._07-23.csv`` to the month."""
    try:
        if found := _DAY_IN_NAME.search(name):
            return PartialDate.of(date(*map(int, found.groups())))
        if found := _MONTH_IN_NAME.search(name):
            return PartialDate(2000 + int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


@contextmanager
def opened(path: Path) -> Iterator[tuple[Download, Iterator[Row]]]:
    """The kind of the list in ``path`` (gzipped or not) and its rows, which a reader in quarantine reads.

    Raises ``NotAnOfficialListError``, also while rows are read, for whatever is not such a list.
    """
    try:
        with lists.opened(path, _SEPARATORS) as found:
            download, separator, head = _recognise(found.heads)
            yield download, _named(head, found.rows(separator))
    except lists.DamagedListError as damage:
        raise NotAnOfficialListError(
            say(
                gettext_noop(
                    "{name} breaks off or is damaged ({why}). Nothing was changed; please download the list again."
                ),
                name=path.name,
                why=str(damage),
            )
        ) from damage
    except ReaderStoppedError as stopped:
        raise NotAnOfficialListError(
            say(
                gettext_noop(
                    "Reading {name} took more time or memory than is set aside for a list, or broke the program that "
                    "reads it, which works apart from everything else. Nothing was changed; please download the list "
                    "again."
                ),
                name=path.name,
            )
        ) from stopped


def _named(head: list[str], rows: Iterator[list[str]]) -> Iterator[Row]:
    """Each row by its headings: cells that are missing are ``None``, those beyond the headings are left out."""
    width = len(head)
    for cells in rows:
        yield dict(zip(head, [*cells[:width], *[None] * (width - len(cells))], strict=True))


def _recognise(heads: Iterable[list[str]]) -> tuple[Download, str, list[str]]:
    for separator, head in zip(_SEPARATORS, heads, strict=True):
        headings = [heading.strip() for heading in head]
        for download in DOWNLOADS:
            if download.fits(frozenset(headings)):
                return download, separator, headings
    raise NotAnOfficialListError(
        say(
            gettext_noop(
                "The columns of this file are those of no list that Saola knows. It knows: {known}. Nothing was "
                "changed; please load the CSV file as it was downloaded."
            ),
            known="; ".join(download.title for download in DOWNLOADS),
        )
    )
