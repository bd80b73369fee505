"""The page of the resolution, and the same over the API."""

import pytest

from saola.apps.catalogue.resolution import paragraphs
from tests.factories import accounts, seizures

pytestmark = pytest.mark.django_db


def test_page_has_every_paragraph_with_its_finding(client):
    client.force_login(accounts.person("reader"))
    page = client.get("/resolution/")
    words = page.content.decode()
    assert page.status_code == 200
    assert words.count("<section class=") == words.count('<details class="finding') == len(paragraphs()) == 15
    assert "Task force" in words


def test_page_is_for_those_who_signed_in(client):
    assert client.get("/resolution/").status_code == 302
    assert client.get("/api/v1/resolution").status_code == 401


def test_api_says_what_the_page_says(client):
    client.force_login(accounts.person("reader"))
    said = client.get("/api/v1/resolution").json()
    assert [one["number"] for one in said["paragraphs"]] == list(range(1, 16))
    second = said["paragraphs"][1]
    assert (second["outcome"], second["missing"][0]["field"]) == ("unknown", "later:intelligence")
    assert second["answer"] in client.get("/resolution/").content.decode()


def test_seizures_with_both_ends_are_those_whose_countries_are_known(client, knowledge):
    ways = (
        [seizures.leg_draft("origin", "MY"), seizures.leg_draft("destination", "CN")],
        [seizures.leg_draft("origin", "MY"), seizures.leg_draft("transit", "CN")],
        [seizures.leg_draft("origin", ""), seizures.leg_draft("destination", "CN")],
        [],
        [seizures.leg_draft("origin", "MY"), seizures.leg_draft("destination", "CN")],
    )
    for legs in ways:
        seizures.incident(legs=legs)
    client.force_login(accounts.person("reader"))
    figures = client.get("/api/v1/resolution").json()["paragraphs"][1]["figures"]
    assert {one["code"]: one["count"] for one in figures}["routes"] == 2
