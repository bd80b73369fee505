"""Catalogue 3 and 4: the k-th write of a flow fails, for every k; and a disk that is really full."""

import errno
import io
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from saola.apps.evidence import bundling, store
from saola.apps.evidence.actions import taking_in
from saola.apps.evidence.models import CourtBundle
from saola.apps.journal import sealer
from saola.apps.seizures import files as handed_in
from saola.apps.upkeep.backup import boxes, folder, taking
from saola.apps.upkeep.backup.faults import BackupError
from tests.factories import bundles, evidence, nodes

SEED = 20261122


class Failing:
    """Makes the k-th call of what writes to the disk fail, and counts the calls."""

    NAMES = ("fsync", "rename", "replace")

    def __init__(self, monkeypatch, fail_at, number):
        self.count, self.fail_at, self.number = 0, fail_at, number
        for name in self.NAMES:
            monkeypatch.setattr(os, name, self._failing(getattr(os, name)))
        real_open = Path.open
        monkeypatch.setattr(Path, "open", lambda *asked, **named: self._watched(real_open(*asked, **named)))

    def _watched(self, file):
        """A file opened for writing bytes, whose writes are counted too."""
        return _Watched(file, self) if file.mode in ("wb", "xb") else file

    def _failing(self, real):
        def called(*arguments, **named):
            self.count += 1
            if self.count == self.fail_at:
                raise OSError(self.number, os.strerror(self.number))
            return real(*arguments, **named)

        return called


class _Watched:
    def __init__(self, file, failing):
        self._file = file
        self.write = failing._failing(file.write)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self._file.close()


def test_backup_whose_write_fails_is_no_backup_and_the_next_is_whole(
    db, settings, monkeypatch, tmp_path, tell
):
    nodes.small(tmp_path / "node", settings, monkeypatch)
    box, out, failures = boxes.recipients([boxes.new_identity(tmp_path / "key")]), tmp_path / "backups", 0
    for number in (errno.EIO, errno.ENOSPC):
        for fail_at in range(1, 1000):
            shutil.rmtree(out, ignore_errors=True)
            with monkeypatch.context() as patched:
                failing = Failing(patched, fail_at, number)
                try:
                    taking.take(out, box)
                except (OSError, BackupError):
                    failures += 1
                    is_whole = False
                else:
                    is_whole = failing.count < fail_at
                    assert is_whole, f"call {fail_at} failed and the backup was said to be there"
            if is_whole:
                break
            if any(place.joinpath("seal.json").exists() for place in out.iterdir()):
                folder.find(out).prove()  # only its very last step failed: said to be broken, and yet whole
            taken = taking.take(out, box)
            assert folder.find(out).place == taken.place
            assert folder.find(out).prove() > 0
    assert failures > 20
    tell(3, "EIO and ENOSPC at every write of a backup", failures, "none said to be whole, the next is", SEED)


def test_file_whose_write_fails_is_not_kept_under_its_digest(settings, monkeypatch, tmp_path, tell):
    settings.DATA_FOLDER = tmp_path
    content, failures = os.urandom(3 << 20), 0
    for number in (errno.EIO, errno.ENOSPC):
        for fail_at in range(1, 100):
            with monkeypatch.context() as patched:
                failing = Failing(patched, fail_at, number)
                try:
                    digest, _size = handed_in.keep(io.BytesIO(content))
                except OSError:
                    failures += 1
                    assert list(handed_in.folder().iterdir()) == []
                    continue
            assert failing.count < fail_at
            assert handed_in.path_of(digest).read_bytes() == content
            handed_in.path_of(digest).unlink()
            break
    assert failures > 6
    tell(3, "EIO and ENOSPC at every write of a file handed in", failures, "nothing kept by half", SEED)


def every_failure(monkeypatch, flow, after):
    """``flow`` with the k-th call that writes failing, for every k; ``after(done)`` looks at what is left each time.

    ``done``: whether the flow came to its end. Returns how many failures there were.
    """
    failures = 0
    for number in (errno.EIO, errno.ENOSPC):
        for fail_at in range(1, 1000):
            with monkeypatch.context() as patched:
                failing = Failing(patched, fail_at, number)
                try:
                    flow()
                except OSError:
                    is_done = False
                    failures += 1
                else:
                    is_done = True
                    assert failing.count < fail_at, f"call {fail_at} failed and nobody was told"
            after(is_done)
            if is_done:
                break
    return failures


