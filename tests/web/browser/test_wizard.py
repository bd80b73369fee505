"""From a file to recorded seizures with real clicks, and the judging of what may be one seizure."""

import pytest
from playwright.sync_api import expect

from saola.apps.catalogue import queries
from saola.apps.seizures import files as kept_files
from saola.apps.seizures.models import Incident, Likeness
from tests.factories import files
from tests.web.browser.conftest import AXE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("knowledge")]


@pytest.fixture(autouse=True)
def intake_folder(tmp_path, monkeypatch, knowledge, page):
    """Files of the tests lie apart, and the lists are indexed before anybody waits for them."""
    monkeypatch.setattr(kept_files, "folder", lambda: tmp_path)
    queries.name_index()
    queries.listing_book()
    page.set_default_timeout(60_000)
    expect.set_options(timeout=30_000)


@pytest.fixture
def messy(tmp_path_factory):
    """Two reports of one seizure, a word nobody knows, a day that does not exist, a blank row."""
    rows = [
        files.line(1, place="Hai Phong", quantity="213.5"),
        files.line(2, place="Hai Phong", quantity="213.5"),
        files.line(3, unit="sackfuls"),
        files.line(4, date="31/02/2018"),
        ",,,,,,,",
    ]
    path = tmp_path_factory.mktemp("sent") / "customs-2018.csv"
    path.write_bytes(files.content(*rows))
    return path


def test_file_is_led_from_upload_to_record_and_back(page, sign_in, axe, messy):
    sign_in("data_officer")
    page.goto("/seizures/files/")
    assert axe() == []
    page.set_input_files("input[type=file]", messy)
    expect(page.locator(".dropzone__files")).to_contain_text("customs-2018.csv")
    page.get_by_role("button", name="Hand in").click()

    page.wait_for_url("**/columns/")
    assert axe() == []
    page.get_by_label("Meaning of Place").select_option("admin_area")
    expect(page.get_by_role("columnheader", name="Province or district")).to_be_visible()
    page.get_by_label("Meaning of Place").select_option("place_name")
    expect(page.get_by_role("columnheader", name="Province or district")).to_have_count(0)
    page.get_by_role("button", name="Check every row").first.click()

    expect(page.get_by_role("button", name="Record 3 rows")).to_be_visible()
    expect(page.get_by_text("row 2", exact=True)).to_be_visible()
    assert axe() == []
    page.get_by_label("Meaning of sackfuls").select_option("KGM")
    page.get_by_role("button", name="Check again with these meanings").click()
    expect(page.get_by_label("Meaning of sackfuls")).to_have_count(0)
    page.get_by_role("link", name="Refused").click()
    expect(page.get_by_text("There is no such day")).to_be_visible()
    with page.expect_download() as sent_back:
        page.get_by_role("link", name="csv", exact=True).click()
    assert "31/02/2018" in sent_back.value.path().read_text(encoding="utf-8-sig")

    page.get_by_role("button", name="Record 3 rows").click()
    expect(page.get_by_role("link", name="S000001")).to_be_visible()
    assert axe() == []
    assert Incident.objects.count() == 3
    page.get_by_role("button", name="Undo this file").click()
    expect(page.get_by_text("were taken back")).to_be_visible()
    assert Incident.objects.count() == 0


def test_pair_is_judged_by_keyboard_and_taken_back(page, sign_in, axe, messy):
    person = sign_in("data_officer")
    files.recorded(*messy.read_text().splitlines()[1:], by=person)
    page.goto("/seizures/likenesses/")
    assert axe() == []
    page.keyboard.press("s")
    expect(page.get_by_text("No pair waits")).to_be_visible()
    assert Likeness.objects.get().judgement == "same"
    assert Incident.objects.counted().count() == 2
    page.get_by_role("button", name="Undo the last decision").click()
    expect(page.get_by_text("1 pair left to decide")).to_be_visible()
    assert Incident.objects.counted().count() == 3


def test_file_that_cannot_be_read_is_refused_with_what_to_do(page, sign_in, tmp_path_factory):
    sign_in("data_officer")
    path = tmp_path_factory.mktemp("sent") / "table.xlsx"
    path.write_bytes(b"%PDF-1.7 " + b"\0" * 300)
    other = page.context.new_page()  # its console names the refusal, which is no trouble here
    other.goto("/seizures/files/")
    other.set_input_files("input[type=file]", path)
    other.get_by_role("button", name="Hand in").click()
    expect(other.get_by_role("alert")).to_contain_text("Next")
    other.evaluate(AXE.read_text() + ";0")
    assert other.evaluate("() => axe.run()")["violations"] == []
