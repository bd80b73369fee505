"""What a file really is, judged by its first bytes and never by the ending of its name."""

import gzip
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from saola.core.values import Message, gettext_noop, say

from . import archives, compound
from .refusals import MEGABYTE, Limits, Refusal
from .windows import window

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")

OTHER_KINDS = (
    (b"%PDF", gettext_noop("a PDF document")),
    (b"\x89PNG", gettext_noop("a picture (PNG)")),
    (b"\xff\xd8\xff", gettext_noop("a picture (JPEG)")),
    (b"GIF8", gettext_noop("a picture (GIF)")),
    (b"{\\rtf", gettext_noop("a text document (RTF)")),
    (b"Rar!", gettext_noop("a RAR archive")),
    (b"7z\xbc\xaf", gettext_noop("a 7-Zip archive")),
    (b"BZh", gettext_noop("a bzip2 archive")),
    (b"\xfd7zXZ", gettext_noop("an xz archive")),
    (b"SQLite format 3", gettext_noop("a database (SQLite)")),
    (b"PAR1", gettext_noop("a Parquet file")),
    (b"MZ", gettext_noop("a program")),
    (b"\x7fELF", gettext_noop("a program")),
)


class Kind(StrEnum):
    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


ENDINGS = {
    "csv": Kind.TEXT,
    "tsv": Kind.TEXT,
    "txt": Kind.TEXT,
    "tab": Kind.TEXT,
    "xlsx": Kind.XLSX,
    "xls": Kind.XLS,
    "ods": Kind.ODS,
}


@dataclass(frozen=True, slots=True)
class Nature:
    """What a file is: its ``kind``, whether gzip holds it, and what the person should know about it."""

    name: str
    kind: Kind
    is_packed: bool = False
    warnings: tuple[Message, ...] = ()


def inspect(file: BinaryIO, name: str = "", limits: Limits | None = None) -> Nature:
    """Say what ``file`` is. ``name`` is only compared with the finding, never believed.

    ``file`` must be seekable; it is left at its start. Raises ``Refusal`` for what cannot be taken in.
    """
    limits = limits or Limits()
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if not head:
        raise Refusal(
            "empty",
            say(gettext_noop("The file is empty. Please check that the right file was saved and sent.")),
        )
    if head.startswith(GZIP):
        return _inspect_packed(file, name, limits)
    return _inspect_plain(file, head, name, limits)


def open_content(file: BinaryIO, nature: Nature) -> BinaryIO:
    """The bytes of the table itself, from their start: those of ``file``, or what gzip holds in it.

    Each call gives a view of its own; closing it leaves ``file`` open.
    """
    if nature.is_packed:
        return gzip.GzipFile(fileobj=window(file), mode="rb")  # type: ignore[return-value]
    return window(file)


def _inspect_packed(file: BinaryIO, name: str, limits: Limits) -> Nature:
    packed = gzip.GzipFile(fileobj=window(file), mode="rb")
    try:
        head = packed.read(4096)
    except (OSError, EOFError, zlib.error) as error:
        raise broken_packing() from error
    if not head:
        raise Refusal(
            "empty", say(gettext_noop("The packed file holds nothing. Please pack and send it again."))
        )
    if head.startswith(GZIP):
        raise Refusal(
            "nested",
            say(gettext_noop("The file is packed twice. Please unpack it once and send the result.")),
        )
    inner_name = name[:-3] if name.lower().endswith(".gz") else name
    nature = _inspect_plain(packed, head, inner_name, limits)  # type: ignore[arg-type]
    file.seek(0)
    return Nature(name, nature.kind, True, nature.warnings)


def broken_packing() -> Refusal:
    """The refusal for gzip that ends too early or is damaged."""
    return Refusal(
        "broken",
        say(
            gettext_noop(
                "The packed file is damaged or was cut off on its way, so nothing was read from it. "
                "Please send it again."
            )
        ),
    )


def _inspect_plain(file: BinaryIO, head: bytes, name: str, limits: Limits) -> Nature:
    if head.startswith((ZIP, EMPTY_ZIP)):
        _refuse_large_workbook(file, limits)
        kind, warnings = archives.inspect_archive(file, limits)
    elif head.startswith(COMPOUND):
        _refuse_large_workbook(file, limits)
        kind, warnings = "xls", compound.inspect_compound(file)
    elif head[:2] in BARE_BIFF and len(head) > 8 and head[2] in (4, 6, 8, 16):
        kind, warnings = "xls", ()
    else:
        kind, warnings = "text", ()
        _refuse_other_kinds(head)
    file.seek(0)
    return Nature(name, Kind(kind), False, (*warnings, *_ending_warning(name, Kind(kind))))


def _refuse_large_workbook(file: BinaryIO, limits: Limits) -> None:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > limits.workbook_bytes:
        raise Refusal(
            "too-large",
            say(
                gettext_noop(
                    "The workbook has {size} MB; up to {limit} MB are read. "
                    "Please save the sheet as CSV, which can be read at any length, or split it by year."
                ),
                size=round(size / MEGABYTE),
                limit=round(limits.workbook_bytes / MEGABYTE),
            ),
        )


def _refuse_other_kinds(head: bytes) -> None:
    for magic, what in OTHER_KINDS:
        if head.startswith(magic):
            raise Refusal(
                "other-kind",
                say(
                    gettext_noop(
                        "This is {what}, not a table. Please send the spreadsheet it was made from "
                        "(xlsx, xls, ods, csv or tsv)."
                    ),
                    what=say(what),
                ),
            )
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table")):
        raise Refusal(
            "other-kind",
            say(
                gettext_noop(
                    "This is a web page, although its name may end like a spreadsheet's: some systems export so. "
                    "Please open it in a spreadsheet program and save it as xlsx or CSV."
                )
            ),
        )
    if start.startswith(b"<?xml"):
        raise Refusal(
            "other-kind",
            say(
                gettext_noop(
                    "This is an XML file, not a table. Please open it in a spreadsheet program and save it as "
                    "xlsx or CSV."
                )
            ),
        )


def _ending_warning(name: str, kind: Kind) -> tuple[Message, ...]:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    promised = ENDINGS.get(ending)
    if promised is None or promised is kind:
        return ()
    return (
        say(
            gettext_noop("The name ends in .{ending}, but the file is really {kind}; it was read as that."),
            ending=ending,
            kind=kind.value,
        ),
    )
