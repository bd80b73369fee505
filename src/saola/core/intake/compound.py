"""Compound (OLE) files: old xls workbooks, and newer ones locked with a password.

Only the directory and the first records of the workbook stream are read, enough to say whether it has a
password or macros. Layout after [MS-CFB] and [MS-XLS], from memory.
"""

import struct
from typing import BinaryIO

from saola.core.values import Message, gettext_noop, say

from .archives import damaged, macros, password
from .refusals import Refusal

END_OF_CHAIN = 0xFFFFFFFA
ENTRY = 128
BIFF_FILEPASS = 0x002F
BIFF_EOF = 0x000A
SCANNED_RECORDS = 5_000


def inspect_compound(file: BinaryIO) -> tuple[Message, ...]:
    """Warnings about a compound file. Raises ``Refusal`` for passwords, macros and other documents."""
    file.seek(0)
    content = file.read()
    try:
        directory = _Directory(content)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged() from error
    if "EncryptedPackage" in directory.entries:
        raise password()
    if any(name.startswith("_VBA_PROJECT") for name in directory.entries):
        raise macros()
    stream_name = next((name for name in ("Workbook", "Book") if name in directory.entries), None)
    if stream_name is None:
        raise Refusal(
            "other-kind",
            say(
                gettext_noop(
                    "This is an older Office document, but not a spreadsheet. Please send the table as xlsx, xls, "
                    "ods, csv or tsv."
                )
            ),
        )
    _refuse_locked(directory.first_bytes(stream_name, 200_000))
    return ()


def _refuse_locked(stream: bytes) -> None:
    position = 0
    for _ in range(SCANNED_RECORDS):
        if position + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == BIFF_FILEPASS:
            raise password()
        if kind == BIFF_EOF:
            return
        position += 4 + length


class _Directory:
    """The names in a compound file, and the sectors in which each begins."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.sector = 1 << struct.unpack_from("<H", content, 30)[0]
        if self.sector not in (512, 4096):
            raise ValueError("sectors have 512 or 4096 bytes")
        tables = [number for number in struct.unpack_from("<109I", content, 76) if number < END_OF_CHAIN]
        self.table: list[int] = []
        for number in tables:
            self.table.extend(struct.unpack_from(f"<{self.sector // 4}I", content, self._offset(number)))
        start = struct.unpack_from("<I", content, 48)[0]
        listing = b"".join(self._sectors(start, limit=4_000))
        self.entries: dict[str, tuple[int, int]] = {}
        for offset in range(0, len(listing) - ENTRY + 1, ENTRY):
            length = struct.unpack_from("<H", listing, offset + 64)[0]
            name = listing[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
            if name:
                first, size = struct.unpack_from("<II", listing, offset + 116)
                self.entries[name] = (first, size)

    def _offset(self, number: int) -> int:
        return int((number + 1) * self.sector)

    def _sectors(self, start: int, limit: int) -> list[bytes]:
        found: list[bytes] = []
        while start < END_OF_CHAIN and len(found) < limit:
            found.append(self.content[self._offset(start) : self._offset(start) + self.sector])
            start = self.table[start]
        return found

    def first_bytes(self, name: str, count: int) -> bytes:
        first, size = self.entries[name]
        if size < 4096:  # kept in the small-stream area, too short to hold a locked workbook
            return b""
        return b"".join(self._sectors(first, limit=count // self.sector))[:size]
