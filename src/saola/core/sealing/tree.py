"""The Merkle tree of RFC 6962, section 2.1: one root for a log of any length, and short proofs against it.

Hashes are 32 bytes of SHA-256. Leaves count from 0. A proof is a list of hashes in the order of the RFC.
"""

import hashlib
from collections.abc import Iterable, Sequence

HASH_SIZE = 32
EMPTY = hashlib.sha256(b"").digest()
"""The root of a log without entries."""


class ProofError(ValueError):
    """A proof was asked of a place that the tree does not have."""


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: the roots of its complete subtrees, largest first.

    A log of n leaves keeps at most log2(n) + 1 hashes, so a million leaves stream through little memory.
    """

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        """Raises ``ValueError`` when ``peaks`` are not as many hashes as a tree of ``size`` has."""
        self.size, self.peaks = size, list(peaks)
        if len(self.peaks) != size.bit_count() or any(len(peak) != HASH_SIZE for peak in self.peaks):
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} complete subtrees")

    def push(self, leaf: bytes) -> None:
        """Add the hash of one more leaf."""
        size, peaks = self.size, self.peaks
        while size & 1:
            leaf = node_hash(peaks.pop(), leaf)
            size >>= 1
        peaks.append(leaf)
        self.size += 1

    def join(self, right: "Frontier") -> None:
        """Add a tree that was built beside this one.

        Raises ``ValueError`` unless each of its subtrees may stand where it would: this size must be a
        multiple of the largest of them.
        """
        if right.size and self.size % (1 << right.size.bit_length() - 1):
            raise ValueError(f"a tree of {right.size} leaves does not fit after {self.size}")
        taken = iter(right.peaks)
        for height in reversed(range(right.size.bit_length())):
            if right.size >> height & 1:
                self._push_subtree(next(taken), height)

    def _push_subtree(self, peak: bytes, height: int) -> None:
        size = self.size >> height
        while size & 1:
            peak = node_hash(self.peaks.pop(), peak)
            size >>= 1
        self.peaks.append(peak)
        self.size += 1 << height

    def copy(self) -> "Frontier":
        return Frontier(self.size, self.peaks)

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


class Tree:
    """All nodes of a log, for making proofs: about 64 bytes a leaf."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray().join(leaves)]
        while len(below := self._levels[-1]) >= 2 * HASH_SIZE:
            pairs = len(below) // (2 * HASH_SIZE)
            above = bytearray(pairs * HASH_SIZE)
            for at in range(pairs):
                pair = below[2 * HASH_SIZE * at : 2 * HASH_SIZE * (at + 1)]
                above[HASH_SIZE * at : HASH_SIZE * (at + 1)] = hashlib.sha256(b"\x01" + pair).digest()
            self._levels.append(above)

    def __len__(self) -> int:
        return len(self._levels[0]) // HASH_SIZE

    def leaf(self, index: int) -> bytes:
        return bytes(self._levels[0][HASH_SIZE * index : HASH_SIZE * (index + 1)])

    def root(self, size: int | None = None) -> bytes:
        """The root over the first ``size`` leaves, or over all."""
        size = len(self) if size is None else size
        self._refuse_beyond(size)
        return self._root_of(0, size) if size else EMPTY

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """PATH(index, D[0:size]): that a leaf stands at ``index``. Raises ``ProofError``."""
        size = len(self) if size is None else size
        self._refuse_beyond(size)
        if not 0 <= index < size:
            raise ProofError(f"there is no leaf {index} in a tree of {size}")
        path: list[bytes] = []
        low, high = 0, size
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self._root_of(middle, high))
                high = middle
            else:
                path.append(self._root_of(low, middle))
                low = middle
        return path[::-1]

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """PROOF(old, D[0:size]): that the first ``old`` leaves are unchanged. Raises ``ProofError``."""
        size = len(self) if size is None else size
        self._refuse_beyond(size)
        if not 0 <= old <= size:
            raise ProofError(f"a tree of {size} leaves was never {old} long")
        if old in (0, size):
            return []
        proof: list[bytes] = []
        low, high, is_known = 0, size, True
        while old != high:
            middle = low + _split(high - low)
            if old <= middle:
                proof.append(self._root_of(middle, high))
                high = middle
            else:
                proof.append(self._root_of(low, middle))
                low, is_known = middle, False
        if (
            not is_known
        ):  # the old root is what the verifier has when it is a whole subtree from the first leaf
            proof.append(self._root_of(low, high))
        return proof[::-1]

    def _root_of(self, low: int, high: int) -> bytes:
        width = high - low
        if width & (width - 1) == 0:  # a whole subtree; its start is a multiple of its width
            height = width.bit_length() - 1
            at = (low >> height) * HASH_SIZE
            return bytes(self._levels[height][at : at + HASH_SIZE])
        middle = low + _split(width)
        return node_hash(self._root_of(low, middle), self._root_of(middle, high))

    def _refuse_beyond(self, size: int) -> None:
        if not 0 <= size <= len(self):
            raise ProofError(f"the log has {len(self)} leaves, not {size}")


def _split(width: int) -> int:
    """The largest power of two smaller than ``width``."""
    return 1 << (width - 1).bit_length() - 1


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether ``path`` proves that ``leaf`` (a leaf's hash) is number ``index`` of the ``size`` under ``root``.

    RFC 9162, section 2.1.3.2, whose tree is that of RFC 6962.
    """
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the tree of ``size`` begins with the tree of ``old`` leaves, unchanged.

    RFC 9162, section 2.1.4.2. A log begins with the empty log by nature.
    """
    if not 0 <= old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    if old == 0:
        return not proof and old_root == EMPTY
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, step)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == root
