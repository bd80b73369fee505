"""Sessions end by time, by their owner, by a third one, and with the standing they were opened for."""

import pytest
from django.test import Client
from django.urls import path

from saola.apps.accounts import approvals
from saola.apps.accounts.permits import open_to_all
from saola.apps.accounts.signing_in import factors, passwords, recently
from saola.apps.accounts.signing_in.models import Ending, OpenSession
from saola.apps.journal.models import Entry
from tests.apps.accounts.signing_in.conftest import app_code, give_code, give_password, is_in
from tests.factories import access, accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(client, officer, clock):
    client.force_login(officer)
    return client


def test_session_ends_after_fifteen_minutes_without_use_and_says_so(signed, clock):
    clock.forward(minutes=14)
    assert is_in(signed)
    clock.forward(minutes=16)
    assert not is_in(signed)
    assert b"You were signed out: not used for 15 minutes" in signed.get("/accounts/sign-in/").content


def test_session_ends_after_twelve_hours_of_use(signed, clock):
    for _ in range(12 * 6 - 1):
        clock.forward(minutes=10)
        assert is_in(signed)
    clock.forward(minutes=10)
    assert not is_in(signed)


def test_session_ends_when_the_clock_is_set_back(signed, clock):
    clock.forward(days=-365)
    assert not is_in(signed)


def test_third_session_ends_the_one_longest_unused(officer, clock):
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.force_login(officer)
        clock.forward(minutes=1)
    assert [is_in(browser) for browser in browsers] == [False, True, True]
    assert Entry.objects.filter(event="session.ended").count() == 1


def test_many_may_share_a_person_of_the_fictional_country(officer, clock, settings):
    settings.DEMO = True
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        browser.post("/accounts/sign-in/demo/analyst/")
    assert all(is_in(browser) for browser in browsers)


def test_one_click_is_refused_on_a_real_node(client, officer):
    assert client.post("/accounts/sign-in/demo/analyst/").status_code == 404
    assert not is_in(client)


def test_fictional_country_says_why_one_click_is_enough(client, officer, settings):
    settings.DEMO = True
    page = client.get("/accounts/sign-in/").content.decode()
    assert "On a real node everyone signs in with a name, a password and a second factor" in page


@pytest.mark.parametrize("change", [{"role": "reader"}, {"is_active": False}], ids=["role", "closed"])
def test_change_of_role_or_a_closed_account_ends_sessions_at_once(signed, officer, change):
    for field, value in change.items():
        setattr(officer, field, value)
    officer.save()
    assert not is_in(signed)


def test_change_of_agency_ends_sessions_at_once(signed, officer):
    officer.agency = accounts.agency()
    officer.save()
    assert not is_in(signed)


def test_change_of_password_ends_every_session(signed, officer):
    passwords.change(officer, "the tide leaves shells behind")
    assert not is_in(signed)


def test_taking_factors_away_ends_every_session_and_begins_anew(signed, officer):
    factors.reset_alone(officer)
    assert not is_in(signed)
    again = Client()
    assert give_password(again, officer).url == "/accounts/sign-in/first-factor/"
    assert not is_in(again)


def test_own_session_is_ended_from_another_browser(signed, officer):
    elsewhere = Client()
    elsewhere.force_login(officer)
    row = OpenSession.objects.get(digest=digest(elsewhere))
    signed.post(f"/accounts/own/sessions/{row.pk}/end/")
    assert (is_in(signed), is_in(elsewhere)) == (True, False)


def test_session_of_somebody_else_is_not_there_to_end(signed):
    other = Client()
    other.force_login(accounts.person())
    row = OpenSession.objects.get(digest=digest(other))
    assert signed.post(f"/accounts/own/sessions/{row.pk}/end/").status_code == 404
    assert is_in(other)


def digest(client):
    from saola.apps.accounts.signing_in.sessions import digest_of

    return digest_of(client.cookies["sessionid"].value)


