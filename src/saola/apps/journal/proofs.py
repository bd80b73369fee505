"""Proofs that stand on their own: that an entry is in the journal, and that the journal only grew."""

import base64
from collections.abc import Iterable
from typing import Any

from saola.core.sealing import Tree, verifier_key

from . import checkpoints, epochs, sealer
from .models import Entry

ENTRY, GROWTH = "saola journal proof 1", "saola journal consistency 1"


class UnprovableError(ValueError):
    """There is no such entry, it is not sealed yet, or the journal is not what was sealed."""


def prove(seqs: Iterable[int]) -> list[dict[str, Any]]:
    """For each entry what somebody else needs to check it: content, path, signed checkpoint, public key.

    Raises ``UnprovableError``, ``SealerKeyError``.
    """
    wanted = sorted(set(seqs))
    contents = {
        seq: bytes(content)
        for seq, content in Entry.objects.filter(seq__in=wanted).values_list("seq", "content")
    }
    if absent := [seq for seq in wanted if seq not in contents]:
        raise UnprovableError(f"There is no entry {absent[0]} in the journal.")
    proofs = []
    for epoch, own in _by_epoch(wanted):
        kept, tree = _sealed_tree(epoch)
        for seq in own:
            index = epoch.index(seq)
            if index >= kept.checkpoint.size:
                raise UnprovableError(f"Entry {seq} is not sealed yet; the sealer does so within a minute.")
            proofs.append(
                {
                    "about": ENTRY,
                    "seq": seq,
                    "index": index,
                    "content": base64.b64encode(contents[seq]).decode(),
                    "path": [step.hex() for step in tree.inclusion(index)],
                    **_signed(kept),
                }
            )
    return proofs


def prove_growth(old: int, size: int, epoch: int | None = None) -> dict[str, Any]:
    """That the first ``old`` of ``size`` entries of an epoch are unchanged.

    Raises ``UnprovableError``, ``SealerKeyError``.
    """
    every = {each.number: each for each in epochs.epochs()}
    chosen = every.get(epoch or max(every))
    if chosen is None:
        raise UnprovableError(f"The journal has no epoch {epoch}.")
    if not 0 < old <= size:
        raise UnprovableError("A journal grows from a size to a larger one; name the smaller first.")
    tree = Tree(_leaves(chosen, size))
    if len(tree) < size:
        raise UnprovableError(f"The epoch has {len(tree)} entries, not {size}.")
    proof = {
        "about": GROWTH,
        "epoch": chosen.number,
        "old": old,
        "size": size,
        "old_root": base64.b64encode(tree.root(old)).decode(),
        "root": base64.b64encode(tree.root()).decode(),
        "proof": [step.hex() for step in tree.consistency(old)],
    }
    for name, at in (("old_checkpoint", old), ("checkpoint", size)):
        kept = checkpoints.of_size(chosen.number, at)
        if kept is not None:
            proof[name] = kept.note.decode()
    return proof


def _by_epoch(seqs: list[int]) -> list[tuple[epochs.Epoch, list[int]]]:
    every = epochs.epochs()
    stops = [each.first for each in every[1:]] + [max(seqs, default=0) + 1]
    split = (
        (each, [seq for seq in seqs if each.first <= seq < stop])
        for each, stop in zip(every, stops, strict=True)
    )
    return [(each, own) for each, own in split if own]


def _sealed_tree(epoch: epochs.Epoch) -> tuple[checkpoints.Kept, Tree]:
    kept = checkpoints.newest(epoch.number)
    if kept is None or kept.checkpoint is None:
        raise UnprovableError(
            "There is no signed checkpoint yet. The sealer writes one within a minute: `saola journal seal`."
        )
    tree = Tree(_leaves(epoch, kept.checkpoint.size))
    if len(tree) != kept.checkpoint.size or tree.root() != kept.checkpoint.root:
        raise UnprovableError("The journal is not what was sealed. Run `saola journal verify`.")
    return kept, tree


def _leaves(epoch: epochs.Epoch, size: int) -> Iterable[bytes]:
    kept = Entry.objects.filter(seq__gte=epoch.first, seq__lt=epoch.first + size).order_by("seq")
    return (
        bytes.fromhex(digest) for digest in kept.values_list("digest", flat=True).iterator(chunk_size=10_000)
    )


def _signed(kept: checkpoints.Kept) -> dict[str, Any]:
    key = sealer.public_key()
    return {
        "size": kept.checkpoint.size,
        "checkpoint": kept.note.decode(),
        "key": verifier_key(kept.checkpoint.origin, key),
        "public_key": sealer.public_key_pem().decode(),
    }
