"""Entries of a log, each of which names the one before.

Whoever alters, removes or re-orders an entry must rewrite every later one; ``walk`` finds where that did not
happen. The Merkle tree and its signed checkpoints stand on the same hashes and defend against a rewritten tail.

An entry is canonical JSON whose ``previous`` is the leaf hash of the entry before. Entries written by version 0.1
are kept as they were hashed then: the digest of the entry before, a line feed, and the JSON; they name their
predecessor by its plain SHA-256.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from .tree import leaf_hash

GENESIS = "0" * 64
"""What the first entry names as its predecessor."""


class BreakKind(StrEnum):
    ALTERED = "altered"
    MISSING = "missing"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """Where the record does not hold: the number of the entry, and what is wrong there."""

    seq: int
    kind: BreakKind


class Link(NamedTuple):
    """An entry as it is kept: its number, its content, and the digest (leaf hash, hexadecimal) kept beside."""

    seq: int
    content: bytes
    digest: str


class EntryError(ValueError):
    """The content of an entry cannot be read."""


def read_entry(content: bytes) -> tuple[str, dict[str, Any]]:
    """What an entry names as its predecessor, and its fields. Raises ``EntryError``."""
    try:
        if content[:1] == b"{":
            fields = json.loads(content.decode())
            return fields.pop("previous"), fields
        previous, _, rest = content.partition(b"\n")
        fields = json.loads(rest)
        return previous.decode("ascii"), fields
    except (ValueError, KeyError, AttributeError, RecursionError) as fault:
        raise EntryError("the entry is not one that this journal wrote") from fault


def first_format(previous: str, content: bytes) -> bytes:
    """The bytes that version 0.1 hashed for an entry whose canonical JSON is ``content``."""
    return previous.encode() + b"\n" + content


def names_of(content: bytes) -> tuple[str, str]:
    """By what the next entry may name this one: its leaf hash, or its plain hash as in version 0.1."""
    return leaf_hash(content).hex(), hashlib.sha256(content).hexdigest()


class Walk:
    """Follows a log entry by entry and remembers where it breaks.

    One fault is reported once. Where an entry does not name the one before it, either may have been rewritten
    together with its digest; the earlier is reported, because from there on nothing is sure.
    """

    AT_THE_BEGINNING = (GENESIS,)

    def __init__(self, first: int = 1, names: tuple[str, ...] | None = AT_THE_BEGINNING) -> None:
        """``names``: by what the entry ``first`` may name the one before it; ``None`` when nobody knows."""
        self.breaks: list[Break] = []
        self._expected = first
        self._names = names

    def step(self, link: Link, previous: str | None) -> bytes:
        """Take the next entry, with what it names as its predecessor (``None`` when it cannot be read).

        Returns its leaf hash, computed anew.
        """
        leaf = leaf_hash(link.content)
        digest = leaf.hex()
        is_whole = digest == link.digest and previous is not None
        if link.seq != self._expected:
            kind = BreakKind.MISSING if link.seq > self._expected else BreakKind.REORDERED
            self._note(self._expected, kind)
        elif is_whole and self._names is not None and previous not in self._names:
            self._note(max(link.seq - 1, 1), BreakKind.ALTERED)
        if not is_whole:
            self._note(link.seq, BreakKind.ALTERED)
        self._names = (digest, link.digest)
        if link.content[:1] != b"{":
            self._names += (hashlib.sha256(link.content).hexdigest(),)
        self._expected = link.seq + 1
        return leaf

    def end(self, stop: int = 0) -> list[Break]:
        """Every break, in the order of the entries, of which there should be all before ``stop``."""
        if self._expected < stop:
            self._note(self._expected, BreakKind.MISSING)
        return sorted(self.breaks)

    def _note(self, seq: int, kind: BreakKind) -> None:
        if not any(found.seq == seq for found in self.breaks[-3:]):
            self.breaks.append(Break(seq, kind))


def walk(links: Iterable[Link]) -> Iterator[Break]:
    """Every break in a whole log, read from its first entry on."""
    following = Walk()
    for link in links:
        try:
            previous = read_entry(link.content)[0]
        except EntryError:
            previous = None
        following.step(link, previous)
    yield from following.end()
