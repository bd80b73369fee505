"""Proving the whole journal: every byte, column, link and root, and every checkpoint known here or elsewhere."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from multiprocessing import get_context
from pathlib import Path

import django
from django.db import connection
from django.db.models import Max

from saola.core.sealing import Break, BreakKind, Frontier

from . import checkpoints, epochs, guards, sealer, stretches
from .models import Detail, Entry
from .stretches import Stretch

WORTH_PROCESSES = 60_000
"""Entries from which on starting further processes pays."""


class Verdict(IntEnum):
    """Also the exit codes of ``saola journal verify``."""

    HOLDS = 0
    ALTERED = 2
    MISSING = 3
    FORK = 4
    SIGNATURE = 5


class FaultKind(StrEnum):
    ALTERED = "altered"
    REORDERED = "reordered"
    MISSING = "missing"
    FORK = "fork"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """``seq``: the first entry concerned. ``file``: the checkpoint that shows it, where one does."""

    seq: int
    kind: FaultKind
    file: str = ""


_CODES = {
    FaultKind.ALTERED: Verdict.ALTERED,
    FaultKind.REORDERED: Verdict.ALTERED,
    FaultKind.MISSING: Verdict.MISSING,
    FaultKind.FORK: Verdict.FORK,
    FaultKind.SIGNATURE: Verdict.SIGNATURE,
}
_KINDS = {
    BreakKind.ALTERED: FaultKind.ALTERED,
    BreakKind.REORDERED: FaultKind.REORDERED,
    BreakKind.MISSING: FaultKind.MISSING,
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``known``: faults of closed epochs, signed into the opening of the next.

    ``last_good``: the longest checkpoint of the present epoch that holds, 0 if none. ``found``: a digest over all
    entries of the present epoch as they are. ``unguarded``: the database no longer refuses changes by itself.
    """

    entries: int
    epoch: int
    head: str
    found: str
    faults: tuple[Fault, ...]
    known: tuple[Fault, ...] = ()
    checkpoints: int = 0
    last_good: int = 0
    unguarded: bool = False

    @property
    def holds(self) -> bool:
        return not self.faults

    @property
    def verdict(self) -> Verdict:
        """The gravest: an altered entry explains more than a root that does not fit."""
        return min((_CODES[fault.kind] for fault in self.faults), default=Verdict.HOLDS)

    @property
    def first_bad(self) -> int | None:
        """The first entry that does not hold; ``None`` when all do, or only signatures are bad."""
        return next((fault.seq for fault in self.faults if fault.kind is not FaultKind.SIGNATURE), None)


def verify(
    *,
    from_checkpoints: Iterable[Path] = (),
    witness: Path | None = None,
    key: bytes | None = None,
    processes: int = 1,
) -> Report:
    """Recompute the journal from its first entry on, and compare it with every checkpoint.

    ``from_checkpoints``: files kept by somebody else; ``witness``: a folder of such. ``key``: the public key to
    trust (32 bytes) instead of the one that lies here. ``processes``: how many may work at it.
    Raises ``OSError`` when a file or folder that was named cannot be read.
    """
    last = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
    every = epochs.epochs()
    signed, unsigned = _checkpoints(from_checkpoints, witness, key)
    results = list(_walked(every, last, signed, processes))
    faults, known = {*_strays(), *(Fault(0, FaultKind.SIGNATURE, path.name) for path in unsigned)}, []
    last_good = 0
    for at, result in enumerate(results):
        found = _faults(result, signed.get(result.epoch.number, []))
        following = results[at + 1].epoch if at + 1 < len(results) else None
        if following is not None and found and _is_known(following, result, found, key):
            known += found
        else:
            faults |= set(found)
            last_good = _last_good(result, signed.get(result.epoch.number, []))
    head = Entry.objects.filter(seq=last).values_list("digest", flat=True).first() or ""
    return Report(
        entries=last,
        epoch=every[-1].number,
        head=head,
        found=results[-1].found,
        faults=tuple(sorted(faults)),
        known=tuple(sorted(known)),
        checkpoints=sum(map(len, signed.values())) + len(unsigned),
        last_good=last_good,
        unguarded=bool(guards.missing(connection)),
    )


@dataclass(frozen=True, slots=True)
class _Result:
    """An epoch walked to its end. ``roots``: size to root, as far as its entries are all there."""

    epoch: epochs.Epoch
    last: int
    breaks: list[Break]
    roots: dict[int, bytes]
    found: str