@pytest.fixture
def exhibit(db, knowledge, settings, tmp_path):
    settings.DATA_FOLDER, settings.KEYS_FOLDER = tmp_path / "node", tmp_path / "keys"
    settings.DATA_FOLDER.mkdir()
    sealer.make_key()
    exhibit = evidence.exhibit()
    taking_in.seal_file(exhibit, io.BytesIO(b"first"), "first.jpg", by=exhibit.custody.get().by)
    return exhibit


def test_original_whose_write_fails_is_not_in_the_record(exhibit, monkeypatch, tell):
    by, content = exhibit.custody.get().by, os.urandom(3 << 20)

    def take_in():
        taking_in.seal_file(exhibit, io.BytesIO(content), "a.mp4", by=by)

    def look(is_done):
        assert exhibit.files.count() == 1 + is_done
        assert list((store.folder() / "arriving").iterdir()) == []
        for file in exhibit.files.all():
            assert store.measure(file.sha256).sha256 == file.sha256
        if is_done:
            exhibit.files.last().delete()

    failures = every_failure(monkeypatch, take_in, look)
    assert failures > 12
    result = "none in the record, every file that is there is whole"
    tell(3, "EIO and ENOSPC at every write of taking in an original", failures, result, SEED)


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_bundle_whose_write_fails_is_not_there(exhibit, monkeypatch, tmp_path, name, tell):
    by, out = exhibit.custody.get().by, tmp_path / name
    bundles.approved([exhibit], purpose="p", by=by)

    def write():
        bundling.write([exhibit], out, purpose="p", by=by)

    def look(is_done):
        assert out.exists() is is_done
        assert CourtBundle.objects.count() == is_done
        assert not list(tmp_path.glob(".*unfinished*"))
        if is_done:
            shutil.rmtree(out) if out.is_dir() else out.unlink()
            CourtBundle.objects.all().delete()
            bundles.approved([exhibit], purpose="p", by=by)

    failures = every_failure(monkeypatch, write, look)
    assert failures >= 4
    tell(
        3,
        f"EIO and ENOSPC at every write of a court bundle ({name})",
        failures,
        "none left, approval kept",
        SEED,
    )


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 MB of its own, where this machine lets one be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "none", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this machine lets nobody mount a disk of 64 MB ({mounted.stderr.decode().strip()})")
    yield place
    subprocess.run(["umount", place], check=False)


USE = """
import django, json, sys
django.setup()
from django.conf import settings
from django.test import Client
from saola.apps.accounts.models import Agency, Person
from saola.apps.journal.models import Entry
settings.ALLOWED_HOSTS = ["testserver"]
person, _new = Person.objects.get_or_create(name="ana", defaults={"full_name": "Ana", "role": "administrator"})
auditor, _new = Person.objects.get_or_create(name="ada", defaults={"full_name": "Ada", "role": "auditor"})
client = Client(raise_request_exception=False)
client.force_login(person)
before = Entry.objects.count()
written = client.post("/accounts/agencies/", {"code": sys.argv[1], "name": sys.argv[1], "kind": "customs"})
looking = Client(raise_request_exception=False)
looking.force_login(auditor)
read = looking.get("/accounts/journal/")
signed_out = client.post("/accounts/sign-out/")
print(json.dumps({
    "written": written.status_code, "read": read.status_code, "signed_out": signed_out.status_code,
    "is_there": Agency.objects.filter(code=sys.argv[1]).exists(), "noted": Entry.objects.count() - before,
}))
"""


def test_full_disk_takes_no_changes_and_loses_nothing(small_disk, tell):
    import json

    node = nodes.Node(small_disk / "node")
    limits = {"SAOLA_DISK_RESERVE_MB": "16", "SAOLA_HTTPS": ""}

    def used(code):
        done = node.python("-c", USE, code, **limits)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    assert node.run("init", **limits).returncode == 0
    assert used("roomy")["is_there"]
    filled = fill(small_disk)
    full = used("full")
    assert (full["written"], full["is_there"], full["read"]) == (503, False, 200)
    assert full["signed_out"] == 302
    assert full["noted"] > 0, "what happened while the disk was full was not noted"
    assert node.run("journal", "verify", "--without-entry", **limits).returncode == 0
    filled.unlink()
    again = used("again")
    assert again["is_there"]
    assert node.run("journal", "verify", "--without-entry", **limits).returncode == 0
    tell(
        4,
        "a disk of 64 MB filled to the last byte",
        1,
        "refused, read, signed out, recovered; journal holds",
        SEED,
    )


def fill(place):
    """Take every byte that is left, as another program might."""
    path, chance = place / "filled", random.Random(SEED)
    with path.open("wb", buffering=0) as file:
        piece = chance.randbytes(1 << 16)
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            while True:
                file.write(piece)
    return path
