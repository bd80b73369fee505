"""Issuing, amending, handing out: what leaves is kept, and never changes."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.journal import queries as journal
from saola.apps.journal.models import Entry
from saola.apps.seizures.actions import recording, reporting
from saola.apps.seizures.aitr import compare, digest_of, gather
from saola.apps.seizures.models import Incident, IssuedReport
from tests.factories import accounts, seizures

pytestmark = pytest.mark.usefixtures("knowledge")


@pytest.fixture
def officer():
    return accounts.person("cites_officer")


def issue(officer, **fields):
    return reporting.issue(2018, **{"share_with_iccwc": True, "by": officer} | fields)


def test_first_version_keeps_rows_file_and_choice(officer):
    seizures.incident()
    report = issue(officer, share_with_iccwc=False, note="  As agreed.  ")
    kept = IssuedReport.objects.get()
    assert (kept.version, kept.share_with_iccwc, kept.note, kept.issued_by) == (
        1,
        False,
        "As agreed.",
        officer,
    )
    assert len(kept.rows) == 1
    assert hashlib.sha256(bytes(kept.workbook)).hexdigest() == kept.digest == report.digest


def test_journal_tells_of_the_version_with_its_digest(officer):
    seizures.incident()
    report = issue(officer)
    entry = Entry.objects.get(event="report.issued")
    assert (entry.actor, entry.detail["version"], entry.detail["digest"]) == (officer.name, 1, report.digest)
    assert "version 1" in journal.sentence(entry)


def test_nothing_is_issued_twice(officer):
    seizures.incident()
    issue(officer)
    with pytest.raises(reporting.NothingChangedError):
        issue(officer, note="again")
    assert IssuedReport.objects.count() == 1


def test_another_choice_about_iccwc_is_an_amendment(officer):
    seizures.incident()
    issue(officer)
    assert issue(officer, share_with_iccwc=False).version == 2


def test_amendment_leaves_the_earlier_version_as_it_was(officer):
    seizures.incident()
    first = issue(officer)
    before = (bytes(first.workbook), list(first.rows), first.digest)
    added = seizures.incident()
    second = issue(officer)
    first.refresh_from_db()
    assert (bytes(first.workbook), first.rows, first.digest) == before
    assert second.version == 2
    found = compare(first.rows, second.rows)
    assert [row["incident_ref"] for row in found.added] == [added.number]
    assert (found.removed, found.changed) == ([], [])


def test_held_back_after_issuing_is_removed_by_the_amendment(officer):
    kept, open_case = seizures.incident(), seizures.incident()
    first = issue(officer)
    recording.hold_back(open_case, reason="open case", by=officer)
    second = issue(officer)
    assert [row["incident_ref"] for row in compare(first.rows, second.rows).removed] == [open_case.number]
    assert [row["incident_ref"] for row in second.rows] == [kept.number]
    assert second.held_back == 1
    assert open_case.number.encode() not in bytes(second.workbook)


def test_amendment_may_empty_a_report(officer):
    only = seizures.incident()
    issue(officer)
    recording.hold_back(only, reason="open case", by=officer)
    assert issue(officer).rows == []


def test_year_without_a_row_is_not_issued(officer):
    with pytest.raises(reporting.NothingToReportError):
        issue(officer)
    assert not IssuedReport.objects.exists()


def test_rows_that_were_not_read_are_not_issued(officer):
    seizures.incident()
    read = digest_of(gather(2018, Incident.objects.all()).rows)
    seizures.incident()
    with pytest.raises(reporting.ChangedWhileReadError):
        issue(officer, expected=read)
    assert not IssuedReport.objects.exists()
    assert issue(officer, expected=digest_of(gather(2018, Incident.objects.all()).rows)).version == 1


@pytest.mark.parametrize(
    "role", [code for code, role in ROLES.items() if Permission.REPORTS_ISSUE not in role.permissions]
)
def test_others_do_not_issue(role):
    seizures.incident()
    with pytest.raises(PermissionDenied):
        issue(accounts.person(role))
    assert not IssuedReport.objects.exists()


def test_issued_version_cannot_be_saved_again(officer):
    seizures.incident()
    report = issue(officer)
    report.note = "changed my mind"
    with pytest.raises(TypeError, match="amendment"):
        report.save()


def test_version_is_there_once(officer):
    seizures.incident()
    report = issue(officer)
    report.pk = None
    report._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()


def test_version_falls_with_its_journal_entry(officer, monkeypatch):
    seizures.incident()

    def broken(*args, **kwargs):
        raise RuntimeError("the journal cannot be written")

    monkeypatch.setattr(reporting.journal, "write", broken)
    with pytest.raises(RuntimeError):
        issue(officer)
    assert not IssuedReport.objects.exists()


def test_handed_out_file_is_the_issued_one_and_is_noted():
    seizures.incident()
    report = issue(accounts.person("cites_officer"))
    reader = accounts.person("reader")
    assert hashlib.sha256(reporting.hand_out(report, by=reader)).hexdigest() == report.digest
    assert Entry.objects.get(event="report.downloaded").actor == reader.name


def test_draft_is_the_same_for_the_same_records_and_is_noted():
    seizures.incident()
    analyst = accounts.person("analyst")
    assert reporting.draft(2018, by=analyst) == reporting.draft(2018, by=analyst)
    assert Entry.objects.filter(event="report.drafted", actor=analyst.name).count() == 2
    assert not IssuedReport.objects.exists()


def test_draft_leaves_only_with_those_who_may_download():
    with pytest.raises(PermissionDenied):
        reporting.draft(2018, by=accounts.person("reader"))


def test_node_itself_may_issue():
    seizures.incident()
    report = reporting.issue(2018, share_with_iccwc=True, by=None)
    assert report.issued_by is None
    assert Entry.objects.get(event="report.issued").actor == "system"
