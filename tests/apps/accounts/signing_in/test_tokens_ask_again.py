"""A token opens the records for long: making one asks for the second factor anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saola.apps.accounts.models import AccessToken
from saola.apps.accounts.signing_in.models import OpenSession
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db


def test_session_found_open_makes_no_token(client):
    client.force_login(person("analyst"))
    OpenSession.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    answer = client.post("/accounts/tokens/", {"name": "map"})
    assert answer["Location"].startswith("/accounts/confirm/")
    assert not AccessToken.objects.exists()


def test_who_gave_the_factor_just_now_makes_one(client):
    client.force_login(person("analyst"))
    assert client.post("/accounts/tokens/", {"name": "map"}).status_code == 200
    assert AccessToken.objects.count() == 1
