"""``saola journal``: its exit codes are what a script can rely on."""

import json

import pyrage
import pytest
from click.testing import CliRunner
from django.db import transaction

from saola.apps.accounts import approvals
from saola.apps.accounts.models import Approval
from saola.apps.journal import actions, queries
from saola.apps.journal.models import Entry
from saola.cli.main import saola
from tests.factories import access, accounts
from tests.factories import journal as journal_of
from tests.factories.journal import behind_the_back, entries, rechain, rewrite, seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def node(settings, tmp_path):
    journal_of.node(settings, tmp_path)
    entries(4)
    seal()
    return tmp_path


def run(*words):
    return CliRunner().invoke(saola, ["journal", *map(str, words)])


def spoil_signature(node):
    path = next(node.rglob("*.checkpoint"))
    changed = path.read_bytes()[:-6] + b"AAAA=\n"
    path.chmod(0o600)
    path.write_bytes(changed)


@pytest.mark.parametrize(
    ("spoil", "code", "first"),
    [
        (lambda node: None, 0, None),
        (lambda node: rewrite(2, actor="somebody"), 2, 2),
        (lambda node: behind_the_back("DELETE FROM journal_entry WHERE seq = 3"), 3, 3),
        (lambda node: rechain(2, actor="somebody"), 4, 1),
        (spoil_signature, 5, None),
    ],
    ids=["holds", "altered", "missing", "rewritten", "signature"],
)
def test_verify_leaves_with_the_code_of_what_it_found(node, spoil, code, first):
    spoil(node)
    result = run("verify", "--json")
    facts = json.loads(result.stdout)
    assert (result.exit_code, facts["code"], facts["first_bad"]) == (code, code, first)
    assert ("does NOT hold" in result.stderr) == bool(code)
    assert Entry.objects.order_by("-seq").first().event == ("journal.failed" if code else "journal.verified")


def test_verify_can_leave_no_trace(node):
    assert run("verify", "--without-entry").exit_code == 0
    assert Entry.objects.count() == 4


def test_verify_takes_checkpoints_kept_elsewhere(node, tmp_path):
    kept = tmp_path / "kept.checkpoint"
    entries(2, start=4)
    seal()
    kept.write_bytes(max(node.rglob("*.checkpoint")).read_bytes())
    max((node / "data").rglob("*.checkpoint")).unlink()
    behind_the_back("DELETE FROM journal_entry WHERE seq > 4")
    behind_the_back("DELETE FROM journal_detail WHERE seq > 4")
    assert run("verify", "--without-entry").exit_code == 0
    assert run("verify", "--from-checkpoint", kept).exit_code == 3


def test_proof_is_written_and_refused_for_what_is_not_there(node, tmp_path):
    out = tmp_path / "proof.json"
    assert run("prove", 2, "--out", out).exit_code == 0
    assert json.loads(out.read_text())["seq"] == 2
    assert "no entry 99" in run("prove", 99).stderr
    growth = run("prove-consistency", 2, 4)
    assert (growth.exit_code, json.loads(growth.stdout)["size"]) == (0, 4)
    assert run("prove-consistency", 4, 2).exit_code == 1


def test_seal_signs_once_and_refuses_a_changed_journal(node):
    entries(1, start=4)
    assert "5 entries" in run("seal", "--once").stderr
    assert "Nothing came" in run("seal", "--once").stderr
    rechain(2, actor="somebody")
    refused = run("seal", "--once")
    assert refused.exit_code == 1
    assert "verify" in refused.stderr
    assert queries.frozen() is not None, "who exchanges or purges must know at once"


def test_auditor_reads_sealed_words_with_their_own_key(node, settings, tmp_path):
    auditor = pyrage.x25519.Identity.generate()
    settings.AUDITOR = str(auditor.to_public())
    entry = actions.note_read({"q": "Anna K."}, by=None, action="searched")
    identity = tmp_path / "identity"
    identity.write_text(f"# the auditor's key\n{auditor}\n")
    assert json.loads(run("read", entry.seq, "--identity", identity).stdout) == {"query": {"q": "Anna K."}}
    identity.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    assert run("read", entry.seq, "--identity", identity).exit_code == 1


def test_new_epoch_needs_a_failure_a_person_and_a_reason(node):
    person = accounts.person("administrator", agency=accounts.agency())
    assert run("open-epoch", "--by", person.name, "--reason", "x").exit_code == 1
    rewrite(2, actor="somebody")
    assert run("open-epoch", "--by", "nobody-of-this-name", "--reason", "x").exit_code == 1
    asked = run("open-epoch", "--by", person.name, "--reason", "the report is in the safe")
    assert (asked.exit_code, "second person" in asked.stderr) == (1, True)
    assert not Entry.objects.filter(event="journal.epoch_opened").exists()
    approvals.decide(Approval.objects.get(), approve=True, by=access.second_person(person))
    assert run("open-epoch", "--by", person.name, "--reason", "another reason").exit_code == 1
    assert run("open-epoch", "--by", person.name, "--reason", "the report is in the safe").exit_code == 0
    assert run("verify").exit_code == 0
    with transaction.atomic():
        assert Entry.objects.get(event="journal.epoch_opened").actor == person.name
