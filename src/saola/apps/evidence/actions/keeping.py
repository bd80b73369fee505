"""The store itself: its places, stock-takes, the care of live animals, files hashed again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.values import Quantity

from .. import store
from ..models import (
    CourtBundle,
    Derivative,
    Exhibit,
    LiveAnimalCare,
    SealedFile,
    StockTake,
    StockTakeLine,
    StorageLocation,
)
from . import custody

ROUNDS = 30
"""In how many nights every sealed file is hashed again once."""


class FinishedError(ValueError):
    """The stock-take is finished; begin another."""


class SeenAlreadyError(ValueError):
    """The exhibit was looked at in this stock-take already."""


@transaction.atomic
def add_place(
    *, code: str, name: str, kind: str, by: Any, agency: Agency | None = None, conditions: str = ""
) -> StorageLocation:
    policy.require(by, Permission.EVIDENCE_STORE)
    place = StorageLocation.objects.create(
        code=code, name=name, kind=StorageLocation.Kind(kind), agency=agency, conditions=conditions
    )
    journal.write("place.added", by=by, about=place, name=name)
    return place


@transaction.atomic
def care_for(
    exhibit: Exhibit,
    *,
    kind: str,
    by: Any,
    animals: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> LiveAnimalCare:
    """Add a line to the care book. Raises ``ValueError`` for an exhibit that is no live animal."""
    policy.require(by, Permission.EVIDENCE_WRITE, exhibit, {"purpose": "custody"})
    if exhibit.sort != Exhibit.Sort.LIVE:
        raise ValueError("a care book is kept of live animals")
    line = LiveAnimalCare.objects.create(
        exhibit=exhibit,
        at=at or timezone.now(),
        kind=LiveAnimalCare.Kind(kind),
        animals=animals,
        note=note,
        by=by,
    )
    journal.write("animal.cared", by=by, about=exhibit, exhibit=exhibit.number, care=line.kind)
    return line


@transaction.atomic
def begin_stock_take(place: StorageLocation, *, by: Any) -> StockTake:
    """Begin to look at everything that should be in ``place``."""
    policy.require(by, Permission.EVIDENCE_STORE)
    expected = Exhibit.objects.visible_to(by).kept_in(place).count()
    taken = StockTake.objects.create(place=place, begun_at=timezone.now(), begun_by=by, expected=expected)
    journal.write("stocktake.begun", by=by, about=taken, name=place.name)
    return taken


@transaction.atomic
def look_at(
    taken: StockTake,
    exhibit: Exhibit,
    *,
    by: Any,
    is_found: bool = True,
    seal: str | None = None,
    is_seal_whole: bool = True,
    quantity: Quantity | None = None,
) -> StockTakeLine:
    """Say what was seen of one exhibit in a stock-take. Raises ``FinishedError``, ``SeenAlreadyError``."""
    policy.require(by, Permission.EVIDENCE_STORE)
    if taken.finished_at is not None:
        raise FinishedError(str(taken))
    if taken.lines.filter(exhibit=exhibit).exists():
        raise SeenAlreadyError(exhibit.number)
    before = exhibit.open_discrepancies
    event = custody.check(
        exhibit, by=by, is_found=is_found, seal=seal, is_seal_whole=is_seal_whole, quantity=quantity
    )
    exhibit.refresh_from_db()
    return StockTakeLine.objects.create(
        stock_take=taken, exhibit=exhibit, event=event, agrees=exhibit.open_discrepancies <= before
    )


@transaction.atomic
def finish_stock_take(taken: StockTake, *, by: Any) -> int:
    """Finish. What was not looked at counts as looked for and not found; how many there were of these."""
    policy.require(by, Permission.EVIDENCE_STORE)
    if taken.finished_at is not None:
        raise FinishedError(str(taken))
    missing = list(unseen(taken, by))
    for exhibit in missing:
        look_at(taken, exhibit, by=by, is_found=False)
    taken.finished_at = timezone.now()
    taken.save(update_fields=["finished_at"])
    journal.write("stocktake.finished", by=by, about=taken, name=taken.place.name, count=taken.lines.count())
    return len(missing)


def unseen(taken: StockTake, person: Any):
    """What should be in the place and was not looked at yet, as far as ``person`` sees it."""
    there = Exhibit.objects.visible_to(person).kept_in(taken.place)
    return there.exclude(pk__in=taken.lines.values("exhibit")).order_by("number")


def rehash(*, part: int | None = None, tell: Any = None) -> tuple[int, list[SealedFile]]:
    """Hash sealed files again: all of them, or the thirtieth ``part`` (0 to 29) whose turn it is.

    Returns how many files were read and the rows whose file is altered or missing; they are marked.
    """
    wanted = _of_turn(SealedFile.objects.order_by("sha256"), part)
    read, altered, found = 0, [], {}
    for row in wanted:
        if row.sha256 not in found:
            found[row.sha256] = _is_sound(row.sha256)
            read += 1
            if tell is not None:
                tell(read)
        row.checked_at, row.is_sound = timezone.now(), found[row.sha256]
        if not row.is_sound:
            altered.append(row)
    with transaction.atomic():
        SealedFile.objects.bulk_update(wanted, ["checked_at", "is_sound"], batch_size=500)
        journal.write(
            "evidence.rehashed", object_type="evidence", object_id="store", files=read, altered=len(altered)
        )
    return read, altered


def _of_turn(files: Any, part: int | None) -> list[SealedFile]:
    if part is None:
        return list(files)
    return [file for file in files if int(file.sha256[:8], 16) % ROUNDS == part % ROUNDS]


def _is_sound(sha256: str) -> bool:
    try:
        return store.measure(sha256).sha256 == sha256
    except (store.MissingFileError, OSError):
        return False


def sweep() -> list[str]:
    """Remove files that no row has named for a day."""
    named = set(_named())
    swept = store.sweep(named)
    if swept:
        with transaction.atomic():
            journal.write("evidence.swept", object_type="evidence", object_id="store", files=len(swept))
    return swept


def _named() -> Iterator[str]:
    yield from SealedFile.objects.values_list("sha256", flat=True).iterator()
    yield from Derivative.objects.values_list("sha256", flat=True).iterator()
    yield from CourtBundle.objects.exclude(archive="").values_list("archive", flat=True).iterator()
