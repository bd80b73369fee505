"""One change of the law that is kept: who may, that it can be read and agrees afterwards, and the entry in the journal."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Model

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import law as library
from saola.core.law import BadLawError, LawBook, NationalLaw
from saola.core.law.faults import Fault, faults
from saola.core.law.reading import read_law

from ..models import Jurisdiction
from ..records import as_data

REFUSED = frozenset(
    {"order", "overlap", "ended_twice", "outlives", "before_statute", "builds_on", "schedule", "no_tier"}
)
"""Faults that no law can have: they are slips of writing down. Others are told, and the law is kept as it is."""


class ChangedMeanwhileError(RuntimeError):
    """Somebody else changed it after it was opened; nothing was written."""


class FaultyLawError(ValueError):
    """What would be kept contradicts itself. ``faults`` are all of them; nothing was written."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__(", ".join(fault.what for fault in found))
        self.faults = found


@dataclass(slots=True)
class Change:
    """What came of a change: ``told`` are faults that are new with it and do not stand in its way."""

    law: NationalLaw | None = None
    told: list[Fault] = field(default_factory=list)


@contextmanager
def changing(jurisdiction: Jurisdiction, by: Any, *, refused: frozenset[str] = REFUSED) -> Iterator[Change]:
    """A transaction for a change of a jurisdiction's law; one at a time.

    Raises ``PermissionDenied``, ``BadLawError`` where what would be kept is no law that the rules can read, and
    ``FaultyLawError`` where it is new with this change that it contradicts itself.
    """
    with transaction.atomic():
        policy.require(by, Permission.LAW_WRITE)
        kept = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
        before = set(faults(read_law(as_data(kept))))
        change = Change()
        yield change
        change.law = law_as_kept(kept)
        new = [fault for fault in faults(change.law) if fault not in before]
        if wrong := [fault for fault in new if fault.what in refused]:
            raise FaultyLawError(wrong)
        change.told = new
        touch(jurisdiction)


def touch(jurisdiction: Jurisdiction) -> None:
    """Give the jurisdiction a later stamp, by which copies of its law are known to be old."""
    kept = Jurisdiction.objects.get(pk=jurisdiction.pk)
    jurisdiction.stamp = max(kept.stamp + 1, time.time_ns() // 1000)
    Jurisdiction.objects.filter(pk=jurisdiction.pk).update(stamp=jurisdiction.stamp)


def law_as_kept(jurisdiction: Jurisdiction) -> NationalLaw:
    """The law as it stands in the records. Raises ``BadLawError``, also where a code stands in another country's."""
    law = read_law(as_data(jurisdiction))
    others = [read_law(as_data(one)) for one in Jurisdiction.objects.exclude(pk=jurisdiction.pk)]
    taken = {law.country, *(one.country for one in others)}
    library_laws = [one for one in library.law_book().laws if one.country not in taken]
    LawBook((*library_laws, *others, law))
    return law


def rehearse(act: Callable[[], Change]) -> Change:
    """What would come of ``act``, of which nothing stays. Raises what it raises."""
    with transaction.atomic():
        change = act()
        transaction.set_rollback(True)
    return change


def next_revision(row: Model, seen: int | None) -> None:
    """Count the revision of ``row`` on, unless it is another than ``seen``. Raises ``ChangedMeanwhileError``."""
    rows = type(row).objects.filter(pk=row.pk)
    if seen is not None:
        rows = rows.filter(revision=seen)
    if not rows.update(revision=F("revision") + 1):
        raise ChangedMeanwhileError(str(row))
    row.refresh_from_db(fields=["revision"])


__all__ = [
    "BadLawError",
    "Change",
    "ChangedMeanwhileError",
    "FaultyLawError",
    "changing",
    "law_as_kept",
    "next_revision",
    "rehearse",
    "touch",
]
