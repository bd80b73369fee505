"""A backup takes the place of records in use: by two people, over exactly this backup, on either database."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests import with_postgres
from tests.factories.nodes import Node

PEOPLE = """
from saola.apps.accounts.models import Agency, Person
one = Agency.objects.create(code="one", name="One", kind="customs")
two = Agency.objects.create(code="two", name="Two", kind="police")
def add(name, role, agency):
    Person.objects.create_user(name, full_name=name, role=role, agency=agency)
add("ada", "administrator", one)
from django.utils import timezone
from saola.apps.seizures.models import Incident
Incident.objects.create(number="S000001", stamp=1, recorded_at=timezone.now())
add("rana", "reader", one)
add("sam", "supervisor", one)
add("tia", "supervisor", two)
"""
APPROVE = """
from saola.apps.accounts import approvals
from saola.apps.accounts.models import Approval, Person
approvals.decide(Approval.objects.get(state="asked"), approve=True, by=Person.objects.get(name="{by}"))
"""
AGENCIES = "from saola.apps.accounts.models import Agency; print(*sorted(Agency.objects.values_list('code', flat=True)))"
MORE = """
from django.utils import timezone
from saola.apps.accounts.models import Agency, LegalHold, Person
Agency.objects.create(code="three", name="Three", kind="customs")
sam, now = Person.objects.get(name="sam"), timezone.now()
hold = {"kind": "seizure", "reason": "appeal 12/3", "placed_by": sam, "placed_at": now}
LegalHold.objects.create(record="S000001", **hold)
LegalHold.objects.create(record="S000001", **hold, released_by=sam, released_at=now)
LegalHold.objects.create(record="S000002", **hold)
"""
HOLDS = (
    "from saola.apps.accounts.models import LegalHold\n"
    "print(*LegalHold.objects.values_list('record', 'reason', 'placed_by__name', 'released_at'))"
)
LAST = (
    "from saola.apps.journal.models import Entry; from saola.apps.accounts.models import Approval;"
    "last = Entry.objects.filter(event='node.restored').order_by('-seq').first();"
    "print(last.actor, last.detail['approver'], bool(last.facts['digest']))"
)


@pytest.fixture(scope="module")
def cluster():
    """PostgreSQL of its own, whose socket is not the one that other tests may use."""
    programs = with_postgres.programs_folder()
    if programs is None:
        pytest.skip("the programs of PostgreSQL are not on this machine")
    folder = Path(tempfile.mkdtemp(prefix="saola-replacing-"))
    if not os.geteuid():
        shutil.chown(folder, "postgres")
    with_postgres.start(programs, folder)
    try:
        yield f"postgresql://saola@:5432/saola?host={folder}"
    finally:
        with_postgres.as_owner(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


class Kept(Node):
    """A node with its database said, and people to ask."""

    url = ""

    def environment(self, **more):
        return super().environment(SAOLA_DATABASE_URL=self.url, SAOLA_SIGNER="", **more)

    def tell(self, act):
        done = self.python("-c", f"import django; django.setup()\n{act}")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def restore(self, *words):
        return self.run("restore", str(self.folder.parent / "backups"), "--replace", *words)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def node(request, tmp_path_factory):
    """A node with a backup, and something that came after it."""
    kept = Kept(tmp_path_factory.mktemp(request.param) / "node")
    url = request.getfixturevalue("cluster") if request.param == "postgresql" else ""
    object.__setattr__(kept, "url", url)
    kept.do("migrate")
    assert kept.run("journal", "seal", "--once").returncode == 0
    kept.tell(PEOPLE)
    kept.do("backup", str(kept.folder.parent / "backups"), "--unencrypted")
    kept.tell(MORE)
    return kept


ASKED = ("--by", "ada", "--reason", "the disk lied")


def test_backup_takes_the_place_of_records_by_two_people_once(node):
    alone = node.restore()
    assert (alone.returncode, "--by" in alone.stderr) == (1, True)
    reader = node.restore("--by", "rana", "--reason", "x")
    assert (reader.returncode, "does not keep this node" in reader.stderr) == (1, True)
    assert "Nobody signs in" in node.restore("--by", "nobody", "--reason", "x").stderr
    for _time in range(2):  # asking again asks nobody else
        asked = node.restore(*ASKED)
        assert (asked.returncode, "asked for a second person" in asked.stderr) == (1, True)
    refused = node.python("-c", f"import django; django.setup()\n{APPROVE.format(by='sam')}")
    assert "ApproverError" in refused.stderr, "somebody of the same agency is no second person"
    node.tell(APPROVE.format(by="tia"))
    assert node.tell(AGENCIES) == "one three two"
    done = node.restore(*ASKED)
    assert done.returncode == 0, done.stderr
    assert node.tell(AGENCIES) == "one two"
    assert node.tell(HOLDS) == "('S000001', 'appeal 12/3', 'sam', None)"
    assert "1 legal holds that were placed after the backup are in force again" in done.stderr
    assert "not in this backup: S000002" in done.stderr
    assert node.tell(LAST) == "ada tia True"
    (aside,) = node.folder.glob("before-restore-*")
    assert aside.stat().st_mode & 0o777 == 0o700
    assert sum(path.stat().st_size for path in aside.iterdir()) > 10_000
    verified = node.run("journal", "verify", "--without-entry")
    assert verified.returncode == 0, verified.stderr
    again = node.restore(*ASKED)
    assert (again.returncode, "asked for a second person" in again.stderr) == (1, True)


def test_approval_in_the_records_of_a_backup_is_not_good_after_it_was_restored(node):
    node.restore(*ASKED)
    node.tell(APPROVE.format(by="tia"))
    later = node.folder.parent / "later"
    node.do("backup", str(later), "--unencrypted")
    state = "from saola.apps.accounts.models import Approval; from django.utils import timezone\n"
    count = "print(Approval.objects.filter(state='approved', expires_at__gt=timezone.now()).count())"
    assert node.tell(state + count) == "1"
    for _time in range(2):
        asked = node.run("restore", str(later), "--replace", *ASKED)
        if asked.returncode:
            node.tell(APPROVE.format(by="tia"))
    assert asked.returncode == 0, asked.stderr
    assert node.tell(state + count) == "0"


def test_nothing_is_replaced_while_the_node_runs(node):
    open_for_long = (
        "import django; django.setup(); from django.db import connection as c; k = c.cursor();"
        "k.execute('SELECT count(*) FROM journal_entry'); k.execute('BEGIN') if c.vendor == 'sqlite' else None;"
        "k.execute('SELECT count(*) FROM journal_entry');"
        "print('open', flush=True); import sys; sys.stdin.read()"
    )
    import sys

    with subprocess.Popen(
        [sys.executable, "-c", open_for_long],
        env=node.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as somebody:
        assert somebody.stdout.readline() == b"open\n"
        refused = node.restore(*ASKED)
        somebody.stdin.close()
        somebody.wait()
    assert (refused.returncode, "Stop Saola" in refused.stderr) == (1, True)


def test_records_that_cannot_be_opened_are_replaced_by_one_person_and_kept_aside(tmp_path):
    node = Kept(tmp_path / "node")
    node.do("migrate")
    assert node.run("journal", "seal", "--once").returncode == 0
    node.tell(PEOPLE)
    node.do("backup", str(tmp_path / "backups"), "--unencrypted")
    for suffix in ("-wal", "-shm"):
        node.records.with_name(node.records.name + suffix).unlink(missing_ok=True)
    node.records.write_bytes(b"not a database" * 1000)
    refused = node.run("restore", str(tmp_path / "backups"))
    assert (refused.returncode, "cannot be opened" in refused.stderr) == (1, True)
    done = node.restore(*ASKED)
    assert done.returncode == 0, done.stderr
    assert node.tell(AGENCIES) == "one two"
    assert "ada" not in node.tell(LAST).split()[0]
    (aside,) = node.folder.glob("before-restore-*/saola.sqlite3")
    assert aside.read_bytes().startswith(b"not a database")
