"""``saola evidence``: what it says, what it leaves behind, with which code it leaves."""

import io
import json

import pytest
from click.testing import CliRunner

from saola.apps.evidence import store
from saola.apps.evidence.actions import taking_in
from saola.apps.journal import sealer
from saola.cli.evidence import evidence as command
from tests.factories import evidence
from tests.factories.bundles import HAS_TOOLS, verifies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def exhibit(tmp_path, settings):
    settings.DATA_FOLDER, settings.KEYS_FOLDER = tmp_path / "node", tmp_path / "keys"
    settings.DATA_FOLDER.mkdir()
    sealer.make_key()
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    taking_in.seal_file(exhibit, io.BytesIO(b"a picture"), "a.jpg", by=by)
    return exhibit


def run(*words):
    return CliRunner().invoke(command, [*map(str, words)])


@pytest.mark.skipif(not HAS_TOOLS, reason="openssl and sha256sum are not on this machine")
def test_bundle_is_written_and_verifies(exhibit, tmp_path):
    done = run("bundle", exhibit.number, "--out", tmp_path / "b", "--purpose", "Case 7", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["files"] > 8
    assert verifies(tmp_path / "b")


def test_bundle_leaves_what_is_there_alone(exhibit, tmp_path):
    (tmp_path / "b").mkdir()
    done = run("bundle", exhibit.number, "--out", tmp_path / "b", "--purpose", "x")
    assert done.exit_code == 1
    assert "is there already" in done.output


@pytest.mark.parametrize("words", [["E999999"], ["E000001", "--withhold", "nonsense"]])
def test_bundle_refuses_what_it_does_not_know(exhibit, tmp_path, words):
    done = run("bundle", *words, "--out", tmp_path / "b", "--purpose", "x")
    assert done.exit_code == 1
    assert not (tmp_path / "b").exists()


def test_bundle_does_not_hold_an_altered_file(exhibit, tmp_path):
    path = store.path_of(exhibit.files.get().sha256)
    path.chmod(0o600)
    path.write_bytes(b"another")
    done = run("bundle", exhibit.number, "--out", tmp_path / "b", "--purpose", "x")
    assert done.exit_code == 1
    assert "not what was sealed" in done.output
    assert list(tmp_path.glob("*b*")) == []


def test_rehash_leaves_with_one_when_a_file_is_gone(exhibit):
    assert run("rehash", "--all").exit_code == 0
    store.path_of(exhibit.files.get().sha256).unlink()
    done = run("rehash", "--all", "--json")
    assert done.exit_code == 1
    assert "not what was sealed" in done.output


def test_sweep_says_what_it_removed(exhibit):
    assert "0 files" in run("sweep").output


def test_verify_finds_a_changed_entry(exhibit):
    from django.db import connection

    assert run("verify").exit_code == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE evidence_custodyevent SET kind = 'moved'")
    done = run("verify", "--json")
    assert done.exit_code == 1
    assert "do NOT hold" in done.output
