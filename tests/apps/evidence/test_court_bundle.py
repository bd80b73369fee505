"""A court bundle is checked with nothing but ``sha256sum`` and ``openssl``, and what changed shows.

One bit anywhere: tests/torture/test_torture_evidence.py (catalogue 13).
"""

import csv
import io
import json
import shutil
import subprocess
import zipfile

import pytest
from django.db import transaction

from saola.apps.accounts import approvals
from saola.apps.evidence import bundling, store
from saola.apps.evidence.actions import custody, taking_in
from saola.apps.evidence.bundling import Withheld
from saola.apps.evidence.models import CourtBundle
from saola.apps.journal import actions as journal
from saola.apps.journal import sealer
from tests.factories import accounts, bundles, evidence
from tests.factories.bundles import HAS_TOOLS, verifies

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("knowledge"),
    pytest.mark.skipif(not HAS_TOOLS, reason="openssl and sha256sum are not on this machine"),
]


@pytest.fixture(autouse=True)
def keys(store_folder, settings):
    settings.KEYS_FOLDER = store_folder / "keys"
    sealer.make_key()


@pytest.fixture
def case():
    """An exhibit with an open discrepancy and three files, and its custodian."""
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    for number in range(3):
        taking_in.seal_file(exhibit, io.BytesIO(b"picture %d" % number * 40), f"IMG {number}.jpg", by=by)
    custody.check(exhibit, seal="SL-OTHER", by=by)
    return exhibit, by


@pytest.fixture
def folder(case, tmp_path):
    out = tmp_path / "bundle"
    bundles.write([case[0]], out, by=case[1])
    return out


def test_a_bundle_is_verified_with_stock_tools(folder):
    assert verifies(folder)
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"VERIFY.txt", "custody.pdf", "custody.csv", "manifest.txt", "node.pem"} <= names
    assert sum(name.startswith("originals/") for name in names) == 3
    assert (folder / "custody.pdf").read_bytes().startswith(b"%PDF")


def test_the_commands_in_the_instructions_are_those_that_verify(folder):
    told = (folder / "VERIFY.txt").read_text()
    assert (
        "openssl pkeyutl -verify -pubin -inkey node.pem -rawin -in manifest.txt -sigfile manifest.sig" in told
    )
    assert "sha256sum --check --strict hashes.txt" in told
    fingerprint = subprocess.run(
        ["sha256sum", "node.pem"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.split()[0]
    assert fingerprint in told


@pytest.mark.parametrize("what", ["custody.csv", "originals", "manifest.txt", "hashes.sig", "node.pem"])
def test_a_missing_file_is_caught(folder, what):
    path = folder / what
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not verifies(folder)


def test_a_bundle_signed_with_another_key_has_another_fingerprint(
    folder, store_folder, tmp_path, case, settings
):
    before = (folder / "node.pem").read_bytes()
    settings.KEYS_FOLDER = store_folder / "other-keys"
    shutil.rmtree(store_folder / "checkpoints")
    sealer.make_key()
    bundles.write([case[0]], tmp_path / "forged", by=case[1])
    assert verifies(tmp_path / "forged")
    assert (tmp_path / "forged" / "node.pem").read_bytes() != before


def test_every_entry_of_custody_is_proved_by_the_journal(folder):
    """Independent of our own code: RFC 6962 from the files of the bundle alone."""
    import base64
    import hashlib

    rows = list(csv.DictReader((folder / "custody.csv").read_text("utf-8-sig").splitlines()))
    assert rows
    for row in rows:
        kept = (folder / "custody" / f"{row['exhibit']}-{int(row['entry']):04d}.json").read_bytes()
        assert hashlib.sha256(kept).hexdigest() == row["sha256"]
        name = f"{int(row['journal_entry']):012d}"
        entry = (folder / "journal" / f"{name}.entry").read_bytes()
        assert row["sha256"].encode() in entry
        proof = json.loads((folder / "journal" / f"{name}.proof.json").read_text())
        node, index, last = hashlib.sha256(b"\0" + entry).digest(), proof["index"], proof["size"] - 1
        for step in map(bytes.fromhex, proof["path"]):
            if index & 1 or index == last:
                node = hashlib.sha256(b"\1" + step + node).digest()
                while not index & 1 and index:
                    index, last = index >> 1, last >> 1
            else:
                node = hashlib.sha256(b"\1" + node + step).digest()
            index, last = index >> 1, last >> 1
        root = (folder / "journal" / proof["checkpoint"]).read_text().splitlines()[2]
        assert base64.b64encode(node).decode() == root


def test_what_does_not_agree_is_disclosed(folder):
    rows = list(csv.DictReader((folder / "discrepancies.csv").read_text("utf-8-sig").splitlines()))
    assert [row["kind"] for row in rows] == ["seal"]
    assert "SL-OTHER" in rows[0]["words"]


def test_what_is_withheld_is_listed_by_its_digest_alone(case, tmp_path):
    exhibit, by = case
    hidden = exhibit.files.first()
    out = tmp_path / "redacted"
    bundles.write([exhibit], out, by=by, withheld=[Withheld(hidden.pk, "shows an informant")])
    assert verifies(out)
    rows = list(csv.DictReader((out / "withheld.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["sha256"], row["reason"]) for row in rows] == [(hidden.sha256, "shows an informant")]
    given = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert b"picture 0" not in given
    assert hidden.kept_name.encode() not in given


def test_an_altered_original_does_not_leave(case, tmp_path):
    exhibit, by = case
    path = store.path_of(exhibit.files.first().sha256)
    path.chmod(0o600)
    path.write_bytes(b"another picture")
    with pytest.raises(bundling.AlteredFileError):
        bundles.write([exhibit], tmp_path / "b", by=by)
    assert not (tmp_path / "b").exists()
    assert not CourtBundle.objects.exists()


def test_nothing_leaves_while_the_journal_is_in_doubt(case, tmp_path):
    with transaction.atomic():
        journal.write("journal.failed", faults=1, first=3)
    with pytest.raises(bundling.JournalFrozenError):
        bundles.write([case[0]], tmp_path / "b", by=case[1])


def test_a_zip_holds_what_the_folder_holds(case, tmp_path):
    bundles.write([case[0]], tmp_path / "b.zip", by=case[1])
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    assert verifies(tmp_path / "unpacked")


def test_a_bundle_needs_a_second_person_and_is_made_once(case):
    exhibit, by = case
    with pytest.raises(approvals.NeedsApprovalError):
        bundling.make([exhibit], purpose="Case 7", by=by)
    parameters = bundling.asked([exhibit], purpose="Case 7", withheld=[])
    wanted = approvals.ask("court.export", parameters, by=by, reason="hearing on Monday")
    approvals.decide(wanted, approve=True, by=accounts.person("supervisor"))
    made = approvals.carry_out(wanted, by=by)
    with store.open_sealed(made.archive) as packed:
        assert zipfile.is_zipfile(packed)
    with pytest.raises(approvals.NeedsApprovalError):
        bundling.make([exhibit], purpose="Case 7", by=by)


def test_what_may_not_go_to_court_does_not(case):
    exhibit, by = case
    exhibit.handling = "H1"
    exhibit.save()
    with pytest.raises(bundling.MayNotLeaveError) as refused:
        bundling.make([exhibit], purpose="Case 7", by=by)
    assert list(refused.value.reasons) == [exhibit.number]
