"""Sittings of a court: entered, held, adjourned to another day for a reason, cancelled."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.catalogue.vocabularies import vocabulary
from saola.apps.journal import actions as journal
from saola.core.casework import CaseRefusal
from saola.core.values import gettext_noop, say

from ..models import Case, Court, Hearing
from .court_entries import change, happened
from .taking import give_back, take

State = Hearing.State


@transaction.atomic
def enter(
    case: Case,
    court: Court,
    kind: str,
    at: datetime,
    *,
    by: Any,
    room: str = "",
    follows: Hearing | None = None,
) -> Hearing:
    """Enter a sitting that is to come, or was. The first court of a case is the court of the case.

    Whoever works on a case enters its hearings: the prosecutor, and the investigator who sits in court.
    """
    take(case, by)
    hearing = Hearing.objects.create(
        case=case, court=court, kind=kind, at=at, room=room.strip(), follows=follows, recorded_by=by
    )
    day = timezone.localdate(at)
    journal.write("hearing.entered", by=by, about=case, day=day.isoformat())
    give_back(case, **({} if case.court_id else {"court": court}))
    return hearing


@transaction.atomic
def held(hearing: Hearing, *, by: Any, words: str = "", seen: int | None = None) -> None:
    """The court sat, and what happened."""
    _over(hearing, State.HELD, by, seen, words=words.strip())
    kind = "first_appearance" if hearing.kind == Hearing.Kind.FIRST else "hearing"
    _told(hearing, kind, by, words.strip())


@transaction.atomic
def adjourn(
    hearing: Hearing,
    *,
    reason: str,
    by: Any,
    next_at: datetime | None = None,
    words: str = "",
    seen: int | None = None,
) -> Hearing | None:
    """Put the hearing off. ``reason`` is a code of ``adjournment_reasons``; ``next_at`` makes the one that continues it.

    Raises ``ValueError`` for a reason that is none, or a day that is not later.
    """
    if reason not in vocabulary("adjournment_reasons"):
        raise ValueError(f"{reason!r} is no reason for an adjournment")
    if next_at is not None and next_at <= hearing.at:
        raise CaseRefusal(say(gettext_noop("A hearing is adjourned to a later time. Mend the time.")))
    _over(hearing, State.ADJOURNED, by, seen, adjourned_because=reason, words=words.strip())
    _told(hearing, "hearing", by, words.strip(), reason)
    if next_at is None:
        return None
    return enter(
        hearing.case, hearing.court, hearing.kind, next_at, by=by, room=hearing.room, follows=hearing
    )


@transaction.atomic
def cancel(hearing: Hearing, *, by: Any, words: str = "", seen: int | None = None) -> None:
    """The hearing does not take place."""
    _over(hearing, State.CANCELLED, by, seen, words=words.strip())


def _over(hearing: Hearing, state: Hearing.State, by: Any, seen: int | None, **fields: Any) -> None:
    take(hearing.case, by)
    if hearing.state != State.PLANNED:
        raise CaseRefusal(say(gettext_noop("What became of this hearing is entered already.")))
    change(hearing, seen, state=state.value, **fields)
    journal.write("hearing.moved", by=by, about=hearing.case, state=state.value)
    give_back(hearing.case)


def _told(hearing: Hearing, kind: str, by: Any, words: str, reason: str = "") -> None:
    said = words or f"{hearing.get_kind_display()}, {hearing.court}"
    day = timezone.localdate(hearing.at)
    happened(hearing.case, kind, day, said, by, reason=reason, place_name=hearing.court.place_name)
    give_back(hearing.case)
