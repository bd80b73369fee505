"""Taking in a file: receive, check, record, undo. Recording is one transaction: all of it, or nothing."""

import json
from collections.abc import Callable, Iterator, Sequence
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
from saola.core.intake import Profile, Refusal
from saola.core.intake.cells import shown

from .. import files
from ..models import Batch, Incident, IssuedReport, Likeness, SourceRow, Specimen
from ..passes import Group, Pass, PassedRow, Tally
from ..reading import open_batch, profile_of
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
    """A person stopped the work; nothing of the file was recorded."""


class BuiltUponError(Exception):
    """The file cannot be undone any more: ``what`` names what was built upon it."""

    def __init__(self, what: str, numbers: Sequence[str]) -> None:
        super().__init__(f"{what}: {', '.join(numbers[:10])}")
        self.what, self.numbers = what, list(numbers)


class NotReadyError(Exception):
    """The file is not in a state in which this can be done."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What recording would do, found without recording anything."""

    tally: Tally
    incidents: int


@transaction.atomic
def receive(
    file: BinaryIO, file_name: str, *, by: Any, agency: Agency | None = None, profile: Profile | None = None
) -> Batch:
    """Keep a handed-in file. Raises ``AlreadyRecordedError`` when it is recorded already, read the same way."""
    _require(by)
    digest, size = files.keep(file)
    refuse_repetition(digest, profile)
    batch = Batch(file_name=file_name[-300:], digest=digest, size=size, agency=agency, received_by=by)
    if profile is not None:
        _bear(batch, profile)
    batch.save()
    journal.write("batch.received", by=by, about=batch, name=batch.file_name, digest=digest, size=size)
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
    _require(by)
    if batch.state in (State.RECORDED, State.RECORDING, State.UNDONE):
        raise NotReadyError(batch.state)
    batch.sheet, batch.state = sheet, State.RECEIVED
    _bear(batch, profile)
    batch.save()


def _bear(batch: Batch, profile: Profile) -> None:
    batch.profile_name, batch.profile_data = profile.name, profile.as_data()
    batch.profile_digest = profile.digest


def check(batch: Batch, *, by: Any, tell: Tell | None = None, today: date | None = None) -> Checked:
    """Read every row and find everything that is wrong with it. Writes no seizure.

    Raises ``Refusal`` when the file as a whole cannot be read, ``StoppedError`` when somebody stopped it.
    """
    _require(by)
    with open_batch(batch) as file, files.Problems(batch).begin() as faulty:
        way, incidents = Pass(file, today or _today()), 0
        for rows in _watched(way, batch, tell):
            _mark_known(rows, batch)
            incidents += sum(group.is_new for group in way.group(rows))
            _count(way, rows, faulty)
    way.tally.account()
    _keep_tally(batch, way.tally, incidents, State.READY)
    return Checked(way.tally, incidents)


def _count(way: Pass, rows: list[PassedRow], faulty: TextIO) -> None:
    for row in rows:
        way.tally.count(row)
        if row.reading.errors or row.reading.warnings:
            faulty.write(json.dumps(problem_of(row), ensure_ascii=False) + "\n")


def record(
    batch: Batch, *, by: Any, tell: Tell | None = None, today: date | None = None, dry_run: bool = False
) -> Checked:
    """Record the file, whole, in one transaction with its journal entry.

    With ``dry_run`` everything is done and taken back. Raises ``AlreadyRecordedError``, ``Refusal`` and
    ``StoppedError``.
    """
    _require(by)
    refuse_repetition(batch.digest, profile_of(batch), batch.sheet)
    with transaction.atomic():
        checked = _record(batch, by, tell, today or _today())
        if dry_run:
            transaction.set_rollback(True)
    return checked


def refuse_repetition(digest: str, profile: Profile | None, sheet: str = "") -> None:
    """Raise ``AlreadyRecordedError`` when the file is recorded already, read this way or, without a profile, any."""
    same = Batch.objects.filter(digest=digest, state=State.RECORDED)
    if sheet:
        same = same.filter(sheet=sheet)
    if profile is not None:
        same = same.filter(profile_digest=profile.digest)
    if found := same.first():
        raise AlreadyRecordedError(found)


def _record(batch: Batch, by: Any, tell: Tell | None, today: date) -> Checked:
    with open_batch(batch) as file, files.Problems(batch).begin() as faulty:
        _bear(batch, file.profile)
        recorder, way = Recorder(by=by, batch=batch), Pass(file, today)
        known: dict[bytes, int] = {}
        incidents, numbers = 0, count(highest(SourceRow) + 1)
        for rows in _watched(way, batch, tell):
            _mark_known(rows, batch)
            incidents += _record_groups(recorder, way.group(rows), known, file.profile.grouping != "row")
            insert(SourceRow, [_source_row(batch, row, next(numbers)) for row in rows])
            _count(way, rows, faulty)
        recorder.finish()
        reset_numbers(SourceRow)
    way.tally.account()
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


