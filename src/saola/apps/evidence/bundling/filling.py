"""What a bundle consists of, in which order it is written, and what is signed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from saola.apps.journal import sealer
from saola.core.custody import Discrepancy
from saola.core.sealing import manifest

from .. import store
from ..actions.entering import state_of
from ..actions.taking_in import plain_name
from ..boxes import AlteredError
from ..models import CustodyEvent, Derivative, Exhibit, SealedFile
from ..proving import faults_in
from . import paper, tables
from .outlet import Outlet
from .proofs import prove
from .refusals import AlteredCustodyError, AlteredFileError
from .verifying import INSTRUCTIONS

CONTEXT = "saola court bundle 1"


def fill(
    outlet: Outlet, exhibits: Sequence[Exhibit], *, reasons: dict[int, str], purpose: str, by: Any
) -> str:
    """Write everything; returns the SHA-256 of the manifest. ``reasons``: why a file stays here, by its key.

    Every original is hashed again as it goes in. Raises ``AlteredFileError``, ``AlteredCustodyError``,
    ``SealerKeyError``, ``StoreKeyError``, and ``OSError`` where the disk fails.
    """
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
        by.full_name,
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
    except (store.MissingFileError, AlteredError) as error:
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


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()
