"""Epochs: after a failure nothing is repaired. A new epoch begins, which commits to what was found.

The first entry of an epoch is number 1 of a tree of its own. What was found of the epoch before is signed into it,
so that the old fault is known, and any further one in the old entries still shows.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from saola.core.sealing import canonical

from . import sealer
from .models import Entry

OPENED = "journal.epoch_opened"


@dataclass(frozen=True, slots=True)
class Epoch:
    """``first``: the number of its first entry. ``before``: what its opening says of the epoch before it."""

    number: int
    first: int
    before: Mapping[str, Any] = field(default_factory=dict)

    def index(self, seq: int) -> int:
        """Where an entry stands in the tree of the epoch, from 0."""
        return seq - self.first


def epochs() -> list[Epoch]:
    """All epochs in order; the first begins with the journal."""
    openings = Entry.objects.filter(event=OPENED).order_by("seq").values_list("seq", "facts")
    return [Epoch(1, 1), *(Epoch(n, seq, facts) for n, (seq, facts) in enumerate(openings, 2))]


def current() -> Epoch:
    return epochs()[-1]


def faults_digest(faults: Iterable[tuple[int, str]]) -> str:
    """What an opening keeps of the faults that were found: a digest over number and kind of each."""
    listed = canonical({"faults": [[seq, kind] for seq, kind in sorted(faults)]})
    return hashlib.sha256(listed).hexdigest()


def statement(epoch: int, last: int, found: str, faults: str) -> bytes:
    """What the sealer signs when an epoch is opened: nobody without its key can call a fault known."""
    return canonical({"about": OPENED, "epoch": epoch, "faults": faults, "found": found, "last": last})


def is_known(opening: Epoch, found: str, faults: str, key: bytes) -> bool:
    """Whether what was found of the epoch before is just what the opening of ``opening`` says, under signature."""
    says = opening.before
    try:
        signature = bytes.fromhex(says["signature"])
        claimed = statement(opening.number, opening.first - 1, says["found"], says["report"])
    except (KeyError, ValueError, TypeError):
        return False
    return (says["found"], says["report"]) == (found, faults) and sealer.is_signed(claimed, signature, key)
