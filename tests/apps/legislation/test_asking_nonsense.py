"""Whatever is written into the address of a question, the page answers calmly and the same each time."""

import random
from urllib.parse import urlencode

import pytest

from saola.apps.legislation.asking.questions import questions
from tests.factories import accounts

WORDS = (
    "", " ", "yes", "no", "I", "none", "other", "TZ", "SG", "VN", "HK", "SU", "SS", "XX", "sell", "import", "export",
    "scope", "assistance", "extradition", "wildlife", "corruption", "2016", "2016-06", "2016-06-01", "2020-02-30",
    "0001-01-01", "9999-12-31", "1e30", "-1", "NaN", "4", "12 months", "banana", "\u202e", "<script>x", "'; --", "=1+1",
    "SG-ESA-2006-4", "IN-WLPA-1972-51-1", "DE-BNATSCHG-71", "VN-PC-2015-234", "KE-WCMA-2013-92", "export_permit",
    "charge", "absconding", "Manis javanica", "x" * 400, "\x00",
)  # fmt: skip


def names(code):
    """Every name that the address of a question may hold, with some that it may not."""
    form = questions()[code].form({"provision": "IN-WLPA-1972-51-1", "first": "IN", "second": "VN"})
    known = [part.add_prefix(name) for part in (form, *form.parts) for name in part.fields]
    return [*known, "step12-kind", "step99-kind", "doc2-kind", "f-nothing", "page"]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("code", ["serious-crime", "convention", "dual-criminality", "legal-basis", "limitation", "permits", "comparison", "amendments"])  # fmt: skip
def test_any_words_in_the_address_are_answered(client, db, code, seed):
    client.force_login(accounts.person("cites_officer"))
    rng = random.Random(f"{code} {seed}")
    known = names(code)
    for _ in range(6):
        told = [(name, rng.choice(WORDS)) for name in known if rng.random() < 0.5]
        address = f"/law/ask/{code}/?{urlencode(told)}"
        response = client.get(address)
        assert response.status_code == 200, address
        assert b"<script>x" not in response.content, address
        spoken = client.get(f"/api/v1/law/ask/{code}?{urlencode(told)}").status_code
        assert spoken == (422 if response.context["answer"] is None else 200), address


@pytest.mark.parametrize("code", ["serious-crime", "convention", "dual-criminality", "limitation", "permits"])
def test_good_question_with_strange_facts_is_answered(client, db, code):
    client.force_login(accounts.person("cites_officer"))
    good = {
        "serious-crime": {"provision": "IN-WLPA-1972-51-1", "on": "2024"},
        "convention": {"first": "TZ", "second": "SU", "on": "1999-01-01", "purpose": "domestic"},
        "dual-criminality": {"first": "IN", "second": "VN", "on": "2024-01-01"},
        "limitation": {"provision": "DE-BNATSCHG-71", "done_on": "2018", "on": "2024-01-01"},
        "permits": {"movement": "introduce_from_sea", "from_state": "XX", "to_state": "SG", "on": "2020"},
    }[code]
    form = questions()[code].form(good)
    facts = [part.add_prefix(name) for part in form.parts for name in part.fields]
    rng = random.Random(code)
    for _ in range(10):
        told = {
            name: rng.choice(("yes", "no", "other", "3", "2020-01-01", "E-1"))
            for name in facts
            if rng.random() < 0.3
        }
        response = client.get(f"/law/ask/{code}/", good | told)
        assert response.status_code == 200
    assert client.get(f"/law/ask/{code}/", good).context["answer"] is not None
