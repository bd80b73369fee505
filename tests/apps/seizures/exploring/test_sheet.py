"""The sheet of a seizure: for those who read it, in three languages, told in the journal before it leaves."""

import json
import re
import shutil
import subprocess

import pytest

from saola.apps.accounts import budgets
from saola.apps.journal import beside
from saola.apps.journal.models import Entry
from saola.apps.quarantine import pdf
from saola.apps.seizures.exploring import sheet
from tests.factories import access
from tests.factories.accounts import person
from tests.factories.seizures import incident, leg_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fonts():
    try:
        pdf.fonts()
    except pdf.NotTypesetError:
        pytest.skip("the fonts for PDF files are not built (make setup)")


def text(content):
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


@pytest.fixture
def record(knowledge, data):
    return incident(
        place_name='#read("/etc/passwd")',
        reference="=1+1",
        notes="حرشف 穿山甲",
        legs=[leg_draft("origin", "NG")],
    )


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
@pytest.mark.django_db(transaction=True)
def test_sheet_says_what_the_register_says(record, analyst, client):
    client.force_login(analyst)
    response = client.get(f"/seizures/{record.number}/sheet.pdf")
    said = text(b"".join(response))
    assert response["Content-Disposition"] == f'attachment; filename="{record.number}.pdf"'
    for words in (
        record.number,
        "Manis javanica",
        "12.5",
        '#read("/etc/passwd")',
        "=1+1",
        "查获物",
        "穿山甲",
        "Nigeria",
    ):
        assert words in said
    digest = sheet.digest_of(sheet.data_of(record))
    assert f"{analyst.name} · " in said
    assert f"SHA-256 {digest}" in said
    entry = Entry.objects.get(event="records.printed")
    assert (entry.object_id, entry.facts["digest"]) == (str(record.pk), digest)


def test_sheet_that_one_may_not_see_is_not_there(record, client):
    client.force_login(person("administrator"))
    assert client.get(f"/seizures/{record.number}/sheet.pdf").status_code == 404
    assert client.get("/seizures/S999999/sheet.pdf").status_code == 404
    assert not Entry.objects.filter(event="records.printed").exists()


@pytest.mark.django_db(transaction=True)
def test_sheet_does_not_leave_when_the_journal_cannot_be_written(record, analyst, client, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("saola.apps.seizures.views.sheet.note_read", fail)
    client.force_login(analyst)
    with pytest.raises(OSError, match="disk full"):
        client.get(f"/seizures/{record.number}/sheet.pdf")


def test_same_record_has_the_same_digest_whoever_prints_it(record):
    first = sheet.digest_of(sheet.data_of(record))
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert sheet.digest_of(sheet.data_of(record)) == first
    record.notes += "."
    assert sheet.digest_of(sheet.data_of(record)) != first


def test_sheet_is_data_and_nothing_else(record):
    json.dumps(sheet.data_of(record))


def test_every_label_is_there_in_three_languages():
    assert all(len(words) == 3 and all(words) for words in sheet.LABELS.values())


@pytest.fixture
def close(record, analyst):
    """The seizure on a list that the analyst stands on."""
    return access.place(record, access.compartment(analyst))


def say_what_for(client, record):
    sheet_url = f"/seizures/{record.number}/sheet.pdf"
    said = {"purpose": "the hearing of Monday", "back": sheet_url}
    answer = client.post(f"/accounts/access/of/seizure/{record.number}/purpose/", said)
    assert (answer.status_code, answer["Location"]) == (302, sheet_url)
    return sheet_url


@pytest.mark.django_db(transaction=True)
def test_sheet_of_a_seizure_held_close_asks_first_what_for_and_goes_on(close, analyst, client):
    client.force_login(analyst)
    asked = client.get(f"/seizures/{close.number}/sheet.pdf")
    assert asked["Content-Type"].startswith("text/html")
    assert f'value="/seizures/{close.number}/sheet.pdf"' in asked.content.decode()
    assert "Manis" not in asked.content.decode()
    assert not Entry.objects.filter(event__in=("records.printed", "record.opened")).exists()
    response = client.get(say_what_for(client, close))
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response).startswith(b"%PDF")
    told = Entry.objects.filter(event__in=("record.opened", "records.printed")).order_by("seq")
    assert [entry.event for entry in told] == ["record.opened", "records.printed"]
    assert {beside.words(entry).get("purpose") for entry in told} == {"the hearing of Monday"}


@pytest.mark.django_db(transaction=True)
def test_sheets_held_close_count_for_the_day_as_pages_do(close, analyst, client, monkeypatch):
    monkeypatch.setattr(budgets, "A_DAY", 2)
    client.force_login(analyst)
    url = say_what_for(client, close)
    assert [client.get(url)["Content-Type"] for _time in range(2)] == ["application/pdf"] * 2
    third = client.get(url)
    assert third["Content-Type"].startswith("text/html")
    assert "Manis" not in third.content.decode()


@pytest.mark.django_db(transaction=True)
def test_sheet_held_close_is_not_there_for_others(close, client):
    client.force_login(person("analyst"))
    assert client.get(f"/seizures/{close.number}/sheet.pdf").status_code == 404


def test_page_of_a_seizure_leads_to_its_sheet(record, analyst, client):
    client.force_login(analyst)
    page = client.get(f"/seizures/{record.number}/").content.decode()
    assert f'href="/seizures/{record.number}/sheet.pdf"' in page
