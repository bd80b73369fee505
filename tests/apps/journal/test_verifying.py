"""Verification finds what was done to the journal, names the first bad entry, and tells the kinds of fault apart."""

import shutil

import pytest
from django.db import connection

from saola.apps.journal import checkpoints, epochs, guards, queries, sealer, sealing, verifying
from saola.apps.journal.models import Detail, Entry
from saola.apps.journal.verifying import FaultKind, Verdict, verify
from saola.core.sealing import Frontier
from tests.factories import accounts
from tests.factories.journal import behind_the_back, entries, rechain, rewrite, seal

pytestmark = pytest.mark.django_db


def test_sealed_journal_holds_and_says_how_far_it_is_sealed(sealed_node):
    entries(5)
    seal()
    entries(2, start=5)
    report = verify()
    assert (report.verdict, report.entries, report.last_good, report.checkpoints) == (Verdict.HOLDS, 7, 5, 1)


def test_rewritten_entry_is_named_and_not_the_one_after(sealed_node):
    entries(6)
    rewrite(3, actor="somebody")
    report = verify()
    assert (report.verdict, report.first_bad) == (Verdict.ALTERED, 3)


def test_rechained_journal_holds_by_itself_and_is_caught_by_the_checkpoint(sealed_node):
    entries(4)
    seal()
    entries(4, start=4)
    seal()
    rechain(6, actor="somebody")
    assert [each.kind for each in verify().faults] == [FaultKind.FORK]
    report = verify()
    assert (report.verdict, report.first_bad, report.last_good) == (Verdict.FORK, 5, 4)
    for path in sealed_node.rglob("*.checkpoint"):
        path.unlink()
    assert verify().holds


def test_journal_rolled_back_with_its_own_checkpoints_is_caught_by_the_witness(sealed_node):
    outside = sealed_node / "outside"
    entries(3)
    seal(outside)
    shutil.copytree(sealed_node / "data", sealed_node / "yesterday")
    entries(3, start=3)
    seal(outside)
    behind_the_back("DELETE FROM journal_entry WHERE seq > 3")
    behind_the_back("DELETE FROM journal_detail WHERE seq > 3")
    shutil.rmtree(sealed_node / "data")
    shutil.copytree(sealed_node / "yesterday", sealed_node / "data")
    assert verify().holds
    report = verify(witness=outside)
    assert (report.verdict, report.first_bad, report.last_good) == (Verdict.MISSING, 4, 3)
    newest = max(outside.rglob("*.checkpoint"))
    assert verify(from_checkpoints=[newest]).verdict == Verdict.MISSING


def test_journal_that_grew_again_after_a_roll_back_is_a_fork(sealed_node):
    entries(6)
    seal()
    behind_the_back("DELETE FROM journal_entry WHERE seq > 3")
    behind_the_back("DELETE FROM journal_detail WHERE seq > 3")
    entries(6, start=90)
    assert verify().verdict == Verdict.FORK


def test_words_that_outlive_their_entry_show_that_it_is_gone(sealed_node):
    entries(4)
    behind_the_back("DELETE FROM journal_entry WHERE seq = 4")
    report = verify()
    assert (report.verdict, report.first_bad) == (Verdict.MISSING, 4)


def test_checkpoint_with_a_changed_byte_is_a_bad_signature(sealed_node):
    entries(2)
    seal()
    path = next(sealed_node.rglob("*.checkpoint"))
    changed = bytearray(path.read_bytes())
    changed[-10] ^= 1
    path.chmod(0o600)
    path.write_bytes(changed)
    report = verify()
    assert (report.verdict, report.first_bad, report.last_good) == (Verdict.SIGNATURE, None, 0)


def test_checkpoints_of_another_node_do_not_count_for_this_one(sealed_node, settings, tmp_path_factory):
    entries(2)
    seal()
    theirs = sealer.public_key()
    settings.DATA_FOLDER, settings.KEYS_FOLDER = (
        tmp_path_factory.mktemp("other"),
        tmp_path_factory.mktemp("keys"),
    )
    sealer.make_key()
    assert verify(witness=sealed_node).verdict == Verdict.SIGNATURE
    assert verify(witness=sealed_node, key=theirs).verdict == Verdict.HOLDS


def test_checkpoints_without_a_public_key_cannot_be_believed(sealed_node, settings):
    entries(2)
    seal()
    sealer.public_key_file().unlink()
    (settings.KEYS_FOLDER / sealer.KEY).unlink()
    assert verify().verdict == Verdict.SIGNATURE


def test_missing_folder_is_not_taken_for_an_empty_one(sealed_node):
    with pytest.raises(FileNotFoundError):
        verify(witness=sealed_node / "nowhere")


def test_long_journal_is_walked_in_stretches_that_join(sealed_node, monkeypatch):
    monkeypatch.setattr("saola.apps.journal.stretches.LENGTH", 4)
    entries(5)
    seal()
    entries(6, start=5)
    seal()
    entries(6, start=11)
    assert verify().holds
    assert verify().last_good == 11
    rewrite(8, actor="somebody")
    assert verify().first_bad == 8
    rewrite(9, actor="somebody")
    assert verify().first_bad == 8


@pytest.mark.parametrize("seq", range(1, 10))
def test_missing_entry_is_named_wherever_it_stood_in_its_stretch(sealed_node, monkeypatch, seq):
    monkeypatch.setattr("saola.apps.journal.stretches.LENGTH", 4)
    entries(10)
    behind_the_back("DELETE FROM journal_entry WHERE seq = %s", [seq])
    behind_the_back("DELETE FROM journal_detail WHERE seq = %s", [seq])
    report = verify()
    assert (report.verdict, report.first_bad) == (Verdict.MISSING, seq)


