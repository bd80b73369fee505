"""A security key from the first sign-in on: Chromium's own virtual authenticator plays the key."""

import pytest
from playwright.sync_api import expect

from saola.apps.accounts.models import Person
from saola.apps.accounts.signing_in.models import OwnPassword, SecurityKey
from tests.factories import accounts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENTENCE = "grey herons stand in the reeds"


@pytest.fixture
def key(page):
    """A key that is always touched, as CDP's WebAuthn domain makes one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    answer = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def credentials():
        return devtools.send("WebAuthn.getCredentials", answer)["credentials"]

    return credentials


@pytest.fixture
def ines():
    person = accounts.person("reader", full_name="Ines Rakoto")
    person.set_password(SENTENCE)
    person.save()
    OwnPassword.objects.create(person=person)
    return person


def give_password(page, person: Person):
    page.goto("/accounts/sign-in/")
    page.locator("#id_username").fill(person.name)
    page.locator("#id_password").fill(SENTENCE)
    page.keyboard.press("Enter")


def test_key_is_added_and_opens_the_account_with_strict_policy(page, ines, key, axe):
    give_password(page, ines)
    page.get_by_label("What you call this key").fill("the blue one")
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    kept = SecurityKey.objects.get()
    assert (kept.person, kept.name, kept.host, len(key())) == (ines, "the blue one", "localhost", 1)
    page.get_by_role("link", name="They are on paper").click()
    page.context.clear_cookies()

    for _ in range(2):
        give_password(page, ines)
        expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
        assert axe() == []
        page.get_by_role("button", name="Use the key").click()
        expect(page.get_by_text("Ines Rakoto").first).to_be_attached()
        page.goto("/accounts/own/")
        expect(page.get_by_text("the blue one").first).to_be_visible()
        page.context.clear_cookies()
    assert SecurityKey.objects.get().counter == key()[0]["signCount"] > 1


def test_answer_of_a_key_is_good_once(page, ines, key, live_server):
    give_password(page, ines)
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.context.clear_cookies()
    give_password(page, ines)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    page.get_by_role("button", name="Use the key").click()
    expect(page.get_by_text("Ines Rakoto").first).to_be_attached()
    page.context.clear_cookies()
    give_password(page, ines)
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.evaluate(
        """answer => {
            const form = document.querySelector("form[data-island]");
            form.credential.value = answer;
            form.submit();
        }""",
        credential_of(next(body for body in sent if "credential=" in body)),
    )
    expect(page.get_by_text("used before")).to_be_visible()
    assert not page.get_by_text("Ines Rakoto", exact=True).count()


def credential_of(body):
    from urllib.parse import parse_qs

    return parse_qs(body)["credential"][0]


def test_key_that_stays_silent_sends_nothing(page, ines, axe):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    give_password(page, ines)
    expect(page.get_by_role("heading", name="Add a second factor")).to_be_visible()
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.evaluate(
        "() => { navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_text("The key did not answer")).to_be_visible()
    assert axe() == []
    assert not SecurityKey.objects.exists()
