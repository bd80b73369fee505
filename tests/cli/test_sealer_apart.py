"""The sealer as another user of the system: the pages cannot read its key, and what it keeps for itself stays so.

Needs root, to become other users, and PostgreSQL, because both users write in one journal; skipped without.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import saola
from saola.core.sealing import Checkpoint, canonical
from tests import with_postgres
from tests.factories.bundles import HAS_TOOLS, verifies

NODE, SEALER, GROUP = 64001, 64002, 64003


def become(user, *words, **settings):
    command = ["setpriv", f"--reuid={user}", f"--regid={GROUP}", "--clear-groups", "--no-new-privs", *words]
    return [str(word) for word in command], {**os.environ, **settings}


STARTS_ITSELF = (
    "import saola, subprocess, sys; subprocess.run([sys.executable, '-I', '-c', 'import saola'], check=True)"
)


def interpreter(folder):
    """A Python that other users may run, with what this one has; the one of a developer may lie in their home."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    base = Path("/usr/bin") / version
    made = folder / "python"
    command = [base if base.exists() else sys.executable, "-m", "venv", "--without-pip", made]
    subprocess.run(command, check=True, capture_output=True)
    paths = [str(Path(saola.__file__).parents[1]), *(each for each in sys.path if "site-packages" in each)]
    (made / "lib" / version / "site-packages" / "node.pth").write_text("\n".join(paths) + "\n")


@pytest.fixture(scope="module")
def place():
    """A folder that every user may enter, with a cluster of PostgreSQL of its own."""
    programs = with_postgres.programs_folder()
    if os.geteuid() or programs is None or not shutil.which("setpriv"):
        pytest.skip("needs root, to become other users, and the programs of PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="saola-apart-"))
    folder.chmod(0o755)
    try:
        interpreter(folder)
        command, environment = become(NODE, folder / "python" / "bin" / "python", "-c", STARTS_ITSELF)
        if subprocess.run(command, env=environment, check=False, capture_output=True, cwd="/").returncode:
            pytest.skip("other users of this machine cannot run Python, or read the source of Saola")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    cluster = folder / "cluster"
    cluster.mkdir()
    shutil.chown(cluster, "postgres")
    with_postgres.start(programs, cluster)
    try:
        yield folder
    finally:
        with_postgres.as_owner(programs / "pg_ctl", "-D", cluster / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


class Apart:
    """The folders and users of the guide for deployment."""

    def __init__(self, place):
        self.python = place / "python" / "bin" / "python"
        self.data, self.sealers, self.run_folder = place / "saola", place / "sealer", place / "run"
        for path, user, mode in (
            (self.data, NODE, 0o700),
            (self.sealers, SEALER, 0o750),
            (self.run_folder, SEALER, 0o750),
        ):
            path.mkdir()
            os.chown(path, user, GROUP)
            path.chmod(mode)
        (self.data / "checkpoints").symlink_to(self.sealers / "checkpoints")
        self.socket = self.run_folder / "signer"
        self.url = f"postgresql://saola@:5432/saola?host={place / 'cluster'}"

    def words(self, user, *words):
        return become(
            user,
            self.python,
            *words,
            SAOLA_DATA=str(self.data if user == NODE else self.sealers),
            SAOLA_DATABASE_URL=self.url,
            SAOLA_SIGNER=str(self.socket),
            SAOLA_KEYS="",
            DJANGO_SETTINGS_MODULE="saola.web.settings",
        )

    def run(self, user, *words):
        command, environment = self.words(user, *words)
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, umask=0o027, cwd="/"
        )

    def saola(self, user, *words):
        return self.run(user, "-m", "saola", *words)


@pytest.fixture(scope="module")
def apart(place):
    """A node whose sealer runs."""
    node = Apart(place)
    made = node.saola(NODE, "migrate")
    assert made.returncode == 0, made.stderr
    command, environment = node.words(SEALER, "-m", "saola", "journal", "seal")
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, umask=0o027, cwd="/") as sealing:
        for _ in range(600):
            if node.socket.exists() or sealing.poll() is not None:
                break
            time.sleep(0.1)
        assert node.socket.exists(), sealing.communicate()[1].decode()
        yield node
        sealing.terminate()
        sealing.wait()


OPEN = "import sys; print(open(sys.argv[1], 'rb').read())"
WRITE = "import sys; open(sys.argv[1], 'wb').write(b'forged')"


def test_journal_is_sealed_by_a_user_whose_key_the_node_cannot_read(apart):
    key = apart.sealers / "keys" / "sealer.pem"
    assert (key.stat().st_uid, key.stat().st_mode & 0o777) == (SEALER, 0o400)
    assert "BEGIN" in apart.run(SEALER, "-c", OPEN, str(key)).stdout
    assert "Permission denied" in apart.run(NODE, "-c", OPEN, str(key)).stderr
    verified = apart.saola(NODE, "journal", "verify", "--without-entry")
    assert verified.returncode == 0, verified.stderr
    assert "sealed up to entry" in verified.stderr
    assert "sealed up to entry 0" not in verified.stderr


