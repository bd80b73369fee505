"""What a keeper of accounts does alone to accounts and roles asks for their second factor anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saola.apps.accounts import granting
from saola.apps.accounts.models import Grant, Person
from saola.apps.accounts.signing_in.models import OpenSession
from tests.factories import access, accounts

pytestmark = pytest.mark.django_db
NEW = {
    "name": "mole",
    "full_name": "A. Mole",
    "role": "reader",
    "password": "a password that the guest knows",
    "agency": "",
}


@pytest.fixture
def chief(client):
    found = accounts.person("administrator")
    client.force_login(found)
    return found


@pytest.fixture
def stale(chief):
    OpenSession.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    return chief


def is_asked(answer):
    return answer.status_code == 302 and answer["Location"].startswith("/accounts/confirm/")


def test_session_found_open_adds_nobody_and_still_shows_who_is_there(client, stale):
    assert is_asked(client.post("/accounts/people/", NEW))
    assert not Person.objects.filter(name="mole").exists()
    assert client.get("/accounts/people/").status_code == 200


def test_who_gave_the_factor_just_now_adds_somebody(client, chief):
    client.post("/accounts/people/", NEW)
    assert Person.objects.filter(name="mole").exists()


def test_session_found_open_changes_no_account_and_renews_and_ends_no_role(client, stale):
    other = accounts.person("reader", role_until=access.in_days(3))
    granting.give(other, role="analyst", agency=None, until=None, reason="stands in", by=None)
    grant = Grant.objects.get()
    page = f"/accounts/people/{other.pk}/"
    assert is_asked(client.post(f"{page}account/", {"unit": "ports"}))
    assert is_asked(client.post(f"{page}renew/"))
    assert is_asked(client.post(f"{page}grants/{grant.pk}/end/"))
    other.refresh_from_db()
    assert (other.unit, other.is_active, other.role_until) == ("", True, access.in_days(3))
    assert Grant.objects.in_force().exists()
