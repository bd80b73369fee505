"""A disk that fills up: changes are refused, everything else goes on, and the node recovers by itself."""

from pathlib import Path

import pytest
from django.conf import settings as kept
from django.urls import reverse

from saola.apps.journal.models import Entry
from saola.apps.upkeep import disk, reserve
from saola.apps.upkeep.disk import MB, Level, Space
from tests.factories import accounts

pytestmark = pytest.mark.django_db
GB = 1024 * MB


@pytest.fixture
def free(tmp_path, settings, monkeypatch):
    """``free(MB)`` sets how much of a disk of 100 GB is free."""
    settings.DATA_FOLDER, settings.DISK_RESERVE_MB = tmp_path, 500
    monkeypatch.setattr(reserve, "size", lambda: 2 * MB)
    monkeypatch.setattr(reserve.os, "posix_fallocate", lambda *_: None)

    def set_free(megabytes):
        monkeypatch.setattr(Space, "now", classmethod(lambda cls: cls(100 * GB, megabytes * MB)))

    set_free(50_000)
    return set_free


@pytest.mark.parametrize(
    ("total", "free", "level"),
    [
        (10 * GB, 3 * GB, Level.ENOUGH),
        (10 * GB, 1900 * MB, Level.LOW),
        (10 * GB, 501 * MB, Level.LOW),
        (10 * GB, 499 * MB, Level.OUT),
        (100 * GB, 11 * GB, Level.ENOUGH),
        (100 * GB, 9 * GB, Level.LOW),
        (100 * GB, int(2.9 * GB), Level.OUT),
    ],
)
def test_level_follows_share_and_size(total, free, level, settings):
    settings.DISK_RESERVE_MB = 500
    assert Space(total, free).level is level


def test_node_turns_once_and_back_again_and_says_so(free):
    assert not disk.is_read_only()
    free(400)
    assert disk.is_read_only()
    assert disk.is_read_only()
    free(3_200)  # above the limit, yet not by enough to take changes again
    assert disk.is_read_only()
    free(20_000)
    assert not disk.is_read_only()
    events = Entry.objects.filter(event__startswith="node.").order_by("seq").values_list("event", flat=True)
    assert list(events) == ["node.read_only", "node.writable"]


def test_reserve_is_given_up_and_laid_down_again(free):
    laid_down = Path(kept.DATA_FOLDER) / "upkeep" / "reserve"
    assert disk.put_reserve()
    assert laid_down.exists()
    free(400)
    assert disk.is_read_only()
    assert not laid_down.exists()
    assert not disk.put_reserve()
    free(20_000)
    assert not disk.is_read_only()
    assert laid_down.exists()


def test_change_is_refused_with_a_page_that_says_what_to_do(free, client):
    client.force_login(accounts.person("data_officer"))
    free(10)
    refused = client.post(reverse("accounts:tokens"), {"name": "export"})
    assert refused.status_code == 503
    assert "was not recorded" in refused.content.decode()
    assert client.get(reverse("home")).status_code == 200


def test_signing_out_and_choosing_a_language_go_on(free, client):
    client.force_login(accounts.person("data_officer"))
    free(10)
    assert client.post(reverse("set_language"), {"language": "en"}).status_code == 302
    assert client.post(reverse("accounts:sign-out")).status_code == 302
    assert client.post(reverse("accounts:sign-in"), {"username": "x", "password": "y"}).status_code != 503
