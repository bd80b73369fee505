"""Catalogue 35 through a running node: misuse by requests, noticed by the pass over what they left in the journal.

The patterns that need days of history, a failed operation or a missed review are judged by the rules alone, in
``tests/core/access/test_access_misuse.py``.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from saola.apps.accounts import misuse
from saola.apps.accounts.models import Alert, DayOfReading, Person
from tests.factories import access, accounts
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db
OTHERS = 4


@pytest.fixture
def node(knowledge, settings, tmp_path):
    """An analyst at work beside a colleague; seizures on lists of others; one that is a decoy."""
    settings.DATA_FOLDER = tmp_path
    agency = accounts.agency()
    analyst = accounts.person("analyst", agency=agency, full_name="Wei Lantane")
    accounts.person("analyst", agency=agency, full_name="Selma Tarrovik")
    keeper = accounts.person("investigator")
    open_ones = [incident() for _ in range(9)]
    closed = [access.place(incident(), access.compartment(keeper)) for _ in range(OTHERS)]
    own = [access.place(incident(), agency_id=None, is_agency_only=True) for _ in range(5)]
    for each in own:
        access.place(each, agency=agency, is_agency_only=True)
    decoy = access.place(incident(), access.compartment(keeper, is_decoy=True))
    return Person.objects.get(pk=analyst.pk), open_ones, closed, own, decoy


def search_for_a_colleague(client, open_ones, closed, own, decoy):
    client.get("/search/", {"q": "Selma Tarrovik"})


def try_number_after_number(client, open_ones, closed, own, decoy):
    for number in range(400, 409):
        client.get(f"/seizures/S{number:06d}/")


def ask_for_records_of_others(client, open_ones, closed, own, decoy):
    for each in closed:
        client.get(f"/seizures/{each.number}/")


def touch_the_decoy(client, open_ones, closed, own, decoy):
    client.get(f"/api/v1/seizures/{decoy.number}")


def knock_at_closed_doors(client, open_ones, closed, own, decoy):
    for page in ("journal/", "people/", "access/alerts/", "access/reviews/", "agencies/", "sign-ins/"):
        client.get(f"/accounts/{page}")


def download_again_and_again(client, open_ones, closed, own, decoy):
    for form in ("csv", "xlsx", "geojson", "csv"):
        b"".join(client.get(f"/seizures/download/{form}/").streaming_content)


def open_what_is_held_close_for_no_case(client, open_ones, closed, own, decoy):
    for each in own:
        said = {"purpose": "I wondered what it was", "back": "/"}
        client.post(f"/accounts/access/of/seizure/{each.number}/purpose/", said)
        client.get(f"/seizures/{each.number}/")


def read_the_register_from_end_to_end(client, open_ones, closed, own, decoy):
    person, today = Person.objects.get(full_name="Wei Lantane"), timezone.localdate()
    for back in range(1, 8):
        DayOfReading.objects.create(person=person, read_on=today - timedelta(days=back), records=8)
    for _ in range(7):
        client.get("/api/v1/seizures")


ACTS = {
    "known-name": search_for_a_colleague,
    "in-sequence": try_number_after_number,
    "others-lists": ask_for_records_of_others,
    "decoy": touch_the_decoy,
    "denials": knock_at_closed_doors,
    "export-burst": download_again_and_again,
    "no-case": open_what_is_held_close_for_no_case,
    "volume": read_the_register_from_end_to_end,
}


@pytest.mark.parametrize("pattern", ACTS)
def test_misuse_by_requests_is_noticed_the_same_day(node, pattern):
    analyst, *records = node
    client = Client()
    client.force_login(analyst)
    ACTS[pattern](client, *records)
    misuse.watch()
    found = {alert.pattern: alert for alert in Alert.objects.filter(person=analyst)}
    assert pattern in found
    assert found[pattern].entries or pattern == "volume"


def test_ordinary_morning_raises_nothing(node):
    analyst, open_ones, *_ = node
    client = Client()
    client.force_login(analyst)
    client.get("/seizures/")
    client.get("/search/", {"q": "Manis javanica"})
    for each in open_ones:
        client.get(f"/seizures/{each.number}/")
    b"".join(client.get("/seizures/download/csv/").streaming_content)
    assert misuse.watch() == []
