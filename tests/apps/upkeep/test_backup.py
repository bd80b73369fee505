"""What a backup holds, who can open it, and that it is seen when one byte of it changed."""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from saola.apps.journal.models import Entry
from saola.apps.upkeep.backup import boxes, files, folder, in_sqlite, restoring, taking
from saola.apps.upkeep.backup.faults import (
    BackupError,
    BrokenBackupError,
    NoIdentityError,
    NoRecipientError,
)


@pytest.fixture
def identity(tmp_path):
    path = tmp_path / "offline-key.txt"
    return path, boxes.new_identity(path)


@pytest.fixture
def taken(small_node, tmp_path, identity):
    return taking.take(tmp_path / "backups", boxes.recipients([identity[1]]))


def change(small_node, statement, *values):
    with closing(sqlite3.connect(small_node / "saola.sqlite3")) as database, database:
        database.execute(statement, values)


def test_backup_says_what_it_holds(taken, identity):
    contents = taken.contents
    assert contents.tables["kept"].rows == 500
    assert [file.path for file in contents.files] == [
        "checkpoints/sealer.pub.pem",
        *(f"evidence/ab/photo-{n}" for n in range(3)),
    ]
    assert (contents.head.seq, contents.migrations) == (1, ("journal.0001_initial",))
    sealed = folder.find(taken.place)
    assert restoring.read_contents(sealed, boxes.Key.read(identity[0])) == contents
    assert Entry.objects.get(event="backup.taken").detail["name"] == taken.place.name


def test_backup_holds_no_secret_and_no_plain_word(taken):
    written = b"".join(path.read_bytes() for path in taken.place.parent.rglob("*") if path.is_file())
    for secret in (b"a secret", "słowo".encode(), b"photo", b"kept"):
        assert secret not in written


def test_machine_that_took_the_backup_cannot_open_it(taken):
    with pytest.raises(NoIdentityError, match="offline key"):
        restoring.read_contents(folder.find(taken.place), boxes.Key())


def test_key_of_another_node_does_not_open_the_backup(taken, tmp_path):
    boxes.new_identity(tmp_path / "another.txt")
    with pytest.raises(NoIdentityError, match="not the one"):
        restoring.read_contents(folder.find(taken.place), boxes.Key.read(tmp_path / "another.txt"))


def test_backup_without_recipient_is_refused_unless_meant(small_node, tmp_path):
    with pytest.raises(NoRecipientError, match="--unencrypted"):
        boxes.recipients([""])
    with pytest.raises(NoRecipientError, match="age1"):
        boxes.recipients(["age1nonsense"])
    taken = taking.take(tmp_path / "plain", boxes.recipients([], is_unencrypted=True))
    assert restoring.read_contents(folder.find(taken.place), boxes.Key()) == taken.contents


def test_second_backup_writes_new_files_only(taken, small_node, identity):
    (small_node / "evidence" / "ab" / "photo-3").write_bytes(b"new")
    again = taking.take(taken.place.parent, boxes.recipients([identity[1]]))
    assert (taken.new_files, again.new_files) == (4, 1)
    assert again.place != taken.place
    assert folder.find(taken.place.parent).place == again.place
    assert folder.find(taken.place).prove() > 0


def test_identity_is_readable_by_its_owner_only_and_never_overwritten(identity):
    assert identity[0].stat().st_mode & 0o777 == 0o400
    with pytest.raises(FileExistsError):
        boxes.new_identity(identity[0])


def test_backup_that_broke_off_does_not_count(taken, small_node, identity, monkeypatch):
    def break_off(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "seal", break_off)
    with pytest.raises(OSError, match="No space"):
        taking.take(taken.place.parent, boxes.recipients([identity[1]]))
    assert folder.find(taken.place.parent).place == taken.place
    assert list((small_node / "upkeep" / "scratch").iterdir()) == []


def test_every_kind_of_change_to_a_backup_is_seen(taken):
    everything = sorted(path for path in taken.place.parent.rglob("*") if path.is_file())
    chance = random.Random(20)
    for path in everything:
        content = path.read_bytes()
        for changed in (
            *(flip(content, chance.randrange(len(content))) for _ in range(10)),
            content[:-1],
            content + b"\0",
        ):
            path.write_bytes(changed)
            with pytest.raises(BrokenBackupError):
                folder.find(taken.place).prove()
        path.unlink()
        with pytest.raises(BrokenBackupError):
            folder.find(taken.place).prove()
        path.write_bytes(content)
    assert folder.find(taken.place).prove() > 0


