"""Making a bundle: what may leave, in which order it is written, and what is signed."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saola.apps.accounts import approvals, policy
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.apps.journal import sealer
from saola.apps.journal.queries import frozen
from saola.core.custody import Discrepancy
from saola.core.sealing import manifest

from .. import store
from ..actions.entering import state_of
from ..actions.taking_in import plain_name
from ..models import CourtBundle, CustodyEvent, Derivative, Exhibit, SealedFile
from ..proving import faults_in
from . import paper, tables
from .outlet import Folder, Outlet, Zip
from .proofs import prove
from .verifying import INSTRUCTIONS

CONTEXT = "saola court bundle 1"
ACTION = "court.export"


class MayNotLeaveError(ValueError):
    """An exhibit may not go before a court, or not yet. ``reasons`` says for each number why."""

    def __init__(self, reasons: dict[str, Any]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class AlteredFileError(ValueError):
    """A sealed file is not what was sealed. Nothing was made; bring the file back from a backup by its digest."""


class AlteredCustodyError(ValueError):
    """An entry of custody is not what was signed. Nothing was made; see ``saola evidence verify``."""


class JournalFrozenError(ValueError):
    """The journal did not verify. Nothing leaves for a court until that is settled."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sealed file that stays here, and why."""

    file: int
    reason: str


def asked(exhibits: Sequence[Exhibit], *, purpose: str, withheld: Sequence[Withheld]) -> dict[str, Any]:
    """What the second person approves, to the letter: these exhibits as they are now, without these files."""
    return {
        "bundle": ", ".join(f"{each.number} ({each.version})" for each in exhibits),
        "exhibits": [each.number for each in exhibits],
        "purpose": purpose.strip(),
        "withheld": [f"{each.file} {each.reason.strip()}" for each in withheld],
    }


@transaction.atomic
def make(
    exhibits: Sequence[Exhibit], *, purpose: str, by: Any, withheld: Sequence[Withheld] = ()
) -> CourtBundle:
    """Make a bundle as a zip in the store, once a second person approved exactly this.

    Raises ``approvals.NeedsApprovalError``, ``MayNotLeaveError``, ``AlteredFileError``, ``JournalFrozenError``.
    """
    _refuse(exhibits, by=by, purpose=purpose)
    approvals.spend(ACTION, asked(exhibits, purpose=purpose, withheld=withheld), by=by)
    with tempfile.TemporaryFile(dir=store.folder()) as file:
        outlet = Zip(file)
        digest = _fill(outlet, exhibits, withheld, purpose, by)
        outlet.finish()
        file.seek(0)
        sealed = store.keep(file, most=store.MOST_BYTES * 4)
    return _record(exhibits, outlet, digest, purpose, withheld, by, archive=sealed.sha256)


@transaction.atomic
def write(
    exhibits: Sequence[Exhibit], out: Path, *, purpose: str, by: Any = None, withheld: Sequence[Withheld] = ()
) -> CourtBundle:
    """Write a bundle to ``out``: a zip where the name ends so, otherwise a folder that is not there yet.

    For the command line of the node, whose owner holds the files anyway. Raises as ``make`` does, and ``OSError``.
    """
    if by is not None:
        _refuse(exhibits, by=by, purpose=purpose)
    if out.suffix.lower() == ".zip":
        unfinished = out.with_name(f".{out.name}.unfinished-{os.getpid()}")
        try:
            with unfinished.open("xb") as file:
                outlet: Any = Zip(file)
                digest = _fill(outlet, exhibits, withheld, purpose, by)
                outlet.finish()
            unfinished.rename(out)
        finally:
            unfinished.unlink(missing_ok=True)
    else:
        outlet = Folder(out)
        try:
            digest = _fill(outlet, exhibits, withheld, purpose, by)
            outlet.finish()
        except BaseException:
            outlet.give_up()
            raise
    return _record(exhibits, outlet, digest, purpose, withheld, by)


def _refuse(exhibits: Sequence[Exhibit], *, by: Any, purpose: str) -> None:
    policy.require(by, Permission.EVIDENCE_EXPORT)
    circumstances = {"purpose": purpose, "leaves": "court"}
    decisions = {
        each.number: policy.decide(by, Permission.EVIDENCE_EXPORT, each, circumstances) for each in exhibits
    }
    barred = {number: decision.why for number, decision in decisions.items() if not decision}
    if barred:
        raise MayNotLeaveError(barred)


def _fill(
    outlet: Outlet, exhibits: Sequence[Exhibit], withheld: Sequence[Withheld], purpose: str, by: Any
) -> str:
    """Write everything; returns the SHA-256 of the manifest."""
    if frozen() is not None:
        raise JournalFrozenError("the journal did not verify")
    reasons = {each.file: each.reason for each in withheld}
    files = list(SealedFile.objects.filter(exhibit__in=exhibits).select_related("exhibit", "sealed_by"))
    events = _events(exhibits)
    if altered := list(faults_in(events)):
        raise AlteredCustodyError(f"{altered[0].exhibit} entry {altered[0].entry}")
    discrepancies = _discrepancies(exhibits)
    key = sealer.public_key_pem()
    kept_back = [(file, reasons[file.pk]) for file in files if file.pk in reasons]
    given = list(_originals(outlet, [file for file in files if file.pk not in reasons]))
    outlet.add("files.csv", [tables.files(given)])
    outlet.add("withheld.csv", [tables.withheld(kept_back)])
    table = outlet.add("custody.csv", [tables.custody(events)])
    outlet.add("discrepancies.csv", [tables.discrepancies(discrepancies)])
    for event in events:
        outlet.add(f"custody/{event.exhibit.number}-{event.number:04d}.json", [event.content()])
    _proofs(outlet, events)
    statement = paper.Statement(
        exhibits,
        events,
        discrepancies,
        given,
        kept_back,
        purpose,
        _fingerprint(key),
        table.sha256,
        by.full_name if by else _("The node itself"),
        timezone.now(),
    )
    outlet.add("custody.pdf", [paper.custody_pdf(statement)])
    outlet.add("node.pem", [key])
    outlet.add("VERIFY.txt", [INSTRUCTIONS.format(fingerprint=_fingerprint(key)).encode()])
    return _sign(outlet)


