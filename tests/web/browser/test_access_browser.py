"""The pages of access in a real browser: light, dark and from right to left, without a violation."""

import os
from pathlib import Path

import pytest

from tests.factories import access, accounts
from tests.factories.seizures import incident

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("SAOLA_PICTURES", "")


@pytest.fixture
def office(knowledge, settings, tmp_path, sign_in):
    """A supervisor of police with a list, a seizure on it, and a request that waits."""
    from saola.apps.accounts import approvals, emergencies

    settings.DATA_FOLDER = tmp_path
    police = accounts.agency(name="Police")
    boss = sign_in("supervisor", agency=police, full_name="Teodora Quillane")
    other = accounts.person(
        "investigator", agency=accounts.agency(name="Customs"), full_name="Ingeborg Solvane"
    )
    kept = access.compartment(boss, other, code="otter-tide", name="Operation Otter Tide")
    seizure = access.place(incident(), kept, handling="H1")
    parameters = {"kind": "seizure", "record": seizure.number, "compartments": [], "handling": ["H1"]}
    approvals.ask("record.loosen", parameters, by=other, reason="The courier was tried in public.")
    emergencies.open_glass(
        kind="seizure", record="S000009", threat="life", reason="The convoy leaves within the hour.", by=other
    )
    access.grant(boss, "auditor")
    access.grant(boss, "records_officer")
    access.grant(boss, "administrator")
    access.grant(boss, "investigator")
    return seizure, other


def look(page, name, theme, direction):
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{theme}-{direction}.png"), full_page=True)


@pytest.mark.parametrize(("theme", "direction"), [("light", "ltr"), ("dark", "rtl")])
def test_pages_of_access_have_no_violation(page, office, axe, theme, direction, live_server):
    seizure, other = office
    page.context.add_cookies([{"name": "saola_theme", "value": theme, "url": live_server.url}])
    addresses = {
        "own": "/accounts/access/",
        "lists": "/accounts/access/lists/",
        "list": "/accounts/access/lists/otter-tide/",
        "approvals": "/accounts/access/approvals/",
        "emergencies": "/accounts/access/emergencies/",
        "alerts": "/accounts/access/alerts/",
        "reviews": "/accounts/access/reviews/",
        "holds": "/accounts/access/holds/",
        "who": f"/accounts/access/of/seizure/{seizure.number}/?held=1&compartments=otter-tide&handling=H1&handling=H2",
        "purpose": f"/seizures/{seizure.number}/",
        "people": "/accounts/people/",
        "person": f"/accounts/people/{other.pk}/",
        "roles": "/accounts/roles/",
    }
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        look(page, name, theme, direction)
        if violations := axe():
            found[name] = violations
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{name} is wider than the window"
    assert found == {}