def flip(content, place):
    return content[:place] + bytes([content[place] ^ (1 << place % 8)]) + content[place + 1 :]


def test_backup_moved_under_another_name_is_refused(taken):
    moved = taken.place.with_name("20200101T000000Z")
    taken.place.rename(moved)
    with pytest.raises(BrokenBackupError):
        folder.find(moved)


def test_row_changed_in_a_restored_table_is_seen(taken, small_node):
    here = in_sqlite.SQLiteRecords(small_node / "saola.sqlite3")
    restoring.prove_records(here.look(here.path), taken.contents)
    for statement in (
        "UPDATE kept SET part = part + 0.001 WHERE number = 7",
        "UPDATE kept SET words = NULL WHERE number = 8",
        "DELETE FROM kept WHERE number = 9",
        "INSERT INTO django_migrations VALUES ('kept', 'x')",
        "CREATE TABLE more (number)",
    ):
        copy = small_node / "copy"
        shutil.copy(here.path, copy)
        with closing(sqlite3.connect(copy)) as database, database:
            database.execute(statement)
        with pytest.raises(BrokenBackupError):
            restoring.prove_records(here.look(copy), taken.contents)


def test_files_come_back_each_proved_and_nothing_outside_the_folder(taken, small_node, tmp_path, identity):
    sealed, key = folder.find(taken.place), boxes.Key.read(identity[0])
    assert files.put_back(sealed, taken.contents.files, key, tmp_path / "new") == 4
    assert (tmp_path / "new" / "evidence" / "ab" / "photo-2").read_bytes() == b"\2" * 1000
    assert files.put_back(sealed, taken.contents.files, key, tmp_path / "new") == 0
    first = taken.contents.files[0]
    for path in ("../../escaped", str(tmp_path / "escaped"), "evidence/../../escaped"):
        outside = type(first)(path, first.size, first.digest, first.blob)
        with pytest.raises(BrokenBackupError):
            files.put_back(sealed, (outside,), key, tmp_path / "new")
    assert not (tmp_path / "escaped").exists()


def test_checkpoints_come_back_where_the_folder_of_a_sealer_is_linked(taken, small_node, tmp_path, identity):
    (tmp_path / "sealer").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "checkpoints").symlink_to(tmp_path / "sealer")
    files.put_back(
        folder.find(taken.place), taken.contents.files, boxes.Key.read(identity[0]), tmp_path / "new"
    )
    assert (tmp_path / "sealer" / "sealer.pub.pem").read_bytes().startswith(b"-----BEGIN PUBLIC KEY")


def test_records_of_another_engine_or_a_newer_version_are_refused(taken, small_node):
    from dataclasses import replace

    here = in_sqlite.SQLiteRecords(small_node / "none.sqlite3")
    restoring._check(here, taken.contents)
    newer = replace(taken.contents, migrations=("seizures.9999_from_the_future",), version="99.0")
    with pytest.raises(BackupError, match=r"newer version of Saola \(99.0\)"):
        restoring._check(here, newer)
    with pytest.raises(BackupError, match="SAOLA_DATABASE_URL"):
        restoring._check(here, replace(taken.contents, engine="postgresql"))


def test_records_in_use_are_not_replaced(small_node, tmp_path):
    here = in_sqlite.SQLiteRecords(small_node / "saola.sqlite3")
    here.copy_to(tmp_path / "copy")
    with closing(sqlite3.connect(here.path)) as somebody:
        somebody.execute("PRAGMA journal_mode=WAL")
        somebody.execute("SELECT count(*) FROM kept").fetchone()
        with pytest.raises(BackupError, match="Stop Saola"):
            here.put_back(tmp_path / "copy")
        assert somebody.execute("SELECT count(*) FROM kept").fetchone() == (500,)


def test_backup_is_taken_beside_somebody_who_writes(small_node, tmp_path):
    here = in_sqlite.SQLiteRecords(small_node / "saola.sqlite3")
    with closing(sqlite3.connect(here.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM kept")
        assert here.copy_to(tmp_path / "copy").tables["kept"].rows == 500
        writer.execute("COMMIT")
    assert here.copy_to(tmp_path / "later").tables["kept"].rows == 0
