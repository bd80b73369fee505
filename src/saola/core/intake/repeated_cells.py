"""How large an OpenDocument sheet becomes once its repeated cells are written out.

A few bytes can say that a filled cell is repeated a million times down and thousands of times across; the size
is worked out from the XML, in pieces, before anything is unfolded.
"""

import re
import zipfile
from typing import BinaryIO

from .archives import BROKEN, damaged

PIECE = 1 << 20
_ROW = re.compile(rb"<table:table-row\b([^>]*?)(/?)>(.*?)(?=<table:table-row\b|</table:table>|\Z)", re.S)
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_DOWN = re.compile(rb'number-rows-repeated="(\d+)"')
_ACROSS = re.compile(rb'number-columns-repeated="(\d+)"')


def largest_sheet(file: BinaryIO) -> tuple[int, int]:
    """``(rows, columns)`` up to the last filled cell, over all sheets of an OpenDocument file."""
    file.seek(0)
    rows = columns = place = 0
    try:
        with zipfile.ZipFile(file) as archive, archive.open("content.xml") as stream:
            rest = b""
            while piece := stream.read(PIECE):
                block = rest + piece
                cut = block.rfind(b"<table:table-row")
                cut = len(block) if cut < 0 else cut
                place, rows, columns = _measure(block[:cut], place, rows, columns)
                rest = block[cut:]
            place, rows, columns = _measure(rest, place, rows, columns)
    except BROKEN as error:
        raise damaged() from error
    return rows, columns


def _measure(block: bytes, place: int, rows: int, columns: int) -> tuple[int, int, int]:
    if b"<table:table " in block:
        place = 0
    for attributes, is_empty, inside in _ROW.findall(block):
        down = _DOWN.search(attributes)
        place += int(down[1]) if down else 1
        width = 0 if is_empty else _filled_width(inside)
        if width:
            rows, columns = max(rows, place), max(columns, width)
    return place, rows, columns


def _filled_width(inside: bytes) -> int:
    width = filled = 0
    for attributes, _ in _CELL.findall(inside):
        across = _ACROSS.search(attributes)
        width += int(across[1]) if across else 1
        if b"value" in attributes:
            filled = width
    return filled
