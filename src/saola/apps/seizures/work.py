"""Long work on a file: at once when it is short, in the background when it is long, and never half.

While a process works it holds the file (``files.Notes.at_work``). The system lets go when the process dies, so
a file that nobody holds and that waits in no queue has lost its worker and is set free again.
"""

import os
import time
from datetime import timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts.models import Person
from saola.apps.journal import actions as journal
from saola.core.intake import Limits, Refusal
from saola.core.values import Message, gettext_noop, say

from . import files
from .actions import intake
from .models import Batch
from .reading import open_batch

AT_ONCE = 5_000
"""Rows up to which a person waits for the answer; longer files go to the queue."""
GRACE = 10.0
"""Seconds between taking up work and holding the file, generously."""

State = Batch.State


class Step(StrEnum):
    """What is to be done with a file."""

    CHECK = "check"
    RECORD = "record"


_DOING = {Step.CHECK: State.CHECKING, Step.RECORD: State.RECORDING}
_FROM = {
    Step.CHECK: (State.RECEIVED, State.READY, State.STOPPED),
    Step.RECORD: (State.READY,),
}


def start(batch: Batch, step: Step, *, by: Any) -> None:
    """Begin ``step``. When this returns, short work is done and long work waits in the queue.

    Raises ``intake.NotReadyError``, and for short work what the step itself raises.
    """
    intake.require(by)
    is_long = _is_long(batch)
    with transaction.atomic():
        claimed = Batch.objects.filter(pk=batch.pk, state__in=_FROM[step]).update(state=_DOING[step])
        if not claimed:
            raise intake.NotReadyError(batch.state)
        files.Notes(batch).clear()
        files.Notes(batch).tell(0, batch.rows)
        if is_long:
            _enqueue(batch, step, by)
    batch.refresh_from_db()
    if not is_long:
        carry_out(batch, step, by=by)


def _is_long(batch: Batch) -> bool:
    if batch.rows:
        return batch.rows > AT_ONCE
    with open_batch(batch, limits=Limits.for_uploads()) as file:
        return sum(1 for _ in islice(file.rows(), AT_ONCE + 1)) > AT_ONCE


def _enqueue(batch: Batch, step: Step, by: Any) -> None:
    from .tasks import work_on_file

    work_on_file.enqueue(str(batch.pk), str(step), by.pk if by is not None else None)


def carry_out(batch: Batch, step: Step, *, by: Any) -> None:
    """Do ``step`` now, in this process. Whatever breaks it off, the file says so and can be tried again."""
    if batch.state != _DOING[step]:
        return  # stopped while it waited
    try:
        if step is Step.CHECK:
            batch.rows = batch.rows or _count_rows(batch)
            intake.check(batch, by=by, limits=Limits.for_uploads())
        else:
            intake.record(batch, by=by, limits=Limits.for_uploads())
    except intake.StoppedError as stopped:
        why, who = (_no_room(), None) if stopped.for_room else (_stopped(), by)
        break_off(batch, why, "batch.stopped", who)
    except Refusal as refusal:
        intake.refuse(batch, refusal, by=by)
    except intake.AlreadyRecordedError as already:
        break_off(batch, _recorded_already(already.batch), "batch.stopped", by)
    except intake.NotReadyError:
        return  # somebody else is at it, or was
    except BaseException:
        break_off(batch, _broke_off(), "batch.broke_off", by)
        raise


def _count_rows(batch: Batch) -> int:
    with open_batch(batch, limits=Limits.for_uploads()) as file:
        return sum(1 for _ in file.rows())


def carry_out_queued(batch_id: str, step: str, person_id: int | None) -> None:
    """What the background worker does."""
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is not None:
        by = Person.objects.get(pk=person_id) if person_id is not None else None
        carry_out(batch, Step(step), by=by)


@transaction.atomic
def break_off(batch: Batch, why: Message, event: str, by: Any) -> None:
    """Nothing was recorded: say why, and let it be tried again."""
    doing = (State.CHECKING, State.RECORDING)
    changed = Batch.objects.filter(pk=batch.pk, state__in=doing).update(
        state=State.STOPPED, refusal=why.as_data()
    )
    batch.state, batch.refusal = State.STOPPED, why.as_data()
    if not changed:
        return
    if event == "batch.stopped":
        journal.write("batch.stopped", by=by, about=batch, name=batch.file_name)
    else:
        journal.write("batch.broke_off", by=None, about=batch, name=batch.file_name)


def stop(batch: Batch, *, by: Any) -> None:
    """Ask whoever works on the file to stop; when it still waits in the queue it is stopped at once."""
    intake.require(by)
    if batch.state not in (State.CHECKING, State.RECORDING):
        return
    notes = files.Notes(batch)
    if notes.is_held():
        notes.ask_to_stop()
    else:
        break_off(batch, _stopped(), "batch.stopped", by)


def stop_for_room() -> list[str]:
    """Ask everybody who is at work on a file to stop, because the disk is nearly full; the names of the files."""
    asked = []
    for batch in Batch.objects.filter(state__in=(State.CHECKING, State.RECORDING)):
        notes = files.Notes(batch)
        if notes.is_held() and not notes.is_stopped_for_room():
            notes.ask_to_stop(for_room=True)
            asked.append(batch.file_name)
    return asked


def set_free(batch: Batch) -> None:
    """If the process that worked on the file is gone, say so in the file."""
    if batch.state in (State.CHECKING, State.RECORDING) and not _is_alive(batch):
        batch.refresh_from_db()
        if batch.state in (State.CHECKING, State.RECORDING):
            break_off(batch, _broke_off(), "batch.broke_off", None)
            files.Notes(batch).remove()


def set_all_free() -> int:
    """Look at every file that is said to be worked on; return how many have lost their worker."""
    doing = Batch.objects.filter(state__in=(State.CHECKING, State.RECORDING))
    for batch in doing:
        set_free(batch)
    return doing.count()


def _is_alive(batch: Batch) -> bool:
    return files.Notes(batch).is_held() or _was_noted(batch) or is_waiting(batch)


def _was_noted(batch: Batch) -> bool:
    path = files.folder() / f"{batch.pk}.progress"
    try:
        return time.time() - os.stat(path).st_mtime < GRACE
    except FileNotFoundError:
        return False


def is_waiting(batch: Batch) -> bool:
    """Whether the file waits in the queue, or was taken out of it just now."""
    from django_tasks_db.models import DBTaskResult

    mine = DBTaskResult.objects.filter(args_kwargs__args__0=str(batch.pk))
    just_now = timezone.now() - timedelta(seconds=GRACE)
    return (
        mine.filter(status="READY").exists()
        or mine.filter(status="RUNNING", started_at__gt=just_now).exists()
    )


def _stopped() -> Message:
    return say(gettext_noop("The work was stopped. Nothing of the file was recorded; it can be tried again."))


def _no_room() -> Message:
    return say(
        gettext_noop(
            "The disk of this node is nearly full, so the work was stopped. Nothing of the file was recorded; try it "
            "again when the administrator has made room."
        )
    )


def _broke_off() -> Message:
    return say(
        gettext_noop(
            "The work broke off half way, because the program that did it ended. Nothing of the file was "
            "recorded; it can be tried again."
        )
    )


def _recorded_already(batch: Batch) -> Message:
    return say(
        gettext_noop(
            "The same file, read the same way, is recorded already ({name}). Nothing was recorded again."
        ),
        name=batch.file_name,
    )
