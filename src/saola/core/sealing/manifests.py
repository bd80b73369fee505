"""Manifests: what a folder holds, as text that is signed once and checked with stock tools.

The first line says what the text is; then one line a file, ``sha256  size  path``, sorted by path. Only one text
says one content, so a manifest that reads at all is the one that was written.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_PATH = 1024


class ManifestError(ValueError):
    """The text is not a manifest, or a file cannot stand in one."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A file: its path in the folder, with ``/``; the SHA-256 in hexadecimal digits; its size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """``context`` is one line of text that names what was signed, so that one kind never passes for another."""

    context: str
    items: tuple[Item, ...]

    def as_bytes(self) -> bytes:
        """Raises ``ManifestError``."""
        _refuse_context(self.context)
        items = sorted(self.items)
        for item in items:
            _refuse_item(item)
        _refuse_twice(items)
        lines = [self.context, *(f"{item.sha256}  {item.size}  {item.path}" for item in items)]
        return ("\n".join(lines) + "\n").encode()

    def hash_list(self) -> bytes:
        """The lines that ``sha256sum --check`` reads."""
        return "".join(f"{item.sha256}  {item.path}\n" for item in sorted(self.items)).encode()


def manifest(context: str, items: Iterable[Item]) -> Manifest:
    return Manifest(context, tuple(sorted(items)))


def read_manifest(content: bytes, context: str) -> Manifest:
    """Read what ``as_bytes`` wrote, and nothing else. Raises ``ManifestError`` with the number of the line."""
    try:
        text = content.decode()
    except UnicodeDecodeError as fault:
        raise ManifestError("a manifest is text in UTF-8") from fault
    if not text.endswith("\n"):
        raise ManifestError("the last line of a manifest ends with a line feed; something is missing")
    first, *lines = text[:-1].split("\n")
    if first != context:
        raise ManifestError(f"this is not what it should be: the first line is not {context!r}")
    found = Manifest(context, tuple(_item(number, line) for number, line in enumerate(lines, 2)))
    if found.as_bytes() != content:
        raise ManifestError("the lines of the manifest are not in the order of their paths")
    return found


def _item(number: int, line: str) -> Item:
    parts = line.split("  ", 2)
    if len(parts) != 3 or not (parts[1].isascii() and parts[1].isdigit()) or len(parts[1]) > 18:
        raise ManifestError(f"line {number} is not a hash, a size and a path")
    item = Item(parts[2], parts[0], int(parts[1]))
    if str(item.size) != parts[1]:
        raise ManifestError(f"line {number} writes its size in an odd way")
    try:
        _refuse_item(item)
    except ManifestError as fault:
        raise ManifestError(f"line {number}: {fault}") from fault
    return item


def _refuse_context(context: str) -> None:
    if not context or not context.isprintable():
        raise ManifestError("the first line of a manifest is one line of text")


def _refuse_item(item: Item) -> None:
    if len(item.sha256) != 64 or not set(item.sha256) <= set("0123456789abcdef"):
        raise ManifestError(f"{item.sha256!r} is not a SHA-256 in hexadecimal digits")
    if item.size < 0:
        raise ManifestError("a size is not negative")
    path = item.path
    is_odd = not path.isprintable() or "\\" in path or path != path.strip() or len(path) > _LONGEST_PATH
    if is_odd or any(part in ("", ".", "..") for part in path.split("/")):
        raise ManifestError(f"{path!r} is not a path inside the folder")


def _refuse_twice(items: list[Item]) -> None:
    for one, other in itertools.pairwise(items):
        if one.path == other.path:
            raise ManifestError(f"{one.path!r} stands twice in the manifest")
