"""What an API says of itself to those who did not sign in."""

import re

import pytest
from django.urls import reverse

from tests.factories import accounts

DESCRIPTION = "/api/v1/openapi.json"


@pytest.mark.django_db
def test_description_is_open_to_all_and_holds_nothing_of_the_record(client):
    before = client.get(DESCRIPTION)
    accounts.person("analyst", agency=accounts.agency(name="Otter Bureau", code="otter-bureau"))
    after = client.get(DESCRIPTION)
    assert before.status_code == after.status_code == 200
    assert before.content == after.content
    assert b"otter" not in after.content.lower()


@pytest.mark.django_db
def test_everything_it_describes_asks_who_one_is(client):
    paths = client.get(DESCRIPTION).json()["paths"]
    filled = {path: re.sub(r"\{\w+\}", "1", path) for path in paths}
    assert len(filled) > 8
    assert {path for path, address in filled.items() if client.get(address).status_code != 401} == set()


@pytest.mark.django_db
def test_root_of_the_api_leads_to_the_guide_which_asks_for_a_sign_in(client):
    answer = client.get("/api/v1/")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("api-guide")
    assert client.get(answer["Location"]).status_code == 302
