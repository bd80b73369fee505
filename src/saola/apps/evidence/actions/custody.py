"""What people do with exhibits, one function an act. Each adds one entry; each says in words what it needs."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from saola.apps.accounts import policy
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core import custody
from saola.core.values import Quantity

from ..models import CustodyEvent, Exhibit, HandoverCode, StorageLocation
from .entering import enter

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No sign that is mistaken for another on paper."""
MOST_FAILURES = 5


class CannotReceiveError(ValueError):
    """The person cannot sign for this exhibit: they may not see it, or may not enter custody."""


class WrongCodeError(ValueError):
    """The code is not that of the hand-over, or was tried wrongly too often."""


def put_seal(exhibit: Exhibit, *, seal: str, by: Any, witness: str = "", **when: Any) -> CustodyEvent:
    return enter(exhibit, custody.Sealed(seal=seal.strip(), witness=witness), by=by, **when)


def open_seal(exhibit: Exhibit, *, reason: str, witness: str, by: Any, **when: Any) -> CustodyEvent:
    act = custody.SealOpened(seal=exhibit.seal, reason=reason, witness=witness)
    return enter(exhibit, act, by=by, **when)


def replace_seal(
    exhibit: Exhibit, *, new_seal: str, reason: str, witness: str, by: Any, **when: Any
) -> CustodyEvent:
    act = custody.SealReplaced(seal=exhibit.seal, new_seal=new_seal.strip(), reason=reason, witness=witness)
    return enter(exhibit, act, by=by, **when)


@transaction.atomic
def hand_over(
    exhibit: Exhibit, *, to: Person, reason: str, by: Any, place: str = "", code: str = "", **when: Any
) -> tuple[CustodyEvent, str]:
    """Sign the exhibit away to ``to``, and return the code of the hand-over, which is shown once.

    ``code``: the one that was written on paper where this happened away from the system.
    Raises ``CannotReceiveError`` for somebody who could not sign for it.
    """
    if not policy.decide(to, Permission.EVIDENCE_WRITE, exhibit, {"purpose": "custody"}):
        raise CannotReceiveError(to.full_name)
    event = enter(exhibit, custody.HandedOver(to=to.name, reason=reason, place=place), by=by, **when)
    code = code.strip().upper() or "".join(secrets.choice(_SIGNS) for _ in range(8))
    HandoverCode.objects.create(event=event, kept=_kept(event, code))
    return event, code


def receive(
    exhibit: Exhibit,
    *,
    by: Any,
    seal: str | None = None,
    is_seal_whole: bool = True,
    quantity: Quantity | None = None,
    place: StorageLocation | None = None,
    code: str = "",
    at: datetime | None = None,
    seen: int | None = None,
    recorded_at: datetime | None = None,
) -> CustodyEvent:
    """Sign for an exhibit that was handed over to ``by``.

    A receipt at an earlier time, signed on paper, needs the ``code`` of the hand-over; one that is brought over
    from another register does not. Raises ``WrongCodeError``.
    """
    if code or (at is not None and recorded_at is None):
        _check_code(exhibit, code, by)
    act = custody.Received(
        seal=seal,
        is_seal_whole=is_seal_whole,
        quantity=quantity,
        place=place.code if place else "",
        by_code=bool(code),
    )
    with transaction.atomic():
        event = enter(exhibit, act, by=by, at=at, seen=seen, recorded_at=recorded_at)
        if code:
            HandoverCode.objects.filter(event=_hand_over_of(exhibit)).update(used_at=timezone.now())
    return event


def _hand_over_of(exhibit: Exhibit) -> CustodyEvent | None:
    return exhibit.custody.filter(kind=custody.HandedOver.kind).order_by("-number").first()


def _kept(event: CustodyEvent, code: str) -> str:
    """What is kept of a code: without the secret of this node nobody can try codes against it."""
    return salted_hmac("evidence.handover", f"{event.pk}:{code}", algorithm="sha256").hexdigest()


def _check_code(exhibit: Exhibit, code: str, by: Any) -> None:
    """A wrong code is counted and told in the journal even though nothing else happens."""
    kept = HandoverCode.objects.filter(event=_hand_over_of(exhibit), used_at=None).first()
    if kept is None or kept.failures >= MOST_FAILURES:
        raise WrongCodeError(exhibit.number)
    if not constant_time_compare(_kept(kept.event, code.strip().upper()), kept.kept):
        with transaction.atomic():
            HandoverCode.objects.filter(pk=kept.pk).update(failures=F("failures") + 1)
            journal.write("handover.code_failed", by=by, about=exhibit, exhibit=exhibit.number)
        raise WrongCodeError(exhibit.number)


def move(exhibit: Exhibit, *, place: StorageLocation, by: Any, **when: Any) -> CustodyEvent:
    return enter(exhibit, custody.Moved(place=place.code), by=by, **when)


def split(
    exhibit: Exhibit,
    *,
    quantities: Sequence[Quantity],
    reason: str,
    by: Any,
    remaining: Quantity | None = None,
    **when: Any,
) -> CustodyEvent:
    """Make each of ``quantities`` an exhibit of its own, numbered after this one."""
    free = _free_number(exhibit)
    parts = tuple((f"{exhibit.number}.{free + place}", each) for place, each in enumerate(quantities))
    return enter(exhibit, custody.Split(parts=parts, reason=reason, remaining=remaining), by=by, **when)


def sample(exhibit: Exhibit, *, quantity: Quantity, by: Any, method: str = "", **when: Any) -> CustodyEvent:
    number = f"{exhibit.number}.{_free_number(exhibit)}"
    return enter(exhibit, custody.Sampled(sample=number, quantity=quantity, method=method), by=by, **when)


def _free_number(exhibit: Exhibit) -> int:
    return exhibit.parts.count() + 1


def put_on_display(exhibit: Exhibit, *, court: str, case: str, by: Any, **when: Any) -> CustodyEvent:
    return enter(exhibit, custody.PutOnDisplay(court=court, case=case), by=by, **when)


def acknowledge(exhibit: Exhibit, *, reference: str, by: Any, **when: Any) -> CustodyEvent:
    """The laboratory or court confirmed on paper that it holds the exhibit."""
    return enter(exhibit, custody.Acknowledged(reference=reference), by=by, **when)


def take_back(
    exhibit: Exhibit,
    *,
    by: Any,
    seal: str | None = None,
    is_seal_whole: bool = True,
    quantity: Quantity | None = None,
    place: StorageLocation | None = None,
    **when: Any,
) -> CustodyEvent:
    """Sign for an exhibit that came back from a laboratory or a court."""
    act = custody.Returned(
        seal=seal, is_seal_whole=is_seal_whole, quantity=quantity, place=place.code if place else ""
    )
    return enter(exhibit, act, by=by, **when)


def check(
    exhibit: Exhibit,
    *,
    by: Any,
    is_found: bool = True,
    seal: str | None = None,
    is_seal_whole: bool = True,
    quantity: Quantity | None = None,
    **when: Any,
) -> CustodyEvent:
    """Say what was seen of an exhibit; what differs from the record becomes an open discrepancy."""
    act = custody.Checked(is_found=is_found, seal=seal, is_seal_whole=is_seal_whole, quantity=quantity)
    return enter(exhibit, act, by=by, **when)


def correct(
    exhibit: Exhibit, *, entry: int, says: str, by: Any, quantity: Quantity | None = None, **when: Any
) -> CustodyEvent:
    """Explain or correct an earlier entry; that entry stays as it is."""
    return enter(exhibit, custody.Corrected(entry=entry, says=says, quantity=quantity), by=by, **when)
