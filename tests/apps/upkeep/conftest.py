import sqlite3
from contextlib import closing

import pytest

from saola.apps.journal import sealer
from saola.apps.upkeep.backup import in_sqlite, records


@pytest.fixture
def small_node(tmp_path, settings, monkeypatch, db):
    """A data folder with a few files and a records file of its own, which backups take for the node's."""
    folder = tmp_path / "node"
    (folder / "evidence" / "ab").mkdir(parents=True)
    settings.DATA_FOLDER, settings.KEYS_FOLDER = folder, folder / "keys"
    path = folder / "saola.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE django_migrations (app TEXT, name TEXT);"
            "CREATE TABLE journal_entry (seq INTEGER PRIMARY KEY, event TEXT, object_type TEXT, object_id TEXT,"
            " digest TEXT, facts TEXT);"
            "CREATE TABLE kept (number INTEGER PRIMARY KEY, words TEXT, bytes BLOB, part REAL);"
            "INSERT INTO django_migrations VALUES ('journal', '0001_initial');"
            "INSERT INTO journal_entry VALUES (1, 'node.initialised', '', '', 'd1', '{}');"
        )
        with database:
            rows = [(n, f"słowo {n}", bytes([n % 256]), n / 3) for n in range(500)]
            database.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", rows)
    for number in range(3):
        (folder / "evidence" / "ab" / f"photo-{number}").write_bytes(bytes([number]) * 1000)
    sealer.make_key()
    (folder / "keys" / "other.pem").write_text("a secret")
    (folder / "secret_key").write_text("another secret")
    monkeypatch.setattr(records, "here", lambda: in_sqlite.SQLiteRecords(path))
    return folder
