"""``saola journal``: prove the record, seal it, and read what only the auditor may."""

import json
import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

import click

from .speaking import json_option, refuse, say, show

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def journal() -> None:
    """Prove that nobody changed the record."""


@journal.command()
@click.option(
    "--from-checkpoint", "files", type=_FILE, multiple=True, help="A checkpoint kept elsewhere; may repeat."
)
@click.option("--witness", type=_FOLDER, help="A folder of checkpoints kept elsewhere.")
@click.option("--key", type=_FILE, help="The public key to trust, instead of the one that lies on this node.")
@click.option(
    "--without-entry", is_flag=True, help="Only look: do not write in the journal that it was verified."
)
@json_option
def verify(
    files: tuple[Path, ...], witness: Path | None, key: Path | None, without_entry: bool, as_json: bool
) -> None:
    """Recompute the whole journal and compare it with every checkpoint.

    Leaves with 0 when it holds, 2 when an entry was altered or moved, 3 when entries are missing, 4 when it was
    rewritten after it was sealed, 5 when a signature is bad.
    """
    from django.conf import settings

    from saola.apps.journal import sealer, verifying

    outside = witness or settings.WITNESS_FOLDER
    if outside is not None and not outside.is_dir():
        say(f"The folder {outside} cannot be reached; what lies there was not compared.")
        outside = None
    try:
        trusted = sealer.raw(key.read_bytes()) if key else None
    except sealer.SealerKeyError as fault:
        refuse(str(fault))
    start = time.perf_counter()
    report = verifying.verify(
        from_checkpoints=files, witness=outside, key=trusted, processes=min(os.cpu_count() or 1, 4)
    )
    _tell(report, time.perf_counter() - start)
    if as_json:
        show(_facts(report))
    if not without_entry:
        _note(report)
    sys.exit(int(report.verdict))


def _tell(report, seconds: float) -> None:
    words = {
        "altered": "was altered",
        "reordered": "is not in its place",
        "missing": "is missing",
        "fork": "and what follows were rewritten after they were sealed",
    }
    for fault in report.faults[:20]:
        if fault.kind == "signature":
            say(f"The checkpoint {fault.file} does not bear the signature of this node.")
        else:
            say(f"Entry {fault.seq} {words[fault.kind]}{f' ({fault.file})' if fault.file else ''}.")
    if len(report.faults) > 20:
        say(f"{len(report.faults) - 20} further faults are not listed here; --json lists them.")
    for fault in report.known[:20]:
        say(f"Known since a new epoch was opened: entry {fault.seq} {words.get(fault.kind, fault.kind)}.")
    if report.unguarded:
        say("The database no longer refuses changes of the journal by itself; `saola init` puts that right.")
    speed = f"{report.entries / seconds:,.0f} entries a second" if report.entries > 1000 else ""
    say(f"{report.entries} entries, {report.checkpoints} checkpoints{', ' + speed if speed else ''}.")
    if report.holds:
        say(f"The journal holds; it is sealed up to entry {report.last_good} of epoch {report.epoch}.")
    else:
        first = f"; the first bad entry is {report.first_bad}" if report.first_bad else ""
        say(f"The journal does NOT hold{first}; the last good checkpoint is of {report.last_good} entries.")
        say("Nothing was repaired. Keep this node as it is, copy it whole, and call your security officer.")


def _facts(report) -> dict:
    def listed(faults):
        return [{"seq": fault.seq, "kind": fault.kind.value, "file": fault.file} for fault in faults]

    return {
        "holds": report.holds,
        "code": int(report.verdict),
        "entries": report.entries,
        "epoch": report.epoch,
        "head": report.head,
        "checkpoints": report.checkpoints,
        "last_good": report.last_good,
        "first_bad": report.first_bad,
        "guarded": not report.unguarded,
        "faults": listed(report.faults),
        "known": listed(report.known),
    }


def _note(report) -> None:
    from django.db import DatabaseError

    from saola.apps.journal import sealing

    try:
        sealing.note_verification(report)
    except DatabaseError as fault:  # a journal that cannot be written any more must still be judged
        say(f"That the journal was verified could not be written in it: {fault}")


@journal.command()
@click.argument("seq", type=int)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the proof here.")
def prove(seq: int, out: Path | None) -> None:
    """Write a proof that entry SEQ is in the journal, which anyone can check without this node."""
    from saola.apps.journal import proofs, sealer

    try:
        (proof,) = proofs.prove([seq])
    except (proofs.UnprovableError, sealer.SealerKeyError) as fault:
        refuse(str(fault))
    _hand_over(proof, out)


@journal.command("prove-consistency")
@click.argument("old", type=int)
@click.argument("size", type=int)
@click.option("--epoch", type=int, help="Of an earlier epoch; else of the present one.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the proof here.")
def prove_consistency(old: int, size: int, epoch: int | None, out: Path | None) -> None:
    """Write a proof that the first OLD entries are unchanged in the journal of SIZE entries."""
    from saola.apps.journal import proofs, sealer

    try:
        proof = proofs.prove_growth(old, size, epoch)
    except (proofs.UnprovableError, sealer.SealerKeyError) as fault:
        refuse(str(fault))
    _hand_over(proof, out)


