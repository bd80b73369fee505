"""Taking in a file: receive, check, record. Recording is one transaction: all of it, or nothing.

``undoing`` takes back, ``work`` does the long ones in the background.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, BinaryIO, TextIO

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue.bulk import highest, insert, reset_numbers
from saola.apps.journal import actions as journal
from saola.core.intake import Limits, Profile, Refusal

from .. import files, problems
from ..findings import Findings
from ..likenesses import LikenessSearch, outline_of
from ..models import Batch, SourceRow
from ..passes import Pass, PassedRow, Tally
from ..reading import OpenFile, open_batch
from ..scratch import Memory
from ..settling import Settler
from . import judging
from .chunks import mark_known, record_groups, source_row
from .recording import Recorder

Tell = Callable[[int, int], None]
"""Told how many rows are done, of how many (0: not known yet)."""

State = Batch.State


class AlreadyRecordedError(Exception):
    """The same file, read the same way, is recorded already; ``batch`` is where."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(f"{batch.file_name} is recorded already")
        self.batch = batch


class StoppedError(Exception):
    """A person stopped the work, or the want of room on the disk did; nothing of the file was recorded."""

    def __init__(self, name: str, *, for_room: bool = False) -> None:
        super().__init__(name)
        self.for_room = for_room


class NotReadyError(Exception):
    """The file is not in a state in which this can be done."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What recording would do, or did."""

    tally: Tally
    incidents: int


@transaction.atomic
def receive(
    file: BinaryIO,
    file_name: str,
    *,
    by: Any,
    agency: Agency | None = None,
    profile: Profile | None = None,
    sheet: str = "",
) -> Batch:
    """Keep a handed-in file. Raises ``AlreadyRecordedError`` when it is recorded already, read the same way."""
    require(by)
    digest, size = files.keep(file)
    refuse_repetition(digest, profile, sheet)
    return _begin(digest, size, file_name, by, agency, profile, sheet)


@transaction.atomic
def receive_again(batch: Batch, *, by: Any) -> Batch:
    """A file that is kept already, to be read another way; rows that are recorded come out as duplicates."""
    require(by)
    return _begin(batch.digest, batch.size, batch.file_name, by, batch.agency, None, "")


def _begin(
    digest: str,
    size: int,
    file_name: str,
    by: Any,
    agency: Agency | None,
    profile: Profile | None,
    sheet: str,
) -> Batch:
    batch = Batch(
        file_name=file_name[-300:], digest=digest, size=size, agency=agency, received_by=by, sheet=sheet
    )
    if profile is not None:
        _bear(batch, profile)
    batch.save()
    journal.write("batch.received", by=by, about=batch, name=batch.file_name, digest=digest, size=size)
    return batch


def bring_in(
    file: BinaryIO,
    file_name: str,
    *,
    by: Any,
    profile: Profile | None = None,
    sheet: str = "",
    dry_run: bool = False,
    tell: Tell | None = None,
    then: Callable[[Batch], None] | None = None,
) -> Batch:
    """Receive and record a file in one transaction; ``then`` is called with the batch before it ends.

    With ``dry_run`` everything is done and taken back. When anything fails nothing stays, neither a batch nor
    its file. Raises what ``receive`` and ``record`` raise.
    """
    batch = None
    is_kept = False
    try:
        with transaction.atomic():
            batch = receive(file, file_name, by=by, profile=profile, sheet=sheet)
            record(batch, by=by, tell=tell)
            if then is not None:
                then(batch)
            transaction.set_rollback(dry_run)
        is_kept = not dry_run
    except Refusal as refusal:
        with transaction.atomic():
            journal.write("batch.refused", by=by, name=file_name[-300:], code=refusal.code)
        raise
    finally:
        if batch is not None and not is_kept:
            files.forget(batch)
    return batch


@transaction.atomic
def refuse(batch: Batch, refusal: Refusal, *, by: Any) -> None:
    """Keep why a file as a whole cannot be read."""
    batch.state, batch.refusal = State.REFUSED, refusal.message.as_data()
    batch.save(update_fields=["state", "refusal"])
    journal.write("batch.refused", by=by, about=batch, name=batch.file_name, code=refusal.code)


@transaction.atomic
def choose_profile(batch: Batch, profile: Profile, *, by: Any, sheet: str = "") -> None:
    """Say how the file is to be read; what was checked before is checked again."""
    require(by)
    if batch.state not in (State.RECEIVED, State.READY, State.STOPPED):
        raise NotReadyError(batch.state)
    batch.sheet, batch.state = sheet, State.RECEIVED
    _bear(batch, profile)
    batch.save()


def _bear(batch: Batch, profile: Profile) -> None:
    batch.profile_name, batch.profile_data = profile.name[:100], profile.as_data()
    batch.profile_digest = profile.digest


@contextmanager
def _alone(batch: Batch) -> Iterator[None]:
    """One process at a time works on a file, and its notes end with the work."""
    notes = files.Notes(batch)
    try:
        with notes.at_work():
            try:
                yield
            finally:
                notes.remove()
    except files.AtWorkError as error:
        raise NotReadyError(batch.state) from error


