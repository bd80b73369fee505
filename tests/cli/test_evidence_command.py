"""``saola evidence``: what it says, what it leaves behind, with which code it leaves."""

import io
import json

import pytest
from click.testing import CliRunner

from saola.apps.accounts import approvals
from saola.apps.accounts.models import Approval, Person
from saola.apps.evidence import store, store_key
from saola.apps.evidence.actions import taking_in
from saola.apps.journal import sealer
from saola.apps.journal.models import Entry
from saola.cli.evidence import evidence as command
from tests.factories import accounts, bundles, evidence, journal
from tests.factories.bundles import HAS_TOOLS, verifies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]


@pytest.fixture
def by():
    return Person.objects.create_user("keeper", full_name="Keeper", role="evidence_custodian")


@pytest.fixture
def exhibit(by, tmp_path, settings):
    settings.DATA_FOLDER, settings.KEYS_FOLDER = tmp_path / "node", tmp_path / "keys"
    settings.DATA_FOLDER.mkdir()
    sealer.make_key()
    exhibit = evidence.exhibit(by)
    taking_in.seal_file(exhibit, io.BytesIO(b"a picture"), "a.jpg", by=by)
    return exhibit


BUNDLE = ("--purpose", "Case 7", "--by", "keeper")


def run(*words):
    return CliRunner().invoke(command, [*map(str, words)])


@pytest.mark.skipif(not HAS_TOOLS, reason="openssl and sha256sum are not on this machine")
def test_bundle_asks_a_second_person_and_is_written_once_they_approved(exhibit, tmp_path):
    out = tmp_path / "b"
    done = run("bundle", exhibit.number, "--out", out, *BUNDLE)
    assert done.exit_code == 1
    assert "A second person must approve exactly this bundle" in done.output
    assert not out.exists()
    approvals.decide(Approval.objects.get(), approve=True, by=accounts.person("supervisor"))
    done = run("bundle", exhibit.number, "--out", out, *BUNDLE, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["files"] > 8
    assert verifies(out)
    assert run("bundle", exhibit.number, "--out", tmp_path / "again", *BUNDLE).exit_code == 1


def test_bundle_leaves_what_is_there_alone(exhibit, tmp_path):
    (tmp_path / "b").mkdir()
    done = run("bundle", exhibit.number, "--out", tmp_path / "b", *BUNDLE)
    assert done.exit_code == 1
    assert "is there already" in done.output


@pytest.mark.parametrize("words", [["E999999"], ["E000001", "--withhold", "nonsense"], ["--by", "nobody"]])
def test_bundle_refuses_what_it_does_not_know(exhibit, tmp_path, words):
    done = run("bundle", "E000001", "--out", tmp_path / "b", *BUNDLE, *words)
    assert done.exit_code == 1
    assert not (tmp_path / "b").exists()


def test_bundle_is_refused_to_who_may_not_make_one(exhibit, tmp_path):
    ana = accounts.person("analyst")
    done = run("bundle", exhibit.number, "--out", tmp_path / "b", "--purpose", "x", "--by", ana.name)
    assert done.exit_code == 1
    assert "may not" in done.output


def test_bundle_does_not_hold_an_altered_file(exhibit, by, tmp_path):
    path = store.path_of(exhibit.files.get().sha256)
    path.chmod(0o600)
    path.write_bytes(b"another")
    bundles.approved([exhibit], purpose="Case 7", by=by)
    done = run("bundle", exhibit.number, "--out", tmp_path / "b", *BUNDLE)
    assert done.exit_code == 1
    assert "not what was sealed" in done.output
    assert list(tmp_path.glob("*b*")) == []


def test_bundle_is_refused_while_the_journal_does_not_verify(exhibit, by, tmp_path):
    bundles.approved([exhibit], purpose="Case 7", by=by)
    journal.lift_guards()
    journal.rewrite(1, actor="somebody")
    done = run("bundle", exhibit.number, "--out", tmp_path / "b", *BUNDLE)
    assert done.exit_code == 1
    assert "The journal does not verify" in done.output
    assert list(tmp_path.glob("*b*")) == []
    assert Entry.objects.filter(event="journal.failed").exists()


def test_rekey_leaves_every_file_readable(exhibit, tmp_path):
    digest, before = exhibit.files.get().sha256, store_key.path().read_bytes()
    done = run("rekey", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["files"] == 1
    assert store_key.path().read_bytes() != before
    assert store.measure(digest).sha256 == digest


def test_a_lost_key_is_replaced_with_the_offline_key_of_backups(exhibit, by, settings, tmp_path):
    offline = store_key.Identity.generate()
    settings.BACKUP_RECIPIENT = str(offline.to_public())
    later = taking_in.seal_file(exhibit, io.BytesIO(b"another picture"), "b.jpg", by=by)
    assert run("rekey").exit_code == 0
    store_key.path().unlink()
    lost = run("rehash", "--all")
    assert lost.exit_code == 1
    assert "is not there" in lost.output
    assert "No file was judged" in lost.output
    assert run("rekey").exit_code == 1
    (tmp_path / "offline").write_text(f"# kept in the safe\n{offline}\n")
    done = run("rekey", "--identity", tmp_path / "offline")
    assert done.exit_code == 0, done.output
    assert str(offline) not in store_key.path().read_text()
    assert store.measure(later.sha256).sha256 == later.sha256
    assert run("rehash", "--all").exit_code == 0


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
    evidence.lift_guards()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE evidence_custodyevent SET kind = 'moved'")
    done = run("verify", "--json")
    assert done.exit_code == 1
    assert "do NOT hold" in done.output
    assert "no longer refuses changes of custody" in done.output
