"""How many records that are held close one person opens in a day before somebody else is asked."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from saola.apps.journal.models import Entry

from . import approvals
from .models import Approval, Person

A_DAY = 200
KIND = "records.open_more"


def opened_today(person: Person) -> int:
    """How many records held close ``person`` opened since midnight."""
    return Entry.objects.filter(event="record.opened", actor=person.name, at__gte=_midnight()).count()


def allowed_today(person: Person) -> int:
    used = Approval.objects.filter(
        action=KIND, asked_by=person, state=Approval.State.SPENT, spent_at__gte=_midnight()
    )
    return A_DAY * (1 + used.count())


def asked(person: Person) -> dict[str, Any]:
    """What a second person approves: as many again, today, for one person. Each time of a day is counted."""
    times = allowed_today(person) // A_DAY
    return {"person": person.name, "day": timezone.localdate().isoformat(), "many": A_DAY, "times": times}


def take(person: Person) -> None:
    """See that ``person`` may open one more. Raises ``approvals.NeedsApprovalError`` when the day's are used up."""
    if opened_today(person) >= allowed_today(person):
        approvals.spend(KIND, asked(person), by=person)


def _midnight() -> Any:
    now = timezone.localtime()
    return now - timedelta(
        hours=now.hour, minutes=now.minute, seconds=now.second, microseconds=now.microsecond
    )
