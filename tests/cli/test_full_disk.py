"""A disk that is nearly full, at the command line: what records refuses, the worker waits, the way in stays open."""

import pytest
from click.testing import CliRunner

from saola.apps.seizures import files as handed_in
from saola.apps.seizures import work as files_at_work
from saola.apps.seizures.models import Batch, Incident
from saola.apps.upkeep.disk import MB, Space
from saola.cli import working
from saola.cli.main import saola
from tests.factories import accounts, files, journal

pytestmark = pytest.mark.usefixtures("knowledge")

GB = 1024 * MB


@pytest.fixture
def free(settings, tmp_path, monkeypatch):
    """``free(MB)`` sets how much of a disk of 100 GB is free; it begins with enough."""
    journal.node(settings, tmp_path)
    settings.DISK_RESERVE_MB = 1
    (tmp_path / "intake").mkdir()
    monkeypatch.setattr(handed_in, "folder", lambda: tmp_path / "intake")

    def set_free(megabytes):
        monkeypatch.setattr(Space, "now", classmethod(lambda cls: cls(100 * GB, megabytes * MB)))

    set_free(50_000)
    return set_free


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "seizures.csv"
    path.write_bytes(files.content(*map(files.line, range(1, 9))))
    return path


def run(*words, **more):
    return CliRunner().invoke(saola, [*map(str, words)], **more)


def test_file_is_not_recorded_on_a_full_disk_and_says_why(free, sheet):
    free(900)
    refused = run("seizures", "import", sheet)
    assert (refused.exit_code, Incident.objects.count(), Batch.objects.count()) == (1, 0, 0)
    assert "nearly full (900 MB left), so nothing was recorded" in refused.stderr
    free(50_000)
    assert run("seizures", "import", sheet).exit_code == 0
    assert Incident.objects.count() == 8


def test_disk_that_fills_up_meanwhile_takes_the_whole_import_back(free, sheet, monkeypatch):
    monkeypatch.setattr("saola.apps.seizures.passes.CHUNK", 2)
    told = []

    def tell(notes, done, total):
        told.append(done)
        if done == 4:
            free(900)

    monkeypatch.setattr(handed_in.Notes, "tell", tell)
    refused = run("seizures", "import", sheet)
    assert (refused.exit_code, told) == (1, [2, 4])
    assert "nearly full" in refused.stderr
    assert (Incident.objects.count(), Batch.objects.count()) == (0, 0)


def test_lists_and_people_wait_too_and_the_way_in_does_not(free, tmp_path):
    person = accounts.person("administrator")
    free(900)
    listed = tmp_path / "list.csv"
    listed.write_text("a")
    assert "nearly full" in run("species", "load", listed).stderr
    added = run("people", "add", "eva", "--full-name", "Eva", "--password", "grey herons stand in the reeds")
    assert "nearly full" in added.stderr
    assert run("people", "unlock", person.name).exit_code == 0
    assert run("people", "reset-factor", person.name, "--yes").exit_code == 0
    assert run("journal", "verify").exit_code == 0


def test_fault_that_is_not_the_disk_stays_what_it_is(free, sheet, monkeypatch):
    def fail(*_asked, **_named):
        raise RuntimeError("another fault")

    monkeypatch.setattr("saola.apps.seizures.actions.intake.bring_in", fail)
    assert isinstance(run("seizures", "import", sheet).exception, RuntimeError)


def test_worker_stops_a_file_for_want_of_room_and_the_file_says_so(free, monkeypatch):
    person = accounts.person()
    batch = files.batch(*map(files.line, range(1, 9)), by=person)
    files_at_work.start(batch, files_at_work.Step.CHECK, by=person)
    monkeypatch.setattr("saola.apps.seizures.passes.CHUNK", 2)

    def tell(notes, done, total):
        if done == 4:
            free(900)
            assert files_at_work.stop_for_room() == ["seizures.csv"]
            assert files_at_work.stop_for_room() == [], "asked once"

    monkeypatch.setattr(handed_in.Notes, "tell", tell)
    files_at_work.start(batch, files_at_work.Step.RECORD, by=person)
    batch.refresh_from_db()
    assert batch.state == Batch.State.STOPPED
    assert "nearly full" in batch.refusal["say"]
    assert not Incident.objects.exists()
    monkeypatch.undo()


class LastLookError(Exception):
    """Ends the worker of a test."""


@pytest.fixture
def looks(monkeypatch):
    """``looks(act, act)``: the worker looks for files so often, doing one of these after each look."""

    def look(*acts):
        left = iter(acts)

        def sleep(_seconds):
            try:
                next(left)()
            except StopIteration:
                raise LastLookError from None

        monkeypatch.setattr(working.time, "sleep", sleep)
        with pytest.raises(LastLookError):
            working._take_files()

    return look


@pytest.mark.django_db(transaction=True)
def test_worker_takes_up_no_file_until_there_is_room(free, looks, monkeypatch, capsys):
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(files_at_work, "AT_ONCE", 0)
    person = accounts.person()
    batch = files.batch(files.line(1), by=person)
    files_at_work.start(batch, files_at_work.Step.CHECK, by=person)
    states = []

    def note():
        batch.refresh_from_db()
        states.append(batch.state)

    free(900)
    looks(note, note, lambda: free(50_000), note)
    assert states == [Batch.State.CHECKING, Batch.State.CHECKING, Batch.State.READY]
    said = capsys.readouterr().err
    assert said.count("no file is taken up") == 1
    assert said.count("room on the disk again") == 1
