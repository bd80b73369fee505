"""Adding one entry to the custody of a family of exhibits: the only place where custody is written.

The rules of ``saola.core.custody`` decide whether it can be. The entry, the columns derived from it and the journal
entry that carries its digest are one transaction.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core import custody
from saola.core.custody import Act, Entry, State, replay, step, to_data
from saola.core.custody.refusals import SealUsedError

from ..models import CustodyEvent, Exhibit, Seal, StorageLocation, event_content

CLOCK_SLACK = timedelta(minutes=5)
"""How far ahead of this machine's clock the clock of an officer may be."""

UNTIL_DISPOSED = date(9999, 12, 31)
"""Evidence is kept until an order ends it, so no review is due before that."""


class ChangedMeanwhileError(RuntimeError):
    """Somebody else entered something about the exhibit after it was opened."""


class AheadOfTimeError(ValueError):
    """The stated time has not come yet."""


class UnknownPlaceError(ValueError):
    """There is no storage location of this code."""


def state_of(exhibit: Exhibit) -> State:
    """The custody of the whole family of ``exhibit``, replayed from its entries."""
    return replay(entries_of(exhibit))


def entries_of(exhibit: Exhibit) -> list[Entry]:
    events = CustodyEvent.objects.of_family(exhibit).select_related("exhibit", "by")
    return [event.entry() for event in events]


@transaction.atomic
def enter(
    exhibit: Exhibit,
    act: Act,
    *,
    by: Any,
    at: datetime | None = None,
    seen: int | None = None,
    recorded_at: datetime | None = None,
) -> CustodyEvent:
    """Add ``act`` to the custody of ``exhibit``, as done by ``by`` at ``at`` (now).

    ``seen``: the number of the last entry that ``by`` had before them. ``recorded_at``: when it was entered in the
    register it is brought over from; when it came here, the journal says in any case.
    Raises a ``CustodyRefusal`` for an impossible move, ``ChangedMeanwhileError``, ``AheadOfTimeError`` and, where
    the policy denies it, ``PermissionDenied``. Nothing is written then.
    """
    policy.require(by, Permission.EVIDENCE_WRITE, exhibit, {"purpose": "custody"})
    now = to_milliseconds(timezone.now())
    recorded_at = to_milliseconds(min(recorded_at or now, now))
    at = to_milliseconds(at) if at is not None else recorded_at
    if at > now + CLOCK_SLACK:
        raise AheadOfTimeError(f"{at} has not come yet")
    root = Exhibit.objects.select_for_update().get(pk=exhibit.family_root.pk)
    exhibit.refresh_from_db()
    if seen is not None and seen != exhibit.version:
        raise ChangedMeanwhileError(exhibit.number)
    before = state_of(root)
    entry = Entry(before.last_entry + 1, exhibit.number, at, by.name, act, entered_at=recorded_at)
    after = step(before, entry)
    _use_seals(set(after.seals) - set(before.seals), exhibit)
    _add_parts(after, before, exhibit, entry)
    event = _write(root, exhibit, entry, by)
    _derive(root, before, after)
    exhibit.refresh_from_db()
    return event


def _write(root: Exhibit, exhibit: Exhibit, entry: Entry, by: Any) -> CustodyEvent:
    kind, detail = entry.act.kind, to_data(entry.act)
    content = event_content(
        exhibit=entry.exhibit,
        number=entry.number,
        kind=kind,
        at=entry.at,
        entered_at=entry.recorded_at,
        by=entry.by,
        detail=detail,
    )
    digest = hashlib.sha256(content).hexdigest()
    told = journal.write(
        "custody.entered", by=by, about=exhibit, exhibit=exhibit.number, custody=kind, digest=digest
    )
    return CustodyEvent.objects.create(
        root=root,
        number=entry.number,
        exhibit=exhibit,
        kind=kind,
        at=entry.at,
        recorded_at=entry.recorded_at,
        by=by,
        detail=detail,
        digest=digest,
        journal_seq=told.seq,
    )


def _use_seals(numbers: Iterable[str], exhibit: Exhibit) -> None:
    """Seals are used once on the whole node, not only in one family."""
    for number in numbers:
        used = Seal.objects.filter(number=number).select_related("exhibit").first()
        if used is not None:
            raise SealUsedError(seal=number, exhibit=used.exhibit.number)
        try:
            with transaction.atomic():
                Seal.objects.create(number=number, exhibit=exhibit)
        except IntegrityError as error:  # used on another exhibit in this very moment
            raise SealUsedError(seal=number, exhibit="–") from error


def _add_parts(after: State, before: State, whole: Exhibit, entry: Entry) -> None:
    """Rows for the exhibits that a split or a sample made; they inherit where they belong and who may see them."""
    for number in set(after.exhibits) - set(before.exhibits) - {whole.number}:
        made = after.exhibits[number]
        part = Exhibit.objects.create(
            number=number,
            root=whole.family_root,
            parent=whole,
            incident=whole.incident,
            specimen=whole.specimen,
            agency=whole.agency,
            sort=Exhibit.Sort.SAMPLE if made.is_sample else whole.sort,
            description=whole.description,
            taken_in_at=entry.at,
            unit=made.unit,
            where=made.where,
            holder=made.holder,
            handling=whole.handling,
            handling_text=whole.handling_text,
            originator=whole.originator,
            is_agency_only=whole.is_agency_only,
            review_due=whole.review_due,
        )
        part.compartments.set(whole.compartments.all())


def _derive(root: Exhibit, before: State, after: State) -> None:
    """Set what lists show, for every exhibit of the family that the entry changed."""
    rows = {row.number: row for row in Exhibit.objects.filter(number__in=list(after.exhibits))}
    for number, known in after.exhibits.items():
        is_same = known == before.exhibits.get(number) and after.of(number) == before.of(number)
        if is_same:
            continue
        row = rows[number]
        row.where, row.holder, row.receiver = known.where, known.holder, known.receiver
        row.place = place_of(known.place)
        row.seal, row.present = known.seal, known.present.amount
        row.open_discrepancies = sum(found.is_open for found in after.of(number))
        waiting = [found.late_from for found in after.of(number) if found.is_open and found.late_from]
        row.overdue_at = min(waiting, default=None)
        row.version = known.last_entry
        row.save()


def place_of(code: str) -> StorageLocation | None:
    """The storage location of a code. Raises ``UnknownPlaceError``."""
    if not code:
        return None
    place = StorageLocation.objects.filter(code=code).first()
    if place is None:
        raise UnknownPlaceError(code)
    return place


def first(exhibit: Exhibit, act: custody.TakenIn, *, by: Any, at: datetime, now: datetime) -> CustodyEvent:
    """The entry with which the custody of a new exhibit begins."""
    entry = Entry(1, exhibit.number, at, by.name, act, entered_at=now)
    after = step(State(), entry)
    _use_seals(after.seals, exhibit)
    event = _write(exhibit, exhibit, entry, by)
    _derive(exhibit, State(), after)
    exhibit.refresh_from_db()
    return event


def to_milliseconds(at: datetime) -> datetime:
    """The instant in the precision in which it is kept, so that a digest can be taken again from the row."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
