"""Catalogue 32: records of every earlier schema come to this one with their data, also when killed at any step."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.factories.nodes import Node

SEED = 20261122

TO_STATE = """
import sys, json, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.migrate([tuple(each) for each in json.loads(sys.argv[1])])
state = executor.loader.project_state([tuple(each) for each in json.loads(sys.argv[1])])
models = state.apps
Agency = models.get_model("accounts", "Agency")
Person = models.get_model("accounts", "Person")
for number in range(20):
    agency = Agency.objects.create(code=f"a{number}", name=f"Agency {number}", kind="customs")
    Person.objects.create(name=f"p{number}", full_name=f"Person {number}", role="reader", agency=agency, password="!")
Entry = models.get_model("journal", "Entry")
if {"previous", "detail"} <= {field.name for field in Entry._meta.concrete_fields}:  # as entries were first kept
    import datetime, hashlib
    previous = "0" * 64
    for seq in range(1, 6):
        at = datetime.datetime(2026, 11, 1, 12, 0, seq, tzinfo=datetime.UTC)
        content = {
            "seq": seq, "at": at.isoformat(timespec="milliseconds"), "event": "agency.created", "actor": "system",
            "role": "", "agency": "", "object_type": "accounts.agency", "object_id": str(seq),
            "detail": {"name": f"Agency {seq}"},
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(previous.encode() + b"\\n" + text.encode()).hexdigest()
        Entry.objects.create(**{**content, "at": at}, previous=previous, digest=digest)
        previous = digest
Incident = models.get_model("seizures", "Incident") if "seizures" in {m._meta.app_label for m in models.get_models()} else None
if Incident is not None:
    import datetime
    for number in range(20):
        now = datetime.datetime.now(datetime.UTC)
        fields = {"number": f"N-{number}", "stamp": number + 1, "recorded_at": now, "changed_at": now}
        known = {field.name for field in Incident._meta.concrete_fields}
        Incident.objects.create(**{name: value for name, value in fields.items() if name in known})
"""

KILLED = """
import os, signal, sys, django
django.setup()
from saola.apps.upkeep import migrating
at, when = int(sys.argv[1]), sys.argv[2]
executor, taken = migrating._Executor, [0]
apply, record = executor.apply_migration, executor.record_migration
def record_migration(self, migration):
    taken[0] += 1
    if taken[0] == at and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    record(self, migration)
    if taken[0] == at and when == "inside":
        os.kill(os.getpid(), signal.SIGKILL)
def apply_migration(self, *arguments, **named):
    done = apply(self, *arguments, **named)
    if taken[0] == at and when == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return done
executor.record_migration, executor.apply_migration = record_migration, apply_migration
migrating.migrate()
"""

OURS = ("journal", "accounts", "catalogue", "seizures")


def earlier_states():
    """The first schema of all rooms, and from there each further step of each room alone."""
    loader = MigrationLoader(None)
    first = {app: min(name for label, name in loader.disk_migrations if label == app) for app in OURS}
    steps = sorted((app, name) for app, name in loader.disk_migrations if app in OURS and name != first[app])
    base = sorted(first.items())
    return [base, *([*base, step] for step in steps)]


def counted(node):
    with closing(sqlite3.connect(node.records)) as database:
        tables = ("accounts_agency", "accounts_person", "seizures_incident")
        return [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def made(folder, state):
    node = Node(folder)
    done = node.python("-c", TO_STATE, json.dumps(state))
    assert done.returncode == 0, done.stderr
    return node, counted(node)


def is_whole(node, before):
    assert counted(node) == before
    verified = node.run("journal", "verify", "--without-entry")
    assert verified.returncode == 0, verified.stderr
    with closing(sqlite3.connect(node.records)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_records_of_earlier_schemas_come_to_this_one(tmp_path, times, tell):
    states = earlier_states()
    if times(1) < 100:
        states = states[-1:]  # the first of all is where the killed ones begin
    for number, state in enumerate(states):
        node, before = made(tmp_path / str(number), state)
        node.do("migrate")
        is_whole(node, before)
    tell(32, "earlier schemas brought to this one, with data", len(states), "0 rows lost", SEED)


@pytest.fixture(scope="module")
def oldest(tmp_path_factory):
    """A node of the first schema of all, and what it holds."""
    return made(tmp_path_factory.mktemp("oldest"), earlier_states()[0])


def test_migration_killed_at_a_step_goes_on(tmp_path, oldest, times, tell):
    first, before = oldest
    every = range(1, 100) if times(1) >= 100 else (2,)
    for when in ("before", "inside", "after") if times(1) > 1 else ("inside",):
        killed = 0
        for at in every:
            node = Node(tmp_path / f"{when}-{at}")
            subprocess.run(["cp", "-r", first.folder, node.folder], check=True)
            done = subprocess.run(
                [sys.executable, "-c", KILLED, str(at), when],
                env=node.environment(),
                capture_output=True,
                check=False,
            )
            if done.returncode == 0:
                break  # there are no more steps
            assert done.returncode == -9, done.stderr
            killed += 1
            node.do("migrate")
            is_whole(node, before)
        assert killed
        tell(
            32, f"migration killed {when} the commit of a step", killed, "0 rows lost, each run goes on", SEED
        )
