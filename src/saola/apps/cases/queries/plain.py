"""A case as plain data, for programs: people by their numbers and not by their names."""

from typing import Any

from ..models import Case
from . import clocks, open_ends
from .people import of_case


def summary(case: Case) -> dict[str, Any]:
    """What a list shows of a case, and nothing that names a person or may name one."""
    return {
        "number": case.number,
        "reference": case.reference,
        "stage": case.stage,
        "priority": case.priority,
        "lead": case.lead.code,
        "origin": case.origin,
        "opened_on": case.opened_on.isoformat(),
        "occurred_on": case.occurred_on,
        "country": case.country,
        "place_name": case.place_name,
        "groups": [code for code in case.groups.strip(",").split(",") if code],
        "court": case.court.code if case.court else None,
        "people": case.people_count,
        "defendants": case.defendant_count,
        "next_due_at": case.next_due_at.isoformat() if case.next_due_at else None,
        "closed_on": case.closed_on.isoformat() if case.closed_on else None,
        "closing": case.closing,
        "version": case.version,
    }


def case_data(case: Case) -> dict[str, Any]:
    """A case with who is in it, what happened, what runs and what stands open."""
    facts = open_ends.facts_of(case)
    return summary(case) | {
        "agencies": [
            {"agency": row.agency.code, "part": row.part}
            for row in case.agencies.filter(until_at=None).select_related("agency")
        ],
        "involved": [
            {
                "party": one.party.number,
                "kind": one.party.kind,
                "part": one.part,
                "subject": one.subject,
                "standing": one.standing,
                "is_defendant": one.is_defendant,
                "is_child": one.is_child,
            }
            for one in of_case(case)
        ],
        "events": [
            {"kind": event.kind, "on": event.happened_on, "is_corrected": hasattr(event, "corrected_by")}
            for event in case.events.select_related("corrected_by")
        ],
        "charges": [
            {"count": one.count, "provision": one.provision, "state": one.state} for one in case.charges.all()
        ],
        "clocks": [
            {
                "code": clock.limit.code,
                "words": clock.limit.words,
                "person": clock.person,
                "state": clock.state.value,
                "due_at": clock.due_at.isoformat() if clock.due_at else None,
            }
            for clock in clocks.of_case(case)
        ],
        "open": {name: getattr(facts, name) for name in facts.__dataclass_fields__},
    }
