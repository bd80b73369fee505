"""The pages of the report, for each role, and what they refuse."""

import hashlib

import pytest
from django.urls import reverse

from saola.apps.accounts.roles import ROLES
from saola.apps.seizures.actions import recording, reporting
from saola.apps.seizures.models import IssuedReport
from tests.factories import accounts, seizures

pytestmark = pytest.mark.usefixtures("knowledge")


@pytest.fixture
def incident():
    return seizures.incident(reason="")


def enter(client, role="cites_officer"):
    person = accounts.person(role)
    client.force_login(person)
    return person


def address(name, *args):
    return reverse(f"seizures:{name}", args=args)


DOWNLOADERS = {"data_officer", "cites_officer", "analyst"}
READERS = DOWNLOADERS | {"reader", "investigator", "supervisor", "evidence_custodian", "examiner"}
READERS |= {"prosecutor", "records_officer", "legal_officer"}
WHO = {
    ("reports",): READERS,
    ("report", 2018): READERS,
    ("report-rows", 2018): READERS,
    ("report-compare", 2018): READERS,
    ("report-version", 2018, 1): READERS,
    ("report-workbook", 2018, 1): READERS,
    ("report-missing", 2018): DOWNLOADERS,
    ("report-draft", 2018): DOWNLOADERS,
    ("report-issue", 2018): {"cites_officer"},
}


@pytest.mark.parametrize("target", WHO, ids=lambda target: target[0])
def test_page_is_there_for_those_who_may_and_for_nobody_else(client, incident, target):
    reporting.issue(2018, share_with_iccwc=True, by=None)
    for role in ROLES:
        enter(client, role)
        assert client.get(address(*target)).status_code == (200 if role in WHO[target] else 404), role


def test_years_tell_what_is_open_issued_and_changed_since(client, incident):
    enter(client)
    seizures.incident(on="2019-02-03")
    reporting.issue(2018, share_with_iccwc=True, by=None)
    lines = {line.year: line for line in client.get(address("reports")).context["years"]}
    assert (lines[2018].last.version, lines[2018].is_changed) == (1, False)
    assert (lines[2019].last, lines[2019].seizures) == (None, 1)
    recording.hold_back(incident, reason="open case", by=accounts.person("data_officer"))
    lines = {line.year: line for line in client.get(address("reports")).context["years"]}
    assert (lines[2018].is_changed, lines[2018].held_back) == (True, 1)


def test_year_links_what_is_missing_to_its_seizure(client, incident):
    enter(client)
    page = client.get(address("report", 2018))
    assert address("incident", incident.number) in page.content.decode()
    assert "reason" in {field.code for field in page.context["page"].missing}


def test_year_without_a_seizure_does_not_exist(client):
    enter(client)
    assert client.get(address("report", 1999)).status_code == 404
    assert client.get(address("report-issue", 1999)).status_code == 404


@pytest.mark.parametrize(
    ("role", "is_told"), [("cites_officer", True), ("data_officer", True), ("reader", False)]
)
def test_reason_for_holding_back_is_told_to_those_who_may(client, incident, role, is_told):
    recording.hold_back(incident, reason="The hearing is in May", by=accounts.person("data_officer"))
    enter(client, role)
    page = client.get(address("report", 2018))
    assert ("The hearing is in May" in page.content.decode()) is is_told
    assert len(page.context["page"].gathered.held_back) == 1


def said(page, **changes):
    return {
        "share_with_iccwc": "no",
        "note": "",
        "has_read": "on",
        "rows_digest": page.context["page"].rows_digest,
    } | changes


def test_issuing_keeps_the_choice_and_leads_to_the_version(client, incident):
    officer = enter(client)
    page = client.get(address("report-issue", 2018))
    answer = client.post(address("report-issue", 2018), said(page))
    report = IssuedReport.objects.get()
    assert answer.url == address("report-version", 2018, 1)
    assert (report.share_with_iccwc, report.issued_by) == (False, officer)


@pytest.mark.parametrize("without", ["share_with_iccwc", "has_read", "rows_digest"])
def test_issuing_asks_for_every_answer(client, incident, without):
    enter(client)
    form = said(client.get(address("report-issue", 2018)))
    del form[without]
    answer = client.post(address("report-issue", 2018), form)
    assert without in answer.context["form"].errors
    assert not IssuedReport.objects.exists()


def test_choice_about_iccwc_has_no_default(client, incident):
    enter(client)
    assert "checked" not in client.get(address("report-issue", 2018)).content.decode()


def test_rows_that_changed_meanwhile_are_shown_again_before_they_leave(client, incident):
    enter(client)
    form = said(client.get(address("report-issue", 2018)))
    seizures.incident()
    answer = client.post(address("report-issue", 2018), form)
    assert not IssuedReport.objects.exists()
    assert answer.context["form"].non_field_errors()
    again = said(answer)
    assert again["rows_digest"] in answer.content.decode()
    client.post(address("report-issue", 2018), again)
    assert len(IssuedReport.objects.get().rows) == 2


def test_issuing_the_same_again_says_that_nothing_differs(client, incident):
    enter(client)
    page = client.get(address("report-issue", 2018))
    client.post(address("report-issue", 2018), said(page))
    answer = client.post(address("report-issue", 2018), said(page))
    assert answer.context["form"].non_field_errors()
    assert IssuedReport.objects.count() == 1


def test_downloaded_version_is_byte_for_byte_what_was_issued(client, incident):
    report = reporting.issue(2018, share_with_iccwc=True, by=None)
    enter(client, "reader")
    answer = client.get(address("report-workbook", 2018, 1))
    assert hashlib.sha256(answer.content).hexdigest() == report.digest
    assert "aitr-2018-v1.xlsx" in answer["Content-Disposition"]
    page = client.get(address("report-version", 2018, 1)).content.decode()
    assert report.digest in page
    assert "sha256sum aitr-2018-v1.xlsx" in page


def test_comparison_shows_before_and_after(client, incident):
    reporting.issue(2018, share_with_iccwc=True, by=None)
    recording.hold_back(incident, reason="open case", by=accounts.person("data_officer"))
    added = seizures.incident()
    enter(client)
    now = client.get(address("report-compare", 2018), {"from": 1, "to": "now"})
    assert [(line.kind, line.number) for line in now.context["page"]] == [
        ("added", added.number),
        ("removed", incident.number),
    ]
    reporting.issue(2018, share_with_iccwc=True, by=None)
    versions = client.get(address("report-compare", 2018))
    assert (versions.context["start"], versions.context["end"]) == ("1", "2")
    assert len(versions.context["difference"]) == 2


@pytest.mark.parametrize("query", [{"from": "9"}, {"to": "9"}, {"from": "x"}])
def test_comparison_with_a_version_that_is_not_there_does_not_exist(client, incident, query):
    reporting.issue(2018, share_with_iccwc=True, by=None)
    enter(client)
    assert client.get(address("report-compare", 2018), query).status_code == 404


def test_rows_may_be_narrowed_to_an_appendix(client, incident):
    enter(client)
    assert client.get(address("report-rows", 2018), {"appendix": "I"}).context["page"].paginator.count == 1
    assert client.get(address("report-rows", 2018), {"appendix": "II"}).context["page"].paginator.count == 0
