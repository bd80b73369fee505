"""The sheet of a seizure: for those who read it, in three languages, told in the journal before it leaves."""

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from saola.apps.journal.models import Entry
from saola.apps.quarantine import pdf
from saola.apps.seizures.exploring import sheet
from saola.apps.seizures.models import Incident
from saola.core.access import DataClass
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


def test_sheet_of_a_seizure_held_close_asks_first_what_for(record, analyst, client, monkeypatch):
    label = replace(record.access_label(), data_class=DataClass.B)
    monkeypatch.setattr(Incident, "access_label", lambda record: label)
    client.force_login(analyst)
    response = client.get(f"/seizures/{record.number}/sheet.pdf")
    assert (response.status_code, response["Location"]) == (302, f"/seizures/{record.number}/")
    assert not Entry.objects.filter(event="records.printed").exists()


def test_page_of_a_seizure_leads_to_its_sheet(record, analyst, client):
    client.force_login(analyst)
    page = client.get(f"/seizures/{record.number}/").content.decode()
    assert f'href="/seizures/{record.number}/sheet.pdf"' in page
