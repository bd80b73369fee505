"""The law over HTTP: the same as on the pages."""

import pytest

from saola.apps.legislation.actions import reform
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client):
    def get(address, status=200, role="reader", **data):
        client.force_login(accounts.person(role))
        answer = client.get(f"/api/v1/law/{address}", data)
        assert answer.status_code == status
        return answer.json()

    return get


def test_provisions_are_listed_by_country_and_area(asked, singapore):
    rows = asked("provisions", country="sg")
    assert {row["country"] for row in rows} == {"SG"}
    assert asked("provisions", country="SG", area="tax") == []
    assert len(asked("provisions")) > 50


def test_provision_answers_for_a_day(asked, singapore):
    before = asked("provisions/SG-ESA-2006-4", on="2022-10-31")
    assert before["finding"]["serious_crime"] == "no"
    assert asked("provisions/SG-ESA-2006-4", on="2022-11-01")["finding"]["serious_crime"] == "yes"
    assert [one["until"] for one in before["versions"]] == ["2022-11-01", None]
    assert {tier["maximum_months"] for one in before["versions"] for tier in one["tiers"]} == {24, 72, 48}


def test_bad_day_and_unknown_provision_are_told(asked, singapore):
    assert "2016-06-01" in asked("provisions/SG-02", status=422, on="yesterday")["detail"]
    asked("provisions/NOWHERE", status=404)


def test_gaps_name_agencies_and_no_persons(asked, singapore, officer):
    agency = accounts.agency(code="ministry")
    reform.open_gap(singapore, title="x", point="group_offence", owner=officer, agency=agency, by=officer)
    found = asked("gaps")
    gap = next(one for one in found["gaps"] if one["point"] == "group_offence")
    assert (gap["state"], gap["agency"]) == ("open", "ministry")
    assert officer.full_name not in str(found)
    assert found["country"] == "SG"
    assert asked("gaps", country="VN")["country"] == "VN"
