"""A page of seizures through the API, whose records no schema checks, says of each what its own address says."""

import pytest

from saola.apps.accounts import actions
from saola.apps.seizures.api import IncidentOut, LegOut, SpecimenOut
from saola.apps.seizures.api_records import OF_INCIDENT, OF_LEG, OF_SPECIMEN
from saola.apps.seizures.models import Incident
from tests.factories import access, accounts, seizures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def ask(client):
    token = actions.issue_token(name="map", by=accounts.person("analyst"))[1]
    return lambda path: client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})


def test_page_says_of_each_what_its_own_address_says(ask):
    first, second = seizures.incident(), seizures.incident()
    Incident.objects.filter(pk=first.pk).update(agency=accounts.agency())
    Incident.objects.filter(pk=second.pk).update(value="12.50", currency="USD", latitude=1.5, longitude=2)
    page = ask("seizures")
    assert page.headers["Content-Type"] == "application/json; charset=utf-8"
    listed = page.json()["seizures"]
    assert {each["number"] for each in listed} == {first.number, second.number}
    assert all(each["specimens"] for each in listed)
    for each in listed:
        alone = ask(f"seizures/{each['number']}")
        assert alone.headers["Content-Type"] == page.headers["Content-Type"]
        assert each == alone.json()


def test_every_field_of_the_description_is_read():
    assert {*OF_INCIDENT, "agency", "duplicate_of", "specimens", "legs"} == set(IncidentOut.model_fields)
    assert {*OF_SPECIMEN, "taxon"} == set(SpecimenOut.model_fields)
    assert set(OF_LEG) == set(LegOut.model_fields)


def test_seizure_that_is_not_seen_stands_on_no_page(ask):
    seen, hidden = seizures.incident(), seizures.incident()
    access.place(hidden, access.compartment(accounts.person("investigator")))
    assert [each["number"] for each in ask("seizures").json()["seizures"]] == [seen.number]
