"""Opening a case, changing what it says, linking what it is about."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency, Person
from saola.apps.accounts.numbering import next_number
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.apps.seizures.models import Incident
from saola.core.access import review_due
from saola.core.casework import CaseRefusal
from saola.core.values import PartialDate, gettext_noop, say

from ..models import Case, CaseAgency, CaseLink, CaseSeizure, CaseWorker
from . import noting, team
from .taking import entered_at, give_back, take

CHANGEABLE = frozenset(
    [
        "title",
        "reference",
        "summary",
        "plan",
        "priority",
        "origin_words",
        "occurred_on",
        "country",
        "subdivision",
        "place_name",
        "court",
    ]
)
FIRST_EVENT = {Case.Origin.TIP: "tip", Case.Origin.REQUEST: "request_received"}


@transaction.atomic
def open_case(
    title: str,
    *,
    lead: Agency,
    origin: str,
    opened_on: date,
    by: Any,
    occurred_on: str = "",
    country: str = "",
    place_name: str = "",
    seizures: Sequence[Incident] = (),
    summary: str = "",
    reference: str = "",
    origin_words: str = "",
    priority: int = Case.Priority.NORMAL,
    workers: Iterable[Person] = (),
    at: datetime | None = None,
) -> Case:
    """Open a case that ``lead`` leads and on which ``by``, who leads the work, and ``workers`` work.

    What is not said of day and place is taken from the first seizure, unless that is held close. ``at``: when it was
    entered in the register it is brought over from. Raises ``PermissionDenied``, and ``ValueError`` without a title,
    for a date that is none, for an opening in the future or a seizure that ``by`` does not see.
    """
    policy.require(by, Permission.CASES_WRITE)
    if not title.strip():
        raise ValueError("a case has a title")
    if opened_on > timezone.localdate():
        raise ValueError("a case cannot be opened in the future")
    PartialDate.parse_iso(occurred_on)
    at = entered_at(at)
    first = _told_openly(seizures)
    case = Case.objects.create(
        number=next_number(Case, "C"),
        title=title.strip()[:200],
        lead=lead,
        origin=Case.Origin(origin),
        origin_words=origin_words.strip()[:300],
        opened_on=opened_on,
        occurred_on=occurred_on or (first.seized_on if first else ""),
        country=country or (first.country if first else ""),
        place_name=place_name or (first.place_name if first else ""),
        summary=summary.strip(),
        reference=reference.strip()[:200],
        priority=Case.Priority(priority),
        recorded_at=at,
        recorded_by=by,
        review_due=review_due("case", max(opened_on, timezone.localdate())),
    )
    CaseAgency.objects.create(case=case, agency=lead, part=CaseAgency.Part.LEAD, since_at=at, added_by=by)
    CaseWorker.objects.create(case=case, person=by, part=CaseWorker.Part.LEAD, since_at=at, added_by=by)
    journal.write("case.opened", by=by, about=case, number=case.number)
    for person in workers:
        if person != by:
            team.join(case, person, CaseWorker.Part.INVESTIGATOR, by=by, at=at)
    for incident in seizures:
        _link(case, incident, words="", by=by, at=at)
    kind = FIRST_EVENT.get(Case.Origin(origin), "report")
    words = origin_words.strip() or title.strip()
    noting.enter(case, kind, opened_on.isoformat(), words, by=by, recorded_at=at)
    give_back(case)
    return case


@transaction.atomic
def change(case: Case, *, by: Any, seen: int | None = None, **fields: Any) -> Case:
    """Change what the case says of itself. Raises ``ChangedMeanwhileError``, ``CaseRefusal`` and ``ValueError``."""
    if unknown := set(fields) - CHANGEABLE:
        raise ValueError(f"not changed here: {', '.join(sorted(unknown))}")
    if "title" in fields and not fields["title"].strip():
        raise ValueError("a case has a title")
    PartialDate.parse_iso(fields.get("occurred_on", ""))
    take(case, by, seen=seen)
    changed = {name: value for name, value in fields.items() if getattr(case, name) != value}
    if changed:
        give_back(case, **changed)
        journal.write("case.changed", by=by, about=case, fields=", ".join(sorted(changed)))
    return case


@transaction.atomic
def link_seizure(case: Case, incident: Incident, *, by: Any, words: str = "") -> CaseSeizure:
    """Take a seizure into the case; its exhibits come with it. Raises ``ValueError`` for one ``by`` does not see."""
    take(case, by)
    link = _link(case, incident, words=words, by=by, at=timezone.now())
    give_back(case)
    return link


@transaction.atomic
def unlink_seizure(case: Case, incident: Incident, *, reason: str, by: Any) -> None:
    """Take a seizure out of the case. That it was there, and why it is not, the journal keeps."""
    take(case, by)
    if not reason.strip():
        raise CaseRefusal(say(gettext_noop("Say why the seizure does not belong to the case.")))
    removed, _models = CaseSeizure.objects.filter(case=case, incident=incident).delete()
    if not removed:
        raise CaseRefusal(say(gettext_noop("The seizure is not in the case.")))
    journal.write("case.seizure_unlinked", by=by, about=case, number=incident.number, reason=reason.strip())
    give_back(case)


@transaction.atomic
def link_case(case: Case, other: Case, kind: str, *, by: Any, words: str = "") -> CaseLink:
    """Say that two cases have to do with each other. ``by`` must see both."""
    take(case, by)
    policy.require(by, Permission.CASES_READ, other, {"purpose": case.number})
    if case == other:
        raise CaseRefusal(say(gettext_noop("A case is not linked with itself. Name another.")))
    link, is_new = CaseLink.objects.get_or_create(
        case=case,
        other=other,
        kind=CaseLink.Kind(kind),
        defaults={"words": words.strip()[:300], "linked_by": by},
    )
    if is_new:
        journal.write("case.linked", by=by, about=case, number=other.number)
        give_back(case)
    return link


def _link(case: Case, incident: Incident, *, words: str, by: Any, at: datetime) -> CaseSeizure:
    if not Incident.objects.visible_to(by).filter(pk=incident.pk).exists():
        raise ValueError("a seizure that is taken into a case is one that the person sees")
    link, is_new = CaseSeizure.objects.get_or_create(
        case=case,
        incident=incident,
        defaults={"words": words.strip()[:300], "linked_at": at, "linked_by": by},
    )
    if is_new:
        journal.write("case.seizure_linked", by=by, about=case, number=incident.number)
    return link


def _told_openly(seizures: Sequence[Incident]) -> Incident | None:
    """The first of them, where reading it is open to all who read seizures."""
    if not seizures:
        return None
    close = Incident.objects.held_close().filter(pk=seizures[0].pk).exists()
    return None if close or seizures[0].handling else seizures[0]
