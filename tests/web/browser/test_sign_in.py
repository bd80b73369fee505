import base64
import time

import pytest
from playwright.sync_api import expect

from saola.apps.accounts.models import Person
from saola.apps.accounts.signing_in import codes
from tests.factories import accounts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENTENCE = "a long sentence to remember"


def test_new_person_chooses_a_password_adds_an_app_and_prints_codes_with_the_keyboard(page, axe):
    person = accounts.person("reader", full_name="Ines Rakoto")
    person.set_password(SENTENCE)
    person.save()
    page.goto("/")
    assert axe() == []
    page.locator("#id_username").focus()
    page.keyboard.type(person.name)
    page.keyboard.press("Tab")
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Choose your password")).to_be_visible()
    assert axe() == []
    for field in ("#id_password", "#id_again"):
        page.locator(field).fill("grey herons stand in the reeds")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Add a second factor")).to_be_visible()
    assert axe() == []
    secret = base64.b32decode(page.locator("code.secret").inner_text().replace(" ", ""))
    page.locator("#id_code").fill(codes._totp(secret).generate(time.time()).decode())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert page.locator(".recovery-codes li").count() == 10
    assert axe() == []
    page.get_by_role("link", name="They are on paper").click()
    expect(page.get_by_text("Ines Rakoto").first).to_be_attached()
    page.goto("/accounts/own/")
    expect(page.get_by_text("10 left")).to_be_visible()
    assert axe() == []


def test_wrong_password_says_what_to_do_and_lets_nobody_in(page, axe):
    person = accounts.person("reader")
    page.goto("/")
    page.locator("#id_username").fill(person.name)
    page.locator("#id_password").fill("not it")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("do not belong together")).to_be_visible()
    assert axe() == []


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/people/",
        "/accounts/sign-ins/",
        "/accounts/agencies/",
        "/health/",
        "/accounts/roles/",
    ],
)
def test_page_of_the_administrator_is_accessible(page, sign_in, axe, path):
    sign_in("administrator")
    page.goto(path)
    expect(page.locator("h1")).to_be_visible()
    assert axe() == []


def test_token_is_shown_once(page, sign_in, axe):
    sign_in("analyst")
    page.goto("/accounts/tokens/")
    page.get_by_label("What it is for").fill("the map of the ministry")
    page.get_by_role("button", name="Make").click()
    secret = page.locator("code.secret").inner_text()
    assert secret.startswith("saola_")
    assert axe() == []
    page.goto("/accounts/tokens/")
    assert secret not in page.content()
    assert Person.objects.get(role="analyst").tokens.count() == 1
