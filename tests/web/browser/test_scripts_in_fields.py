"""Catalogue 20: a script in every text that people store, on every page a role may open, under the strict policy.

Every column of free text of every kind of record holds a payload that breaks out of an element or an attribute.
Each role then walks from the first page along the links. Nothing may run, and the policy may have nothing to
report. ``SAOLA_TORTURE=N`` walks up to N pages as each role.
"""

import os
import sys
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.urls import Resolver404, resolve

from saola.apps.journal import actions as journal
from saola.apps.seizures import files as kept_files
from tests.factories import country as countries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = int(os.environ.get("SAOLA_TORTURE", "12"))
EACH_VIEW = 1 if PAGES < 100 else 3
PAYLOADS = (
    "\"'><img src=x onerror=ran()>",
    "</script><script>ran()</script>",
    "javascript:ran()//\"onfocus='ran()",
)
# Columns that hold codes, digests and keys of other records: a person never types into them.
CODED = {
    "action", "actor", "agency", "boot", "code", "credential", "credential_id", "detail_commit", "detail_kept",
    "digest", "event", "group", "groups", "host", "kept", "kept_name", "key", "kind", "last_challenge", "manifest",
    "archive", "media_type", "name_of_event", "number", "object_id", "object_type", "password", "path", "pattern",
    "previous", "profile_digest", "query", "record", "rule", "sealed_secret", "sha256", "sha512", "standing",
    "treaty", "resolved_by",
}  # fmt: skip
NAMED_IN_ADDRESSES = {("accounts.Person", "name"), ("seizures.Profile", "name")}


@pytest.fixture
def country(knowledge, settings, tmp_path, monkeypatch):
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.setattr(kept_files, "folder", lambda: folder)
    settings.DATA_FOLDER = tmp_path
    return countries.create()


def free_texts():
    for model in apps.get_models():
        if not model.__module__.startswith("saola."):
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
            is_long = field.max_length is None or field.max_length >= 50
            is_coded = field.name in CODED or (model._meta.label, field.name) in NAMED_IN_ADDRESSES
            if is_text and is_long and not is_coded:
                yield model, field


def poison() -> int:
    """Write a payload into every free text of every record; answers how many columns of how many took it."""
    taken = 0
    quote = connection.ops.quote_name
    for number, (model, field) in enumerate(free_texts()):
        payload = PAYLOADS[number % len(PAYLOADS)] if not field.unique else PAYLOADS[0]
        new = "%s || " + quote(model._meta.pk.column) if field.unique else "%s"
        table, column = quote(model._meta.db_table), quote(field.column)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {column} = {new}", [payload])
                taken += bool(cursor.rowcount)
        except DatabaseError:  # a record that the database itself keeps from being changed
            continue
    with transaction.atomic():
        for payload in PAYLOADS:
            journal.write("agency.created", name=payload)
    return taken


@pytest.fixture
def page(chromium, live_server):
    """A page on which a link that leads nowhere is no trouble: what is looked for here is told by the page."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_script_in_every_stored_text_never_runs_and_the_policy_reports_nothing(
    country, client, page, live_server
):
    assert poison() > 25
    reports: list[str] = []
    page.expose_function("tell", lambda what: reports.append(what))
    page.add_init_script(
        "window.ran = () => window.tell('a script ran on ' + location.href);"
        "document.addEventListener('securitypolicyviolation', (each) =>"
        " window.tell(each.violatedDirective + ' ' + each.blockedURI + ' on ' + location.href));"
    )
    page.on("pageerror", lambda error: reports.append(str(error)))
    page.on("dialog", lambda dialog: (reports.append(dialog.message), dialog.dismiss()))
    opened, shown = 0, 0
    for person in country.people.values():
        client.force_login(person)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        for source in walk(page, live_server.url):
            opened += 1
            shown += "ran()" in source
    assert reports == []
    assert shown > 10, "the payloads did not reach the pages, so nothing was tried"
    line = f"20 | scripts in stored fields | {opened} pages, {shown} with payloads | 0 ran, 0 reports"
    sys.stderr.write(f"\n{line}\n")


def walk(page, home: str):
    """Open pages along the links from the first one, few of each kind; yields the source of each."""
    waiting, seen, of_kind = deque(["/"]), set(), {}
    while waiting and len(seen) < PAGES:
        path = waiting.popleft()
        answer = page.goto(path)
        assert answer.status < 500, path
        seen.add(path)
        yield answer.text()
        page.mouse.move(200, 200)
        for link in page.evaluate("() => [...document.links].map((each) => each.href)"):
            parts = urlsplit(link)
            assert parts.scheme in ("http", "https"), link
            kind = kind_of(parts.path)
            if not link.startswith(home) or kind is None or of_kind.get(kind, 0) >= EACH_VIEW:
                continue
            of_kind[kind] = of_kind.get(kind, 0) + 1
            waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))


DOWNLOADS = (
    "download",
    "export",
    "sheet",
    "pdf",
    "label",
    "rows-to-mend",
    "openapi",
    "draft",
    "bundle",
    "workbook",
)


def kind_of(path: str) -> str | None:
    """The name of the view behind a link, or ``None`` where a file would come instead of a page."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    return None if any(part in name or part in path for part in DOWNLOADS) else name
