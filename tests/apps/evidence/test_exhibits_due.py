"""Exhibits whose review is due: the records officer sees them and keeps them longer, everybody else does not."""

import pytest
from django.test import Client
from django.urls import reverse

from saola.apps.accounts.roles import ROLES
from saola.apps.evidence.models import Exhibit
from saola.apps.journal.models import Entry
from saola.core.access import review_due
from tests.factories import access, accounts, evidence

pytestmark = pytest.mark.django_db
REVIEWS = "/accounts/access/reviews/"


@pytest.fixture
def due(knowledge):
    return access.place(evidence.exhibit(), review_due=access.in_days(-1))


def enter(role):
    client = Client()
    client.force_login(accounts.person(role))
    return client


@pytest.mark.parametrize("role", [role for role in ROLES if "evidence.read" in ROLES[role].permissions])
def test_exhibit_that_is_overdue_is_there_for_the_records_officer_only(due, role):
    answer = enter(role).get(reverse("evidence:exhibit", args=[due.number]))
    assert answer.status_code == (200 if role == "records_officer" else 404)
    listed = enter(role).get(reverse("evidence:list")).content.decode()
    assert (due.number in listed) == (role == "records_officer")


def test_records_officer_keeps_an_exhibit_longer_and_lets_none_go(due):
    client = enter("records_officer")
    page = client.get(REVIEWS).content.decode()
    assert due.number in page
    assert f'id="go-{due.number}"' not in page
    said = {"kind": "exhibit", "record": due.number, "reason": "the appeal runs"}
    client.post(REVIEWS + "purge/", said)
    assert Exhibit.objects.filter(pk=due.pk).exists()
    client.post(REVIEWS, said)
    due.refresh_from_db()
    assert due.review_due == review_due("exhibit", access.in_days(0))
    told = Entry.objects.get(event="record.kept_longer")
    assert (told.object_type, told.object_id) == ("evidence.exhibit", str(due.pk))
    assert due.number not in client.get(REVIEWS).content.decode()
    assert enter("reader").get(reverse("evidence:exhibit", args=[due.number])).status_code == 404
    assert enter("examiner").get(reverse("evidence:exhibit", args=[due.number])).status_code == 200


def test_exhibit_on_a_list_is_reviewed_by_who_stands_on_it(due):
    access.place(due, access.compartment(), review_due=access.in_days(-1))
    assert due.number not in enter("records_officer").get(REVIEWS).content.decode()


def test_records_officer_changes_nothing_of_an_exhibit():
    given = {str(each) for each in ROLES["records_officer"].permissions}
    assert {each for each in given if each.startswith("evidence.")} == {"evidence.read"}
