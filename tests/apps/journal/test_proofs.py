"""Proofs of the journal, checked by a verifier that shares no code with it, and by openssl."""

import base64
import json
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from saola.apps.journal import proofs, sealing
from saola.apps.journal.verifying import verify
from saola.core.sealing import read_note
from tests.core.sealing import independent_verifier as independent
from tests.factories.journal import behind_the_back, entries, rewrite, seal

pytestmark = pytest.mark.django_db


def verifier(proof):
    return load_pem_public_key(proof["public_key"].encode()).verify


@pytest.mark.parametrize("many", [1, 2, 7, 8, 13])
def test_proof_of_every_entry_convinces_the_second_verifier(sealed_node, many):
    entries(many)
    seal()
    for proof in proofs.prove(range(1, many + 1)):
        assert independent.check_proof(json.dumps(proof), verifier(proof))
        other = {**proof, "content": base64.b64encode(b"another entry").decode()}
        assert not independent.check_proof(json.dumps(other), verifier(proof))


def test_growth_is_proved_between_any_two_sizes(sealed_node):
    entries(4)
    seal()
    entries(7, start=4)
    seal()
    proof = proofs.prove_growth(4, 11)
    old, new = base64.b64decode(proof["old_root"]), base64.b64decode(proof["root"])
    steps = [bytes.fromhex(step) for step in proof["proof"]]
    assert independent.consistent(4, old, 11, new, steps)
    assert read_note(proof["old_checkpoint"].encode()).text.split("\n")[1] == "4"
    assert base64.b64encode(new).decode() in proof["checkpoint"]
    assert "checkpoint" not in proofs.prove_growth(4, 10)


def test_entry_that_is_not_sealed_yet_or_not_there_is_not_proved(sealed_node):
    entries(2)
    with pytest.raises(proofs.UnprovableError, match="no signed checkpoint"):
        proofs.prove([1])
    seal()
    entries(1, start=2)
    with pytest.raises(proofs.UnprovableError, match="not sealed yet"):
        proofs.prove([3])
    with pytest.raises(proofs.UnprovableError, match="no entry 9"):
        proofs.prove([9])
    for old, size in ((0, 1), (3, 2), (1, 9)):
        with pytest.raises(proofs.UnprovableError):
            proofs.prove_growth(old, size)


def test_changed_journal_proves_nothing(sealed_node):
    entries(3)
    seal()
    rewrite(2, actor="somebody")
    with pytest.raises(proofs.UnprovableError, match="not what was sealed"):
        proofs.prove([1])


def test_entries_of_two_epochs_are_proved_each_in_its_own_tree(sealed_node):
    entries(4)
    seal()
    behind_the_back("DELETE FROM journal_detail WHERE seq = 4")
    sealing.open_epoch(verify(), by=None, reason="x")
    entries(2, start=4)
    seal()
    old, new = proofs.prove([2, 6])
    assert (old["index"], new["index"]) == (1, 1)
    for proof in (old, new):
        assert independent.check_proof(json.dumps(proof), verifier(proof))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_signature_of_a_checkpoint_is_checked_with_openssl_alone(sealed_node, tmp_path):
    entries(3)
    seal()
    (proof,) = proofs.prove([1])
    text, line = proof["checkpoint"].split("\n\n", 1)
    (tmp_path / "text").write_text(text + "\n")
    (tmp_path / "signature").write_bytes(base64.b64decode(line.split(" ")[2])[4:])
    (tmp_path / "key.pem").write_text(proof["public_key"])
    command = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile signature"
    assert subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "text").write_text(text.replace("\n3\n", "\n4\n") + "\n")
    assert subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False).returncode != 0
