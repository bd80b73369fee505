"""Two officers open the same page and both send it: the second is told what the first did, and decides."""

import pytest
from django.urls import reverse

from saola.apps.seizures.models import Incident
from tests.factories import accounts, seizures

pytestmark = pytest.mark.django_db


def sent(client, what, incident, **fields):
    client.force_login(accounts.person("data_officer"))
    return client.post(reverse(f"seizures:{what}", args=[incident.number]), fields, follow=True)


def test_second_officer_sees_both_values_and_nothing_is_lost(client):
    incident = seizures.incident()
    seen = incident.version
    sent(client, "hold-back", incident, reason="an open operation", version=seen)
    answer = sent(client, "hold-back", incident, reason="a wrong weight", version=seen).content.decode()
    assert "an open operation" in answer
    assert "You wanted: “a wrong weight”" in answer
    assert Incident.objects.get(pk=incident.pk).held_back_reason == "an open operation"


def test_release_of_what_somebody_held_back_again_asks(client):
    incident = seizures.incident()
    sent(client, "hold-back", incident, reason="one", version=incident.version)
    seen = Incident.objects.get(pk=incident.pk).version
    sent(client, "release", incident, version=seen)
    sent(client, "hold-back", incident, reason="two", version=seen + 1)
    answer = sent(client, "release", incident, version=seen).content.decode()
    assert "It now stands: “two”" in answer
    assert Incident.objects.get(pk=incident.pk).is_held_back


def test_officer_who_saw_the_newest_version_is_not_asked(client):
    incident = seizures.incident()
    sent(client, "hold-back", incident, reason="one", version=incident.version)
    now = Incident.objects.get(pk=incident.pk)
    page = sent(client, "release", now, version=now.version)
    assert "meanwhile" not in page.content.decode()
    assert not Incident.objects.get(pk=incident.pk).is_held_back