def test_part_of_a_page_sends_the_whole_page_to_the_sign_in(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/seizures/?held=no"}
    answer = client.get("/seizures/", headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["HX-Redirect"] == "/accounts/sign-in/?next=%2Fseizures%2F%3Fheld%3Dno"


@open_to_all("a grave act of this test")
@recently
def grave(request):
    from django.http import HttpResponse

    return HttpResponse("done")


urlpatterns = [path("grave/", grave, name="grave")]


@pytest.fixture
def with_grave_act(settings):
    from django.urls import clear_url_caches

    from saola.web import urls

    urls.urlpatterns.append(urlpatterns[0])
    clear_url_caches()
    yield
    urls.urlpatterns.pop()
    clear_url_caches()


@pytest.mark.usefixtures("with_grave_act")
def test_grave_act_asks_for_the_second_factor_again_after_five_minutes(signed, clock):
    assert signed.get("/grave/").content == b"done"
    clock.forward(minutes=6)
    assert signed.get("/grave/").url == "/accounts/confirm/?next=%2Fgrave%2F"
    wrong = signed.post("/accounts/confirm/", {"code": "123", "next": "/grave/"})
    assert b"That was not right" in wrong.content
    assert signed.post("/grave/").url.startswith("/accounts/confirm/")
    answer = signed.post("/accounts/confirm/", {"code": app_code(clock.now), "next": "/grave/"})
    assert answer.url == "/grave/"
    assert signed.get("/grave/").content == b"done"
    assert Entry.objects.filter(event="person.confirmed").count() == 1


@pytest.mark.usefixtures("with_grave_act")
def test_form_that_comes_too_late_is_not_acted_upon_and_leads_back(signed, clock):
    clock.forward(minutes=6)
    answer = signed.post("/grave/", headers={"Referer": "http://testserver/accounts/own/?a=1"})
    assert answer.url == "/accounts/confirm/?next=%2Faccounts%2Fown%2F%3Fa%3D1"
    assert b"Nothing was done yet" in signed.get(answer.url).content


def test_last_second_factor_stays(signed, officer):
    signed.post("/accounts/own/app/remove/")
    assert factors.of(officer).app


def test_given_password_is_replaced_by_an_own_one(client, officer, clock):
    passwords.give(officer, "marsh harriers circle low", by=accounts.person("administrator"))
    give_password(client, officer, "marsh harriers circle low")
    assert give_code(client, app_code(clock.now)).url == "/accounts/sign-in/own-password/"
    own = "terns dive where the water boils"
    refused = client.post(
        "/accounts/sign-in/own-password/",
        {"password": "marsh harriers circle low", "again": "marsh harriers circle low"},
    )
    assert b"Choose one nobody else knows" in refused.content
    assert client.post("/accounts/sign-in/own-password/", {"password": own, "again": own}).url == "/"
    assert is_in(client)


def test_changing_the_password_asks_for_that_of_today(signed, officer):
    new = "terns dive where the water boils"
    form = {"current": "not it at all", "password": new, "again": new}
    assert b"not your password of today" in signed.post("/accounts/own/password/", form).content
    officer.refresh_from_db()
    assert not officer.check_password(new)


@pytest.mark.parametrize("act", ["unlock", "reset", "password"])
def test_sign_in_of_others_is_kept_by_the_administrator_only(signed, act):
    other = accounts.person()
    assert signed.post(f"/accounts/sign-ins/{other.pk}/{act}/").status_code == 404


def approve_reset(asker, person):
    asked = approvals.ask("factor.reset", {"person": person.name}, by=asker, reason="all are lost")
    approvals.decide(asked, approve=True, by=access.second_person(asker))


def test_administrator_unlocks_and_resets(client, officer, clock):
    for _ in range(5):
        give_password(Client(), officer, "not it")
    administrator = accounts.person("administrator", agency=accounts.agency())
    client.force_login(administrator)
    assert b"locked" in client.get("/accounts/sign-ins/").content
    client.post(f"/accounts/sign-ins/{officer.pk}/unlock/")
    page = client.post(f"/accounts/sign-ins/{officer.pk}/reset/").content.decode()
    assert "another agency" in page
    assert factors.of(officer).are_enough
    approve_reset(administrator, officer)
    client.post(f"/accounts/sign-ins/{officer.pk}/reset/")
    assert not factors.of(officer).are_enough
    assert {"person.locked", "person.unlocked", "factor.reset"} <= set(
        Entry.objects.values_list("event", flat=True)
    )


def test_reason_of_every_ending_has_words_in_the_journal():
    from saola.apps.journal.events import CODES

    assert set(Ending.values) - {"signed_out"} == set(CODES["ending"])
