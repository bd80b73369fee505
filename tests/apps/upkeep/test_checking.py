"""What ``saola check`` and the page of health say of an installation."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from saola.apps.journal import sealer
from saola.apps.upkeep import checking
from saola.apps.upkeep.backup import drill as drills
from saola.apps.upkeep.checking import State
from saola.apps.upkeep.conditions import keeping, machine, storing
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA_FOLDER, settings.KEYS_FOLDER = tmp_path, tmp_path / "keys"
    tmp_path.chmod(0o700)
    return tmp_path


@pytest.mark.parametrize(
    ("look", "name", "safe", "unsafe"),
    [
        (machine.https, "SESSION_COOKIE_SECURE", True, False),
        (machine.demo, "DEMO", False, True),
        (machine.debug, "DEBUG", False, True),
        (machine.hosts, "ALLOWED_HOSTS", ["saola.example"], ["*"]),
        (keeping.recipient, "BACKUP_RECIPIENT", "age1...", ""),
    ],
)
def test_setting_that_is_unsafe_is_said_to_be(look, name, safe, unsafe, settings):
    setattr(settings, name, safe)
    assert look().state is State.SAFE
    setattr(settings, name, unsafe)
    found = look()
    assert found.state is State.UNSAFE
    assert str(found.then)


def test_folder_that_others_can_open_is_unsafe(folder):
    assert machine.folder_rights().state is State.SAFE
    folder.chmod(0o750)
    assert machine.folder_rights().state is State.UNSAFE
    assert "mode 750" in str(machine.folder_rights().said)


def test_key_that_others_can_read_is_unsafe(folder):
    key = folder / "secret_key"
    key.write_text("x")
    for mode, state in (
        (0o400, State.SAFE),
        (0o440, State.UNSAFE),
        (0o600, State.UNSAFE),
        (0o404, State.UNSAFE),
    ):
        key.chmod(mode)
        assert machine.key_rights().state is state


def test_encrypted_disk_is_found_through_its_layers(folder, tmp_path):
    import os

    number = tmp_path.stat().st_dev
    devices = tmp_path / "block"
    device = devices / f"{os.major(number)}:{os.minor(number)}"
    assert machine.is_on_encrypted_disk(tmp_path, devices) is None
    below = device / "slaves" / "dm-0"
    (below / "dm").mkdir(parents=True)
    assert machine.is_on_encrypted_disk(tmp_path, devices) is False
    (below / "dm" / "uuid").write_text("CRYPT-LUKS2-abc-data\n")
    assert machine.is_on_encrypted_disk(tmp_path, devices) is True


def test_share_is_told_from_a_disk(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/saola nfs4 rw 0 0\ntmpfs /srv/saola/own tmpfs rw 0 0\n"
    )
    from pathlib import Path

    assert storing.file_system_of(Path("/srv/saola/data"), mounts) == "nfs4"
    assert storing.file_system_of(Path("/srv/saola/own/data"), mounts) == "tmpfs"
    assert storing.file_system_of(Path("/home"), mounts) == "ext4"
    assert storing.file_system_of(Path("/home"), tmp_path / "none") is None


def test_second_administrator_is_asked_for():
    accounts.person("administrator")
    assert keeping.administrators().state is State.WARN
    accounts.person("administrator")
    assert keeping.administrators().state is State.SAFE


def test_clock_behind_the_journal_is_unsafe(monkeypatch):
    from django.db import transaction

    from saola.apps.journal import actions as journal

    with transaction.atomic():
        journal.write("node.initialised", by=None)
    assert keeping.clock().state is State.SAFE
    last_year = timezone.now() - timedelta(days=365)
    monkeypatch.setattr(timezone, "now", lambda: last_year)
    assert keeping.clock().state is State.UNSAFE


def test_backup_is_well_for_two_days(monkeypatch):
    from django.db import transaction

    from saola.apps.journal import actions as journal

    assert "ever" in str(keeping.backup().said)
    with transaction.atomic():
        journal.write("backup.taken", by=None, name="x", files=0, seq=1)
    assert keeping.backup().state is State.SAFE
    later = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert keeping.backup().state is State.UNSAFE


@pytest.fixture
def key(folder):
    sealer.make_key()


def held(at, passed=tuple(drills.STEPS), fault=""):
    drills._keep(drills.Result("b", at.isoformat(timespec="seconds"), 1.5, passed, fault), at)


def test_drill_ages_and_only_good_ones_count(key):
    now = timezone.now()
    assert keeping.drill().state is State.UNSAFE
    held(now - timedelta(days=40))
    assert keeping.drill().state is State.UNSAFE
    held(now - timedelta(days=10))
    assert keeping.drill().state is State.SAFE
    held(now - timedelta(days=5), ("sealed",), "records is not as it was written")
    assert "records is not" in str(keeping.drill().said)
    assert keeping.drill().state is State.UNSAFE


def test_result_of_a_drill_that_somebody_wrote_does_not_count(key):
    held(timezone.now(), ("sealed",), "it broke")
    path = next(drills.results_folder().glob("*.json"))
    path.write_bytes(
        path.read_bytes()
        .replace(b'"it broke"', b'""')
        .replace(b'["sealed"]', b'["sealed","restored","journal","pages"]')
    )
    assert json.loads(path.read_text())["passed"] == list(drills.STEPS)
    assert drills.last_good() is None
    assert list(drills.results()) == []


def test_everything_is_said_once_the_worst_first():
    found = checking.check()
    codes = [condition.code for condition in found]
    assert len(codes) == len(set(codes))
    assert found[0].state is State.UNSAFE
    assert all(condition.then for condition in found if not condition.is_well)


def test_check_that_breaks_off_is_one_failed_check_and_the_page_still_answers(client, monkeypatch):
    def journal_reader():
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    before = {condition.code for condition in checking.check()}
    monkeypatch.setattr(storing, "CHECKS", (journal_reader, *storing.CHECKS))
    broken, *others = [each for each in checking.check() if each.code == "journal_reader"]
    assert not others
    assert broken.state is State.UNSAFE
    assert "journal_reader broke off" in str(broken.said)
    assert {condition.code for condition in checking.check()} == before | {"journal_reader"}
    client.force_login(accounts.person("administrator"))
    page = client.get(reverse("upkeep:health"))
    assert page.status_code == 200
    assert "journal_reader broke off" in page.content.decode()


def test_page_of_health_is_the_administrators(client):
    client.force_login(accounts.person("administrator"))
    page = client.get(reverse("upkeep:health"))
    assert page.status_code == 200
    assert "No backup was ever proved by a drill." in page.content.decode()
    client.force_login(accounts.person("data_officer"))
    assert client.get(reverse("upkeep:health")).status_code == 404


def test_check_leaves_with_one_when_something_is_unsafe(settings):
    from click.testing import CliRunner

    from saola.cli.main import saola

    settings.DEBUG = True
    result = CliRunner().invoke(saola, ["check", "--json"])
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert not said["safe"]
    assert ("debug", "unsafe") in [(each["code"], each["state"]) for each in said["conditions"]]
