"""Whole nodes in a folder of their own, for what only another process can show."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from saola.apps.journal import sealer
from saola.apps.upkeep.backup import in_sqlite, records


@dataclass(frozen=True)
class Node:
    """A node in ``folder``, spoken to by its command line."""

    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAOLA_DATABASE")}
        return {
            **kept,
            "SAOLA_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "saola.web.settings",
            **more,
        }

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        """``saola WORDS`` to its end, whatever that is; ``more`` are settings."""
        return self.python("-m", "saola", *words, **more)

    def python(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
        )

    def do(self, *words: str, **more: str) -> str:
        """``saola WORDS``, which must succeed; what it printed."""
        done = self.run(*words, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def records(self) -> Path:
        return self.folder / "saola.sqlite3"


def small(folder: Path, settings, monkeypatch) -> Path:
    """A data folder with a few files and a records file of its own, which backups take for the node's."""
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