def test_node_cannot_write_checkpoints_and_the_sealer_reads_no_record(apart):
    kept = next((apart.sealers / "checkpoints").rglob("*.checkpoint"))
    assert "checkpoint" in kept.name
    for path in (kept, kept.with_name("000000000999.checkpoint"), apart.sealers / "checkpoints" / "x"):
        assert "Permission denied" in apart.run(NODE, "-c", WRITE, str(path)).stderr
    assert "Permission denied" in apart.run(SEALER, "-c", OPEN, str(apart.data / "secret_key")).stderr
    assert "Permission denied" in apart.run(SEALER, "-c", WRITE, str(apart.data / "evidence")).stderr


def test_backup_of_the_node_is_signed_on_request_and_proved(apart):
    out = apart.data / "backups"
    taken = apart.saola(NODE, "backup", str(out), "--unencrypted")
    assert taken.returncode == 0, taken.stderr
    prove = "import django, sys; django.setup(); from pathlib import Path; from saola.apps.upkeep.backup import folder; folder.find(Path(sys.argv[1])).prove()"
    proved = apart.run(NODE, "-c", prove, str(out))
    assert proved.returncode == 0, proved.stderr


def test_sealer_signs_no_checkpoint_and_no_epoch_on_request(apart):
    ask = (
        "import django, sys; django.setup(); from saola.apps.journal import sealer;"
        "print(len(sealer.sign(bytes.fromhex(sys.argv[1]))))"
    )
    forged = Checkpoint("saola/0123456789abcdef/1", 7, b"r" * 32).text()
    opening = canonical({"about": "journal.epoch_opened", "epoch": 2})
    forged = forged if isinstance(forged, bytes) else forged.encode()
    for content in (forged, opening):
        refused = apart.run(NODE, "-c", ask, content.hex())
        assert refused.returncode, refused.stdout
        assert "did not sign this" in refused.stderr
    assert apart.run(NODE, "-c", ask, b"a manifest".hex()).stdout.strip() == "64"


def test_stranger_cannot_ask_for_a_signature(apart):
    knock = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    command = ["setpriv", "--reuid=64009", "--regid=64009", "--clear-groups", sys.executable, "-c", knock]
    stranger = subprocess.run([*command, str(apart.socket)], capture_output=True, text=True, check=False)
    assert "Permission denied" in stranger.stderr


def test_without_its_sealer_the_node_says_what_to_start(apart):
    apart.socket.rename(apart.run_folder / "away")
    try:
        refused = apart.saola(NODE, "backup", str(apart.data / "more"), "--unencrypted")
    finally:
        (apart.run_folder / "away").rename(apart.socket)
    assert refused.returncode == 1
    assert "systemctl start saola-sealer" in refused.stderr


HELD = """
import django, io, sys
django.setup()
sys.path.insert(0, sys.argv[1])
from saola.apps.accounts.models import Person
from saola.apps.catalogue.actions import load_knowledge
from saola.apps.evidence.actions import taking_in
from tests.factories import accounts, evidence
load_knowledge(by=None)
by = evidence.custodian(agency=accounts.agency())
exhibit = evidence.exhibit(by)
taking_in.seal_file(exhibit, io.BytesIO(b"picture" * 999), "IMG 1.jpg", by=by)
print(exhibit.number, by.name)
"""

APPROVE = """
import django
django.setup()
from saola.apps.accounts import actions, approvals
from saola.apps.accounts.models import Approval
police = actions.create_agency(code="police", name="Police", kind="police", by=None)
words = {"name": "boss", "full_name": "A. Boss", "role": "supervisor", "agency": police, "password": None}
second = actions.create_person(**words, by=None)
approvals.decide(Approval.objects.get(state="asked"), approve=True, by=second)
"""


@pytest.mark.skipif(not HAS_TOOLS, reason="openssl and sha256sum are not on this machine")
def test_court_bundle_is_signed_through_the_sealer_and_verified_with_two_programs(apart, place):
    tests = str(Path(__file__).parents[2])
    made = apart.run(NODE, "-c", HELD, tests)
    assert made.returncode == 0, made.stderr
    number, by = made.stdout.split()
    out = apart.data / "bundle"
    command = ["evidence", "bundle", number, "--out", str(out), "--purpose", "Case 7", "--by", by]
    asked = apart.saola(NODE, *command)
    assert (asked.returncode, out.exists()) == (1, False)
    assert "A second person must approve exactly this bundle" in asked.stderr
    approved = apart.run(NODE, "-c", APPROVE)
    assert approved.returncode == 0, approved.stderr
    early = apart.saola(NODE, *command)
    assert (early.returncode, out.exists()) == (1, False)
    assert "the sealer does so within a minute. Nothing was made." in early.stderr
    sealed = apart.saola(SEALER, "journal", "seal", "--once")  # as the one that runs does within a minute
    assert sealed.returncode == 0, sealed.stderr
    bundled = apart.saola(NODE, *command)
    assert bundled.returncode == 0, bundled.stderr
    received = place / "received"
    shutil.copytree(out, received)  # as on a disc that somebody of the court puts in
    for path in (received, *received.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o444)
    sealers = (apart.sealers / "checkpoints" / "sealer.pub.pem").read_bytes()
    assert (received / "node.pem").read_bytes() == sealers
    assert verifies(received)
    flipped = received / "custody.csv"
    flipped.chmod(0o644)
    flipped.write_bytes(bytes([flipped.read_bytes()[0] ^ 1]) + flipped.read_bytes()[1:])
    assert not verifies(received)
