"""The readers that a station knows by name. Each reads a file and answers questions until there are no more."""

from collections.abc import Callable
from typing import BinaryIO

from . import reading_lists, reading_pictures, reading_tables, typesetting
from .trying_out import try_out
from .wire import Channel

READERS: dict[str, Callable[[BinaryIO, Channel], None]] = {
    "tables": reading_tables.read_tables,
    "lists": reading_lists.read_lists,
    "pictures": reading_pictures.read_pictures,
    "typesetting": typesetting.typeset,
    "trial": try_out,
}

REHEARSALS = (
    reading_tables.rehearse,
    reading_lists.rehearse,
    reading_pictures.rehearse,
    typesetting.rehearse,
)
"""Done once before any file is read, because what a reader has not loaded by then it can load no more."""
