import pytest
from django.core.exceptions import PermissionDenied

from saola.apps.accounts import actions
from saola.apps.accounts.models import AccessToken
from saola.apps.journal.models import Entry
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def test_secret_of_a_token_is_not_kept():
    person = accounts.person("analyst")
    token, secret = actions.issue_token(name="map", by=person)
    assert secret not in str(vars(token))
    assert AccessToken.objects.in_force().get(digest=actions.token_digest(secret)) == token


def test_revoked_token_is_no_longer_in_force():
    person = accounts.person("analyst")
    token, _ = actions.issue_token(name="map", by=person)
    actions.revoke_token(token, by=person)
    assert not AccessToken.objects.in_force().exists()


def test_token_of_a_closed_account_is_not_in_force():
    person = accounts.person("analyst")
    actions.issue_token(name="map", by=person)
    person.is_active = False
    person.save()
    assert not AccessToken.objects.in_force().exists()


def test_token_of_somebody_else_stays():
    token, _ = actions.issue_token(name="map", by=accounts.person("analyst"))
    with pytest.raises(PermissionDenied):
        actions.revoke_token(token, by=accounts.person("analyst"))
    assert AccessToken.objects.in_force().exists()


def test_reader_makes_no_token():
    with pytest.raises(PermissionDenied):
        actions.issue_token(name="map", by=accounts.person("reader"))
    assert not Entry.objects.exists()


def test_role_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ValueError, match="data_officer"):
        actions.change_role(accounts.person(), role="king", by=accounts.person("administrator"))


def test_every_act_is_in_the_journal_with_who_did_it():
    chief = accounts.person("administrator", agency=accounts.agency(code="hq"))
    actions.create_agency(code="customs", name="Customs", kind="customs", by=chief)
    entry = Entry.objects.get()
    assert (entry.event, entry.actor, entry.role, entry.agency) == (
        "agency.created",
        chief.name,
        "administrator",
        "hq",
    )
