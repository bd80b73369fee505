"""Catalogue 33: every way around the sign-in that is known to be tried, and what it gets."""

import pytest
from django.contrib.auth import hashers
from django.test import Client

from saola.apps.accounts.signing_in import throttle
from saola.apps.accounts.signing_in.models import Guard, OpenSession
from saola.apps.journal.models import Entry
from tests.apps.accounts.signing_in.conftest import (
    SENTENCE,
    app_code,
    give_code,
    give_password,
    is_in,
)
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def sign_in(client, person, clock, steps=0):
    give_password(client, person)
    return give_code(client, app_code(clock.now, steps))


def events():
    return list(Entry.objects.order_by("seq").values_list("event", flat=True))


def test_password_alone_opens_nothing(client, officer, clock):
    answer = give_password(client, officer)
    assert answer.url == "/accounts/sign-in/second-factor/"
    assert not is_in(client)
    assert client.get("/").status_code == 302
    assert client.get("/api/v1/seizures").status_code == 401
    assert client.get("/accounts/sign-in/first-factor/").url == "/accounts/sign-in/second-factor/"


def test_code_alone_opens_nothing(client, officer, clock):
    assert give_code(client, app_code(clock.now)).url == "/accounts/sign-in/"
    assert not is_in(client)


def test_password_and_code_open_the_page_that_was_wanted(client, officer, clock):
    give_password(client, officer, next="/accounts/own/")
    assert give_code(client, app_code(clock.now)).url == "/accounts/own/"
    assert is_in(client)
    assert events() == ["person.signed_in"]


def test_page_of_another_host_is_never_gone_to(client, officer, clock):
    give_password(client, officer, next="https://elsewhere.example/")
    assert give_code(client, app_code(clock.now)).url == "/"


def test_brute_force_ends_after_five_guesses_even_with_the_right_password(client, officer, clock):
    said = [give_password(client, officer, f"guess number {n}") for n in range(8)]
    said.append(give_password(client, officer))
    assert [b"do not belong together" in each.content for each in said] == [True] * 5 + [False] * 4
    assert [b"too many wrong attempts" in each.content for each in said] == [False] * 5 + [True] * 4
    assert events() == ["person.sign_in_failed"] * 5 + ["person.locked"]


def test_locked_name_stays_locked_until_somebody_unlocks_it(client, officer, clock):
    for _ in range(5):
        give_password(client, officer, "not it")
    clock.forward(days=2)
    assert b"too many wrong attempts" in give_password(client, officer).content
    assert throttle.unlock(officer, by=None)
    assert sign_in(client, officer, clock).status_code == 302
    assert is_in(client)


def test_wrong_guesses_spread_over_time_do_not_lock(client, officer, clock):
    for _ in range(12):
        give_password(client, officer, "not it")
        clock.forward(minutes=5)
    assert sign_in(client, officer, clock).status_code == 302
    assert is_in(client)


def test_guessing_codes_with_a_stolen_password_locks_after_five(client, officer, clock):
    wrong = "000000" if app_code(clock.now) != "000000" else "111111"
    for _ in range(5):
        give_password(client, officer)
        give_code(client, wrong)
    give_password(client, officer)
    give_code(client, app_code(clock.now))
    assert not is_in(client)
    assert events().count("person.locked") == 1


def test_one_address_gets_twenty_guesses_over_all_names(clock):
    client = Client(REMOTE_ADDR="10.1.2.3")
    for n in range(20):
        give_password(client, accounts.Person(name=f"name-{n}"), "not it")
    one_more = accounts.Person(name="name-20")
    assert b"too many wrong attempts" in give_password(client, one_more, "not it").content
    elsewhere = Client(REMOTE_ADDR="10.1.2.4")
    assert b"do not belong together" in give_password(elsewhere, one_more, "not it").content
    clock.forward(minutes=16)
    assert b"do not belong together" in give_password(client, one_more, "not it").content


def test_header_of_the_asker_does_not_change_their_address(officer, clock, settings):
    for n in range(21):
        client = Client(REMOTE_ADDR="10.1.2.3", HTTP_X_FORWARDED_FOR=f"10.9.9.{n}")
        said = give_password(client, accounts.Person(name=f"name-{n}"), "not it")
    assert b"too many wrong attempts" in said.content


def test_word_of_the_own_proxy_is_believed(settings):
    settings.PROXIES = {"127.0.0.1"}
    from django.test import RequestFactory

    from saola.apps.accounts.signing_in.addresses import address_of

    asked = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3")
    assert address_of(asked) == "10.1.2.3"
    asked = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="2001:db8:1:2:3:4:5:6")
    assert address_of(asked) == "2001:db8:1:2::"


def test_second_factor_replayed_is_refused(client, officer, clock):
    code = app_code(clock.now)
    give_password(client, officer)
    give_code(client, code)
    assert is_in(client)
    thief = Client()
    for _ in range(4):
        give_password(thief, officer)
        assert b"used before" in give_code(thief, code).content
        clock.forward(seconds=20)
    assert not is_in(thief)


