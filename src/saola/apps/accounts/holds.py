"""Legal holds: a record that a court, an inquiry or an appeal needs does not go, whatever its period."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from saola.apps.journal import actions as journal

from . import approvals, holding, policy
from .models import KINDS, Held, LegalHold, Person
from .roles import Permission

ACTION = "hold.release"


class HeldAlreadyError(Exception):
    """A hold is in force over the record already."""


def over(record: Held) -> QuerySet[LegalHold]:
    """The holds in force over ``record``."""
    return LegalHold.objects.over(record.KIND, str(getattr(record, record.KEY)))


def seen_by(person: Person) -> list[LegalHold]:
    """The holds in force over records that ``person`` sees, the newest first."""
    found = LegalHold.objects.in_force().select_related("placed_by")
    return [hold for hold in found if holding.find(hold.kind, hold.record, person) is not None]


@transaction.atomic
def place(record: Held, *, reason: str, by: Person) -> LegalHold:
    """Hold ``record`` until somebody releases it. Raises ``ValueError`` without a reason, ``HeldAlreadyError``."""
    policy.require(by, Permission.HOLDS_PLACE, record, {"purpose": reason})
    if not reason.strip():
        raise ValueError("a record is held for a reason")
    locked = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if over(locked).exists():
        raise HeldAlreadyError(record.KIND)
    hold = LegalHold.objects.create(
        kind=record.KIND,
        record=str(getattr(record, record.KEY)),
        reason=reason.strip()[:300],
        placed_by=by,
        placed_at=timezone.now(),
    )
    journal.write("hold.placed", by=by, about=record, reason=hold.reason)
    return hold


@transaction.atomic
def carry(placed: Iterable[Mapping[str, Any]]) -> tuple[int, tuple[str, ...]]:
    """Set again the holds that a restored backup does not know, over the records that it brought back.

    Returns how many there were, and which records were held that are not there. One that the backup knows as in force
    stays so, even if it was released since: two persons release it again.
    """
    carried, missing = 0, []
    for words in placed:
        model, key = KINDS.get(words["kind"]), words["record"]
        record = model and model._base_manager.filter(**{model.KEY: key}).first()
        if record is None:
            missing.append(key)
        elif not LegalHold.objects.filter(pk=words["id"]).exists():
            hold = _set_again(words)
            journal.write("hold.carried", about=record, reason=hold.reason)
            carried += 1
    return carried, tuple(missing)


def _set_again(words: Mapping[str, Any]) -> LegalHold:
    return LegalHold.objects.create(
        id=words["id"],
        kind=words["kind"],
        record=words["record"],
        reason=words["reason"],
        placed_by=Person.objects.filter(name=words["placed_by"]).first(),
        placed_at=datetime.fromisoformat(words["placed_at"]),
    )


def asked(hold: LegalHold, reason: str) -> dict[str, Any]:
    """The exact content of releasing a hold, as a second person approves it."""
    return {"hold": str(hold.pk), "kind": hold.kind, "record": hold.record, "reason": reason.strip()}


@transaction.atomic
def release(hold: LegalHold, *, reason: str, by: Person) -> None:
    """Let go of what was held. Raises ``ValueError``, and ``approvals.NeedsApprovalError`` without a second person."""
    record = holding.find(hold.kind, hold.record, by)
    policy.require(by, Permission.RECORDS_REVIEW, record, {"purpose": reason})
    if record is None or not reason.strip():
        raise ValueError("a hold is released for a reason, by somebody who sees the record")
    approvals.spend(ACTION, asked(hold, reason), by=by)
    released = LegalHold.objects.in_force().filter(pk=hold.pk)
    if not released.update(released_by=by, released_at=timezone.now()):
        raise ValueError("the hold was released already")
    journal.write("hold.released", by=by, about=record, reason=reason.strip())


@approvals.carries_out(ACTION)
def _release(parameters: dict[str, Any], by: Person) -> None:
    hold = LegalHold.objects.in_force().filter(pk=parameters["hold"]).first()
    if hold is None:
        raise ValueError("the hold was released already")
    release(hold, reason=parameters["reason"], by=by)
