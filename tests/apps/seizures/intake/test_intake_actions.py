import io
import json

import pytest
from django.core.exceptions import PermissionDenied

from saola.apps.journal import queries as journal
from saola.apps.journal.models import Entry
from saola.apps.seizures.actions import intake, judging, recording, undoing
from saola.apps.seizures.files import Problems, Summary
from saola.apps.seizures.models import Batch, Incident, Likeness, SourceRow, Specimen
from saola.core.intake import Refusal
from tests.factories import accounts, files

pytestmark = pytest.mark.usefixtures("knowledge")


def account(batch):
    return batch.recorded, batch.duplicates, batch.refused, batch.blank


def test_every_row_of_a_recorded_file_is_accounted_for():
    batch = files.recorded(files.line(1), files.line(2, date="31/02/2018"), ",,,,,,,", files.line(1), "")
    assert batch.rows == 4  # the empty last line is the end of the text, not a row
    assert account(batch) == (1, 1, 1, 1)
    assert list(SourceRow.objects.values_list("outcome", flat=True)) == [
        "recorded",
        "refused",
        "blank",
        "duplicate",
    ]


def test_checking_finds_what_recording_does_and_records_nothing():
    lines = files.line(1), files.line(2, quantity="-3"), files.line(1), files.line(3, unit="sackfuls")
    batch = files.batch(*lines)
    checked = intake.check(batch, by=None)
    assert not Incident.objects.exists()
    assert batch.state == Batch.State.READY
    found = account(batch), batch.warnings, batch.incident_count
    recorded = intake.record(batch, by=None)
    assert (account(batch), batch.warnings, batch.incident_count) == found
    assert checked == recorded


def test_check_counts_kinds_and_lists_words_once():
    batch = files.batch(
        files.line(1, unit="sackfuls"),
        files.line(2, unit="sackfuls"),
        files.line(3, species="Unicornis magnus"),
    )
    intake.check(batch, by=None)
    found = Summary(batch).read()
    assert {"code": "unknown-word", "is_error": False, "rows": 2} in found["kinds"]
    assert {"field": "unit", "word": "sackfuls", "rows": 2} in found["words"]
    assert {"field": "scientific_name", "word": "Unicornis magnus", "rows": 1} in found["words"]
    assert [row["row"] for row in Problems(batch)] == [2, 3]


def test_file_handed_in_again_is_said_to_be_recorded():
    first = files.recorded(files.line(1))
    with pytest.raises(intake.AlreadyRecordedError) as known:
        files.batch(files.line(1), name="the same under another name.csv")
    assert known.value.batch == first
    assert Batch.objects.count() == 1


def test_longer_version_of_a_file_brings_only_its_new_rows():
    files.recorded(files.line(1), files.line(2))
    longer = files.recorded(files.line(1), files.line(2), files.line(3))
    assert account(longer) == (1, 2, 0, 0)
    assert Incident.objects.count() == 3


def test_undone_file_leaves_nothing_and_can_be_recorded_again():
    batch = files.recorded(files.line(1), files.line(2))
    assert undoing.undo(batch, by=None) == 2
    batch.refresh_from_db()
    assert batch.state == Batch.State.UNDONE
    for model in (Incident, Specimen, SourceRow, Likeness):
        assert not model.objects.exists()
    again = files.recorded(files.line(1), files.line(2))
    assert account(again) == (2, 0, 0, 0)
    assert journal.verify().holds


def test_file_is_not_undone_twice():
    batch = files.recorded(files.line(1))
    undoing.undo(batch, by=None)
    with pytest.raises(intake.NotReadyError):
        undoing.undo(batch, by=None)


def test_file_is_not_undone_once_a_seizure_was_changed():
    batch = files.recorded(files.line(1))
    recording.hold_back(Incident.objects.get(), reason="an open case", by=accounts.person())
    with pytest.raises(undoing.BuiltUponError) as built:
        undoing.undo(batch, by=None)
    assert Incident.objects.get().number in str(built.value)
    assert Incident.objects.count() == 1


def test_file_is_not_undone_once_a_pair_was_judged():
    batch = files.recorded(files.line(1, place="Hai Phong"), files.line(1, id="X-9", place="Hai Phong"))
    judging.judge(Likeness.objects.get(), "different", by=accounts.person())
    with pytest.raises(undoing.BuiltUponError):
        undoing.undo(batch, by=None)


@pytest.mark.parametrize("dry_run", [True, False])
def test_bringing_in_a_file_on_trial_leaves_no_trace(intake_folder, dry_run):
    seen = []
    batch = intake.bring_in(
        io.BytesIO(files.content(files.line(1), files.line(2, country="Wakanda"))),
        "seizures.csv",
        by=None,
        dry_run=dry_run,
        then=lambda batch: seen.extend(row["row"] for row in Problems(batch)),
    )
    assert account(batch) == (1, 0, 1, 0)
    assert seen == [3]
    assert Batch.objects.exists() is Incident.objects.exists() is Entry.objects.exists() is not dry_run
    assert bool(list(intake_folder.iterdir())) is not dry_run


def test_refused_file_leaves_only_a_line_in_the_journal(intake_folder):
    with pytest.raises(Refusal):
        intake.bring_in(io.BytesIO(b"MZ\x90\x00\x03"), "seizures.xlsx", by=None)
    assert not Batch.objects.exists()
    assert list(intake_folder.iterdir()) == []
    assert list(Entry.objects.values_list("event", flat=True)) == ["batch.refused"]


def test_errors_that_cannot_be_written_undo_the_recording():
    def fail(batch):
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        intake.bring_in(io.BytesIO(files.content(files.line(1))), "a.csv", by=None, then=fail)
    assert not Incident.objects.exists()
    assert not Batch.objects.exists()


def test_reader_may_not_bring_in_files():
    with pytest.raises(PermissionDenied):
        files.batch(files.line(1), by=accounts.person("reader"))


def test_recorded_rows_keep_their_cells_and_problems_as_they_came():
    files.recorded(files.line(1, unit="sackfuls"))
    row = SourceRow.objects.get()
    assert row.cells[-1] == "sackfuls"
    assert [problem["code"] for problem in row.problems] == ["unknown-word"]
    assert json.dumps(row.problems)
