"""Rules beside the offences: time limits, schedules, laundering, requirements, limitation."""

from collections.abc import Mapping
from typing import Any

from saola.apps.journal import actions as journal
from saola.core.law import BadLawError
from saola.core.law.reading.words import day

from ..models import Jurisdiction, Provision, RequirementMet, Schedule, ScheduleEntry, TimeLimit
from ..records import Reader, listed, sources_of
from .changing import changing, next_revision

Said = Mapping[str, Any]
_TEXTS = ("words", "starts_with", "period", "longest", "section")


class EndedAlreadyError(ValueError):
    """It ended already, on the day ``until``."""

    def __init__(self, until: str) -> None:
        super().__init__(until)
        self.until = until


def add_time_limit(jurisdiction: Jurisdiction, said: Said, *, by: Any) -> TimeLimit:
    """Keep a procedural clock. ``said`` has the words of ``TimeLimit``, with ``id`` for its code and the code of a

    ``provision``, days and source as the files of law write them. Raises ``BadLawError``.
    """
    with changing(jurisdiction, by):
        row = TimeLimit(
            jurisdiction=jurisdiction,
            code=str(said["id"]),
            provision=_provision(said),
            **{word: str(said.get(word) or "") for word in _TEXTS},
            **{word: listed(said.get(word)) for word in ("ends_with", "paused_by", "resumed_by")},
            **{word: bool(said.get(word)) for word in ("is_extendable", "is_personal", "is_right")},
            **_reader(said).common(said, TimeLimit),
        )
        if TimeLimit.objects.filter(code=row.code).exists():
            raise BadLawError(f"{row.code}: this id comes twice")
        row.as_limit()
        row.save(force_insert=True)
        journal.write("law.limit_added", by=by, about=row, code=row.code, period=row.period)
    return row


def _provision(said: Said) -> Provision | None:
    if not said.get("provision"):
        return None
    found = Provision.objects.filter(code=said["provision"]).first()
    if found is None:
        raise BadLawError(f"there is no provision {said['provision']}")
    return found


def end_time_limit(limit: TimeLimit, until: str, *, by: Any, seen: int | None = None) -> None:
    """Say from which day a time limit no longer holds; what began before that day goes by it."""
    with changing(limit.jurisdiction, by):
        next_revision(limit, seen)
        if limit.until:
            raise EndedAlreadyError(limit.until)
        if day(until).year is None:
            raise BadLawError("an end needs its day")
        limit.until = until
        assert limit.in_force
        limit.save(update_fields=["until"])
        journal.write("law.limit_ended", by=by, about=limit, code=limit.code, day=until)


def list_species(schedule: Schedule, said: Said, *, by: Any, seen: int | None = None) -> ScheduleEntry:
    """Enter a taxon or a group into a schedule, from a day on."""
    with changing(schedule.jurisdiction, by):
        next_revision(schedule, seen)
        if not (said.get("taxon") or said.get("group")):
            raise BadLawError("an entry of a schedule names a taxon or a group")
        row = _reader(said).schedule_entry(said, schedule)
        row.save(force_insert=True)
        journal.write("law.scheduled", by=by, about=schedule, code=schedule.code, name=str(row))
    return row


def strike_species(entry: ScheduleEntry, until: str, *, by: Any, seen: int | None = None) -> None:
    """Say from which day an entry no longer stands in its schedule."""
    with changing(entry.schedule.jurisdiction, by):
        next_revision(entry.schedule, seen)
        if entry.until:
            raise EndedAlreadyError(entry.until)
        entry.until = until
        assert entry.in_force
        entry.save(update_fields=["until"])
        journal.write("law.struck", by=by, about=entry.schedule, code=entry.schedule.code, name=str(entry))


def state_requirement(jurisdiction: Jurisdiction, said: Said, *, by: Any) -> RequirementMet:
    """State that one of the four minimum requirements is met, or is not, from a day on. What stood before ends then."""
    with changing(jurisdiction, by):
        row = _reader(said).requirement(said, jurisdiction)
        standing = jurisdiction.requirements.filter(requirement=row.requirement, until="")
        if row.since:
            standing.update(until=row.since)
        row.save(force_insert=True)
        journal.write("law.requirement_stated", by=by, about=jurisdiction, requirement=row.requirement)
    return row


def _reader(said: Said) -> Reader:
    return Reader({title: {"title": title, "mark": "checked"} for title in sources_of(said)})
