"""Sealing the journal as it grows: signed checkpoints here and elsewhere, and what follows from a verification."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from saola.core.sealing import Checkpoint, Frontier, Link, Walk, names_of, read_entry

from . import actions, checkpoints, epochs, sealer
from .models import Entry
from .verifying import Report, faults_digest

EVERY_SECONDS, EVERY_ENTRIES = 60, 1_000
"""After how long, or how many entries, the journal is sealed again."""

AT_ONCE = frozenset({"approval.used", "emergency.opened", "journal.failed", epochs.OPENED})
"""Events after which the journal is sealed without waiting."""

_log = logging.getLogger(__name__)


class UnsealableError(RuntimeError):
    """The journal is not a continuation of what was sealed; it must be verified, not signed."""


@dataclass(slots=True)
class Sealing:
    """Follows the journal of one node and signs how far it came. One process does this, and nothing else."""

    outside: Path | None = field(default_factory=lambda: settings.WITNESS_FOLDER)
    epoch: epochs.Epoch = field(default_factory=epochs.current)
    _tree: Frontier = field(default_factory=Frontier)
    _names: tuple[str, ...] | None = None
    _sealed: int = 0

    def __post_init__(self) -> None:
        """Take up where the last checkpoint stands. Raises ``UnsealableError``, ``SealerKeyError``."""
        self._follow_epoch()

    def waiting(self) -> tuple[int, bool]:
        """How many entries are not sealed yet, and whether one of them asks to be sealed at once."""
        if epochs.current().number != self.epoch.number:
            self._follow_epoch()
        done = self.epoch.first + self._sealed - 1
        last = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
        if last <= done:
            return 0, False
        return last - done, Entry.objects.filter(seq__gt=done, event__in=AT_ONCE).exists()

    def seal(self) -> Checkpoint | None:
        """Sign the journal as it is now; ``None`` when nothing came since. Raises ``UnsealableError``."""
        if epochs.current().number != self.epoch.number:
            self._follow_epoch()
        last = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
        self._grow(last)
        if self._tree.size == self._sealed:
            return None
        checkpoint, note = checkpoints.signed(self.epoch.number, self._tree.size, self._tree.root())
        checkpoints.keep(checkpoint, note)
        self._sealed = checkpoint.size
        self._tell_outside(checkpoint, note)
        return checkpoint

    def _follow_epoch(self) -> None:
        self.epoch, self._tree, self._sealed = epochs.current(), Frontier(), 0
        self._names = self._names_before(self.epoch.first)
        newest = checkpoints.newest(self.epoch.number)
        if newest is None:
            return
        if newest.checkpoint is None:
            raise UnsealableError(
                f"The checkpoint {newest.path.name} does not bear the signature of this node."
            )
        size = newest.checkpoint.size
        self._grow(self.epoch.first + size - 1)
        if (self._tree.size, self._tree.root()) != (size, newest.checkpoint.root):
            raise UnsealableError(f"The first {size} entries are not those that were sealed.")
        self._sealed = size

    def _names_before(self, first: int) -> tuple[str, ...] | None:
        if first == 1:
            return Walk.AT_THE_BEGINNING
        content = Entry.objects.filter(seq=first - 1).values_list("content", flat=True).first()
        return names_of(bytes(content)) if content else None

    def _grow(self, last: int) -> None:
        """Take in the entries up to ``last``; each must name the one before."""
        first = self.epoch.first + self._tree.size
        if last < first - 1:
            raise UnsealableError(f"The journal ends at entry {last}, but {first - 1} were sealed.")
        walk = Walk(first, self._names)
        for seq, content, digest in _entries(first, last):
            self._tree.push(walk.step(Link(seq, content, digest), read_entry(content)[0]))
            self._names = names_of(content)
        if breaks := walk.end(last + 1):
            raise UnsealableError(f"Entry {breaks[0].seq} is {breaks[0].kind.value}.")

    def _tell_outside(self, checkpoint: Checkpoint, note: bytes) -> None:
        if self.outside is None:
            return
        try:
            checkpoints.copy_outside(checkpoint, note, self.outside)
        except (
            OSError
        ) as fault:  # a medium that is not plugged in stops nothing; the health page shows its age
            _log.warning("the checkpoint could not be copied to %s: %s", self.outside, fault)


def _entries(first: int, last: int):
    with connection.cursor() as cursor:
        for start in range(first, last + 1, 4000):
            cursor.execute(
                f"SELECT seq, content, digest FROM {Entry._meta.db_table} WHERE seq BETWEEN %s AND %s ORDER BY seq",
                [start, min(start + 3999, last)],
            )
            for seq, content, digest in cursor.fetchall():
                yield seq, bytes(content), digest


def note_verification(report: Report, *, by=None) -> Entry | None:
    """Tell in the journal what a verification found. A failure that was told already is not told again."""
    with transaction.atomic():
        if report.holds:
            return actions.write(
                "journal.verified",
                by=by,
                entries=report.entries,
                checkpoints=report.checkpoints,
                last_good=report.last_good,
            )
        told = faults_digest(report.faults)
        last = Entry.objects.filter(event="journal.failed").order_by("-seq").first()
        if last is not None and last.facts.get("report") == told:
            return None
        return actions.write(
            "journal.failed",
            by=by,
            outcome="failed",
            code=int(report.verdict),
            faults=len(report.faults),
            first=report.first_bad or 0,
            report=told,
        )


class NothingFailedError(RuntimeError):
    """A new epoch is opened after a failure only."""


@transaction.atomic
def open_epoch(report: Report, *, by, reason: str) -> Entry:
    """Begin a new epoch after the failure in ``report``: what was found is signed into its first entry.

    Nothing is repaired. Raises ``NothingFailedError`` when the journal holds, ``SealerKeyError`` without the key.
    """
    if report.holds:
        raise NothingFailedError("The journal holds; there is no failure to leave behind.")
    if Entry.objects.aggregate(last=Max("seq"))["last"] != report.entries:
        raise NothingFailedError("The journal went on since it was verified; verify it again.")
    number, told = report.epoch + 1, faults_digest(report.faults)
    says = epochs.statement(number, report.entries, report.found, told)
    return actions.write(
        epochs.OPENED,
        by=by,
        epoch=number,
        found=report.found,
        last_good=report.last_good,
        report=told,
        signature=sealer.sign(says).hex(),
        reason=reason,
    )
