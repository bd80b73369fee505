"""The log is folded only while nobody can commit, and by nobody else."""

import sqlite3
import threading

import pytest

from saola.apps.upkeep.sqlite import safety


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.sqlite3"
    with opened(path) as database:
        database.execute("CREATE TABLE kept (number INTEGER, words BLOB)")
    return path


def opened(path, timeout=0):
    database = sqlite3.connect(path, isolation_level=None, timeout=timeout, check_same_thread=False)
    database.executescript(safety.init_command(is_mended=False))
    return database


def fill(database, rows=4000):
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT INTO kept VALUES (?, zeroblob(900))", ((n,) for n in range(rows)))
    database.execute("COMMIT")


@pytest.mark.parametrize(
    ("version", "is_mended"),
    [
        ((3, 40, 1), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_release_with_the_race_is_known(version, is_mended):
    assert safety.is_mended(version) is is_mended


def test_connection_never_checkpoints_by_itself_where_the_race_is(records):
    database = opened(records)
    assert database.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,)
    assert database.execute("PRAGMA synchronous").fetchone() == (2,)
    fill(database)
    assert safety._length(records) > 3_000_000
    assert records.stat().st_size < 100_000


def test_long_log_is_folded_whole_and_begins_anew(records):
    database = opened(records)
    fill(database, 6000)
    assert safety.fold(records)
    assert records.stat().st_size > 5_000_000
    fill(database, 10)
    assert safety._length(records) < 200_000
    assert database.execute("SELECT count(*) FROM kept").fetchone() == (6010,)


def test_short_log_is_left(records):
    fill(opened(records), 10)
    assert not safety.fold(records)


def test_log_is_left_to_who_writes(records):
    database, writer = opened(records), opened(records)
    fill(database, 6000)
    writer.execute("BEGIN IMMEDIATE")
    assert not safety.fold(records)
    assert records.stat().st_size < 100_000


def test_nobody_commits_while_the_log_is_folded(records, monkeypatch):
    database, writer = opened(records), opened(records)
    fill(database, 6000)
    tried = []

    def copy(path):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("INSERT INTO kept VALUES (1, NULL)")
        tried.append(path)
        return True

    monkeypatch.setattr(safety, "_copy", copy)
    assert safety.fold(records)
    assert tried == [records]


def test_reader_neither_waits_nor_loses_its_view_while_the_log_is_folded(records):
    database, reader = opened(records), opened(records)
    fill(database, 100)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM kept").fetchone() == (100,)
    fill(database, 6000)
    assert not safety.fold(records)  # what the reader still needs stays in the log
    assert reader.execute("SELECT count(*) FROM kept").fetchone() == (100,)
    reader.execute("COMMIT")
    assert safety.fold(records)
    assert reader.execute("SELECT count(*) FROM kept").fetchone() == (6100,)


def test_records_hold_with_writers_side_by_side(records):
    """Four threads commit and fold as fast as they can; nothing that was committed is missing."""

    def work(first):
        database = opened(records, timeout=60)
        for number in range(first, first + 150):
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO kept VALUES (?, zeroblob(9000))", [number])
            database.execute("COMMIT")
            safety.fold(records, at_least=40_000)
        database.close()

    threads = [threading.Thread(target=work, args=(1000 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database = opened(records)
    assert database.execute("SELECT count(DISTINCT number), count(*) FROM kept").fetchone() == (600, 600)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.django_db(transaction=True)
def test_node_says_what_it_chose():
    from django.conf import settings

    assert settings.DATABASES["default"]["ENGINE"] in (
        "saola.apps.upkeep.sqlite",
        "django.db.backends.postgresql",
    )
    assert sqlite3.sqlite_version in str(safety.describe())
    assert ("race" in str(safety.describe())) is not safety.IS_MENDED
