"""A chain of entries in which each names the digest of the one before.

Whoever alters, removes or re-orders an entry must rewrite every later one; ``walk`` finds the first place
where that did not happen. The Merkle tree and signed checkpoints that also defend against a rewritten tail
stand on the same digests.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
"""What the first entry names as its predecessor."""


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way to write ``content`` as bytes: JSON, keys sorted, no white space, UTF-8.

    Numbers must be integers or texts, because two programs may write one fraction in two ways.
    Raises ``TypeError`` for a float or anything JSON does not know.
    """
    _refuse_floats(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def link(previous: str, content: Mapping[str, Any]) -> str:
    """The digest of an entry: SHA-256 over its predecessor's digest, a line feed and its canonical bytes."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(content)).hexdigest()


class BreakKind(StrEnum):
    ALTERED = "altered"
    MISSING = "missing"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the number of the entry, and what is wrong there."""

    seq: int
    kind: BreakKind


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


def _refuse_floats(content: Any) -> None:
    if isinstance(content, float):
        raise TypeError(f"a sealed record holds whole numbers and texts, not the fraction {content!r}")
    if isinstance(content, Mapping):
        for value in content.values():
            _refuse_floats(value)
    elif isinstance(content, list | tuple):
        for value in content:
            _refuse_floats(value)
