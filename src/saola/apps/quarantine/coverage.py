"""Inside: which characters a font can show, read from its table ``cmap`` (OpenType, formats 4 and 12)."""

import struct
from functools import cache
from pathlib import Path


@cache
def characters_of(folder: str) -> frozenset[int]:
    """Every character that some font in ``folder`` can show."""
    shown: set[int] = set()
    for path in sorted(Path(folder).glob("*.ttf")):
        shown |= _characters(path.read_bytes())
    return frozenset(shown)


def _characters(font: bytes) -> set[int]:
    (tables,) = struct.unpack_from("!H", font, 4)
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, offset, _ = struct.unpack_from("!4sIII", font, at)
        if tag == b"cmap":
            return _of_map(font, offset)
    return set()


def _of_map(font: bytes, start: int) -> set[int]:
    shown: set[int] = set()
    (count,) = struct.unpack_from("!H", font, start + 2)
    for at in range(start + 4, start + 4 + 8 * count, 8):
        _, _, offset = struct.unpack_from("!HHI", font, at)
        (form,) = struct.unpack_from("!H", font, start + offset)
        if form == 4:
            shown |= _of_segments(font, start + offset)
        elif form == 12:
            shown |= _of_groups(font, start + offset)
    return shown


def _of_segments(font: bytes, at: int) -> set[int]:
    """Format 4: the ends of the segments, two bytes, then their starts."""
    (double,) = struct.unpack_from("!H", font, at + 6)
    ends = struct.unpack_from(f"!{double // 2}H", font, at + 14)
    starts = struct.unpack_from(f"!{double // 2}H", font, at + 16 + double)
    return {mark for start, end in zip(starts, ends, strict=True) for mark in range(start, end + 1)} - {
        0xFFFF
    }


def _of_groups(font: bytes, at: int) -> set[int]:
    """Format 12: groups of first character, last character, first glyph."""
    (count,) = struct.unpack_from("!I", font, at + 12)
    shown: set[int] = set()
    for group in range(count):
        first, last, _ = struct.unpack_from("!III", font, at + 16 + 12 * group)
        shown.update(range(first, last + 1))
    return shown
