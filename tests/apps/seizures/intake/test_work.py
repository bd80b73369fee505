import subprocess
import sys

import pytest

from saola.apps.journal.models import Entry
from saola.apps.seizures import work
from saola.apps.seizures.actions import intake
from saola.apps.seizures.files import Notes
from saola.apps.seizures.models import Batch, Incident
from tests.factories import accounts, files

pytestmark = pytest.mark.usefixtures("knowledge")

State = Batch.State


@pytest.fixture
def person(db):
    return accounts.person()


@pytest.fixture
def long_files(monkeypatch):
    """Every file is long, so that all work goes to the queue."""
    monkeypatch.setattr(work, "AT_ONCE", 0)


def do_queued():
    from django_tasks_db.models import DBTaskResult

    for task in DBTaskResult.objects.filter(status="READY"):
        work.carry_out_queued(*task.args_kwargs["args"])
        task.delete()


def test_short_file_is_done_at_once(person):
    batch = files.batch(files.line(1), by=person)
    work.start(batch, work.Step.CHECK, by=person)
    assert batch.state == State.READY
    work.start(batch, work.Step.RECORD, by=person)
    assert batch.state == State.RECORDED
    assert Incident.objects.count() == 1


def test_long_file_waits_in_the_queue_and_is_done_there(person, long_files):
    batch = files.batch(files.line(1), by=person)
    for step, doing, done in (
        (work.Step.CHECK, State.CHECKING, State.READY),
        (work.Step.RECORD, State.RECORDING, State.RECORDED),
    ):
        work.start(batch, step, by=person)
        batch.refresh_from_db()
        assert batch.state == doing
        work.set_free(batch)
        assert batch.state == doing  # it waits, which is not the same as being forgotten
        do_queued()
        batch.refresh_from_db()
        assert batch.state == done
    assert Entry.objects.filter(event="batch.recorded", actor=person.name).exists()


def test_file_is_not_worked_on_twice_at_once(person, long_files):
    batch = files.batch(files.line(1), by=person)
    work.start(batch, work.Step.CHECK, by=person)
    with pytest.raises(intake.NotReadyError):
        work.start(batch, work.Step.CHECK, by=person)


def test_waiting_file_is_stopped_at_once_and_never_begun(person, long_files):
    batch = files.batch(files.line(1), by=person)
    work.start(batch, work.Step.CHECK, by=person)
    work.stop(batch, by=person)
    do_queued()
    batch.refresh_from_db()
    assert batch.state == State.STOPPED
    assert "stopped" in batch.refusal["say"]


def test_stopping_while_it_is_recorded_records_nothing(person, monkeypatch):
    batch = files.batch(*map(files.line, range(1, 9)), by=person)
    intake.check(batch, by=person)
    monkeypatch.setattr("saola.apps.seizures.passes.CHUNK", 2)
    told = []

    def tell(notes, done, total):
        told.append(done)
        if done == 4:
            notes.ask_to_stop()

    monkeypatch.setattr(Notes, "tell", tell)
    work.start(batch, work.Step.RECORD, by=person)
    batch.refresh_from_db()
    assert told[-1] == 4
    assert batch.state == State.STOPPED
    assert not Incident.objects.exists()
    monkeypatch.undo()


def test_file_whose_worker_died_says_so_and_can_be_recorded(person, monkeypatch):
    batch = files.batch(files.line(1), by=person)
    intake.check(batch, by=person)
    Batch.objects.update(state=State.RECORDING)
    batch.refresh_from_db()
    work.set_free(batch)
    assert batch.state == State.STOPPED
    assert "broke off" in batch.refusal["say"]
    work.start(batch, work.Step.CHECK, by=person)
    work.start(batch, work.Step.RECORD, by=person)
    assert batch.state == State.RECORDED


def test_file_that_a_living_process_holds_is_left_alone(person, intake_folder):
    batch = files.batch(files.line(1), by=person)
    Batch.objects.update(state=State.RECORDING)
    batch.refresh_from_db()
    hold = (
        "import fcntl, sys; f = open(sys.argv[1], 'a'); fcntl.flock(f, fcntl.LOCK_EX);"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(intake_folder / f"{batch.pk}.working")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        work.set_free(batch)
        assert batch.state == State.RECORDING
        holder.kill()
    work.set_free(batch)
    assert batch.state == State.STOPPED


def test_trouble_nobody_foresaw_leaves_a_file_that_can_be_tried_again(person, monkeypatch):
    batch = files.batch(files.line(1), by=person)
    intake.check(batch, by=person)

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(intake, "source_row", fail)
    with pytest.raises(RuntimeError):
        work.start(batch, work.Step.RECORD, by=person)
    batch.refresh_from_db()
    assert batch.state == State.STOPPED
    assert not Incident.objects.exists()
