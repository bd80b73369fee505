"""Who works on a case, and which agencies have a part in it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency, Person
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.casework import CaseRefusal
from saola.core.values import gettext_noop, say

from ..models import Case, CaseAgency, CaseWorker
from .taking import entered_at, give_back, take


@transaction.atomic
def add_worker(
    case: Case,
    person: Person,
    *,
    by: Any,
    part: str = CaseWorker.Part.INVESTIGATOR,
    at: datetime | None = None,
) -> CaseWorker:
    """Put somebody on the team, or give them another part in it. Whoever led the work before goes on investigating.

    Raises ``CaseRefusal`` for somebody whose role does not read cases, who would see nothing.
    """
    take(case, by, may_be_closed=True)
    worker = join(case, person, CaseWorker.Part(part), by=by, at=entered_at(at))
    give_back(case)
    return worker


@transaction.atomic
def remove_worker(case: Case, person: Person, *, by: Any, at: datetime | None = None) -> None:
    """Take somebody off the team. Raises ``CaseRefusal`` for the last one and for somebody who is not on it."""
    take(case, by, may_be_closed=True)
    team = case.workers.filter(until_at=None)
    worker = team.filter(person=person).first()
    if worker is None:
        words = gettext_noop("{name} is not on the team, so nothing was changed.")
        raise CaseRefusal(say(words, name=person.full_name))
    if team.count() == 1:
        words = gettext_noop("{name} is the last one on the team. Put somebody else on it first.")
        raise CaseRefusal(say(words, name=person.full_name))
    worker.until_at = entered_at(at)
    worker.save(update_fields=["until_at"])
    journal.write("case.worker_left", by=by, about=case, name=person.full_name)
    give_back(case)


@transaction.atomic
def add_agency(
    case: Case,
    agency: Agency,
    *,
    by: Any,
    part: str = CaseAgency.Part.JOINT,
    reason: str = "",
    at: datetime | None = None,
) -> CaseAgency:
    """Give an agency a part in the case: those who oversee its work see it. The lead passes by hand-over only."""
    take(case, by)
    if CaseAgency.Part(part) is CaseAgency.Part.LEAD:
        raise CaseRefusal(say(gettext_noop("The lead passes by a hand-over. Propose one.")))
    if case.agencies.filter(agency=agency, until_at=None).exists():
        words = gettext_noop("{agency} has a part in the case already.")
        raise CaseRefusal(say(words, agency=agency.name))
    row = CaseAgency.objects.create(
        case=case,
        agency=agency,
        part=CaseAgency.Part(part),
        since_at=entered_at(at),
        reason=reason.strip()[:300],
        added_by=by,
    )
    journal.write("case.agency_added", by=by, about=case, agency=agency.name, part=row.part)
    give_back(case)
    return row


@transaction.atomic
def end_agency(case: Case, agency: Agency, *, by: Any, reason: str, at: datetime | None = None) -> None:
    """End the part of an agency. Its people leave the team with it. Raises ``CaseRefusal`` for the one that leads."""
    take(case, by, may_be_closed=True)
    row = case.agencies.filter(agency=agency, until_at=None).first()
    if row is None:
        raise CaseRefusal(say(gettext_noop("{agency} has no part in the case."), agency=agency.name))
    if row.part == CaseAgency.Part.LEAD:
        words = gettext_noop("{agency} leads the case. Hand it over first.")
        raise CaseRefusal(say(words, agency=agency.name))
    if case.hand_overs.filter(state="proposed", receiver=agency).exists():
        words = gettext_noop("A hand-over to {agency} waits for its answer. Withdraw it first, or wait.")
        raise CaseRefusal(say(words, agency=agency.name))
    if not reason.strip():
        raise CaseRefusal(say(gettext_noop("Say why; the other agency reads it.")))
    at = entered_at(at)
    row.until_at, row.reason = max(at, row.since_at), reason.strip()[:300]
    row.save(update_fields=["until_at", "reason"])
    case.workers.filter(until_at=None, person__agency=agency).update(until_at=at)
    journal.write("case.agency_left", by=by, about=case, agency=agency.name)
    give_back(case)


def join(case: Case, person: Person, part: str, *, by: Any, at: datetime) -> CaseWorker:
    """Add the row of a member of the team, inside an act that took the case."""
    if not policy.decide(person, Permission.CASES_READ):
        words = gettext_noop("The role of {name} does not read cases, so they were not put on the team.")
        raise CaseRefusal(say(words, name=person.full_name))
    now = max(at, timezone.now()) if case.workers.filter(person=person, until_at=None).exists() else at
    case.workers.filter(person=person, until_at=None).update(until_at=now)
    if part == CaseWorker.Part.LEAD:
        for before in case.workers.filter(part=CaseWorker.Part.LEAD, until_at=None):
            CaseWorker.objects.filter(pk=before.pk).update(until_at=now)
            CaseWorker.objects.create(
                case=case, person=before.person, part=CaseWorker.Part.INVESTIGATOR, since_at=now, added_by=by
            )
    worker = CaseWorker.objects.create(case=case, person=person, part=part, since_at=now, added_by=by)
    journal.write("case.worker_added", by=by, about=case, name=person.full_name)
    return worker
