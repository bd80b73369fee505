"""Taking exhibits in, and sealing the files that belong to them."""

import mimetypes
from datetime import datetime
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.utils import timezone

import saola
from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.apps.seizures.models import Incident, Specimen
from saola.core.custody import TakenIn, Where
from saola.core.values import Quantity

from .. import store
from ..models import CustodyEvent, Exhibit, SealedFile, StorageLocation
from .entering import CLOCK_SLACK, UNTIL_DISPOSED, AheadOfTimeError, first, to_milliseconds

TOOL = f"Saola {saola.__version__}"


class KnownFileError(ValueError):
    """The same bytes are sealed for this exhibit already."""


@transaction.atomic
def take_in(
    incident: Incident,
    *,
    by: Any,
    description: str,
    quantity: Quantity,
    sort: str = Exhibit.Sort.SPECIMEN,
    specimen: Specimen | None = None,
    place: StorageLocation | None = None,
    seal: str = "",
    at: datetime | None = None,
    agency: Agency | None = None,
    recorded_at: datetime | None = None,
) -> tuple[Exhibit, CustodyEvent]:
    """Take an exhibit of ``incident`` in; ``by`` holds it from ``at`` (now) on.

    It is held as close as its seizure. ``recorded_at`` as in ``entering.enter``. Raises a ``CustodyRefusal``, ``AheadOfTimeError`` or ``PermissionDenied``.
    """
    policy.require(by, Permission.EVIDENCE_WRITE, incident, {"purpose": "custody"})
    now = to_milliseconds(timezone.now())
    recorded_at = to_milliseconds(min(recorded_at or now, now))
    at = to_milliseconds(at) if at is not None else recorded_at
    if at > now + CLOCK_SLACK:
        raise AheadOfTimeError(f"{at} has not come yet")
    exhibit = Exhibit.objects.create(
        number=_next_number(),
        incident=incident,
        specimen=specimen,
        agency=agency or incident.agency or by.agency,
        sort=sort,
        description=description.strip(),
        taken_in_at=at,
        unit=quantity.unit,
        where=Where.IN_CUSTODY,
        holder=by.name,
        handling=incident.handling,
        handling_text=incident.handling_text,
        originator=incident.originator,
        is_agency_only=incident.is_agency_only,
        review_due=UNTIL_DISPOSED,
    )
    exhibit.compartments.set(incident.compartments.all())
    act = TakenIn(quantity=quantity, holder=by.name, place=place.code if place else "", seal=seal.strip())
    return exhibit, first(exhibit, act, by=by, at=at, now=recorded_at)


def seal_file(
    exhibit: Exhibit,
    stream: BinaryIO,
    name: str,
    *,
    by: Any,
    device: str = "",
    write_blocker: str = "",
    clock_offset: int | None = None,
    made_by: str = "",
) -> SealedFile:
    """Seal an original. The bytes are on the disk under their digest before the row that names them is written.

    Raises ``KnownFileError`` when the exhibit has this file already, ``store.TooLargeError``, ``OSError`` where the
    disk fails, and ``PermissionDenied``.
    """
    policy.require(by, Permission.EVIDENCE_WRITE, exhibit, {"purpose": "custody"})
    sealed = store.keep(stream)
    with transaction.atomic():
        if exhibit.files.filter(sha256=sealed.sha256).exists():
            raise KnownFileError(sealed.sha256)
        file = SealedFile.objects.create(
            exhibit=exhibit,
            sha256=sealed.sha256,
            sha512=sealed.sha512,
            size=sealed.size,
            kept_name=plain_name(name),
            device=device,
            write_blocker=write_blocker,
            clock_offset=clock_offset,
            tool=TOOL,
            made_by=made_by,
            sealed_at=timezone.now(),
            sealed_by=by,
        )
        journal.write(
            "evidence.sealed",
            by=by,
            about=exhibit,
            name=file.kept_name,
            digest=file.sha256,
            exhibit=exhibit.number,
        )
    return file


def _next_number() -> str:
    """The next number of an exhibit that was not taken from another. One at a time gives out numbers."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7283005)")
    last = Exhibit.objects.filter(parent=None).order_by("-pk").values_list("number", flat=True).first()
    return f"E{int(last[1:]) + 1 if last else 1:06d}"


def plain_name(name: str) -> str:
    """A file's name without folders, control characters or direction marks; at most 200 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?').strip(". ")
    return plain[:200] or "file"


def media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
