"""Zip archives (xlsx, ods) judged from their table of contents, before any library unpacks them.

A hostile workbook is refused here: too many parts, too much when unpacked, parts that lie over each other
(CVE-2024-0450), names that climb out of the archive, archives inside archives, encryption.
"""

import lzma
import zipfile
import zlib
from typing import BinaryIO

from defusedxml import ElementTree

from saola.core.values import Message, gettext_noop, say

from .refusals import MEGABYTE, Limits, Refusal

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    OSError,
    EOFError,
    ElementTree.ParseError,
)
"""What reading a damaged archive, or the XML in it, may raise."""
ENCRYPTED = 0x1
SMALL = MEGABYTE
LOCAL_HEADER = 30
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
NESTED = (".zip", ".xlsx", ".xlsm", ".jar", ".gz", ".7z", ".rar", ".ods")


def inspect_archive(file: BinaryIO, limits: Limits) -> tuple[str, tuple[Message, ...]]:
    """``("xlsx" or "ods", warnings)`` of a zip archive. Raises ``Refusal``."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise damaged() from error
    parts = archive.infolist()
    _refuse_bombs(parts, limits)
    _refuse_overlaps(parts)
    _refuse_tricks(parts)
    names = {part.filename for part in parts}
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise password()
    try:
        _refuse_hidden_archives(archive, parts)
    except BROKEN as error:
        raise damaged() from error
    if "mimetype" in names and "content.xml" in names:
        try:
            return "ods", _inspect_ods(archive, names)
        except BROKEN as error:
            raise damaged() from error
    if "xl/workbook.xml" in names:
        return "xlsx", _inspect_xlsx(names)
    if "xl/workbook.bin" in names:
        raise Refusal(
            "other-kind",
            say(
                gettext_noop(
                    "This is a binary workbook (xlsb), which is not read. Please save it as xlsx and send that."
                )
            ),
        )
    raise Refusal(
        "other-kind",
        say(
            gettext_noop(
                "This is an archive or another kind of document, not a spreadsheet. Please unpack it and send the "
                "table inside (xlsx, xls, ods, csv or tsv)."
            )
        ),
    )


def damaged() -> Refusal:
    """The refusal for a workbook that cannot be opened."""
    return Refusal(
        "broken",
        say(
            gettext_noop(
                "The workbook is damaged or was cut off on its way, so nothing was read from it. Please open it in "
                "a spreadsheet program, save it again and send it."
            )
        ),
    )


def password() -> Refusal:
    """The refusal for a workbook with a password."""
    return Refusal(
        "password",
        say(
            gettext_noop(
                "The workbook is protected with a password and cannot be opened here. Please save a copy without "
                "the password and send that; keep the protected one where it is."
            )
        ),
    )


def macros() -> Refusal:
    """The refusal for a workbook with macros."""
    return Refusal(
        "macros",
        say(
            gettext_noop(
                "The workbook carries macros (small programs), which are never accepted. Please save it as a plain "
                "workbook (.xlsx) and send that; the table itself stays the same."
            )
        ),
    )


def _bomb() -> Refusal:
    return Refusal(
        "bomb",
        say(
            gettext_noop(
                "Unpacked, the file would be far larger than a table of its size can be, so it was not opened. "
                "Please save the sheet as CSV and send that."
            )
        ),
    )


def _refuse_bombs(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.parts:
        raise _bomb()
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked_bytes:
        raise Refusal(
            "too-large",
            say(
                gettext_noop(
                    "Unpacked, the workbook has {size} MB; up to {limit} MB are read. Please save the sheet as CSV, "
                    "which can be read at any length, or split it by year."
                ),
                size=round(total / MEGABYTE),
                limit=round(limits.unpacked_bytes / MEGABYTE),
            ),
        )
    for part in parts:
        if part.file_size > SMALL and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise _bomb()


def _refuse_overlaps(parts: list[zipfile.ZipInfo]) -> None:
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise _bomb()
        end = part.header_offset + LOCAL_HEADER + len(part.filename) + part.compress_size


def _refuse_tricks(parts: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for part in parts:
        name = part.filename.replace("\\", "/")
        is_link = (part.external_attr >> 16) & 0o170000 == 0o120000
        climbs = name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0] or "\0" in name
        if is_link or climbs or name in seen:
            raise Refusal(
                "tricks",
                say(
                    gettext_noop(
                        "The workbook contains a part whose name points outside of it or appears twice. Programs do "
                        "not write such files, so it was not opened. Please ask where it comes from."
                    )
                ),
            )
        seen.add(name)
        if name.lower().endswith(NESTED):
            raise _nested()


def _nested() -> Refusal:
    return Refusal(
        "nested",
        say(
            gettext_noop(
                "The workbook carries another file inside it. Please remove the embedded file and send the "
                "table alone."
            )
        ),
    )


def _refuse_hidden_archives(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """An archive inside is one by its first bytes, whatever its name; the tables themselves are XML."""
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")) or not part.file_size:
            continue
        with archive.open(part) as content:
            if content.read(6).startswith(PACKED):
                raise _nested()


def _inspect_xlsx(names: set[str]) -> tuple[Message, ...]:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lower):
        raise macros()
    _refuse_external(any(name.startswith("xl/externallinks/") for name in lower))
    if any(name.startswith(("xl/embeddings/", "xl/activex/", "xl/ctrlprops/")) for name in lower):
        raise Refusal(
            "embedded",
            say(
                gettext_noop(
                    "The workbook carries embedded objects or controls, which are never accepted. Please copy the "
                    "table into a new workbook (values only) and send that."
                )
            ),
        )
    return ()


def _refuse_external(found: bool) -> None:
    if found:
        raise Refusal(
            "external-links",
            say(
                gettext_noop(
                    "The workbook takes values from other files through external links, so what it shows may not be "
                    "what it holds. Please break the links (paste as values), save it and send it again."
                )
            ),
        )


def _inspect_ods(archive: zipfile.ZipFile, names: set[str]) -> tuple[Message, ...]:
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise password()
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise macros()
    if archive.read("mimetype").strip() != b"application/vnd.oasis.opendocument.spreadsheet":
        raise Refusal(
            "other-kind",
            say(
                gettext_noop(
                    "This is an OpenDocument file, but not a spreadsheet. Please send the table as ods, xlsx or CSV."
                )
            ),
        )
    return ()
