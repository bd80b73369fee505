"""Opening exhibits and the watch over misuse: the work of a store is quiet, what is held close is not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saola.apps.accounts import budgets, misuse
from saola.apps.accounts.models import Alert, DayOfReading
from saola.apps.evidence.models import Exhibit
from saola.apps.journal.models import Entry
from tests.factories import access, accounts, evidence
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def custodian(knowledge):
    return evidence.custodian(agency=accounts.agency())


@pytest.fixture
def client(custodian):
    client = Client()
    client.force_login(custodian)
    return client


def page(exhibit):
    return reverse("evidence:exhibit", args=[exhibit.number])


def patterns():
    return {alert.pattern for alert in misuse.watch()}


def test_shelf_of_ordinary_exhibits_is_opened_without_an_alert(client, custodian):
    made = incident()
    for _ in range(9):
        client.get(page(evidence.exhibit(custodian, incident=made)))
    told = Entry.objects.filter(actor=custodian.name, object_type="evidence.exhibit")
    assert told.filter(event="record.seen").count() == 9
    assert not told.filter(event="record.opened").exists()
    assert patterns() == set()
    assert budgets.opened_today(custodian) == 0


def test_many_ordinary_exhibits_count_as_volume(client, custodian):
    exhibit = evidence.exhibit(custodian)
    for back in range(1, 8):
        on = timezone.localdate() - timedelta(days=back)
        DayOfReading.objects.create(person=custodian, read_on=on, records=4)
    for _ in range(59):
        client.get(page(exhibit))
    assert patterns() == set()
    client.get(page(exhibit))
    assert patterns() == {"volume"}
    told = Entry.objects.filter(event="record.seen").values_list("seq", flat=True)
    assert Alert.objects.get().entries == sorted(told)


def test_exhibits_held_close_are_noticed_without_a_case(client, custodian):
    for _ in range(5):
        made = evidence.exhibit(custodian)
        access.place(made, agency=custodian.agency, is_agency_only=True)
        client.get(page(made))
    assert patterns() == {"no-case"}
    assert budgets.opened_today(custodian) == 5


def test_exhibit_of_a_seizure_held_close_asks_what_it_is_opened_for(client, custodian):
    exhibit = evidence.exhibit(custodian)
    access.place(exhibit.incident, access.compartment(custodian))
    asked = client.get(page(exhibit))
    assert exhibit.description not in asked.content.decode()
    said = {"purpose": "CASE/7", "back": page(exhibit)}
    shown = client.post(
        reverse("accounts:state-purpose", args=["seizure", exhibit.incident.number]), said, follow=True
    )
    assert exhibit.description in shown.content.decode()
    told = Entry.objects.filter(object_type="evidence.exhibit", actor=custodian.name).latest("seq")
    assert (told.event, told.purpose, told.object_id) == ("record.opened", "CASE/7", str(exhibit.pk))
    assert told.rule.endswith("-in-compartment")


def test_list_tells_of_exhibits_whose_seizure_is_held_close(client, custodian):
    evidence.exhibit(custodian)
    client.get(reverse("evidence:list"))
    assert not Entry.objects.filter(event="records.listed").exists()
    exhibit = evidence.exhibit(custodian)
    access.place(exhibit.incident, access.compartment(custodian))
    client.get(reverse("evidence:list"))
    assert Entry.objects.get(event="records.listed").count == 1
    assert list(Exhibit.objects.held_close()) == [exhibit]


def test_decoy_among_exhibits_alerts_at_once(client, custodian):
    decoy = evidence.exhibit(custodian)
    access.place(decoy, access.compartment(custodian, is_decoy=True))
    client.post(
        reverse("accounts:state-purpose", args=["exhibit", decoy.number]), {"purpose": "x", "back": "/"}
    )
    client.get(page(decoy))
    assert [alert.pattern for alert in Alert.objects.filter(person=custodian)] == ["decoy"]
