"""The reporting officer's work in a real browser: from what is missing to an issued version and its amendment."""

import hashlib
import re
from pathlib import Path

import pytest
from django.urls import reverse

from saola.apps.seizures.models import IssuedReport
from tests.factories import seizures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(knowledge, sign_in):
    for _ in range(3):
        seizures.incident(reason="")
    return sign_in("cites_officer")


def test_report_goes_from_open_to_issued_to_amended(page, officer, axe):
    page.goto(reverse("seizures:reports"))
    assert axe() == []
    page.get_by_role("link", name="2018", exact=True).click()
    page.locator("svg").first.wait_for()
    assert axe() == []

    page.get_by_role("link", name="Issue the report").click()
    assert not any(radio.is_checked() for radio in page.get_by_role("radio").all())
    page.get_by_role("button", name="Issue version 1").click()
    page.get_by_text("Choose one").wait_for()
    assert axe() == []
    assert not IssuedReport.objects.exists()

    page.get_by_label("No, it stays with the Secretariat").check()
    page.get_by_label("I have read the rows").check()
    page.get_by_role("button", name="Issue version 1").click()
    page.get_by_text("Version 1 is issued").wait_for()
    assert axe() == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the file").click()
    kept = IssuedReport.objects.get()
    assert download.value.suggested_filename == "aitr-2018-v1.xlsx"
    assert hashlib.sha256(Path(download.value.path()).read_bytes()).hexdigest() == kept.digest
    assert kept.share_with_iccwc is False

    added = seizures.incident()
    page.goto(reverse("seizures:report", args=[2018]))
    page.get_by_role("link", name=re.compile("what an amendment would change")).click()
    page.get_by_role("cell", name="added").wait_for()
    assert page.get_by_role("link", name=f"{added.number}/1").is_visible()
    assert axe() == []


def test_report_is_worked_by_keyboard(page, officer):
    page.goto(reverse("seizures:report-issue", args=[2018]))
    page.get_by_label("Yes, it may be shared").focus()
    page.keyboard.press("Space")
    page.get_by_label("Note").focus()
    page.keyboard.type("Second half follows.")
    page.get_by_label("I have read the rows").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("Version 1 is issued").wait_for()
    assert IssuedReport.objects.get().note == "Second half follows."


@pytest.mark.parametrize("width", [390, 1280])
def test_report_never_scrolls_sideways(page, officer, width):
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("reports", "report", "report-rows", "report-issue"):
        page.goto(reverse(f"seizures:{name}", args=[2018] if name != "reports" else []))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
