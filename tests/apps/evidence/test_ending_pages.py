"""The pages on which an exhibit ends and on which it goes to a court: asked, approved by another, done."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse

from saola.apps.accounts import approvals
from saola.apps.evidence import bundling
from saola.apps.evidence.actions import disposing, taking_in
from saola.apps.evidence.models import CourtBundle
from saola.apps.journal import sealer
from tests.factories import access, accounts, evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def custodian(client):
    person = evidence.custodian(agency=accounts.agency())
    client.force_login(person)
    return person


@pytest.fixture
def fresh(monkeypatch):
    """As if the second factor had just been given; that it is asked for, the tests of signing in show."""
    from saola.apps.accounts.signing_in import freshness
    from saola.apps.evidence.views import exhibits

    for place in (freshness, exhibits):
        monkeypatch.setattr(place, "is_fresh", lambda request: True)


@pytest.fixture
def keys(store_folder, settings):
    settings.KEYS_FOLDER = store_folder / "keys"
    sealer.make_key()


def url(name, *args):
    return reverse(f"evidence:{name}", args=args)


def act(client, exhibit, name, **words):
    exhibit.refresh_from_db()
    return client.post(url("act", exhibit.number, name), {"seen": exhibit.version, **words})


def test_disposal_asks_for_a_second_person(client, custodian, fresh):
    exhibit = evidence.exhibit(custodian)
    words = {
        "order": "D 1",
        "ordered_by": "Court",
        "ordered_on": "2025-03-04",
        "manner": "destroyed",
        "witness": "W. Lee",
    }
    answer = act(client, exhibit, "dispose", **words)
    assert answer.status_code == 200
    assert "D 1" in answer.content.decode()
    exhibit.refresh_from_db()
    assert exhibit.where == "in_custody"


def test_disposal_asks_who_it_is_first(client, custodian, monkeypatch):
    from saola.apps.accounts.signing_in import freshness
    from saola.apps.evidence.views import exhibits

    for place in (freshness, exhibits):
        monkeypatch.setattr(place, "is_fresh", lambda request: False)
    exhibit = evidence.exhibit(custodian)
    assert client.get(url("act", exhibit.number, "dispose")).status_code == 302


def test_a_bundle_is_shown_before_it_is_asked_for(client, custodian, fresh):
    exhibit = evidence.exhibit(custodian)
    file = taking_in.seal_file(exhibit, io.BytesIO(b"x"), "a.txt", by=custodian)
    words = {"exhibits": exhibit.number, "purpose": "Case 7"}
    shown = client.post(url("bundles"), {**words, "step": "show"})
    assert "a.txt" in shown.content.decode()
    refused = client.post(url("bundles"), {**words, "step": "make", f"withhold-{file.pk}": "on"})
    said = refused.content.decode()
    assert "every withheld file" in said
    assert re.search(rf'name="withhold-{file.pk}" checked', said), "what stays here went with the next click"
    asked = client.post(url("bundles"), {**words, "step": "make"})
    assert asked.status_code == 200
    assert not CourtBundle.objects.exists()


def done_on_the_page(client, person, action):
    """What was asked for is approved by somebody else, and done from the page of approvals."""
    other = access.second_person(person)
    approval = approvals.waiting_for(other).get(action=action)
    approvals.decide(approval, approve=True, by=other)
    return client.post(reverse("accounts:carry-out", args=[approval.pk]), follow=True)


def test_a_disposal_that_was_approved_ends_on_the_page_of_the_exhibit(client, custodian, fresh):
    exhibit = evidence.exhibit(custodian)
    order = {
        "order": "14",
        "ordered_by": "the court",
        "ordered_on": date(2026, 11, 1),
        "manner": "destroyed",
        "witness": "A. Witness",
    }
    approvals.ask(disposing.ACTION, disposing.asked(exhibit, **order), by=custodian, reason="so ordered")
    page = done_on_the_page(client, custodian, disposing.ACTION)
    assert page.redirect_chain[-1][0] == url("exhibit", exhibit.number)
    said = page.content.decode()
    assert "It was done as approved." in said
    assert "Who held it last" in said
    assert "Who holds it" not in said
    assert "Quantity when it ended" in said


def test_a_bundle_that_was_approved_ends_on_the_list_of_bundles_with_what_stays_named(
    client, custodian, fresh, keys
):
    exhibit = evidence.exhibit(custodian)
    file = taking_in.seal_file(exhibit, io.BytesIO(b"x"), "a.txt", by=custodian)
    withheld = [bundling.Withheld(file.pk, "a child: see order 4")]
    asked = bundling.asked([exhibit], purpose="Case 7", withheld=withheld)
    assert asked["stays"] == [f"{exhibit.number} a.txt: a child: see order 4"]
    approvals.ask(bundling.ACTION, asked, by=custodian, reason="a hearing")
    page = done_on_the_page(client, custodian, bundling.ACTION)
    made = CourtBundle.objects.get()
    assert page.redirect_chain[-1][0] == url("bundles")
    assert url("bundle", made.pk) in page.content.decode()
    assert made.withheld == [{"file": file.pk, "reason": "a child: see order 4"}]


def test_a_bundle_that_cannot_be_signed_is_told_and_its_approval_stays_good(
    client, custodian, fresh, settings
):
    settings.KEYS_FOLDER = settings.DATA_FOLDER / "keys"  # in which no key is
    exhibit = evidence.exhibit(custodian)
    asked = bundling.asked([exhibit], purpose="Case 7", withheld=[])
    approval = approvals.ask(bundling.ACTION, asked, by=custodian, reason="a hearing")
    page = done_on_the_page(client, custodian, bundling.ACTION)
    assert "the sealer, which signs the bundle, does not answer" in page.content.decode()
    assert not CourtBundle.objects.exists()
    approval.refresh_from_db()
    assert approval.state == "approved"
