"""A chain of entries in which each names the digest of the one before.

Whoever alters, removes or re-orders an entry must rewrite every later one; ``walk`` finds the first place
where that did not happen. The Merkle tree and signed checkpoints that also defend against a rewritten tail
stand on the same digests.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from saola.core.sealing import GENESIS, Break, BreakKind, canonical


def link(previous: str, content: Mapping[str, Any]) -> str:
    """The digest of an entry: SHA-256 over its predecessor's digest, a line feed and its canonical bytes."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(content)).hexdigest()


def walk(entries: Iterable[tuple[int, str, str, Mapping[str, Any]]]) -> Iterator[Break]:
    """Every break in ``entries``, each ``(seq, previous, digest, content)`` in the order of ``seq`` from 1.

    After a break the walk goes on from what the entry claims, so that one fault is reported once.
    """
    expected, before = 1, GENESIS
    for seq, previous, digest, content in entries:
        if seq != expected:
            yield Break(expected, BreakKind.MISSING if seq > expected else BreakKind.REORDERED)
        elif previous != before:
            yield Break(seq, BreakKind.REORDERED)
        if link(previous, content) != digest:
            yield Break(seq, BreakKind.ALTERED)
        expected, before = seq + 1, digest