def check(
    batch: Batch,
    *,
    by: Any,
    tell: Tell | None = None,
    today: date | None = None,
    limits: Limits | None = None,
) -> Checked:
    """Read every row and find everything that is wrong with it. Writes no seizure.

    Raises ``Refusal`` when the file as a whole cannot be read, ``StoppedError`` when somebody stopped it.
    """
    require(by)
    with _alone(batch), open_batch(batch, limits=limits) as file, files.Problems(batch).begin() as faulty:
        way, findings, search = Pass(file, today or _today()), Findings(), LikenessSearch()
        settler, incidents = Settler(), 0
        for rows in _watched(way, batch, tell):
            mark_known(rows, batch)
            for group in way.group(rows):
                incidents += group.is_new
                findings.see_names(group.draft, settler)
                search.add([outline_of(str(group.rows[0]), group.draft, settler)])
            _count(way, rows, faulty, findings)
        way.tally.account()
        _settle_reading(batch, file)
        files.Summary(batch).write(findings.as_data(search.probable(batch)))
        _keep_tally(batch, way.tally, incidents, State.READY)
    return Checked(way.tally, incidents)


def _settle_reading(batch: Batch, file: OpenFile) -> None:
    """Keep how the file was read, so that it is read so again."""
    _bear(batch, file.profile)
    batch.sheet = file.sheet.name if len(file.sheets) > 1 else ""


def _count(way: Pass, rows: list[PassedRow], faulty: TextIO, findings: Findings) -> None:
    for row in rows:
        way.tally.count(row)
        findings.see(row)
        problems.write_row(row, faulty)


def record(
    batch: Batch,
    *,
    by: Any,
    tell: Tell | None = None,
    today: date | None = None,
    limits: Limits | None = None,
) -> Checked:
    """Record the file, whole, in one transaction with its journal entry.

    Raises ``AlreadyRecordedError``, ``NotReadyError``, ``Refusal`` and ``StoppedError``; nothing is recorded then.
    """
    require(by)
    with _alone(batch), transaction.atomic():
        state = Batch.objects.select_for_update().values_list("state", flat=True).get(pk=batch.pk)
        if state in (State.RECORDED, State.UNDONE, State.REFUSED):
            raise NotReadyError(state)
        return _record(batch, by, tell, today or _today(), limits)


def refuse_repetition(digest: str, profile: Profile | None, sheet: str = "") -> None:
    """Raise ``AlreadyRecordedError`` when the file is recorded already, read this way or, without a profile, any."""
    same = Batch.objects.filter(digest=digest, state=State.RECORDED)
    if sheet:
        same = same.filter(sheet=sheet)
    if profile is not None and profile.columns:
        same = same.filter(profile_digest=profile.digest)
    if found := same.first():
        raise AlreadyRecordedError(found)


def _record(batch: Batch, by: Any, tell: Tell | None, today: date, limits: Limits | None) -> Checked:
    with open_batch(batch, limits=limits) as file, files.Problems(batch).begin() as faulty:
        _settle_reading(batch, file)
        refuse_repetition(batch.digest, file.profile, batch.sheet)
        recorder, way, findings = Recorder(by=by, batch=batch), Pass(file, today, tells_new=False), Findings()
        known = Memory()
        search, incidents, numbers, purged = LikenessSearch(), 0, count(highest(SourceRow) + 1), 0
        remember = file.profile.grouping != "row"
        for rows in _watched(way, batch, tell):
            mark_known(rows, batch)
            purged += sum(row.is_purged for row in rows)
            incidents += record_groups(recorder, way.group(rows), known, remember, search)
            insert(SourceRow, [source_row(batch, row, next(numbers)) for row in rows])
            _count(way, rows, faulty, findings)
        recorder.finish()
        reset_numbers(SourceRow)
    way.tally.account()
    judging.keep_likely(search.probable(batch))
    if purged:  # the file says what went for good
        transaction.on_commit(lambda: files.forget_content(batch))
    batch.recorded_at = timezone.now()
    _keep_tally(batch, way.tally, incidents, State.RECORDED)
    journal.write(
        "batch.recorded",
        by=by,
        about=batch,
        name=batch.file_name,
        digest=batch.digest,
        incidents=incidents,
        rows=way.tally.rows,
        recorded=way.tally.recorded,
    )
    return Checked(way.tally, incidents)


def _watched(way: Pass, batch: Batch, tell: Tell | None) -> Iterator[list[PassedRow]]:
    """The chunks of a pass, telling how far it is and stopping when somebody asks."""
    notes, done = files.Notes(batch), 0
    for rows in way.chunks():
        if notes.is_asked_to_stop():
            raise StoppedError(batch.file_name, for_room=notes.is_stopped_for_room())
        yield rows
        done += len(rows)
        notes.tell(done, batch.rows)
        if tell is not None:
            tell(done, batch.rows)


def _keep_tally(batch: Batch, tally: Tally, incidents: int, state: str) -> None:
    batch.rows, batch.recorded, batch.duplicates = tally.rows, tally.recorded, tally.duplicate
    batch.refused, batch.blank, batch.warnings = tally.refused, tally.blank, tally.warnings
    batch.incident_count, batch.state = incidents, state
    batch.save()


def _today() -> date:
    return timezone.localdate()


def require(by: Any) -> None:
    """Raise ``PermissionDenied`` unless ``by`` may bring in files.

    ``by`` is ``None`` on the command line of the node, where whoever runs it owns the records.
    """
    if by is not None:
        policy.require(by, Permission.SEIZURES_IMPORT)
