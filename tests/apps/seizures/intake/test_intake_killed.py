"""A process that imports is killed: all of the file is there afterwards, or nothing."""

import json
import os
import signal
import sqlite3
import subprocess
import sys

import psycopg
import pytest

from tests.factories import files

ROWS = 120
SERVER = os.environ.get("SAOLA_DATABASE_URL", "")
OF_ITS_OWN = SERVER.replace("/saola?", "/killed?")

IMPORT = """
import sys, django
django.setup()
from saola.cli.main import saola
from saola.apps.seizures import passes
import saola.cli.seizures.intake as cli
passes.CHUNK = 10
cli._tell = lambda done, total: print(done, flush=True)
saola(["seizures", "import", sys.argv[1], "--json"])
"""

CARRY_OUT = """
import sys, django
django.setup()
from saola.apps.seizures import passes, work
from saola.apps.seizures.models import Batch
from saola.apps.seizures.files import Notes
passes.CHUNK = 10
tell = Notes.tell
Notes.tell = lambda notes, done, total: (tell(notes, done, total), print(done, flush=True))
batch = Batch.objects.get()
work.start(batch, work.Step.CHECK, by=None)
work.start(batch, work.Step.RECORD, by=None)
"""


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    """A node of its own, with its records where another process can open them."""
    folder = tmp_path_factory.mktemp("node")
    if SERVER:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute("CREATE DATABASE killed")
    (folder / "seizures.csv").write_bytes(files.content(*map(files.line, range(ROWS))))
    run(folder, "-m", "saola", "init")
    return folder


def environment(folder):
    own = {"SAOLA_DATABASE_URL": OF_ITS_OWN} if SERVER else {}
    return {**os.environ, "SAOLA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "saola.web.settings", **own}


def run(folder, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments], env=environment(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def killed(folder, lines, *arguments):
    """Start, read ``lines`` lines of progress, and kill without warning."""
    command = [sys.executable, *arguments]
    with subprocess.Popen(command, env=environment(folder), stdout=subprocess.PIPE, text=True) as process:
        for line in range(lines):
            assert process.stdout.readline() or line, "it never began"
        process.send_signal(signal.SIGKILL)


def count(folder, table):
    with psycopg.connect(OF_ITS_OWN) if SERVER else sqlite3.connect(folder / "saola.sqlite3") as database:
        return database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def holds_all_or_nothing(folder):
    found = {
        table: count(folder, f"seizures_{table}") for table in ("incident", "specimen", "sourcerow", "leg")
    }
    whole = {"incident": ROWS, "specimen": ROWS, "sourcerow": ROWS, "leg": 0}
    assert found in (whole, dict.fromkeys(whole, 0))
    run(folder, "-m", "saola", "journal", "verify")
    return found == whole


@pytest.mark.parametrize("lines", [1, 7, 12])
def test_import_killed_half_way_recorded_nothing_and_can_be_repeated(node, lines):
    killed(node, lines, "-c", IMPORT, str(node / "seizures.csv"))
    is_whole = holds_all_or_nothing(node)
    assert not is_whole or lines == 12
    assert count(node, "seizures_batch WHERE state = 'recorded'") == is_whole
    facts = json.loads(run(node, "-m", "saola", "seizures", "import", str(node / "seizures.csv"), "--json"))
    assert facts["recorded"] + facts["duplicates"] == ROWS
    assert holds_all_or_nothing(node)
    run(node, "-m", "saola", "seizures", "undo", facts["batch"])
    assert not holds_all_or_nothing(node)


RECEIVE = """
import sys, django
django.setup()
from saola.apps.seizures.actions import intake
from saola.apps.seizures.models import Batch
Batch.objects.all().delete()
with open(sys.argv[1], "rb") as file:
    intake.receive(file, "seizures.csv", by=None)
"""

LOOK = """
import django
django.setup()
from saola.apps.seizures import work
from saola.apps.seizures.models import Batch
work.GRACE = 0
batch = Batch.objects.get()
was = batch.state
work.set_free(batch)
print(was, batch.state)
work.start(batch, work.Step.CHECK, by=None)
work.start(batch, work.Step.RECORD, by=None)
print(batch.state, batch.recorded)
"""


@pytest.mark.parametrize("lines", [3, 18])
def test_worker_killed_half_way_is_noticed_and_the_file_recorded_again(node, lines):
    run(node, "-c", RECEIVE, str(node / "seizures.csv"))
    killed(node, lines, "-c", CARRY_OUT)
    assert not holds_all_or_nothing(node)
    first, second = run(node, "-c", LOOK).splitlines()
    assert first in ("checking stopped", "recording stopped")
    assert second == f"recorded {ROWS}"
    assert holds_all_or_nothing(node)
    undo = "import django; django.setup(); from saola.apps.seizures.models import Batch as B;"
    undo += "from saola.apps.seizures.actions import undoing; undoing.undo(B.objects.get(), by=None)"
    run(node, "-c", undo)