def _checkpoints(
    files: Iterable[Path], witness: Path | None, key: bytes | None
) -> tuple[dict[int, list[checkpoints.Kept]], list[Path]]:
    """Those whose signature holds, by epoch, and the files of the others."""
    if witness is not None and not witness.is_dir():
        raise FileNotFoundError(f"there is no folder {witness}")
    paths = [*files, *sorted(checkpoints.folder().rglob(f"*{checkpoints.SUFFIX}"))]
    if witness is not None:
        paths += sorted(witness.rglob(f"*{checkpoints.SUFFIX}"))
    if key is None and (paths or sealer.public_key_file().exists()):
        try:
            key = sealer.public_key()
        except sealer.SealerKeyError:
            return {}, [*paths] or [sealer.public_key_file()]
    signed: dict[int, list[checkpoints.Kept]] = {}
    unsigned = []
    for path in paths:
        kept = checkpoints.opened(path, key)
        if kept.checkpoint is None:
            unsigned.append(path)
        else:
            signed.setdefault(kept.epoch, []).append(kept)
    return signed, unsigned


def _walked(every: list[epochs.Epoch], last: int, signed: dict, processes: int) -> Iterable[_Result]:
    erased = stretches.erased_ranges()
    wanted = [
        (each, (every[at + 1].first - 1 if at + 1 < len(every) else last)) for at, each in enumerate(every)
    ]
    many = processes > 1 and last >= WORTH_PROCESSES and not connection.in_atomic_block
    if not many:
        for epoch, end in wanted:
            yield _joined(epoch, end, map(stretches.walk_stretch, _parts(epoch, end, signed, erased)))
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=django.setup) as pool:
        for epoch, end in wanted:
            yield _joined(epoch, end, pool.map(stretches.walk_stretch, _parts(epoch, end, signed, erased)))


def _parts(epoch: epochs.Epoch, end: int, signed: dict, erased: list) -> list[stretches.Part]:
    sizes = sorted({each.checkpoint.size for each in signed.get(epoch.number, [])})
    return list(stretches.parts(epoch.first, end, sizes, erased))


def _joined(epoch: epochs.Epoch, end: int, walked: Iterable[Stretch]) -> _Result:
    total, breaks, is_whole = Frontier(), [], True
    roots, digests = {0: total.root()}, []
    for stretch in walked:
        breaks += stretch.breaks
        digests.append(stretch.found)
        for size, peaks in stretch.peaks_at.items() if is_whole else ():
            there = total.copy()
            there.join(Frontier(size - total.size, peaks))
            roots[size] = there.root()
        is_whole = is_whole and stretch.is_whole
        if is_whole:
            total.join(Frontier(stretch.size, stretch.peaks))
    return _Result(epoch, end, sorted(set(breaks)), roots, stretches.digest_of(digests))


def _faults(result: _Result, kept: list[checkpoints.Kept]) -> list[Fault]:
    """Breaks of the chain, and checkpoints that do not fit where no break before them explains it."""
    found = [Fault(each.seq, _KINDS[each.kind]) for each in result.breaks]
    first_break = min((each.seq for each in result.breaks), default=None)
    good = _last_good(result, kept)
    for each in kept:
        size, name = each.checkpoint.size, each.path.name
        there = result.epoch.first + size - 1
        if there > result.last:
            found.append(Fault(result.last + 1, FaultKind.MISSING, name))
        elif (first_break is None or there < first_break) and result.roots.get(size) != each.checkpoint.root:
            found.append(Fault(result.epoch.first + min(good, size - 1), FaultKind.FORK, name))
    return found


def _last_good(result: _Result, kept: list[checkpoints.Kept]) -> int:
    fitting = (c.checkpoint.size for c in kept if result.roots.get(c.checkpoint.size) == c.checkpoint.root)
    return max(fitting, default=0)


def _is_known(following: epochs.Epoch, result: _Result, found: list[Fault], key: bytes | None) -> bool:
    try:
        key = sealer.public_key() if key is None else key
    except sealer.SealerKeyError:
        return False
    return epochs.is_known(following, result.found, faults_digest(found), key)


def faults_digest(faults: Iterable[Fault]) -> str:
    return epochs.faults_digest((fault.seq, fault.kind.value) for fault in faults)


def _strays() -> list[Fault]:
    """Words beside no entry: the entry is gone; or beside one that was written without."""
    entries, details = Entry._meta.db_table, Detail._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.seq, e.seq FROM {details} d LEFT JOIN {entries} e ON e.seq = d.seq "
            "WHERE e.seq IS NULL OR e.detail_commit = '' ORDER BY d.seq LIMIT 100"
        )
        return [
            Fault(seq, FaultKind.MISSING if entry is None else FaultKind.ALTERED) for seq, entry in cursor
        ]
