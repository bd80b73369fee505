"""The tables of a bundle: custody, discrepancies and what was withheld, as CSV that no spreadsheet program runs."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from saola.core.custody import KIND_WORDS, Discrepancy
from saola.core.intake import guarded

from .. import wording
from ..models import CustodyEvent, SealedFile

CUSTODY = (
    "exhibit",
    "entry",
    "what",
    "at_utc",
    "entered_at_utc",
    "signed_by",
    "sign_in_name",
    "words",
    "sha256",
    "journal_entry",
)


def custody(events: Iterable[CustodyEvent]) -> bytes:
    return _csv(CUSTODY, (custody_row(event) for event in events))


def custody_row(event: CustodyEvent) -> list[str]:
    return [
        event.exhibit.number,
        str(event.number),
        event.kind,
        written(event.at),
        written(event.recorded_at),
        event.by.full_name,
        event.by.name,
        words(event),
        event.digest,
        str(event.journal_seq),
    ]


def words(event: CustodyEvent) -> str:
    """What an entry says, as sentences in the reader's language."""
    named = {getattr(event.act, "holder", ""), getattr(event.act, "to", "")} - {""}
    people = {name: f"{full} ({name})" for name, full in wording.names(named).items()}
    return " ".join(wording.sentences(event.act, people, wording.places()))


def kind_words(kind: str) -> str:
    return _(KIND_WORDS[kind])


def discrepancies(found: Iterable[Discrepancy]) -> bytes:
    heads = ("exhibit", "entry", "kind", "at_utc", "words", "explained_by_entry")
    rows = (
        [
            each.exhibit,
            str(each.entry),
            each.kind.value,
            written(each.at),
            wording.in_words(each.text),
            str(each.explained_by or ""),
        ]
        for each in found
    )
    return _csv(heads, rows)


def withheld(files: Iterable[tuple[SealedFile, str]]) -> bytes:
    """By digest, not by name: the name may be what is withheld."""
    rows = ([file.exhibit.number, file.sha256, str(file.size), reason] for file, reason in files)
    return _csv(("exhibit", "sha256", "bytes", "reason"), rows)


def files(listed: Iterable[tuple[SealedFile, str]]) -> bytes:
    heads = (
        "exhibit",
        "path",
        "name",
        "sha256",
        "sha512",
        "bytes",
        "device",
        "write_blocker",
        "clock_ahead_seconds",
        "made_by",
        "sealed_at_utc",
        "sealed_by",
        "tool",
    )
    rows = (
        [
            file.exhibit.number,
            path,
            file.kept_name,
            file.sha256,
            file.sha512,
            str(file.size),
            file.device,
            file.write_blocker,
            "" if file.clock_offset is None else str(file.clock_offset),
            file.made_by,
            written(file.sealed_at),
            file.sealed_by.full_name,
            file.tool,
        ]
        for file, path in listed
    )
    return _csv(heads, rows)


def written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