def test_code_of_the_step_before_a_used_one_is_refused(client, officer, clock):
    before = app_code(clock.now, -1)
    sign_in(client, officer, clock)
    thief = Client()
    give_password(thief, officer)
    assert b"used before" in give_code(thief, before).content


@pytest.mark.parametrize(("steps", "enters"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_clock_of_the_telephone_may_differ_by_one_step(client, officer, clock, steps, enters):
    sign_in(client, officer, clock, steps)
    assert is_in(client) == enters


def test_recovery_code_opens_once(client, officer, clock):
    code = officer.paper[3]
    give_password(client, officer)
    give_code(client, code.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
    assert b"9 recovery codes are left" in client.get("/accounts/own/").content
    again = Client()
    give_password(again, officer)
    assert b"used before" in give_code(again, code).content


def test_recovery_codes_are_not_kept(officer):
    kept = str(list(officer.recovery_codes.values()))
    assert not any(code in kept or code.replace("-", "") in kept for code in officer.paper)


def test_secret_of_the_app_is_not_readable_in_the_database(officer):
    import base64

    from tests.apps.accounts.signing_in.conftest import SECRET

    sealed = officer.authenticator_app.sealed_secret
    assert base64.b64decode(sealed[2:]).find(SECRET) == -1
    assert base64.b32encode(SECRET).decode() not in sealed


def test_sealed_secret_of_another_person_opens_nothing(client, officer, clock):
    other = accounts.person()
    other.set_password(SENTENCE)
    other.save()
    officer.authenticator_app.person_id = other.pk
    officer.authenticator_app.save(force_insert=True)
    from saola.apps.accounts.signing_in.models import OwnPassword

    OwnPassword.objects.create(person=other)
    sign_in(client, other, clock)
    assert not is_in(client)


def test_session_key_given_beforehand_is_not_taken(client, officer, clock):
    client.get("/accounts/sign-in/")
    session = client.session
    session["x"] = 1
    session.save()
    fixed = session.session_key
    client.cookies["sessionid"] = fixed
    give_password(client, officer)
    halfway = client.cookies["sessionid"].value
    give_code(client, app_code(clock.now))
    signed_in = client.cookies["sessionid"].value
    assert len({fixed, halfway, signed_in}) == 3
    for stale in (fixed, halfway):
        thief = Client()
        thief.cookies["sessionid"] = stale
        assert not is_in(thief)


def test_cookie_stolen_before_signing_out_opens_nothing_after(client, officer, clock):
    sign_in(client, officer, clock)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(thief)
    left = client.post("/accounts/sign-out/")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(thief)
    assert not OpenSession.objects.live().exists()


def test_session_without_a_sign_in_behind_it_opens_nothing(client, officer, clock):
    sign_in(client, officer, clock)
    OpenSession.objects.all().delete()
    assert not is_in(client)


@pytest.fixture
def hash_runs(monkeypatch):
    """Every run of the password hash, counted."""
    runs = []
    hasher = hashers.get_hasher()
    encode, verify = type(hasher).encode, type(hasher).verify
    monkeypatch.setattr(type(hasher), "encode", lambda *words: runs.append("new") or encode(*words))
    monkeypatch.setattr(type(hasher), "verify", lambda *words: runs.append("check") or verify(*words))
    return runs


def nobody():
    return accounts.Person(name="somebody.else")


def closed():
    person = accounts.person()
    person.set_password(SENTENCE)
    person.is_active = False
    person.save()
    return person


@pytest.mark.parametrize("who", [nobody, closed, accounts.person], ids=["nobody", "closed", "no password"])
@pytest.mark.parametrize("password", [SENTENCE, "not it"])
def test_unknown_closed_and_known_names_get_the_same_words_and_the_same_work(
    client, officer, clock, hash_runs, who, password
):
    other = who()
    hash_runs.clear()
    known = give_password(client, officer, "not it").content
    work_for_known = len(hash_runs)
    unknown = give_password(Client(), other, password).content
    assert (work_for_known, len(hash_runs)) == (1, 2)
    assert without_tokens(known, officer.name) == without_tokens(unknown, other.name)


def without_tokens(page, name):
    import re

    text = re.sub(rb'(value="|Token": ")[\w-]{64}', b"", page)
    text = re.sub(rb"X-CSRFToken[^}]*", b"", text)
    return text.replace(name.encode(), b"NAME")


def test_name_that_nobody_bears_is_locked_with_the_same_words(client, officer, clock):
    for person in (officer, nobody()):
        said = [give_password(client, person, "not it").content for _ in range(6)]
        assert [b"too many" in each for each in said] == [False] * 5 + [True]
    assert Guard.objects.filter(kind="name").exclude(locked_at=None).count() == 2


def test_what_is_typed_as_a_name_is_not_kept_in_the_clear(client, clock):
    typed = "my password by mistake"
    give_password(client, accounts.Person(name=typed), "x")
    assert typed not in str(list(Entry.objects.values())) + str(list(Guard.objects.values()))
