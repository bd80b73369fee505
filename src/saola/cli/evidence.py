"""``saola evidence``: bundles for courts, files hashed again, orphans removed."""

import sys
from pathlib import Path

import click

from .speaking import json_option, refuse, say, show


@click.group()
def evidence() -> None:
    """Hash sealed files again, clear the store of orphans, make bundles for courts."""


@evidence.command()
@click.option("--all", "is_whole", is_flag=True, help="Every file, not only the thirtieth whose turn it is.")
@json_option
def rehash(is_whole: bool, as_json: bool) -> None:
    """Hash the sealed files whose turn it is tonight; leave with 1 when one is altered or missing.

    Run it every night: every file is then read at least once a month.
    """
    from django.utils import timezone

    from saola.apps.evidence.actions import keeping
    from saola.apps.evidence.store_key import StoreKeyError

    part = None if is_whole else timezone.localdate().toordinal() % keeping.ROUNDS
    try:
        read, altered = keeping.rehash(part=part)
    except StoreKeyError as missing:
        refuse(f"{missing} No file was judged.")
    for file in altered:
        say(
            f"{file.exhibit.number}: {file.kept_name} is not what was sealed. Bring {file.sha256} back from a backup."
        )
    say(f"{read} files hashed again; {len(altered)} differ.")
    if as_json:
        show({"files": read, "altered": [file.sha256 for file in altered]})
    sys.exit(1 if altered else 0)


@evidence.command()
@json_option
def verify(as_json: bool) -> None:
    """Hold every entry of custody to its digest and to the journal; leave with 1 when one was changed or removed.

    It says nothing about the journal itself; that is `saola journal verify`.
    """
    from django.db import connection

    from saola.apps.evidence import guards, proving

    entries, faults = proving.verify()
    if unguarded := bool(guards.missing(connection)):
        say("The database no longer refuses changes of custody by itself; `saola migrate` puts that right.")
    for fault in faults:
        say(f"{fault.exhibit}, entry {fault.entry or '–'}: {fault.kind.value.replace('_', ' ')}.")
    say(f"{entries} entries of custody; they {'do NOT hold' if faults else 'hold'}.")
    if as_json:
        told = [{"exhibit": each.exhibit, "entry": each.entry, "kind": each.kind.value} for each in faults]
        show({"entries": entries, "holds": not faults, "guarded": not unguarded, "faults": told})
    sys.exit(1 if faults else 0)


@evidence.command()
@json_option
def sweep(as_json: bool) -> None:
    """Remove files that no record has named for a day. They are left where a power cut came between file and row."""
    from saola.apps.evidence.actions import keeping

    swept = keeping.sweep()
    say(f"{len(swept)} files without a record were removed.")
    if as_json:
        show({"removed": swept})


