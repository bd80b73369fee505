"""Requests that no page of ours sent: every address that changes something wants the token of a form."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from saola.apps.accounts.roles import ROLES
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
FILLED = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "1",
    "slug": "nowhere",
    "str": "nowhere",
    "year": "2020",
}


def addresses(resolver=None, prefix="/"):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            words = {
                name: FILLED.get(type(each).__name__.removesuffix("Converter").lower(), "nowhere")
                for name, each in pattern.pattern.converters.items()
            }
            address = prefix + str(pattern.pattern)
            for name in pattern.pattern.converters:
                for kind in ("uuid", "int", "slug", "str", "year"):
                    address = address.replace(f"<{kind}:{name}>", words[name])
                address = address.replace(f"<{name}>", words[name])
            yield address


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("role", ["administrator", "data_officer", "evidence_custodian"])
def test_every_address_refuses_a_request_without_the_token_of_a_form(role, method):
    assert role in ROLES
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(person(role))
    taken = [
        (address, status)
        for address in addresses()
        if not address.startswith("/api/v1/")
        and (status := forger.generic(method, address).status_code) != 403
    ]
    assert taken == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_api_takes_nothing_that_changes(method):
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(person("data_officer"))
    taken = [
        (address, status)
        for address in addresses()
        if address.startswith("/api/v1/")
        and (status := forger.generic(method, address.replace("nowhere", "1")).status_code) not in (403, 405)
    ]
    assert taken == []


def test_forged_form_is_told_in_plain_words():
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(person("administrator"))
    answer = forger.post("/accounts/agencies/", {"code": "x", "name": "X", "kind": "customs"})
    assert answer.status_code == 403
    words = answer.content.decode()
    assert "Nothing was changed." in words
    assert "verification failed" not in words


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example/",
        "http:///evil.example",
        "\t//evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
    ],
)
def test_nobody_is_led_out_of_the_house(client, wanted):
    client.force_login(person("data_officer"))
    for address, words in (
        ("/language/", {"language": "en", "next": wanted}),
        ("/accounts/sign-out/", {"next": wanted}),
    ):
        client.force_login(person("data_officer"))
        answer = client.post(address, words, headers={"referer": wanted.strip()})
        assert "evil" not in answer.get("Location", ""), address
        assert "javascript" not in answer.get("Location", ""), address


def test_part_of_a_page_leads_to_the_sign_in_page_and_back_into_the_house_alone(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://testserver//evil.example/a"}
    answer = client.get("/seizures/", headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/accounts/sign-in/?next=")


HOSTILE = ["evil.example", "testserver@evil.example", "testserver:80@evil", "testserver/evil", "", "a" * 5000]


@pytest.mark.parametrize("host", HOSTILE, ids=range(len(HOSTILE)))
def test_other_host_names_are_not_answered(client, host):
    answer = client.get("/accounts/sign-in/", headers={"host": host})
    assert answer.status_code == 400


def test_what_a_stranger_says_of_its_host_or_address_is_not_believed(client):
    said = {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "forwarded": "host=evil.example",
    }
    answer = client.get("/seizures/", headers=said)
    assert answer["Location"] == "/accounts/sign-in/?next=/seizures/"


@pytest.mark.parametrize("word", ["a\r\nSet-Cookie: x=1", "a\nX: y", "\r\n\r\n<script>"])
def test_words_of_a_request_never_end_a_header(client, word):
    client.force_login(person("data_officer"))
    for address in ("/seizures/", "/search/", "/seizures/download/csv/", "/accounts/sign-in/", "/evidence/"):
        answer = client.get(address, {"q": word, "next": word, "place": word})
        assert answer.status_code < 500
        assert all("\n" not in value and "\r" not in value for _, value in answer.items()), address
        assert "x" not in answer.cookies