def _sign(outlet: Outlet) -> str:
    """The manifest and the list of hashes, each under its signature. The list also holds the manifest."""
    listed = manifest(CONTEXT, outlet.items)
    text = listed.as_bytes()
    own = outlet.add("manifest.txt", [text], is_listed=False)
    hashes = listed.hash_list() + f"{own.sha256}  manifest.txt\n".encode()
    outlet.add("hashes.txt", [hashes], is_listed=False)
    outlet.add("manifest.sig", [sealer.sign(text)], is_listed=False)
    outlet.add("hashes.sig", [sealer.sign(hashes)], is_listed=False)
    return own.sha256


def _originals(outlet: Outlet, files: Iterable[SealedFile]) -> Iterator[tuple[SealedFile, str]]:
    for place, file in enumerate(files, 1):
        path = f"originals/{file.exhibit.number}/{place:04d}-{plain_name(file.kept_name)}"
        _copy(outlet, path, file.sha256)
        yield file, path
        for number, derived in enumerate(file.derivatives.all(), 1):
            _copy(
                outlet,
                f"derivatives/{file.exhibit.number}/{place:04d}-{number}{_ending(derived)}",
                derived.sha256,
            )


def _copy(outlet: Outlet, path: str, sha256: str) -> None:
    """A sealed file into the bundle. What left is what was sealed, or nothing leaves."""
    try:
        with store.open_sealed(sha256) as kept:
            item = outlet.add(path, iter(lambda: kept.read(store.PIECE), b""))
    except store.MissingFileError as error:
        raise AlteredFileError(sha256) from error
    if item.sha256 != sha256:
        raise AlteredFileError(sha256)


def _ending(derived: Derivative) -> str:
    return {"image/jpeg": ".jpg", "image/png": ".png"}.get(derived.media_type, ".bin")


def _events(exhibits: Sequence[Exhibit]) -> list[CustodyEvent]:
    """The custody of each exhibit, and the entries by which it was taken from another."""
    own = CustodyEvent.objects.filter(exhibit__in=exhibits)
    parents = [each.parent_id for each in exhibits if each.parent_id]
    made = CustodyEvent.objects.filter(exhibit__in=parents, kind__in=["taken_in", "split", "sampled"])
    return list((own | made).distinct().select_related("exhibit", "by").order_by("root_id", "number"))


def _discrepancies(exhibits: Sequence[Exhibit]) -> list[Discrepancy]:
    return [found for each in exhibits for found in state_of(each).of(each.number)]


def _proofs(outlet: Outlet, events: Sequence[CustodyEvent]) -> None:
    notes, proofs = prove(event.journal_seq for event in events)
    for number, note in notes.items():
        outlet.add(f"journal/checkpoint-{number}.txt", [note])
    for proof in proofs:
        outlet.add(f"journal/{proof.seq:012d}.entry", [proof.content])
        outlet.add(f"journal/{proof.seq:012d}.proof.json", [proof.as_json()])


def _record(
    exhibits: Sequence[Exhibit],
    outlet: Any,
    digest: str,
    purpose: str,
    withheld: Sequence[Withheld],
    by: Any,
    archive: str = "",
) -> CourtBundle:
    bundle = CourtBundle.objects.create(
        made_at=timezone.now(),
        made_by=by,
        purpose=purpose.strip(),
        manifest=digest,
        files=len(outlet.items),
        withheld=[{"file": each.file, "reason": each.reason} for each in withheld],
        archive=archive,
    )
    bundle.exhibits.set(exhibits)
    journal.write(
        "bundle.made", by=by, about=bundle, exhibits=len(exhibits), files=len(outlet.items), digest=digest
    )
    return bundle


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()


@approvals.carries_out(ACTION)
def carry_out(parameters: dict[str, Any], by: Person) -> CourtBundle:
    """Make the bundle that was approved. It does not fit any more when an exhibit changed since."""
    seen = Exhibit.objects.visible_to(by).filter(number__in=parameters["exhibits"])
    known = {each.number: each for each in seen}
    if set(known) != set(parameters["exhibits"]):
        raise ValueError("an exhibit of the bundle is not there any more")
    parts = (each.partition(" ") for each in parameters["withheld"])
    withheld = [Withheld(int(file), reason) for file, _space, reason in parts]
    exhibits = [known[number] for number in parameters["exhibits"]]
    return make(exhibits, purpose=parameters["purpose"], by=by, withheld=withheld)
