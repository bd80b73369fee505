"""Making a bundle: what may leave, who approves it, and that the record holds before anything does."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from saola.apps.accounts import approvals, journal_tasks, policy
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.apps.journal.queries import frozen

from .. import store
from ..models import CourtBundle, Exhibit, SealedFile
from .filling import fill
from .outlet import Folder, PathZip, Zip
from .refusals import REFUSALS, JournalFrozenError, MayNotLeaveError, told

ACTION = "court.export"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sealed file that stays here, and why."""

    file: int
    reason: str


def asked(exhibits: Sequence[Exhibit], *, purpose: str, withheld: Sequence[Withheld]) -> dict[str, Any]:
    """What the second person approves, to the letter: these exhibits as they are now, without these files."""
    names = _file_names(withheld)
    return {
        "bundle": ", ".join(f"{each.number} ({each.version})" for each in exhibits),
        "exhibits": [each.number for each in exhibits],
        "purpose": purpose.strip(),
        "stays": [f"{names.get(each.file, each.file)}: {each.reason.strip()}" for each in withheld],
        "withheld": [f"{each.file} {each.reason.strip()}" for each in withheld],
    }


def _file_names(withheld: Sequence[Withheld]) -> dict[int, str]:
    files = SealedFile.objects.filter(pk__in=[each.file for each in withheld]).select_related("exhibit")
    return {file.pk: f"{file.exhibit.number} {file.kept_name}" for file in files}


def make(
    exhibits: Sequence[Exhibit], *, purpose: str, by: Person, withheld: Sequence[Withheld] = ()
) -> CourtBundle:
    """Make a bundle as a zip in the store, once a second person approved exactly this.

    The whole journal is verified first, and every original is hashed again as it goes in. Raises
    ``approvals.NeedsApprovalError``, one of ``REFUSALS``, ``OSError``.
    """
    _refuse(exhibits, by=by, purpose=purpose)
    _prove_journal(asked(exhibits, purpose=purpose, withheld=withheld), by)
    with transaction.atomic():
        approvals.spend(ACTION, asked(exhibits, purpose=purpose, withheld=withheld), by=by)
        with store.arriving(store.MOST_BYTES * 4) as arrival:
            outlet = Zip(arrival)
            digest = fill(outlet, exhibits, reasons=_reasons(withheld), purpose=purpose, by=by)
            outlet.finish()
        return _record(exhibits, outlet, digest, purpose, withheld, by, archive=arrival.sealed.sha256)


def write(
    exhibits: Sequence[Exhibit], out: Path, *, purpose: str, by: Person, withheld: Sequence[Withheld] = ()
) -> CourtBundle:
    """Write a bundle to ``out``: a zip where the name ends so, otherwise a folder that is not there yet.

    For the command line. The same is asked of it as of ``make``, and it raises the same.
    """
    _refuse(exhibits, by=by, purpose=purpose)
    _prove_journal(asked(exhibits, purpose=purpose, withheld=withheld), by)
    outlet = PathZip(out) if out.suffix.lower() == ".zip" else Folder(out)
    try:
        with transaction.atomic():
            approvals.spend(ACTION, asked(exhibits, purpose=purpose, withheld=withheld), by=by)
            digest = fill(outlet, exhibits, reasons=_reasons(withheld), purpose=purpose, by=by)
            made = _record(exhibits, outlet, digest, purpose, withheld, by)
            outlet.finish()
    except BaseException:
        outlet.give_up()
        raise
    return made


def _refuse(exhibits: Sequence[Exhibit], *, by: Person, purpose: str) -> None:
    policy.require(by, Permission.EVIDENCE_EXPORT)
    circumstances = {"purpose": purpose, "leaves": "court"}
    decisions = {
        each.number: policy.decide(by, Permission.EVIDENCE_EXPORT, each, circumstances) for each in exhibits
    }
    barred = {number: decision.why for number, decision in decisions.items() if not decision}
    if barred:
        raise MayNotLeaveError(barred)


def _prove_journal(parameters: dict[str, Any], by: Person) -> None:
    """Verify the journal whole. What was found stands in it, so that a failure freezes whatever else leaves.

    Before that the approval is spent on trial: without one there is nothing to verify for.
    """
    if frozen() is not None:
        raise JournalFrozenError("the journal did not verify")
    with transaction.atomic():
        approvals.spend(ACTION, parameters, by=by)
        transaction.set_rollback(True)
    if not journal_tasks.verify_now(by, processes=min(os.cpu_count() or 1, 4)).holds:
        raise JournalFrozenError("the journal does not verify")


def _reasons(withheld: Sequence[Withheld]) -> dict[int, str]:
    return {each.file: each.reason for each in withheld}


def _record(
    exhibits: Sequence[Exhibit],
    outlet: Any,
    digest: str,
    purpose: str,
    withheld: Sequence[Withheld],
    by: Person,
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
    try:
        return make(exhibits, purpose=parameters["purpose"], by=by, withheld=withheld)
    except REFUSALS as refusal:
        raise approvals.NotDoneError(" ".join(each.in_words(_) for each in told(refusal))) from refusal
