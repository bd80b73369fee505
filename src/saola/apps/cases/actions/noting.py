"""Entering what happened in a case. Entries are added and never altered."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts.models import Agency
from saola.apps.catalogue.vocabularies import vocabulary
from saola.apps.evidence.models import Exhibit
from saola.apps.journal import actions as journal
from saola.core.casework import CaseRefusal, Standing, stand
from saola.core.values import PartialDate, gettext_noop, say

from ..models import Case, Event, Involvement
from ..queries.open_ends import NUMBERED
from .taking import entered_at, give_back, take

CLOCK_SLACK = timedelta(minutes=5)
"""How far ahead of this machine's clock the clock of an officer may be."""

STANDS_AFTER = {
    "arrest": Standing.ARRESTED,
    "custody_order": Standing.IN_CUSTODY,
    "bail": Standing.BAILED,
    "release": Standing.RELEASED,
    "summons": Standing.SUMMONSED,
    "absconded": Standing.ABSCONDED,
    "death": Standing.DECEASED,
}
"""Where somebody is after such an event, if nothing later says otherwise."""


@transaction.atomic
def note(
    case: Case,
    kind: str,
    happened_on: str,
    words: str,
    *,
    by: Any,
    happened_at: datetime | None = None,
    involved: Iterable[Involvement] = (),
    exhibits: Sequence[str] = (),
    reason: str = "",
    until_on: date | None = None,
    place_name: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    reference: str = "",
    agency: Agency | None = None,
    corrects: Event | None = None,
    recorded_at: datetime | None = None,
) -> Event:
    """Enter that something of ``kind`` happened; a closed case may go on happening.

    Who was arrested, released, bailed ... (``STANDS_AFTER``) stands so afterwards. ``exhibits`` are numbers of the
    case's. ``corrects``: the entry that this one replaces; it stays to be read. Raises ``CaseRefusal`` with what is
    wrong, ``StandingRefusal`` where somebody cannot come to stand so, ``ValueError`` for an unknown kind or a date that
    is none.
    """
    take(case, by, may_be_closed=True)
    concerned = list(involved)
    _check(case, by, concerned, exhibits, corrects)
    event = enter(
        case,
        kind,
        happened_on,
        words,
        by=by,
        happened_at=happened_at,
        involved=concerned,
        exhibits=list(dict.fromkeys(exhibits)),
        reason=reason.strip(),
        until_on=until_on,
        place_name=place_name.strip()[:200],
        latitude=latitude,
        longitude=longitude,
        reference=reference.strip()[:100],
        agency=agency,
        corrects=corrects,
        recorded_at=recorded_at,
    )
    if kind in STANDS_AFTER:
        for one in concerned:
            _stands(one, STANDS_AFTER[kind], event)
    give_back(case)
    return event


def enter(
    case: Case,
    kind: str,
    happened_on: str,
    words: str,
    *,
    by: Any,
    involved: Iterable[Involvement] = (),
    recorded_at: datetime | None = None,
    **fields: Any,
) -> Event:
    """Add the row and tell the journal, inside an act that took the case. Raises as ``note``."""
    if kind not in vocabulary("case_events"):
        raise ValueError(f"no kind of event {kind!r}")
    if not words.strip():
        raise CaseRefusal(say(gettext_noop("Say in words what happened.")))
    day = PartialDate.parse_iso(happened_on)
    happened_at = fields.get("happened_at")
    if _is_ahead(day, happened_at):
        words = gettext_noop("That has not come yet. Enter it when it has happened, or add a task.")
        raise CaseRefusal(say(words))
    if happened_at is not None and timezone.localdate(happened_at).isoformat() != happened_on:
        raise CaseRefusal(say(gettext_noop("The time is not of the day that is named. Mend one of them.")))
    if kind in NUMBERED and not fields.get("reference"):
        fields["reference"] = f"{NUMBERED[kind]}{case.events.filter(kind=kind).count() + 1}"
    event = Event.objects.create(
        case=case,
        kind=kind,
        happened_on=str(day),
        first_day=day.first_day,
        words=words.strip(),
        recorded_at=entered_at(recorded_at),
        recorded_by=by,
        **fields,
    )
    event.involved.set(involved)
    journal.write("case.noted", by=by, about=case, happening=kind)
    return event


def _is_ahead(day: PartialDate, happened_at: datetime | None) -> bool:
    if happened_at is not None and happened_at > timezone.now() + CLOCK_SLACK:
        return True
    return day.first_day is not None and day.first_day > timezone.localdate()


def _check(
    case: Case, by: Any, involved: list[Involvement], exhibits: Sequence[str], corrects: Event | None
) -> None:
    if any(one.case_id != case.pk for one in involved):
        raise ValueError("an event concerns people of its own case")
    if exhibits:
        of_case = Exhibit.objects.visible_to(by).filter(incident__case_links__case=case)
        known = set(of_case.filter(number__in=exhibits).values_list("number", flat=True))
        if missing := [number for number in exhibits if number not in known]:
            words = gettext_noop("Not among the exhibits of this case: {numbers}. Link their seizure first.")
            raise CaseRefusal(say(words, numbers=", ".join(missing)))
    if corrects is not None:
        if corrects.case_id != case.pk:
            raise ValueError("an entry corrects one of its own case")
        if Event.objects.filter(corrects=corrects).exists():
            words = gettext_noop("That entry was corrected already. Correct the correction instead.")
            raise CaseRefusal(say(words))


def _stands(one: Involvement, standing: Standing, event: Event) -> None:
    """Move somebody to where the event leaves them, unless a later day is on record already."""
    one.refresh_from_db()
    if one.standing == standing or (
        one.standing_on and event.first_day and event.first_day < one.standing_on
    ):
        return
    stand(Standing(one.standing) if one.standing else None, standing)
    one.standing, one.standing_on = standing.value, event.first_day
    one.version += 1
    one.save(update_fields=["standing", "standing_on", "version"])
