"""A token opens the records for a time only, and no longer than its owner's password, role and factors are the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saola.apps.accounts import actions, granting
from saola.apps.accounts.models import AccessToken
from saola.apps.accounts.signing_in import factors, passwords
from saola.apps.journal.models import Entry
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
SENTENCE = "a quiet river of many stones"


@pytest.fixture
def owner():
    return person("analyst")


@pytest.fixture
def secret(owner):
    return actions.issue_token(name="map", by=owner)[1]


def opens(client, secret):
    answer = client.get("/api/v1/seizures", headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code == 200


def test_token_opens_until_its_last_day_and_not_after(client, secret):
    assert opens(client, secret)
    AccessToken.objects.update(ends_on=timezone.localdate())
    assert opens(client, secret)
    AccessToken.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not opens(client, secret)


def test_token_lives_a_year_at_most(client, owner):
    client.force_login(owner)
    late = timezone.localdate() + timedelta(days=400)
    assert (
        "Choose a day within twelve months"
        in client.post("/accounts/tokens/", {"name": "map", "until": late.isoformat()}).content.decode()
    )
    assert not AccessToken.objects.exists()
    client.post("/accounts/tokens/", {"name": "map", "until": ""})
    assert AccessToken.objects.get().ends_on <= timezone.localdate() + timedelta(days=366)
    with pytest.raises(ValueError, match="twelve months"):
        actions.issue_token(name="map", by=owner, until=late)


def test_token_ends_with_the_password(client, owner, secret):
    passwords.change(owner, SENTENCE)
    assert not opens(client, secret)
    told = Entry.objects.get(event="token.ended")
    assert told.object_id == str(AccessToken.objects.get().pk)


def test_token_ends_when_somebody_else_gives_a_password(client, owner, secret):
    passwords.give(owner, SENTENCE, by=person("administrator"))
    assert not opens(client, secret)


def test_token_ends_with_the_role(client, owner, secret):
    actions.change_role(owner, role="cites_officer", by=person("administrator"))
    assert not opens(client, secret)
    assert Entry.objects.filter(event="token.ended").count() == 1


def test_token_ends_when_the_factors_are_taken_away(client, owner, secret):
    factors.reset_alone(owner)
    assert not opens(client, secret)


def account(owner, *, is_active):
    granting.change_account(
        owner, unit="", is_active=is_active, leaves_on=None, by=person("administrator", agency=owner.agency)
    )


def test_token_and_session_end_with_the_account_and_do_not_come_back_with_it(client, owner, secret):
    client.force_login(owner)
    account(owner, is_active=False)
    assert not opens(client, secret)
    told = Entry.objects.filter(event__in=("token.ended", "session.ended")).order_by("seq")
    assert [(each.event, each.detail["ending"]) for each in told] == [
        ("session.ended", "closed"),
        ("token.ended", "closed"),
    ]
    account(owner, is_active=True)
    assert not opens(client, secret)
    assert client.get("/seizures/").status_code == 302


def test_token_stays_when_something_else_of_the_account_changes(client, owner, secret):
    granting.change_account(
        owner, unit="3", is_active=True, leaves_on=None, by=person("administrator", agency=owner.agency)
    )
    assert opens(client, secret)


def test_token_of_another_stays_when_one_changes(client, owner, secret):
    passwords.change(person("analyst"), SENTENCE)
    assert opens(client, secret)
