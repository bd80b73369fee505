"""A day's uploads of one person, and requests that are longer than they may be."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client

from saola.apps.journal.models import Entry
from saola.apps.quarantine import quotas, uploads
from saola.apps.quarantine.fence import MEGABYTE
from saola.apps.quarantine.models import DayOfUploads
from saola.apps.seizures.models import Batch
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
FEW = quotas.Quota("tables", 2, 1_000)


def test_files_of_a_day_are_counted_until_there_are_too_many():
    linh = person()
    quotas.take(linh, 10, FEW)
    quotas.take(linh, 10, FEW)
    with pytest.raises(quotas.QuotaUsedError) as used:
        quotas.take(linh, 10, FEW)
    assert "2 files" in str(used.value.message)
    quotas.take(person(), 10, FEW)


def test_bytes_of_a_day_are_counted_until_there_are_too_many():
    linh = person()
    quotas.take(linh, 900, FEW)
    with pytest.raises(quotas.QuotaUsedError):
        quotas.take(linh, 101, FEW)
    quotas.take(linh, 100, FEW)
    assert DayOfUploads.objects.get().size == 1_000


def test_tomorrow_is_another_day(monkeypatch):
    linh = person()
    quotas.take(linh, 1_000, FEW)
    monkeypatch.setattr(quotas.timezone, "localdate", lambda: date.today() + timedelta(days=1))
    quotas.take(linh, 1_000, FEW)
    monkeypatch.setattr(quotas.timezone, "localdate", lambda: date.today() + timedelta(days=60))
    quotas.take(linh, 1_000, FEW)
    assert DayOfUploads.objects.count() == 1


def test_command_line_of_the_node_has_no_quota():
    quotas.take(None, 10**15, FEW)
    assert not DayOfUploads.objects.exists()


def test_size_is_read_without_moving():
    file = io.BytesIO(b"12345")
    file.seek(2)
    assert (quotas.size_of(file), file.tell()) == (5, 2)


def test_file_over_the_day_is_refused_in_words_and_told(client, settings, tmp_path, monkeypatch):
    settings.DATA_FOLDER = tmp_path
    monkeypatch.setattr(quotas, "TABLES", FEW)
    monkeypatch.setattr(quotas.take, "__defaults__", (FEW,))
    client.force_login(person())
    file = io.BytesIO(b"a,b\n" + b"1,2\n" * 1_000)
    file.name = "big.csv"
    response = client.post("/seizures/files/", {"file": file})
    assert response.status_code == 422
    assert b"so that nobody fills the node" in response.content
    assert not Batch.objects.exists()
    assert Entry.objects.get(event="batch.refused").facts["code"] == "quota"


@pytest.mark.parametrize(
    ("path", "role", "bound"),
    [
        ("/seizures/files/", None, uploads.OF_STRANGERS),
        ("/evidence/E1/do/seal-a-file/", None, uploads.OF_STRANGERS),
        ("/seizures/files/", "data_officer", uploads.USUAL),
        ("/evidence/E1/do/seal-a-file/", "investigator", 20_000_000_000),
        ("/evidence/E1/do/seal-a-file/", "reader", uploads.OF_STRANGERS),
        ("/evidence/E1/do/seal-a-file/", "prosecutor", uploads.USUAL),
        ("/seizures/files/", "reader", uploads.OF_STRANGERS),
        ("/seizures/files/", "administrator", uploads.OF_STRANGERS),
        ("/nowhere/", "investigator", uploads.OF_STRANGERS),
    ],
)
def test_bound_depends_on_who_sends_and_where_to(path, role, bound):
    assert uploads.longest(path, person(role) if role else None) == bound


def test_originals_are_taken_no_longer_than_the_day_has_room(monkeypatch):
    investigator = person("investigator")
    path = "/evidence/E1/do/seal-a-file/"
    monkeypatch.setattr(quotas, "EVIDENCE", quotas.Quota("evidence", 3, 100 * MEGABYTE))
    quotas.take(investigator, 30 * MEGABYTE, quotas.EVIDENCE)
    assert uploads.longest(path, investigator) == 70 * MEGABYTE
    quotas.take(investigator, 60 * MEGABYTE, quotas.EVIDENCE)
    assert uploads.longest(path, investigator) == uploads.USUAL


def test_who_may_not_take_in_evidence_cannot_fill_the_disk_with_it(monkeypatch):
    monkeypatch.setattr(uploads, "OF_STRANGERS", 1_000)
    reader = Client(enforce_csrf_checks=True)
    reader.force_login(person("reader"))
    reader.cookies["csrftoken"] = "a" * 32
    file = io.BytesIO(b"x" * 2_000)
    file.name = "a.raw"
    answer = reader.post("/evidence/E1/do/seal-a-file/", {"csrfmiddlewaretoken": "a" * 32, "file": file})
    assert answer.status_code == 413


def test_request_that_is_too_long_is_refused_with_a_page(client, monkeypatch):
    monkeypatch.setattr(uploads, "USUAL", 1_000)
    client.force_login(person())
    file = io.BytesIO(b"x" * 2_000)
    file.name = "a.csv"
    response = client.post("/seizures/files/", {"file": file})
    assert response.status_code == 413
    assert b"Nothing of it was kept." in response.content


def test_stranger_cannot_fill_the_disk(monkeypatch):
    monkeypatch.setattr(uploads, "OF_STRANGERS", 1_000)
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies["csrftoken"] = "a" * 32
    file = io.BytesIO(b"x" * 2_000)
    file.name = "a.csv"
    sent = {"csrfmiddlewaretoken": "a" * 32, "file": file}
    assert stranger.post("/evidence/take-in/", sent).status_code == 413
