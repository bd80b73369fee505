"""Work on what the law lacks: gaps with owners, and the bills that would close them. Steps are added, never changed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency, Person
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal

from ..models import Bill, Gap, Jurisdiction, Provision, Step
from .changing import next_revision


class TakenUpAlreadyError(ValueError):
    """This point of the checklist has an owner and a history already."""


class NoReasonError(ValueError):
    """That something is not a gap, or is closed, is said with the reason."""


class NumberTakenError(ValueError):
    """Another bill has this number."""


_NEEDS_REASON = frozenset({Gap.State.CLOSED, Gap.State.NOT_A_GAP})


@transaction.atomic
def open_gap(
    jurisdiction: Jurisdiction,
    *,
    title: str,
    by: Any,
    point: str = "",
    provision: Provision | None = None,
    owner: Person | None = None,
    agency: Agency | None = None,
    due_on: date | None = None,
    on: date | None = None,
) -> Gap:
    """Take up a gap: a point of the checklists, or one that a jurist found. Raises ``TakenUpAlreadyError``."""
    policy.require(by, Permission.LAW_WRITE)
    if point and jurisdiction.gaps.filter(point=point).exists():
        raise TakenUpAlreadyError(point)
    gap = Gap.objects.create(
        jurisdiction=jurisdiction,
        point=point,
        title=title.strip(),
        provision=provision,
        owner=owner,
        agency=agency,
        due_on=due_on,
        opened_at=timezone.now(),
    )
    _step(gap.state, "", on, by, gap=gap)
    journal.write("gap.opened", by=by, about=gap, point=point or gap.title)
    return gap


@transaction.atomic
def move_gap(
    gap: Gap,
    *,
    state: str,
    note: str = "",
    by: Any,
    owner: Person | None = None,
    agency: Agency | None = None,
    due_on: date | None = None,
    on: date | None = None,
    seen: int | None = None,
) -> None:
    """Enter a step of the work on a gap. Raises ``NoReasonError`` and ``ChangedMeanwhileError``."""
    policy.require(by, Permission.LAW_WRITE)
    next_revision(gap, seen)
    gap.state = Gap.State(state)
    if gap.state in _NEEDS_REASON and not note.strip():
        raise NoReasonError
    gap.reason = note.strip() if gap.state in _NEEDS_REASON else ""
    gap.owner, gap.agency, gap.due_on = owner, agency, due_on
    gap.save()
    _step(gap.state, note, on, by, gap=gap)
    journal.write("gap.moved", by=by, about=gap, gap_state=gap.state)


@transaction.atomic
def add_bill(
    jurisdiction: Jurisdiction,
    *,
    number: str,
    title: str,
    by: Any,
    gaps: Iterable[Gap] = (),
    stage: str = Bill.Stage.DRAFT,
    on: date | None = None,
    note: str = "",
) -> Bill:
    """Add a bill with the gaps that it would close. Raises ``NumberTakenError``."""
    policy.require(by, Permission.LAW_WRITE)
    number = number.strip()
    if Bill.objects.filter(number=number).exists():
        raise NumberTakenError(number)
    bill = Bill.objects.create(
        jurisdiction=jurisdiction, number=number, title=title.strip(), stage=Bill.Stage(stage)
    )
    bill.gaps.set(gaps)
    _step(bill.stage, note, on, by, bill=bill)
    journal.write("bill.added", by=by, about=bill, number=bill.number)
    return bill


@transaction.atomic
def move_bill(
    bill: Bill,
    *,
    stage: str,
    by: Any,
    gaps: Iterable[Gap] | None = None,
    note: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> None:
    """Enter a step of a bill. What it closes is not closed by that: the law is amended, and the gap then moved."""
    policy.require(by, Permission.LAW_WRITE)
    next_revision(bill, seen)
    bill.stage = Bill.Stage(stage)
    bill.save()
    if gaps is not None:
        bill.gaps.set(gaps)
    _step(bill.stage, note, on, by, bill=bill)
    journal.write("bill.moved", by=by, about=bill, number=bill.number, bill_stage=bill.stage)


def _step(stage: str, note: str, on: date | None, by: Any, **of: Any) -> None:
    Step.objects.create(
        happened_on=on or timezone.localdate(),
        stage=stage,
        note=note.strip(),
        written_at=timezone.now(),
        written_by=by,
        **of,
    )
