"""Every address, as every role, by every method, against the one table in docs/reference/permissions.md.

Each role asks each address by one method here, another for each role; ``SAOLA_TORTURE=1`` asks by all of them.
What belongs to somebody else is tried in tests/torture/test_torture_worlds.py.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from saola.apps.accounts.roles import ROLES
from tests.factories import accounts

TABLE = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
IN_FULL = "SAOLA_TORTURE" in os.environ
FILLED = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "999999",
    "slug": "nowhere",
    "str": "nowhere",
    "none": "999999",
    "year": "2999",
}


def routes(resolver=None, namespaces=(), prefix="/"):
    """Name, address and view of everything in the URLconf."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, (*namespaces, pattern.namespace), address)
        elif isinstance(pattern, URLPattern) and pattern.name != "gallery":
            yield ":".join([*filter(None, namespaces), pattern.name or "?"]), address, pattern


def written():
    rows = [
        line.strip("| \n").split(" | ") for line in TABLE.read_text().splitlines() if line.startswith("| ")
    ]
    return {
        name: (address.strip("`"), tuple(methods.split()), needs)
        for name, address, methods, needs in rows[2:]
    }


def test_every_address_stands_in_the_table_and_nothing_else():
    there = {name: address for name, address, _ in routes()}
    known = {name: address for name, (address, _, _) in written().items()}
    new = {name: address for name, address in there.items() if known.get(name) != address}
    assert not new, f"write who may open these into {TABLE.name}: {new}"
    assert set(known) == set(there), f"no longer there: {set(known) - set(there)}"


@pytest.mark.parametrize("name", [name for name, _, _ in routes()])
def test_view_is_bound_to_what_the_table_says(name):
    pattern = next(pattern for known, _, pattern in routes() if known == name)
    needs = written()[name][2]
    permission = getattr(pattern.callback, "permission", None)
    if permission is not None:
        assert needs == permission.value
    elif not name.startswith("api:"):
        assert needs in ("signed in", "anyone")


def concrete(name, pattern):
    converters = pattern.pattern.converters
    kinds = {key: type(each).__name__.removesuffix("Converter").lower() for key, each in converters.items()}
    words = {key: FILLED.get(kind, "nowhere") for key, kind in kinds.items()}
    if name.startswith("api:"):
        words = dict.fromkeys(words, "1")
    return reverse(name, kwargs={k: int(v) if v.isdigit() else v for k, v in words.items()}), bool(words)


def asked(role_at, route_at):
    return METHODS if IN_FULL else (METHODS[(role_at + route_at) % len(METHODS)],)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_role_opens_what_the_table_says_and_nothing_else(client, role, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    table, at = written(), list(ROLES).index(role)
    has = {str(permission) for permission in ROLES[role].permissions}
    person = accounts.person(role)
    client.force_login(person)
    wrong = []
    for number, (name, _, pattern) in enumerate(routes()):
        _, methods, needs = table[name]
        address, has_key = concrete(name, pattern)
        for method in asked(at, number):
            if SESSION_KEY not in client.session:  # it has just signed out
                client.force_login(person)
            status = client.generic(method, address).status_code
            may = needs in has or needs in ("signed in", "anyone")
            if not may:
                is_absent_method = name.startswith("api:") and method not in methods
                is_right = status == (405 if is_absent_method else 404)
            elif "any" not in methods and method not in methods:
                is_right = status == 405
            else:
                is_right = (
                    status < 500
                    and status not in (403, 405)
                    and (has_key or status != 404 or method != "GET")
                )
            if not is_right:
                wrong.append((method, address, status, needs))
    assert wrong == []


@pytest.mark.django_db
def test_nobody_signed_in_is_led_to_the_sign_in_page(client):
    wrong = []
    for name, _, pattern in routes():
        needs = written()[name][2]
        if needs == "anyone":
            continue
        answer = client.get(concrete(name, pattern)[0])
        is_led = answer.status_code == 302 and urlsplit(answer.url).path == reverse("accounts:sign-in")
        if not (is_led or (name.startswith("api:") and answer.status_code == 401)):
            wrong.append((name, answer.status_code))
    assert wrong == []
