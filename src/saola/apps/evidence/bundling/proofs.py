"""Proofs from the journal: that each entry of custody was in the journal when a checkpoint was signed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from saola.apps.journal import checkpoints, sealer
from saola.apps.journal.epochs import Epoch, epochs
from saola.apps.journal.models import Entry
from saola.core.sealing import Checkpoint, Tree

from .refusals import JournalFrozenError, NotSealedYetError


@dataclass(frozen=True, slots=True)
class Proof:
    """One journal entry, byte for byte, and the way from its leaf to the root of the checkpoint of its epoch."""

    seq: int
    epoch: int
    content: bytes
    index: int
    size: int
    path: tuple[bytes, ...]

    def as_json(self) -> bytes:
        told = {
            "seq": self.seq,
            "checkpoint": f"checkpoint-{self.epoch}.txt",
            "index": self.index,
            "size": self.size,
            "path": [each.hex() for each in self.path],
        }
        return (json.dumps(told, indent=1) + "\n").encode()


def prove(seqs: Iterable[int]) -> tuple[dict[int, bytes], list[Proof]]:
    """For every epoch that holds one of ``seqs`` a signed checkpoint, by number; and a proof for each entry.

    Raises ``SealerKeyError`` where the signing key is not there, and ``NotSealedYetError``.
    """
    wanted = sorted(set(seqs))
    notes: dict[int, bytes] = {}
    proofs: list[Proof] = []
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    for epoch, end in _spans(last):
        own = [seq for seq in wanted if epoch.first <= seq <= end]
        if not own:
            continue
        tree, notes[epoch.number] = _sealed(epoch, end, own[-1], is_newest=end == last)
        contents = dict(Entry.objects.filter(seq__in=own).values_list("seq", "content"))
        proofs += [
            Proof(
                seq,
                epoch.number,
                bytes(contents[seq]),
                epoch.index(seq),
                len(tree),
                tuple(tree.inclusion(epoch.index(seq))),
            )
            for seq in own
        ]
    return notes, proofs


def _sealed(epoch: Epoch, end: int, wanted: int, *, is_newest: bool) -> tuple[Tree, bytes]:
    """The tree of an epoch and the note over its root.

    It is signed now, up to the entry ``end``. A sealer under another user signs no checkpoint on request: then the
    newest one that it wrote by itself, which must reach as far as the entry ``wanted``.
    """
    if sealer.is_at_hand():
        tree = Tree(_leaves(epoch.first, end))
        checkpoint, note = checkpoints.signed(epoch.number, len(tree), tree.root())
        _keep(checkpoint, note, is_newest=is_newest)
        return tree, note
    kept = checkpoints.newest(epoch.number)
    if kept is None or kept.checkpoint is None or kept.checkpoint.size <= epoch.index(wanted):
        raise NotSealedYetError(f"Entry {wanted} is not sealed yet; the sealer does so within a minute.")
    tree = Tree(_leaves(epoch.first, epoch.first + kept.checkpoint.size - 1))
    if tree.root() != kept.checkpoint.root:
        raise JournalFrozenError("the journal is not what was sealed")
    return tree, kept.note


def _keep(checkpoint: Checkpoint, note: bytes, *, is_newest: bool) -> None:
    """A checkpoint that leaves the house is one that the journal is held to from now on.

    From the commit on, that is: it speaks of entries that are taken back where the bundle cannot be made.
    """
    if is_newest:
        transaction.on_commit(lambda: checkpoints.keep(checkpoint, note), robust=True)


def _spans(last: int) -> Iterator[tuple[Epoch, int]]:
    every = epochs()
    for epoch, following in zip(every, [*every[1:], None], strict=True):
        yield epoch, following.first - 1 if following else last


def _leaves(first: int, last: int) -> Iterator[bytes]:
    entries = Entry.objects.filter(seq__range=(first, last)).order_by("seq")
    for digest in entries.values_list("digest", flat=True).iterator(chunk_size=5000):
        yield bytes.fromhex(digest)
