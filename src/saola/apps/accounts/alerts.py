"""What the auditor should look at: raised once a day for a person and a pattern, and looked at by somebody else."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.core.values import Message, gettext_noop, say

from . import policy
from .models import KINDS, Alert, Person
from .roles import Permission


@transaction.atomic
def raise_alert(
    pattern: str, person: Person, sentence: Message, *, entries: Iterable[int], at: datetime
) -> Alert | None:
    """Put an alert before the auditors. The same entries do not alert twice: ``None`` then."""
    entries = sorted(set(entries))
    alert, is_new = Alert.objects.get_or_create(
        pattern=pattern,
        person=person,
        noticed_on=timezone.localdate(at),
        defaults={"at": at, "sentence": sentence.as_data(), "entries": entries},
    )
    if not is_new:
        if set(entries) <= set(alert.entries):
            return None
        alert.entries = sorted({*alert.entries, *entries})
        alert.sentence, alert.at = sentence.as_data(), at
        alert.looked_at = alert.looked_by = None
        alert.save()
    journal.write("alert.raised", about=alert, name=person.name, pattern=pattern)
    return alert


def note_touch(person: Person, kind: str, key: str, entry: int) -> None:
    """Raise an alert at once when the record of ``kind`` named ``key`` is a decoy."""
    model = KINDS.get(kind)
    if model is None:
        return
    is_decoy = model._default_manager.filter(**{model.KEY: key}, compartments__is_decoy=True).exists()
    if is_decoy:
        sentence = say(gettext_noop("Touched the decoy {record}."), record=key)
        raise_alert("decoy", person, sentence, entries=[entry], at=timezone.now())


@transaction.atomic
def look_at(alert: Alert, *, finding: str, by: Person) -> None:
    """Write down what an alert came to. Raises ``ValueError`` without words or about oneself."""
    policy.require(by, Permission.ACCESS_REVIEW)
    if alert.person_id == by.pk:
        raise ValueError("nobody looks at an alert about themselves")
    if not finding.strip():
        raise ValueError("an alert is put away with what was found")
    alert.looked_at, alert.looked_by, alert.finding = timezone.now(), by, finding.strip()[:300]
    alert.save(update_fields=["looked_at", "looked_by", "finding"])
    journal.write(
        "alert.looked_at",
        by=by,
        about=alert,
        name=alert.person.name,
        pattern=alert.pattern,
        finding=alert.finding,
    )