def test_failure_freezes_until_a_new_epoch_is_opened_with_a_reason(sealed_node):
    entries(4)
    seal()
    assert queries.frozen() is None
    rewrite(2, actor="somebody")
    report = verify()
    assert sealing.note_verification(report).event == "journal.failed"
    assert queries.frozen() is not None
    assert sealing.note_verification(verify()) is None, "the same failure is told once"

    opened = sealing.open_epoch(
        verify(), by=accounts.person("administrator"), reason="the report is in the safe"
    )
    assert queries.frozen() is None
    assert epochs.current() == epochs.Epoch(2, opened.seq, opened.facts)
    after = verify()
    assert (after.verdict, after.epoch) == (Verdict.HOLDS, 2)
    assert [fault.seq for fault in after.known] == [2]

    seal()
    entries(3, start=4)
    seal()
    assert verify().last_good == 4
    rewrite(3, actor="somebody")
    assert verify().first_bad == 2, "a further change of the old entries is not a known one"


def test_epoch_that_the_sealer_did_not_sign_makes_no_fault_known(sealed_node):
    entries(4)
    rewrite(2, actor="somebody")
    report = verify()
    opened = sealing.open_epoch(report, by=None, reason="x")
    assert verify().holds
    rewrite(opened.seq, facts={**opened.facts, "signature": "00" * 64})
    assert not verify().holds


def test_epoch_is_not_opened_where_nothing_failed(sealed_node):
    entries(1)
    with pytest.raises(sealing.NothingFailedError):
        sealing.open_epoch(verify(), by=None, reason="x")


def test_epoch_is_not_opened_over_an_old_report(sealed_node):
    entries(3)
    rewrite(2, actor="somebody")
    report = verify()
    entries(1, start=3)
    with pytest.raises(sealing.NothingFailedError, match="verify it again"):
        sealing.open_epoch(report, by=None, reason="x")


def test_erased_words_are_no_fault_and_words_that_vanish_are(sealed_node):
    from saola.apps.journal import actions

    entries(4)
    assert actions.erase_details(1, 2, by=None, reason="the time is over") == 2
    assert verify().holds
    assert set(Detail.objects.values_list("seq", flat=True)) == {3, 4, 5}
    behind_the_back("DELETE FROM journal_detail WHERE seq = 4")
    assert (verify().verdict, verify().first_bad) == (Verdict.MISSING, 4)


def test_sealer_signs_what_came_and_takes_up_where_it_stood(sealed_node):
    entries(3)
    follower = sealing.Sealing()
    assert follower.waiting() == (3, False)
    assert follower.seal().size == 3
    assert follower.seal() is None
    entries(2, start=3)
    again = sealing.Sealing()
    assert again.waiting() == (2, False)
    checkpoint = again.seal()
    tree = Frontier()
    for digest in Entry.objects.order_by("seq").values_list("digest", flat=True):
        tree.push(bytes.fromhex(digest))
    assert (checkpoint.size, checkpoint.root) == (5, tree.root())
    assert checkpoints.newest().checkpoint == checkpoint
    assert checkpoints.of_size(1, 3).checkpoint.size == 3


def test_sealer_signs_nothing_on_top_of_a_changed_journal(sealed_node):
    entries(3)
    follower = seal()
    entries(3, start=3)
    rewrite(5, actor="somebody")
    with pytest.raises(sealing.UnsealableError, match="5"):
        follower.seal()
    rechain(2, actor="somebody")
    with pytest.raises(sealing.UnsealableError, match="first 3"):
        sealing.Sealing()


def test_sealer_signs_nothing_over_a_journal_that_became_shorter(sealed_node):
    entries(3)
    follower = seal()
    behind_the_back("DELETE FROM journal_entry WHERE seq = 3")
    with pytest.raises(sealing.UnsealableError, match="ends at entry 2"):
        follower.seal()


def test_outside_folder_that_cannot_be_reached_stops_nothing(sealed_node, caplog):
    entries(2)
    (sealed_node / "unplugged").write_text("a file where a folder should be")
    assert seal(sealed_node / "unplugged") is not None
    assert checkpoints.last_outside() is None
    assert "could not be copied" in caplog.text
    seal_again = sealing.Sealing(outside=sealed_node / "outside")
    entries(1, start=2)
    seal_again.seal()
    assert checkpoints.last_outside()[0] == 3


def test_signing_key_is_made_once_and_read_by_its_owner_only(sealed_node, settings):
    path = settings.KEYS_FOLDER / sealer.KEY
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o777 == 0o700
    before = path.read_bytes()
    assert not sealer.make_key()
    assert path.read_bytes() == before


def test_lost_signing_key_is_not_silently_replaced(sealed_node, settings):
    (settings.KEYS_FOLDER / sealer.KEY).unlink()
    with pytest.raises(sealer.SealerKeyError, match="safe copy"):
        sealer.make_key()


def test_guards_come_back_with_the_next_migration(sealed_node):
    behind_the_back("SELECT 1")
    assert guards.missing(connection)
    guards.install(connection)
    assert guards.missing(connection) == []


def test_gravest_kind_of_fault_gives_the_verdict():
    faults = tuple(
        verifying.Fault(1, kind) for kind in (FaultKind.SIGNATURE, FaultKind.FORK, FaultKind.MISSING)
    )
    report = verifying.Report(1, 1, "", "", faults)
    assert report.verdict == Verdict.MISSING
