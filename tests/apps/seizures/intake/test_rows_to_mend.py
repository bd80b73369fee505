"""The file of faulty rows that goes back to the agency: whole, in plain words, harmless, and fit to be sent again."""

import csv
import io

import openpyxl
import pytest
from django.utils import translation

from saola.apps.seizures import problems
from saola.apps.seizures.actions import intake
from saola.apps.seizures.files import Problems
from saola.apps.seizures.models import Incident
from saola.core.intake import Profile, apply_profile, open_sheets, profile_share, read_table
from tests.factories import files

pytestmark = pytest.mark.usefixtures("knowledge")

REFUSED = files.line(1, date="soon", country="Atlantis", species='"=cmd|calc"', quantity="-1")
WARNED = files.line(2, quantity="?")


def checked(*lines):
    batch = files.batch(*lines)
    intake.check(batch, by=None)
    return batch


def sent_back(batch):
    text = io.StringIO(newline="")
    return problems.write_csv(batch, text), text.getvalue()


def test_rows_to_mend_hold_every_cell_and_everything_wrong_and_run_nothing():
    count, text = sent_back(checked(REFUSED, files.line(3), WARNED))
    head, refused, warned = csv.reader(io.StringIO(text))
    assert count == 2
    assert head == ["Saola: Row", "Saola: What became of it", "Saola: What is wrong", *files.HEAD.split(",")]
    assert refused[:2] == ["2", "refused"]
    assert refused[3:] == ["R-1", "soon", "Atlantis", "Post 1", "'=cmd|calc", "scales", "'-1", "kg"]
    assert all(words in refused[2] for words in ("soon", "Atlantis", "below zero"))
    assert warned[:2] == ["4", "recorded with a warning"]


def test_rows_to_mend_as_a_workbook_are_text_only():
    content = io.BytesIO()
    assert problems.write_xlsx(checked(REFUSED), content) == 1
    sheet = openpyxl.load_workbook(content).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["H2"].value == "=cmd|calc"
    assert sheet["H2"].data_type == "s"


def resent(batch):
    """The file of faulty rows, handed in as it is."""
    count, text = sent_back(batch)
    again = intake.receive(io.BytesIO(text.encode("utf-8-sig")), "again.csv", by=None)
    intake.record(again, by=None)
    assert again.rows == count
    return again


def errors(batch):
    return [problem["code"] for row in Problems(batch) for problem in row["problems"] if problem["is_error"]]


def test_rows_to_mend_sent_again_say_the_same():
    batch = checked(REFUSED)
    again = resent(batch)
    assert again.refused == 1
    assert errors(again) == errors(batch) != []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_row_recorded_with_a_warning_is_not_recorded_again_when_it_is_sent_again(language):
    batch = files.recorded(REFUSED, WARNED)
    with translation.override(language):
        again = resent(batch)
    assert (again.recorded, again.duplicates, again.refused) == (0, 1, 1)
    assert Incident.objects.count() == 1


def test_profile_knows_a_file_by_its_own_columns_alone():
    batch = files.recorded(REFUSED, WARNED)
    again = io.BytesIO(sent_back(batch)[1].encode("utf-8-sig"))
    table = read_table(open_sheets(again, "again.csv")[0])
    profile = Profile("agency", columns=dict.fromkeys(files.HEAD.split(","), "note"))
    assert profile_share(table, profile) == 1.0
    assert not any("Saola" in str(warning) for warning in apply_profile(table, profile).warnings)
