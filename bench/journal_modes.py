"""What the ways of keeping a SQLite file cost: commits a second, and how long readers wait during a long import."""

import sqlite3
import tempfile
import threading
import time
from pathlib import Path

from saola.apps.upkeep.sqlite import safety

COMMITS, ROWS = 1_000, 150_000
WAYS = {
    "DELETE, synchronous=EXTRA": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA cache_size=-64000;",
    "WAL, folded under the write lock": safety.init_command(is_mended=False),
    "WAL, automatic checkpoints": safety.init_command(is_mended=True),
}


def main() -> None:
    print(f"SQLite {sqlite3.sqlite_version}; {COMMITS} commits of a row; an import of {ROWS} rows of 1 kB")
    for name, pragmas in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "records.sqlite3"
            opened(path, pragmas).execute("CREATE TABLE kept (number INTEGER, words BLOB)")
            rate = commits(path, pragmas)
            seconds, waits = import_beside_reader(path, pragmas)
        print(
            f"{name}: {rate:.0f} commits/s; import {seconds:.1f} s, a reader beside it waited "
            f"{1000 * waits[len(waits) // 2]:.1f} ms (median), {1000 * waits[-1]:.0f} ms (worst of {len(waits)})"
        )


def opened(path: Path, pragmas: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, timeout=120)
    database.executescript(pragmas)
    return database


def write(database: sqlite3.Connection, path: Path, rows: int) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT INTO kept VALUES (?, zeroblob(1000))", ((n,) for n in range(rows)))
    database.execute("COMMIT")
    if database.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,):
        safety.fold(path)


def commits(path: Path, pragmas: str) -> float:
    database, began = opened(path, pragmas), time.perf_counter()
    for _ in range(COMMITS):
        write(database, path, 1)
    return COMMITS / (time.perf_counter() - began)


def import_beside_reader(path: Path, pragmas: str) -> tuple[float, list[float]]:
    waits: list[float] = []
    is_over = threading.Event()

    def read() -> None:
        reader = opened(path, pragmas)
        while not is_over.is_set():
            asked = time.perf_counter()
            reader.execute("SELECT max(number) FROM kept WHERE rowid < 1000").fetchone()
            waits.append(time.perf_counter() - asked)
            time.sleep(0.005)

    thread = threading.Thread(target=read)
    thread.start()
    database, began = opened(path, pragmas), time.perf_counter()
    write(database, path, ROWS)
    seconds = time.perf_counter() - began
    is_over.set()
    thread.join()
    return seconds, sorted(waits)


if __name__ == "__main__":
    main()
