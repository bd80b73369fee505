"""Issued reports through the HTTP API."""

import pytest

from saola.apps.accounts import actions as accounts_actions
from saola.apps.seizures.actions import reporting
from tests.factories import accounts, seizures

pytestmark = pytest.mark.usefixtures("knowledge")


def ask(client, path, role="analyst"):
    person = accounts.person(role)
    client.force_login(person)
    return client.get(f"/api/v1{path}")


def test_token_reads_issued_versions_and_their_rows(client):
    incident = seizures.incident()
    issued = reporting.issue(2018, share_with_iccwc=False, note="as agreed", by=None)
    _, secret = accounts_actions.issue_token(name="script", by=accounts.person("analyst"))
    bearer = {"Authorization": f"Bearer {secret}"}
    (listed,) = client.get("/api/v1/reports", headers=bearer).json()
    assert (listed["year"], listed["version"], listed["digest"]) == (2018, 1, issued.digest)
    whole = client.get("/api/v1/reports/2018/1", headers=bearer).json()
    assert [row["incident_ref"] for row in whole["rows"]] == [incident.number]
    assert whole["share_with_iccwc"] is False


def test_draft_is_not_read_by_programs(client):
    seizures.incident()
    assert ask(client, "/reports").json() == []
    assert ask(client, "/reports/2018/1").status_code == 404


def test_report_does_not_exist_for_those_who_may_not_read_it(client):
    seizures.incident()
    reporting.issue(2018, share_with_iccwc=True, by=None)
    assert ask(client, "/reports", "administrator").status_code == 404
    assert ask(client, "/reports/2018/1", "administrator").status_code == 404
    assert ask(client, "/reports/2018/1", "reader").status_code == 200


@pytest.mark.parametrize(
    "path", ["/reports/0/1", "/reports/2018/0", "/reports/x/1", "/reports/99999999999999999999/1"]
)
def test_number_that_is_none_is_told(client, path):
    assert ask(client, path).status_code == 422
