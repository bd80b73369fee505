"""Ordinary reading is counted by the day, without saying what was read; a flood of it is noticed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saola.apps.accounts import misuse, reading
from saola.apps.accounts.models import Alert, DayOfReading
from saola.apps.journal.models import Entry
from tests.factories import access, accounts
from tests.factories.seizures import incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def seizure(knowledge, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return incident()


def test_pages_and_the_interface_count_what_they_send(client, seizure):
    reader = accounts.person("reader")
    client.force_login(reader)
    client.get(f"/seizures/{seizure.number}/")
    client.get(f"/seizures/{seizure.number}/")
    client.get(f"/api/v1/seizures/{seizure.number}")
    client.get("/api/v1/seizures")
    assert DayOfReading.objects.get().records == 4
    assert not Entry.objects.filter(actor=reader.name, event="record.opened").exists()


def test_counting_is_one_small_write(seizure, django_assert_num_queries):
    reader = accounts.person("reader")
    for _ in range(2):
        with django_assert_num_queries(1):
            reading.count(reader, 3)
    with django_assert_num_queries(0):
        reading.count(reader, 0)
    assert DayOfReading.objects.get().records == 6


def test_what_is_held_close_is_told_by_name_and_not_counted(client, seizure):
    person = accounts.person("analyst")
    access.place(seizure, access.compartment(person))
    client.force_login(person)
    client.post(f"/accounts/access/of/seizure/{seizure.number}/purpose/", {"purpose": "CASE/7", "back": "/"})
    client.get(f"/seizures/{seizure.number}/")
    assert Entry.objects.filter(actor=person.name, event="record.opened").count() == 1
    assert not DayOfReading.objects.exists()


def test_flood_of_ordinary_reading_alerts_once(client, seizure):
    person, today = accounts.person("analyst"), timezone.localdate()
    for back in range(1, 8):
        DayOfReading.objects.create(person=person, read_on=today - timedelta(days=back), records=12)
    client.force_login(person)
    for _ in range(61):
        client.get(f"/api/v1/seizures/{seizure.number}")
    assert [alert.pattern for alert in misuse.watch()] == ["volume"]
    assert "61" in str(Alert.objects.get().sentence)
    assert misuse.watch() == []