@evidence.command()
@click.argument("exhibits", nargs=-1, required=True, metavar="EXHIBIT...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="A folder that is not there yet, or a name that ends with .zip.",
)
@click.option("--purpose", required=True, help="For which proceedings.")
@click.option(
    "--withhold", multiple=True, help="SHA-256=REASON of a sealed file that stays here; repeatable."
)
@click.option("--by", required=True, metavar="NAME", help="The sign-in name of who answers for the bundle.")
@json_option
def bundle(
    exhibits: tuple[str, ...], out: Path, purpose: str, withhold: tuple[str, ...], by: str, as_json: bool
) -> None:
    """Make a court bundle of EXHIBITs, to be checked with sha256sum and openssl alone.

    A second person approves exactly this bundle on the pages, as for one that is made there: the first time the
    command asks for that, and once it is approved the same command makes the bundle. The journal is verified first.
    """
    from django.core.exceptions import PermissionDenied

    from saola.apps.accounts import approvals
    from saola.apps.accounts.models import Person
    from saola.apps.evidence import bundling, store_key
    from saola.apps.evidence.models import Exhibit
    from saola.apps.journal.sealer import SealerKeyError
    from saola.apps.quarantine.pdf import NotTypesetError

    person = Person.objects.filter(name=by, is_active=True).first()
    if person is None:
        refuse(f"Nobody signs in as {by}. Nothing was made.")

    known = {
        each.number: each for each in Exhibit.objects.filter(number__in=exhibits).select_related("incident")
    }
    if missing := [number for number in exhibits if number not in known]:
        refuse(f"There is no exhibit {', '.join(missing)}. Nothing was made.")
    if out.exists():
        refuse(f"{out} is there already and was left as it is. Choose another name.")
    chosen = [known[number] for number in dict.fromkeys(exhibits)]
    withheld = _withheld(chosen, withhold)
    try:
        made = bundling.write(chosen, out, purpose=purpose, by=person, withheld=withheld)
    except approvals.NeedsApprovalError as needed:
        asked = approvals.ask(needed.action, needed.parameters, by=person, reason=purpose)
        refuse(
            f"A second person must approve exactly this bundle; request {asked.pk} waits for them under Approvals. "
            "When it is approved, run the same command again. Nothing was made."
        )
    except PermissionDenied:
        refuse(f"{by} may not make bundles. Nothing was made.")
    except bundling.MayNotLeaveError as barred:
        for number, why in barred.reasons.items():
            say(f"{number}: {why}")
        refuse("Nothing was made.")
    except bundling.AlteredFileError as altered:
        refuse(
            f"The sealed file {altered} is not what was sealed. Bring it back from a backup. Nothing was made."
        )
    except bundling.AlteredCustodyError as altered:
        refuse(f"{altered} is not what was signed. See `saola evidence verify`. Nothing was made.")
    except bundling.NotSealedYetError as early:
        refuse(f"{early} Nothing was made.")
    except bundling.JournalFrozenError:
        refuse(
            "The journal does not verify, so nothing leaves. See `saola journal verify`. Nothing was made."
        )
    except (SealerKeyError, NotTypesetError, store_key.StoreKeyError) as trouble:
        refuse(f"{trouble} Nothing was made.")
    except OSError as error:
        refuse(f"{out} cannot be written: {error.strerror}. Nothing was made.")
    say(
        f"{made.files} files are in {out}. SHA-256 of the manifest: {made.manifest}. VERIFY.txt says how to check."
    )
    if as_json:
        show({"out": str(out), "files": made.files, "manifest": made.manifest, "withheld": made.withheld})


@evidence.command()
@click.option(
    "--identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The offline key of backups, where the key of the store is lost.",
)
@json_option
def rekey(identity: Path | None, as_json: bool) -> None:
    """Make a new key of the store and close every sealed file to it. The files themselves stay as they lie.

    Do so when the key may be known to others, when it was lost, or after SAOLA_BACKUP_RECIPIENT changed. It can be
    run again where it broke off.
    """
    from saola.apps.evidence import rekeying, store_key

    try:
        files = rekeying.rekey(store_key.read(identity) if identity else ())
    except store_key.StoreKeyError as trouble:
        refuse(str(trouble))
    except OSError as trouble:
        refuse(f"{trouble}. What was not closed anew can still be read with the key before.")
    say(f"{files} files were closed to a new key. Keep a copy of {store_key.path()} off this machine.")
    if as_json:
        show({"files": files, "key": str(store_key.path())})


def _withheld(exhibits: list, words: tuple[str, ...]) -> list:
    from saola.apps.evidence.bundling import Withheld
    from saola.apps.evidence.models import SealedFile

    found = []
    for word in words:
        digest, _sign, reason = word.partition("=")
        file = SealedFile.objects.filter(exhibit__in=exhibits, sha256=digest).first()
        if file is None or not reason.strip():
            refuse(f"“{word}” is not SHA-256=REASON of a sealed file of these exhibits. Nothing was made.")
        found.append(Withheld(file.pk, reason.strip()))
    return found


COMMANDS = [evidence]
