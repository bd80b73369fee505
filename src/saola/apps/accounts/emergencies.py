"""Breaking the glass over one record, and looking at it afterwards."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.core.access import LASTS, refuse_opening, refuse_reviewer
from saola.core.values import Message, gettext_noop, say

from . import policy
from .alerts import raise_alert
from .models import Emergency, Person
from .roles import Permission


class RefusedError(ValueError):
    """The glass is not broken, or the review not taken; ``why`` says it in words."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


def open_glass(*, kind: str, record: str, threat: str, reason: str, by: Person) -> Emergency:
    """Let ``by`` read one record for an hour. The auditors know at once. Raises ``RefusedError``.

    Whether the record exists is not said here: the page of the record tells, and the alarm was raised either way.
    """
    try:
        return _open(kind=kind, record=record, threat=threat, reason=reason, by=by)
    except RefusedError as error:
        with transaction.atomic():
            journal.write("emergency.refused", by=by, record=f"{kind} {record}", why=str(error))
        raise


@transaction.atomic
def _open(*, kind: str, record: str, threat: str, reason: str, by: Person) -> Emergency:
    policy.require(by, Permission.EMERGENCIES_OPEN)
    now = timezone.now()
    unreviewed = Emergency.objects.filter(person=by, reviewed_at=None).values_list("opened_at", flat=True)
    if why := refuse_opening(threat, reason, list(unreviewed), now):
        raise RefusedError(why)
    emergency = Emergency.objects.create(
        person=by,
        kind=kind,
        record=record,
        threat=threat,
        reason=reason.strip(),
        opened_at=now,
        ends_at=now + LASTS,
    )
    entry = journal.write(
        "emergency.opened", by=by, about=emergency, record=f"{kind} {record}", threat=threat
    )
    raise_alert(
        "emergency",
        by,
        say(gettext_noop("Broke the glass over {kind} {record}."), kind=kind, record=record),
        entries=[entry.seq],
        at=now,
    )
    return emergency


@transaction.atomic
def review(emergency: Emergency, *, was_justified: bool, text: str, by: Person) -> None:
    """Write down what an outsider thinks of an emergency. Raises ``RefusedError``."""
    policy.require(by, Permission.EMERGENCIES_REVIEW)
    emergency = (
        Emergency.objects.select_for_update(of=("self",))
        .select_related("person__agency")
        .get(pk=emergency.pk)
    )
    if why := _refuse_review(emergency, text, by):
        raise RefusedError(why)
    emergency.reviewed_by, emergency.reviewed_at = by, timezone.now()
    emergency.was_justified, emergency.review = was_justified, text.strip()
    emergency.save()
    journal.write(
        "emergency.reviewed",
        by=by,
        about=emergency,
        name=emergency.person.name,
        verdict="justified" if was_justified else "not_justified",
    )


def _refuse_review(emergency: Emergency, text: str, by: Person) -> Message | None:
    if emergency.reviewed_at is not None:
        return say(gettext_noop("It was reviewed already."))
    if not text.strip():
        return say(gettext_noop("Write what you found; a mark alone is no review."))
    return refuse_reviewer(_place(emergency.person), _place(by))


def _place(person: Person) -> tuple[str, str, str]:
    return person.name, person.agency.code if person.agency else "", person.unit


def to_review(person: Any) -> Any:
    """Emergencies that wait for a review that ``person`` may write, the oldest first."""
    waiting = Emergency.objects.filter(reviewed_at=None).select_related("person__agency")
    if not policy.decide(person, Permission.EMERGENCIES_REVIEW):
        return []
    own = _place(person)
    return [
        each for each in waiting.order_by("opened_at") if refuse_reviewer(_place(each.person), own) is None
    ]
