"""Catalogue 1: killed without warning at random instants while it imports, records, seals files and writes the journal.

One process at a time works as fast as it can and says each act only after its transaction ended; then it is killed.
Nothing that it said may be missing, nothing may be there by half, and no row may name a file that is not there.
"""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.factories import files
from tests.factories.nodes import Node

SEED = 20261122
ROWS, CHUNK = 60, 5

WORK = """
import io, os, sys, django
django.setup()
from itertools import count
from django.db import transaction
from saola.apps.accounts import actions as accounts
from saola.apps.journal import actions as journal
from saola.apps.seizures import files

mark = sys.argv[1]
print("ready", flush=True)
for number in count():
    code = f"{mark}-{number}"
    accounts.create_agency(code=code, name=code, kind="customs", by=None)
    print("agency", code, flush=True)
    content = code.encode() * 5000
    digest, _size = files.keep(io.BytesIO(content))
    with transaction.atomic():
        journal.write("batch.received", by=None, object_type="file", object_id=digest, name=code)
    print("file", digest, flush=True)
    with transaction.atomic():
        for part in range(3):
            journal.write("batch.received", by=None, object_type="three", object_id=code, name=code)
    print("three", code, flush=True)
"""


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    node = Node(tmp_path_factory.mktemp("killed"))
    node.do("migrate")
    return node


def told_until_killed(node, mark, seconds):
    """What a working process said before it was killed, ``seconds`` after it began to work."""
    with subprocess.Popen(
        [sys.executable, "-c", WORK, mark], env=node.environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
    return [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def rows(node, query):
    with closing(sqlite3.connect(node.records)) as database:
        return {row[0] for row in database.execute(query)}


def test_nothing_that_was_said_is_lost(node, times, tell):
    chance, many, acts = random.Random(SEED), times(3), 0
    said = {"agency": set(), "file": set(), "three": set()}
    for kill in range(many):
        for kind, what in told_until_killed(node, f"k{kill}", chance.uniform(0, 0.4)):
            said[kind].add(what)
            acts += 1
        assert said["agency"] <= rows(node, "SELECT code FROM accounts_agency")
        kept = rows(node, "SELECT object_id FROM journal_entry WHERE object_type = 'file'")
        assert said["file"] <= kept
        for digest in kept:
            assert (node.folder / "intake" / digest).exists()
        threes = "SELECT object_id FROM journal_entry WHERE object_type = 'three' GROUP BY 1 HAVING count(*)"
        assert said["three"] <= rows(node, f"{threes} = 3")
        assert not rows(node, f"{threes} <> 3")
    assert rows(node, "PRAGMA integrity_check") == {"ok"}
    verified = node.run("journal", "verify", "--without-entry")
    assert verified.returncode == 0, verified.stderr
    tell(1, f"kill -9 while {acts} acts were acknowledged", many, "0 lost, 0 by half, journal holds", SEED)


IMPORT = """
import sys, django
django.setup()
from saola.cli.main import saola
from saola.apps.seizures import passes
import saola.cli.seizures.intake as cli
passes.CHUNK = int(sys.argv[2])
cli._tell = lambda done, total: print(done, flush=True)
saola(["seizures", "import", sys.argv[1], "--json"])
"""


def test_killed_import_is_whole_or_not_there(node, times, tell):
    path = node.folder / "seizures.csv"
    path.write_bytes(files.content(*map(files.line, range(ROWS))))
    chance, many, whole = random.Random(SEED), min(times(2), 60), 0
    for _ in range(many):
        with subprocess.Popen(
            [sys.executable, "-c", IMPORT, str(path), str(CHUNK)],
            env=node.environment(),
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout.readline(), "it never began"
            for _ in range(chance.randrange(ROWS // CHUNK)):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))
            process.send_signal(signal.SIGKILL)
        counts = rows(node, "SELECT count(*) FROM seizures_incident") | rows(
            node, "SELECT count(*) FROM seizures_specimen"
        )
        assert counts in ({0}, {ROWS})
        assert rows(node, "SELECT count(*) FROM seizures_batch WHERE state = 'recorded'") == {
            counts == {ROWS}
        }
        whole += counts == {ROWS}
        for batch in rows(node, "SELECT id FROM seizures_batch WHERE state = 'recorded'"):
            node.do("seizures", "undo", str(batch))
    tell(1, f"kill -9 during an import ({whole} had just ended)", many, "0 half imports", SEED)
