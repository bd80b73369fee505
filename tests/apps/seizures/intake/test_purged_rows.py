"""A purged seizure stays gone: whatever becomes of the file that brought it, and whoever brings it again."""

import pytest

from saola.apps.accounts import approvals, purging
from saola.apps.seizures import files as kept
from saola.apps.seizures.actions import undoing
from saola.apps.seizures.models import Incident, SourceRow
from saola.core.access import Ground
from tests.factories import access, accounts, files

pytestmark = pytest.mark.usefixtures("knowledge")


@pytest.fixture
def purge(django_capture_on_commit_callbacks):
    def purge(record):
        officer = accounts.person("records_officer", agency=accounts.agency())
        asked = purging.asked(record, ground=Ground.ORDER, reason="order 5/2026")
        approval = approvals.ask(purging.ACTION, asked, by=officer, reason="the order")
        approvals.decide(approval, approve=True, by=access.second_person(officer))
        with django_capture_on_commit_callbacks(execute=True):
            purging.purge(record, ground=Ground.ORDER, reason="order 5/2026", by=officer)

    return purge


def first_of(batch):
    return batch.incidents.order_by("pk").first()


def test_file_that_was_undone_does_not_bring_a_purged_row_again(purge, django_capture_on_commit_callbacks):
    batch = files.recorded(files.line(1), files.line(2))
    purge(first_of(batch))
    assert undoing.undo(batch, by=None) == 1
    (left,) = SourceRow.objects.all()
    assert (left.number, left.cells, bool(left.fingerprint)) == (2, [], True)
    with django_capture_on_commit_callbacks(execute=True):
        again = files.recorded(files.line(1), files.line(2))
    assert (again.recorded, again.duplicates, Incident.objects.count()) == (1, 1, 1)
    assert [bool(row.cells) for row in again.source_rows.order_by("number")] == [False, True]
    assert not kept.path_of(again.digest).exists()
    assert undoing.undo(again, by=None) == 1
    assert list(SourceRow.objects.all()) == [left]


def test_file_that_says_the_same_is_blanked_with_the_row(purge):
    first = files.recorded(files.line(1), files.line(1), files.line(3))
    second = files.recorded(files.line(1), files.line(2))
    assert (first.duplicates, second.duplicates) == (1, 1)
    purge(first_of(first))
    said = [(row.outcome, bool(row.cells)) for row in SourceRow.objects.order_by("pk")]
    assert said == [
        ("recorded", False),
        ("duplicate", False),
        ("recorded", True),
        ("duplicate", False),
        ("recorded", True),
    ]
    assert not any(kept.path_of(batch.digest).exists() for batch in (first, second))


def test_file_without_a_purged_row_stays(purge, django_capture_on_commit_callbacks):
    purge(first_of(files.recorded(files.line(1))))
    with django_capture_on_commit_callbacks(execute=True):
        other = files.recorded(files.line(2))
    assert kept.path_of(other.digest).exists()
