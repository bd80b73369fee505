"""Catalogue 20, every page: a script in every stored text, on each page that any role may open, stays a text.

Each column of free text has a mark of its own, so that it is known which of them reached a page at all. In a real
browser, with the policy watching, scripts are tried by tests/web/browser/test_scripts_in_fields.py. Each address is
asked as the first role that is answered; ``SAOLA_TORTURE=2`` asks as every role.
"""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.html import escape, json_script

from saola.apps.accounts.roles import ROLES
from saola.apps.catalogue.models import Taxon
from saola.apps.evidence.models import CourtBundle, Derivative, Exhibit, SealedFile
from saola.apps.journal.models import Entry
from saola.apps.seizures import files as kept_files
from saola.apps.seizures.models import Likeness
from tests.factories import country as countries
from tests.factories import poison, trust

pytestmark = pytest.mark.django_db
FACES = ("?view=map", "?view=charts", "?view=totals", "?q=ran", "?page=1", "?open=1")


@pytest.fixture
def country(knowledge, settings, tmp_path, monkeypatch):
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.setattr(kept_files, "folder", lambda: folder)
    settings.DATA_FOLDER = tmp_path
    made = countries.create()
    made.kept = trust.add(made)
    return made


def patterns(resolver=None, namespaces=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, (*namespaces, *filter(None, [pattern.namespace])))
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join([*namespaces, pattern.name]), pattern


def addresses(country):
    """Every address that something can be filled into."""
    keys = {
        "catalogue": [Taxon.objects.get(name="Manis javanica").pk],
        "judge": list(Likeness.objects.values_list("pk", flat=True)),
        "seizures:file": [batch.pk for batch in country.files.values()],
        "evidence:original": list(SealedFile.objects.values_list("pk", flat=True)),
        "evidence:picture": list(Derivative.objects.values_list("pk", flat=True)),
        "evidence:bundle": list(CourtBundle.objects.values_list("pk", flat=True)),
        "accounts:journal": [None],
        "accounts:": [person.pk for person in country.people.values()][:2],
    }
    plain = {
        "number": country.incident.number,
        "year": countries.YEAR,
        "version": 1,
        "form": "csv",
        "name": "units",
    }
    for name, pattern in patterns():
        wanted = set(pattern.pattern.converters)
        own = next((found for part, found in keys.items() if name.startswith(part) or part in name), [1])
        fillings = [{**plain, "pk": key, "seq": 1} for key in own]
        if name.startswith("evidence:"):
            fillings = [{**each, "number": e.number} for each in fillings for e in Exhibit.objects.all()[:2]]
        if "seq" in wanted:
            fillings = [
                {"seq": seq} for seq in Entry.objects.order_by("-seq").values_list("seq", flat=True)[:8]
            ]
        kept = country.kept.get(name, [])
        for each in [*(kept if isinstance(kept, list) else [kept]), *fillings]:
            try:
                address = reverse(name, kwargs={k: v for k, v in each.items() if k in wanted})
            except NoReverseMatch:
                continue
            yield address
            if not wanted:
                yield from (address + face for face in FACES)


def text_of(answer):
    """The text of a page or of an answer of the API; empty where something else came."""
    kind = answer.headers.get("Content-Type", "")
    is_text = kind.startswith(("text/html", "application/json")) and answer.status_code not in (
        301,
        302,
        404,
        405,
    )
    content = b""
    if is_text:
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return content.decode("utf-8", "replace"), kind


def asked(country, is_by_everybody):
    """Each address as the first role that is answered with a page, or as every role; the broadest begin."""
    roles = sorted(country.people, key=lambda role: -len(ROLES[role].permissions))
    clients = {}
    for role in roles:
        clients[role] = Client()
        clients[role].force_login(country.people[role])
    liked: dict[str, str] = {}
    for address in sorted(set(addresses(country))):
        place = address.split("?")[0]
        name = resolve(place).view_name
        if "sign-out" in address:
            continue
        for role in sorted(roles, key=lambda role: role != liked.get(name)):
            answer = clients[role].get(address)
            if answer.status_code == 405:
                break
            text, kind = text_of(answer)
            if text:
                liked[name] = role
                yield address, text, kind
                if not is_by_everybody:
                    break


_DATA = re.compile(r'<script[^>]*type="application/json"[^>]*>.*?</script>', re.DOTALL)


def unescaped(page: str) -> list[str]:
    """Payloads that would break out of where they stand. In data a quotation mark has its backslash, not an entity."""
    out_of_quotes = poison.RAW[-1]
    found = [each for each in poison.RAW if each != out_of_quotes and each in page]
    return found + [out_of_quotes] * (out_of_quotes in _DATA.sub("", page))


def test_no_page_holds_a_stored_text_unescaped(country, times, tell):
    taken = poison.poison()
    pages, shown, raw = 0, set(), []
    for address, text, kind in asked(country, times(1) > 1):
        pages += 1
        shown |= poison.marks(text)
        if kind.startswith("text/html"):
            raw += [f"{address}: {each}" for each in unescaped(text)]
    assert raw == []
    hidden = sorted({name for mark, name in taken.items() if mark not in shown})
    seen = {taken[mark] for mark in shown if mark in taken}
    assert len(seen) > 30, f"too few of the poisoned columns reached a page; not seen: {hidden}"
    result = f"{len(seen)} of {len(set(taken.values()))} columns shown, 0 unescaped"
    tell(20, "pages with a script in every stored text", pages, result, 20)


def test_payload_that_stands_in_a_page_as_it_is_would_be_found():
    for payload in poison.PAYLOADS:
        assert unescaped(f'<p title="{payload.format(mark=1)}">')
        assert not unescaped(escape(payload.format(mark=1)))
    assert unescaped(f'<script type="application/json">"{poison.PAYLOADS[1].format(mark=1)}"</script>')
    assert not unescaped(json_script({"note": poison.PAYLOADS[2].format(mark=1)}, "data"))