def _record_groups(recorder: Recorder, groups: list[Group], known: dict[bytes, int], remember: bool) -> int:
    """Record the new incidents of a chunk, and add to those of earlier chunks. Returns how many are new."""
    new = [group for group in groups if group.key not in known]
    incidents = recorder.add([group.draft for group in new])
    old = {group.key: known[group.key] for group in groups if group.key in known}
    kept = Incident.objects.in_bulk(old.values()) if old else {}
    for group in groups:
        if group.key in old:
            recorder.extend(kept[old[group.key]], group.draft)
    if remember:
        known.update((group.key, incident.pk) for group, incident in zip(new, incidents, strict=True))
    return len(new)


def _mark_known(rows: list[PassedRow], batch: Batch) -> None:
    """Rows that another recorded file already brought are duplicates."""
    new = {row.fingerprint for row in rows if row.outcome == SourceRow.RECORDED}
    elsewhere = SourceRow.objects.filter(
        fingerprint__in=new, outcome=SourceRow.RECORDED, batch__state=State.RECORDED
    ).exclude(batch=batch)
    known = set(elsewhere.values_list("fingerprint", flat=True)) if new else set()
    for row in rows:
        if row.fingerprint in known and row.outcome == SourceRow.RECORDED:
            row.outcome = SourceRow.DUPLICATE


def _watched(way: Pass, batch: Batch, tell: Tell | None) -> Iterator[list[PassedRow]]:
    """The chunks of a pass, telling how far it is and stopping when somebody asks."""
    notes, done = files.Notes(batch), 0
    for rows in way.chunks():
        if notes.is_asked_to_stop():
            raise StoppedError(batch.file_name)
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


def _source_row(batch: Batch, row: PassedRow, number: int) -> SourceRow:
    faulty = [*row.reading.errors, *row.reading.warnings]
    return SourceRow(
        id=number,
        batch=batch,
        number=row.raw.number,
        cells=[str(shown(cell)) for cell in row.raw.cells],
        outcome=row.outcome,
        problems=[_problem_data(problem) for problem in faulty],
        fingerprint=row.fingerprint,
    )


def _problem_data(problem: Any) -> dict[str, Any]:
    return {
        "column": problem.column,
        "field": problem.field,
        "found": problem.found,
        "is_error": problem.is_error,
        "message": problem.message().as_data(),
    }


def problem_of(row: PassedRow) -> dict[str, Any]:
    """A row with everything that is wrong with it, as it is kept beside the batch and sent back."""
    return {
        "row": row.raw.number,
        "cells": [str(shown(cell)) for cell in row.raw.cells],
        "is_refused": bool(row.reading.errors),
        "problems": [_problem_data(problem) for problem in (*row.reading.errors, *row.reading.warnings)],
    }


@transaction.atomic
def undo(batch: Batch, *, by: Any) -> int:
    """Take back everything a recorded file brought. Returns the number of incidents taken back.

    Raises ``BuiltUponError`` once something rests on it, ``NotReadyError`` when it is not recorded.
    """
    _require(by)
    if batch.state != State.RECORDED:
        raise NotReadyError(batch.state)
    _refuse_if_built_upon(batch)
    taken_back = batch.incidents.count()
    Likeness.objects.filter(one__batch=batch).delete()
    Likeness.objects.filter(other__batch=batch).delete()
    Specimen.objects.filter(incident__batch=batch).delete()
    batch.incidents.all().delete()
    SourceRow.objects.filter(batch=batch).delete()
    batch.state, batch.undone_at = State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    journal.write("batch.undone", by=by, about=batch, name=batch.file_name, incidents=taken_back)
    return taken_back


def _refuse_if_built_upon(batch: Batch) -> None:
    changed = list(batch.incidents.filter(version__gt=1).values_list("number", flat=True)[:10])
    if changed:
        raise BuiltUponError("changed since", changed)
    judged = Likeness.objects.exclude(judgement=Likeness.Judgement.OPEN)
    pairs = judged.filter(one__batch=batch) | judged.filter(other__batch=batch)
    if pairs.exists():
        raise BuiltUponError("judged", list(pairs.values_list("one__number", flat=True)[:10]))
    if reported := _reported(batch):
        raise BuiltUponError("reported", reported)


def _reported(batch: Batch) -> list[str]:
    """Numbers of the batch that stand in an issued report."""
    years = set(batch.incidents.values_list("year", flat=True))
    numbers = set(batch.incidents.values_list("number", flat=True)) if years else set()
    issued = IssuedReport.objects.filter(year__in=[year for year in years if year])
    return sorted({row["key"].split("/")[0] for report in issued for row in report.rows} & numbers)


def _today() -> date:
    return timezone.localdate()


def _require(by: Any) -> None:
    """``by`` is ``None`` on the command line of the node, where whoever runs it owns the records."""
    if by is not None:
        policy.require(by, Permission.SEIZURES_IMPORT)