def _hand_over(proof: dict, out: Path | None) -> None:
    if out is None:
        show(proof)
    else:
        out.write_text(json.dumps(proof, indent=2) + "\n")
        say(f"The proof is in {out}.")


@journal.command()
@click.option("--once", is_flag=True, help="Seal what is there, and leave.")
def seal(once: bool) -> None:
    """Sign how far the journal came, every minute or thousand entries. ``serve`` starts one of these by itself."""
    from saola.apps.journal import sealer, sealing

    try:
        sealer.make_key()
        sealing_ = sealing.Sealing()
        if once:
            _tell_sealed(sealing_.seal())
        else:
            _keep_sealing(sealing_)
    except sealing.UnsealableError as fault:
        from saola.apps.journal import verifying

        sealing.note_verification(verifying.verify())
        say("Nothing was signed, and what was found stands in the journal. Run `saola journal verify`.")
        refuse(str(fault))
    except sealer.SealerKeyError as fault:
        refuse(str(fault))


def _keep_sealing(sealing_) -> None:
    from django.db import OperationalError, close_old_connections

    from saola.apps.journal.sealing import EVERY_ENTRIES, EVERY_SECONDS

    _listen()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _tell_sealed(sealing_.seal())
    sealed_at = time.monotonic()
    while True:
        time.sleep(1)
        close_old_connections()
        try:
            waiting, is_urgent = sealing_.waiting()
            is_due = waiting and time.monotonic() - sealed_at >= EVERY_SECONDS
            if is_due or is_urgent or waiting >= EVERY_ENTRIES:
                sealing_.seal()
                sealed_at = time.monotonic()
        except OperationalError as fault:  # the database is busy or away for a while
            say(f"The journal could not be read just now, and will be again: {fault}")


def _listen() -> None:
    """Where this user alone may read the key, sign for the rest of the node what it may ask for."""
    from django.conf import settings

    from saola.apps.journal import signer

    if settings.SIGNER is not None:
        signer.listen(settings.SIGNER, say)
        say(f"The rest of the node may ask for signatures at {settings.SIGNER}.")


def _tell_sealed(checkpoint) -> None:
    if checkpoint is None:
        say("Nothing came since the last checkpoint.")
    else:
        say(f"Sealed: {checkpoint.size} entries of {checkpoint.origin}.")


@journal.command()
@click.argument("seq", type=int)
@click.option(
    "--identity", type=_FILE, required=True, help="The auditor's age identity; it should not stay here."
)
def read(seq: int, identity: Path) -> None:
    """Read the words that are sealed beside entry SEQ, with the auditor's key."""
    from saola.apps.journal import beside
    from saola.apps.journal.models import Entry

    entry = Entry.objects.filter(seq=seq).first()
    if entry is None:
        refuse(f"There is no entry {seq} in the journal.")
    secrets = [line for line in identity.read_text().splitlines() if line and not line.startswith("#")]
    try:
        show(beside.unseal(entry, secrets[0] if secrets else "") if beside.is_sealed(entry) else entry.detail)
    except (beside.AuditorKeyError, LookupError) as fault:
        refuse(str(fault))


@journal.command()
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today.")
@json_option
def watch(day: datetime | None, as_json: bool) -> None:
    """Go through a day of the journal for what looks like misuse. The auditor finds it under Access, Alerts.

    It is safe to repeat: what was noticed before is not noticed again.
    """
    from django.utils import timezone

    from saola.apps.accounts import misuse

    evening = day and timezone.make_aware(day.replace(hour=23, minute=59, second=59, microsecond=999000))
    raised = len(misuse.watch(evening))
    say(f"{raised} things to look at were noticed; the auditor finds them under Access, Alerts.")
    if as_json:
        show({"alerts": raised})


@journal.command("open-epoch")
@click.option("--by", required=True, help="The sign-in name of who asks for it.")
@click.option("--reason", required=True, help="What happened, and where the report is.")
def open_epoch(by: str, reason: str) -> None:
    """After a failure: leave what was found as it is, and begin a new epoch that commits to it.

    Somebody of another agency approves it: the first run asks, the next opens the epoch.
    """
    from saola.apps.journal import sealer, sealing, verifying

    from . import second_person

    person, report = second_person.named(by), verifying.verify()
    asked = {"epoch": report.epoch + 1, "faults": verifying.faults_digest(report.faults), "reason": reason}
    try:
        with second_person.approved("journal.open_epoch", asked, by=person, reason=reason):
            entry = sealing.open_epoch(report, by=person, reason=reason)
    except (sealing.NothingFailedError, sealer.SealerKeyError) as fault:
        refuse(str(fault))
    say(
        f"Epoch {entry.facts['epoch']} begins with entry {entry.seq}. The faults before it stay, and stay known."
    )


COMMANDS = [journal]
