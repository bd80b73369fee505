"""Who is in a case: their part in it, what they are to the law, where they are."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.catalogue.vocabularies import vocabulary
from saola.apps.journal import actions as journal
from saola.apps.parties import actions as recording
from saola.apps.parties.models import Party
from saola.core.access import Subject
from saola.core.casework import CaseRefusal, ChargeAct, ChargeState, Standing, is_open, stand
from saola.core.casework import change as move
from saola.core.values import gettext_noop, say

from ..models import Case, Event, Involvement
from . import noting
from .taking import ChangedMeanwhileError, entered_at, give_back, take

UNKNOWN_FOR = timedelta(days=30)
"""How long nobody need know what somebody is to a case, until it must be looked at. Our own choice."""

CHANGEABLE = frozenset(["part", "subject", "words", "standing", "standing_on", "is_child", "is_defendant"])


@transaction.atomic
def involve(
    case: Case,
    party: Party,
    part: str,
    subject: str,
    *,
    by: Any,
    words: str = "",
    standing: str = "",
    standing_on: date | None = None,
    is_child: bool | None = None,
    at: datetime | None = None,
) -> Involvement:
    """Enter somebody as involved. The category is said always; one that is not known is reviewed in thirty days.

    Raises ``ValueError`` for a part, category or standing that is none, and ``CaseRefusal`` for somebody who has this
    part already.
    """
    take(case, by)
    if part not in vocabulary("involvement_parts"):
        raise ValueError(f"no part {part!r}")
    subject = Subject(subject)
    if case.involved.filter(party=party, part=part).exists():
        text = gettext_noop("{name} has this part in the case already. Change that entry instead.")
        raise CaseRefusal(say(text, name=party.name))
    if is_child is None:  # known of one part, known of the other
        is_child = (
            case.involved.filter(party=party)
            .exclude(is_child=None)
            .values_list("is_child", flat=True)
            .first()
        )
    at = entered_at(at)
    one = Involvement.objects.create(
        case=case,
        party=party,
        part=part,
        subject=subject,
        words=words.strip(),
        standing=Standing(standing) if standing else "",
        standing_on=standing_on,
        is_child=is_child,
        added_at=at,
        added_by=by,
        review_on=_review(subject),
    )
    journal.write("case.party_added", by=by, about=case, number=party.number, part=part)
    give_back(case)
    return one


@transaction.atomic
def change(one: Involvement, *, by: Any, seen: int | None = None, **fields: Any) -> Involvement:
    """Change what somebody is to the case. Raises ``ChangedMeanwhileError``, ``StandingRefusal`` and ``ValueError``."""
    if unknown := set(fields) - CHANGEABLE:
        raise ValueError(f"not changed here: {', '.join(sorted(unknown))}")
    case = one.case
    take(case, by)
    one.refresh_from_db()
    if seen is not None and seen != one.version:
        raise ChangedMeanwhileError(str(one))
    changed = {name: value for name, value in fields.items() if getattr(one, name) != value}
    if "part" in changed and changed["part"] not in vocabulary("involvement_parts"):
        raise ValueError(f"no part {changed['part']!r}")
    if "subject" in changed:
        changed["review_on"] = _review(Subject(changed["subject"]))
    if changed.get("standing"):
        stand(Standing(one.standing) if one.standing else None, Standing(changed["standing"]))
        changed.setdefault("standing_on", timezone.localdate())
    if changed:
        _keep(one, by, **changed)
        give_back(case)
    return one


@transaction.atomic
def died(
    one: Involvement, on: str, *, by: Any, words: str = "", recorded_at: datetime | None = None
) -> Event:
    """Enter a death: in every part they had, and every charge against them that is open ends.

    A charge that was never filed is withdrawn; one before the court abates.
    """
    case = one.case
    same = list(case.involved.filter(party=one.party))
    event = noting.note(
        case, "death", on, words or say_of(one), by=by, involved=same, recorded_at=recorded_at
    )
    for each in same:
        each.refresh_from_db()
        for charge in each.charges.all():
            if is_open(ChargeState(charge.state)):
                _end(charge, event, by)
    if on and not one.party.died_on:
        recording.change(one.party, by=by, died_on=on)
    one.refresh_from_db()
    give_back(case)
    return event


@transaction.atomic
def absconded(
    one: Involvement, on: str, *, by: Any, words: str = "", recorded_at: datetime | None = None
) -> Event:
    """Enter that somebody absconded; clocks that the law stops then stand still until they are found."""
    case = one.case
    same = list(case.involved.filter(party=one.party))
    event = noting.note(
        case, "absconded", on, words or say_of(one), by=by, involved=same, recorded_at=recorded_at
    )
    one.refresh_from_db()
    return event


@transaction.atomic
def found_to_be_child(one: Involvement, *, by: Any, words: str, recorded_at: datetime | None = None) -> Event:
    """Enter that somebody was under age at the time of the act: the name is withheld from lists and documents now.

    ``words`` say by what it is known. They must not repeat the name.
    """
    case = one.case
    take(case, by, may_be_closed=True)
    same = list(case.involved.filter(party=one.party))
    for each in same:
        _keep(each, by, is_child=True)
    today = timezone.localdate(entered_at(recorded_at)).isoformat()
    event = noting.note(case, "decision", today, words, by=by, involved=same, recorded_at=recorded_at)
    one.refresh_from_db()
    return event


def say_of(one: Involvement) -> str:
    """Whom an entry without words is about: by number, because entries stand in lists and documents."""
    return one.party.number


def _keep(one: Involvement, by: Any, **changed: Any) -> None:
    kept = Involvement.objects.filter(pk=one.pk, version=one.version)
    if not kept.update(**changed, version=one.version + 1):
        raise ChangedMeanwhileError(str(one))
    for name, value in changed.items():
        setattr(one, name, value)
    one.version += 1
    journal.write(
        "case.party_changed",
        by=by,
        about=one.case,
        number=one.party.number,
        fields=", ".join(sorted(set(changed) - {"review_on"})),
    )


def _end(charge: Any, event: Event, by: Any) -> None:
    act = ChargeAct.WITHDRAW if charge.state == ChargeState.DRAFTED else ChargeAct.ABATE
    charge.state = move(ChargeState(charge.state), act)
    charge.decided_on = event.first_day
    charge.version += 1
    charge.save(update_fields=["state", "decided_on", "version"])
    journal.write("charge.moved", by=by, about=charge, count=charge.count, state=charge.state)


def _review(subject: Subject) -> date | None:
    return timezone.localdate() + UNKNOWN_FOR if subject is Subject.UNKNOWN else None
