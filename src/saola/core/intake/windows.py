"""A view on somebody else's open file, with a place of its own and without the right to close it."""

import io
from typing import BinaryIO


class _Window(io.RawIOBase):
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place}.get(whence)
        if start is None:
            start = self._file.seek(0, io.SEEK_END)
        self._place = start + offset
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._place)
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)


def window(file: BinaryIO) -> BinaryIO:
    """The bytes of ``file`` from the start; several windows may be read by turns."""
    return io.BufferedReader(_Window(file), buffer_size=1 << 18)
