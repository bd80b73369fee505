"""Purging: a record goes for good, by two persons over its exact content, and a tombstone stays.

What it said goes with it: its rows, the words beside the journal's entries about it (the entries stay, and the journal
still verifies), and what people wrote about it when they asked for approvals or broke the glass. How a kind of record
is erased is known where it is kept: ``erases``.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from django.apps import apps
from django.core import serializers
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from saola.apps.journal import actions as journal
from saola.apps.journal import queries
from saola.apps.journal.models import Detail, Entry
from saola.core.access import Ground, Obstacle, refuse_purge

from . import approvals, holding, holds, policy
from .models import KINDS, Approval, Emergency, Held, LegalHold, Person, Tombstone
from .roles import Permission

ACTION = "records.purge"


class ObstacleError(Exception):
    """The record cannot be purged now. ``obstacle`` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.rule)
        self.obstacle = obstacle


class Erasure(Protocol):
    """How records of one kind are erased: a module that offers these two."""

    parts: Callable[[Sequence[Any]], Iterable[models.Model]]
    """Their rows, in a fixed order: what a second person approves."""

    erase: Callable[[Sequence[Any]], None]
    """Removes the rows, and everything else that is kept of these records alone."""


_ERASED_BY: dict[str, str] = {}


def erases(kind: str, module: str) -> None:
    """Name the module that erases records of ``kind``; kinds of which nobody names one are kept.

    It is loaded when something is erased: processes that never do need not hold it.
    """
    _ERASED_BY[kind] = module


def _erasure(kind: str) -> Erasure:
    return import_module(_ERASED_BY[kind])


def can_go(kind: str) -> bool:
    """Whether records of ``kind`` can be purged at all."""
    return kind in _ERASED_BY


def obstacle_to(together: Sequence[Held], ground: Ground) -> Obstacle | None:
    """Why these records, which tell of the same thing, cannot be purged on ``ground`` today."""
    return refuse_purge(
        ground,
        review_due=max(each.review_due for each in together),
        today=timezone.localdate(),
        is_held=any(holds.over(each).exists() for each in together),
        rests=_resting_on(together),
        is_frozen=queries.frozen() is not None,
    )


def _resting_on(records: Sequence[Held]) -> str:
    """What kind of kept record rests on these; empty when none does."""
    model = type(records[0])
    for relation in _relations_to(model):
        is_own = relation.related_model is model
        if relation.on_delete is models.PROTECT and not is_own and _points(relation, records):
            return str(relation.related_model._meta.verbose_name)
    return ""


