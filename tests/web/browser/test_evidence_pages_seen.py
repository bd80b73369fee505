"""The pages of evidence in Chromium: they hold what every page must hold, and a hand-over is done by hand."""

import pytest

from saola.apps.evidence.actions import custody
from tests.factories import accounts, evidence

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("knowledge"),
]


@pytest.fixture(autouse=True)
def store_folder(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path


def test_every_page_of_evidence_is_accessible(page, sign_in, axe):
    by = sign_in("evidence_custodian")
    exhibit = evidence.exhibit(by, place=evidence.place())
    custody.check(exhibit, seal="SL-OTHER", by=by)
    number = exhibit.number
    for address in ("", "take-in/", "stores/", f"{number}/", f"{number}/label/", f"{number}/do/hand-over/"):
        page.goto(f"/evidence/{address}")
        assert axe() == [], address


def test_an_exhibit_goes_from_hand_to_hand(page, sign_in):
    by = sign_in("evidence_custodian")
    other = accounts.person("examiner")
    exhibit = evidence.exhibit(by)
    page.goto(f"/evidence/{exhibit.number}/")
    page.get_by_role("link", name="Hand over").first.click()
    page.get_by_label("To", exact=True).select_option(label=other.full_name)
    page.get_by_label("Why").fill("examination")
    page.get_by_role("button", name="Sign and hand over").click()
    assert page.locator(".custody-chain__link--open").count() == 1
    assert "shown once" in page.locator("#messages").inner_text()
    exhibit.refresh_from_db()
    assert exhibit.receiver == other.name
