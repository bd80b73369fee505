"""The daily pass over the journal: one person's day at a time, by the patterns of ``saola.core.access``."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.apps.journal.events import READS
from saola.apps.journal.models import Entry
from saola.core.access import HISTORY, Day, Failure, Kind, Look, Unreviewed, Watched, signs

from . import policy
from .alerts import raise_alert
from .models import KINDS, Alert, DayOfReading, Emergency, Person
from .roles import Permission

ORDINARY = READS["seen"]
"""The opening of a record that is told although it is not held close."""

_KINDS = {
    "record.opened": Kind.OPENED,
    ORDINARY: Kind.OPENED,
    "records.searched": Kind.SEARCHED,
    "records.exported": Kind.EXPORTED,
    "seizures.downloaded": Kind.EXPORTED,
    "record.missed": Kind.MISSED,
    "access.denied": Kind.DENIED,
}


def watch(now: datetime | None = None, *, by: Person | None = None) -> list[Alert]:
    """Go through the day of ``now`` of everyone who worked on it; raise what is noticed. Safe to repeat.

    The journal tells that it was done, and how much came of it, not about whom.
    """
    now = timezone.localtime(now)
    raised = []
    looks = _looks(now)
    failures, decoys = _failures(now), _decoys()
    late = _unreviewed()
    ordinary = DayOfReading.objects.by_person((now - HISTORY).date(), now.date())
    people = Person.objects.select_related("agency").filter(name__in={*looks, *late, *ordinary})
    for person in people:
        days = looks.get(person.name, {})
        day = Day(
            now=now,
            person=_watched(person, now),
            looks=days.pop(now.date(), ()),
            past=days,
            decoys=decoys,
            failures=failures,
            unreviewed=late.get(person.name, ()),
            ordinary=ordinary.get(person.name, {}),
        )
        for sign in signs(day):
            alert = raise_alert(sign.pattern, person, sign.sentence, entries=sign.entries, at=now)
            raised += [alert] if alert is not None else []
    with transaction.atomic():
        journal.write(
            "misuse.watched",
            by=by,
            object_type=Alert._meta.label_lower,
            object_id="day",
            day=now.date().isoformat(),
            alerts=len(raised),
        )
    return raised


@transaction.atomic
def note_failure(*, records: Iterable[str], by: Person) -> None:
    """Write down that an operation over ``records`` failed just now: who looked them up before is then noticed."""
    policy.require(by, Permission.ACCESS_REVIEW)
    named = sorted({record.strip() for record in records if record.strip()})
    if not named:
        raise ValueError("a failed operation names its records")
    journal.write("operation.failed", by=by, records=" ".join(named))


def _looks(now: datetime) -> dict[str, dict[date, list[Look]]]:
    """The looks of each person by day, in order, back to the beginning of what counts."""
    since = now - HISTORY - timedelta(days=1)
    entries = list(Entry.objects.filter(event__in=_KINDS, at__gt=since, at__lte=now).order_by("seq"))
    names = _names(entries)
    made: dict[str, dict[date, list[Look]]] = defaultdict(lambda: defaultdict(list))
    hidden = _on_lists()
    for entry in entries:
        look = _look(entry, names, hidden)
        made[entry.actor][look.at.date()].append(look)
    return {actor: dict(days) for actor, days in made.items()}


def _look(entry: Entry, names: dict[tuple[str, str], str], hidden: set[str]) -> Look:
    kind = _KINDS[entry.event]
    words = entry.detail if kind in (Kind.SEARCHED, Kind.MISSED) else {}
    record = names.get((entry.object_type, entry.object_id), entry.object_id)
    if kind is Kind.MISSED:
        record = str(words.get("record", "")).partition(" ")[2]
    query = words.get("query", "")
    return Look(
        seq=entry.seq,
        at=timezone.localtime(entry.at),
        kind=kind,
        record=record,
        words=str(query.get("words", "") if isinstance(query, dict) else query),
        has_case=entry.rule.endswith("-in-compartment") or entry.purpose not in ("", "stated"),
        is_hidden=kind is Kind.MISSED and record in hidden,
        is_close=entry.event != ORDINARY,
        count=entry.count or 1,
    )


def _names(entries: list[Entry]) -> dict[tuple[str, str], str]:
    """How people name the records that the entries tell of by key."""
    keys: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if _KINDS[entry.event] is Kind.OPENED:
            keys[entry.object_type].add(entry.object_id)
    named = {}
    for model in KINDS.values():
        label = model._meta.label_lower
        wanted = [key for key in keys.get(label, ()) if _is_key(model, key)]
        for start in range(0, len(wanted), 500):
            found = model._default_manager.filter(pk__in=wanted[start : start + 500])
            named.update({(label, str(pk)): str(key) for pk, key in found.values_list("pk", model.KEY)})
    return named


def _is_key(model: Any, text: str) -> bool:
    """Whether a record could have this key. One odd entry must not end the watch over all others."""
    try:
        return model._meta.pk.to_python(text) is not None
    except ValidationError:
        return False


def _on_lists() -> set[str]:
    """How people name every record that stands on a need-to-know list."""
    return {
        str(key)
        for model in KINDS.values()
        for key in model._default_manager.exclude(compartments=None).values_list(model.KEY, flat=True)
    }


def _decoys() -> frozenset[str]:
    return frozenset(
        str(key)
        for model in KINDS.values()
        for key in model._default_manager.filter(compartments__is_decoy=True).values_list(
            model.KEY, flat=True
        )
    )


def _failures(now: datetime) -> tuple[Failure, ...]:
    entries = Entry.objects.filter(event="operation.failed", at__gt=now - timedelta(days=4), at__lte=now)
    return tuple(
        Failure(timezone.localtime(entry.at), frozenset(str(entry.detail.get("records", "")).split()))
        for entry in entries
    )


def _unreviewed() -> dict[str, tuple[Unreviewed, ...]]:
    made: dict[str, list[Unreviewed]] = defaultdict(list)
    for each in Emergency.objects.filter(reviewed_at=None).select_related("person"):
        opened = timezone.localtime(each.opened_at)
        made[each.person.name].append(Unreviewed(opened, each.record, _entry_of(each)))
    return {name: tuple(found) for name, found in made.items()}


def _entry_of(emergency: Emergency) -> int:
    told = Entry.objects.about(emergency._meta.label_lower, emergency.pk).filter(event="emergency.opened")
    return told.values_list("seq", flat=True).first() or 0


def _watched(person: Person, now: datetime) -> Watched:
    colleagues: Any = ()
    if person.agency_id:
        together = Person.objects.filter(agency=person.agency_id).exclude(pk=person.pk)
        colleagues = tuple(together.values_list("full_name", flat=True))
    changes = Entry.objects.about(person._meta.label_lower, person.pk).filter(
        event="person.role_changed", at__lte=now
    )
    last = changes.order_by("-seq").values_list("at", flat=True).first()
    return Watched(
        person.name,
        person.full_name,
        colleagues,
        person.leaves_on,
        timezone.localdate(last) if last else None,
    )