def _relations_to(model: type[models.Model]) -> list[Any]:
    """Every relation that points here, also those that have no name of their own on this side."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.is_relation and field.auto_created and not field.concrete]


def _points(relation: Any, records: Sequence[Held]) -> bool:
    rows = relation.related_model._base_manager
    return rows.filter(**{f"{relation.field.name}__in": records}).exists()


@transaction.atomic
def asked(record: Held, *, ground: Ground, reason: str) -> dict[str, Any]:
    """The exact content of purging ``record``, as a second person approves it.

    ``content`` is a keyed digest of every row that goes: nobody can guess the content back from it, and a record that
    changed since is not the one that was approved.
    """
    together = record.held_together()
    rows = serializers.serialize("json", _erasure(record.KIND).parts(together))
    return {
        "kind": record.KIND,
        "record": str(getattr(record, record.KEY)),
        "records": [str(getattr(each, each.KEY)) for each in together],
        "ground": str(ground),
        "reason": reason.strip(),
        "content": salted_hmac("saola.purging", rows, algorithm="sha256").hexdigest(),
    }


@transaction.atomic
def purge(record: Held, *, ground: Ground, reason: str, by: Person) -> list[Tombstone]:
    """Let ``record`` go for good, with every other report of the same thing; their tombstones are returned.

    Raises ``ValueError`` without a reason or for a kind that is kept, ``ObstacleError``, ``PermissionDenied``, and
    ``approvals.NeedsApprovalError`` until somebody of another agency approved exactly this.
    """
    policy.require(by, Permission.RECORDS_REVIEW, record, {"purpose": reason})
    if not reason.strip() or not can_go(record.KIND):
        raise ValueError("a record goes for a reason, and only where its kind can go")
    together = record.held_together()
    if record not in together:
        raise ValueError("the record is not there any more")
    if obstacle := obstacle_to(together, ground):
        raise ObstacleError(obstacle)
    approval = approvals.spend(ACTION, asked(record, ground=ground, reason=reason), by=by)
    stones = [_tombstone(each, ground, approval) for each in together]
    _erase(record.KIND, together)
    Tombstone.objects.bulk_create(stones)
    for stone in stones:
        journal.write(
            "record.purged", by=by, object_type=stone.label, object_id=stone.key, ground=str(ground)
        )
    return stones


def _tombstone(record: Held, ground: Ground, approval: Approval) -> Tombstone:
    return Tombstone(
        label=record._meta.label_lower,
        key=str(record.pk),
        number=str(getattr(record, record.KEY)),
        ground=str(ground),
        purged_at=timezone.now(),
        purged_by=approval.asked_by,
        approved_by=approval.decided_by,
    )


def _erase(kind: str, records: Sequence[Held]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")  # zeroes, not only a mark that the space is free
    for each in records:
        _erase_words(each._meta.label_lower, str(each.pk))
        _forget(kind, str(getattr(each, each.KEY)))
    _erasure(kind).erase(records)


def _erase_words(label: str, key: str) -> None:
    """The words beside every entry about a record, run by run: what stands between is about others."""
    about = Entry.objects.about(label, key).values("seq")
    kept = Detail.objects.filter(seq__in=about).order_by("seq").values_list("seq", flat=True)
    for _start, run in groupby(enumerate(list(kept)), key=lambda pair: pair[1] - pair[0]):
        seqs = list(map(itemgetter(1), run))
        journal.erase_details(seqs[0], seqs[-1], by=None, reason="purged with the record they tell of")


def _forget(kind: str, key: str) -> None:
    """What people wrote about a record elsewhere. Why it is purged stays, bound to the approval."""
    Emergency.objects.filter(kind=kind, record=key).update(reason="", review="")
    LegalHold.objects.filter(kind=kind, record=key).update(reason="")
    about = Approval.objects.filter(parameters__kind=kind, parameters__record=key).exclude(action=ACTION)
    about.update(reason="", note="")


@transaction.atomic
def reapply(gone: Iterable[tuple[str, str]]) -> int:
    """Erase again what came back with a backup; ``gone`` are labels (``seizures.incident``) and keys.

    Tombstones that the backup lacks are set again, so that the keys are not given to others. Returns how many records
    had come back.
    """
    found = 0
    for label, pairs in groupby(sorted(gone), key=itemgetter(0)):
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError):
            continue
        keys = [key for _label, key in pairs]
        back = list(model._base_manager.filter(pk__in=keys))
        found += len(back)
        numbers = {str(each.pk): str(getattr(each, getattr(model, "KEY", "pk"))) for each in back}
        if back and issubclass(model, Held) and can_go(model.KIND):
            _erase(model.KIND, back)
        elif back:
            model._base_manager.filter(pk__in=keys).delete()
        for key in keys:
            kept = {"number": numbers.get(key, ""), "purged_at": timezone.now()}
            Tombstone.objects.get_or_create(label=model._meta.label_lower, key=key, defaults=kept)
    return found


@approvals.carries_out(ACTION)
def _purge(parameters: dict[str, Any], by: Person) -> None:
    record = holding.find(parameters["kind"], parameters["record"], by)
    if record is None:
        raise ValueError("the record is not there any more")
    try:
        purge(record, ground=Ground(parameters["ground"]), reason=parameters["reason"], by=by)
    except ObstacleError as error:
        raise ValueError(error.obstacle.rule) from error


def kinds() -> list[tuple[str, str]]:
    """The kinds that can be purged, with their names."""
    return [(kind, str(model._meta.verbose_name)) for kind, model in KINDS.items() if can_go(kind)]
