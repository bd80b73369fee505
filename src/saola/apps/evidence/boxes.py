"""How a sealed file lies on the disk: closed under a key of its own, in pieces that can be opened one by one.

    head      16 bytes that say the format, 16 bytes that name the key
    pieces    each 1 MiB of the original, the last shorter, closed by AES-256-GCM: ciphertext, then 16 bytes of tag

The nonce of a piece is its number in 11 bytes and a byte that is 1 for the last; the head is authenticated with each.
So no piece can be altered, moved, left out or cut off, and memory holds one piece, however long the file is. (The
construction is STREAM: Hoang, Reyhanitabar, Rogaway, Vizár, *Online Authenticated-Encryption*, 2015.)
"""

import io
import os
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 1 << 20
FORMAT = b"saola sealed 1\n\0"
HEAD = len(FORMAT) + 16
TAG = 16


class AlteredError(OSError):
    """What lies there is not what was closed."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key of one file: 16 bytes that name it, and 32 that are never used for another."""

    name: bytes
    secret: bytes

    @classmethod
    def new(cls) -> "FileKey":
        return cls(os.urandom(16), os.urandom(32))

    @property
    def head(self) -> bytes:
        return FORMAT + self.name


def key_name(head: bytes) -> bytes | None:
    """Which key closed a file that begins so; ``None`` for a file that lies open."""
    return head[len(FORMAT) : HEAD] if head.startswith(FORMAT) and len(head) >= HEAD else None


class Closing:
    """Writes to ``file`` what is written here, closed. ``finish`` writes the last piece."""

    def __init__(self, file: BinaryIO, key: FileKey) -> None:
        self._file, self._cipher, self._head = file, AESGCM(key.secret), key.head
        self._waiting, self._number = b"", 0
        file.write(self._head)

    def write(self, data: bytes) -> None:
        """A piece is closed once there is more than it: whether it is the last is known only then."""
        if data and len(self._waiting) == PIECE:
            self._close(self._waiting, is_last=False)
            self._waiting = b""
        waiting, start = self._waiting + data, 0
        while len(waiting) - start > PIECE:
            self._close(waiting[start : start + PIECE], is_last=False)
            start += PIECE
        self._waiting = waiting[start:]

    def finish(self) -> None:
        self._close(self._waiting, is_last=True)

    def _close(self, piece: bytes, *, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, is_last), piece, self._head))
        self._number += 1


class Opening(io.RawIOBase):
    """The original inside a closed file, to be read from any place. Raises ``AlteredError`` where it was altered."""

    def __init__(self, file: BinaryIO, key: FileKey) -> None:
        self._file, self._cipher, self._head = file, AESGCM(key.secret), key.head
        closed = file.seek(0, os.SEEK_END) - HEAD
        self._pieces = max(1, -(-closed // (PIECE + TAG)))
        self._size = closed - self._pieces * TAG
        if self._size < 0:
            raise AlteredError("a sealed file was cut off")
        self._at, self._number, self._piece = 0, -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._at = max(0, offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer) -> int:
        if self._at >= self._size:
            if self._size == 0:
                self._opened(0)  # nothing to give, and yet it must be what was closed
            return 0
        number, within = divmod(self._at, PIECE)
        given = memoryview(self._opened(number))[within : within + len(buffer)]
        buffer[: len(given)] = given
        self._at += len(given)
        return len(given)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _opened(self, number: int) -> bytes:
        if number != self._number:
            self._file.seek(HEAD + number * (PIECE + TAG))
            closed = self._file.read(PIECE + TAG)
            try:
                nonce = _nonce(number, number == self._pieces - 1)
                self._piece = self._cipher.decrypt(nonce, closed, self._head)
            except (InvalidTag, ValueError) as error:
                raise AlteredError("a sealed file is not what was sealed") from error
            self._number = number
        return self._piece


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
