"""A whole node, by its command line: backed up, lost, restored, drilled, and what was purged stays purged."""

import json
import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.factories.nodes import Node


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A node with two agencies, a backup of it, and a later backup after one of them was purged."""
    folder = tmp_path_factory.mktemp("first")
    node = Node(folder / "node")
    node.do("migrate")  # as init, without the knowledge library: it is not spoken of here
    done = node.run("journal", "seal", "--once")
    assert done.returncode == 0, done.stderr
    (node.folder / "evidence").mkdir()
    (node.folder / "evidence" / "photo").write_bytes(os.urandom(5000))
    tell(node, "accounts.create_agency(code='one', name='One', kind='customs', by=None)")
    tell(node, "accounts.create_agency(code='two', name='Two', kind='police', by=None)")
    recipient = node.do("backup-identity", str(folder / "key")).strip().partition("=")[2]
    return node, folder / "key", recipient


def tell(node, act):
    words = "import django; django.setup(); from saola.apps.accounts import actions as accounts; "
    done = node.python("-c", words + act)
    assert done.returncode == 0, done.stderr


def backed_up(first, place):
    node, _key, recipient = first
    return json.loads(node.do("backup", str(place), "--json", SAOLA_BACKUP_RECIPIENT=recipient))


def agencies(node):
    with closing(sqlite3.connect(node.records)) as database:
        return sorted(name for (name,) in database.execute("SELECT code FROM accounts_agency"))


def test_node_that_was_lost_comes_back(first, tmp_path):
    said = backed_up(first, tmp_path / "backups")
    new = Node(tmp_path / "new")
    restored = json.loads(new.do("restore", str(tmp_path / "backups"), "--identity", str(first[1]), "--json"))
    assert restored["rows"] == said["rows"]
    assert agencies(new) == ["one", "two"]
    photo = new.folder / "evidence" / "photo"
    assert photo.read_bytes() == (first[0].folder / "evidence" / "photo").read_bytes()
    assert photo.stat().st_mode & 0o777 == 0o440
    new.do("journal", "verify")
    again = new.run("restore", str(tmp_path / "backups"), "--identity", str(first[1]))
    assert (again.returncode, "--replace" in again.stderr) == (1, True)


def test_what_was_purged_after_a_backup_stays_purged(first, tmp_path):
    earlier = backed_up(first, tmp_path / "backups")["backup"]
    node = Node(tmp_path / "node")
    shutil.copytree(first[0].folder, node.folder)
    purge = (
        "from django.db import transaction; from saola.apps.journal import actions as journal;"
        "from saola.apps.accounts.models import Agency; gone = Agency.objects.get(code='two')\n"
        "with transaction.atomic():\n"
        "    journal.write('record.purged', by=None, about=gone); gone.delete()"
    )
    tell(node, purge)
    backed_up((node, *first[1:]), tmp_path / "backups")
    new = Node(tmp_path / "new")
    restored = new.do("restore", earlier, "--identity", str(first[1]), "--json")
    assert json.loads(restored)["purged"] == 1
    assert agencies(new) == ["one"]


def test_drill_proves_a_good_backup_and_sees_a_changed_byte(first, tmp_path):
    place = backed_up(first, tmp_path / "backups")["backup"]
    node = first[0]
    good = json.loads(node.do("drill", place, "--identity", str(first[1]), "--json"))
    assert good["good"]
    records = tmp_path / "backups" / place / "records.age"
    content = bytearray(records.read_bytes())
    content[len(content) // 2] ^= 1
    records.write_bytes(content)
    bad = node.run("drill", place, "--identity", str(first[1]), "--json")
    assert bad.returncode == 1
    assert json.loads(bad.stdout)["passed"] == []
    kept = sorted((node.folder / "upkeep" / "drills").glob("*.json"))
    assert [json.loads(path.read_text())["fault"] == "" for path in kept] == [True, False]
    assert not list((node.folder / "upkeep" / "scratch").iterdir())


def test_newer_records_are_refused_and_left(first, tmp_path):
    node = Node(tmp_path / "node")
    shutil.copytree(first[0].folder, node.folder)
    with closing(sqlite3.connect(node.records)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('seizures', '9999_later', '2030-01-01')"
        )
    for words in (["init"], ["migrate"], ["journal", "verify"]):
        refused = node.run(*words)
        assert (refused.returncode, "newer version" in refused.stderr) == (1, True)
