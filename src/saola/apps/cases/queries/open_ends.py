"""What stands open in a case, counted from its rows: what the rules ask before it moves on."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from saola.apps.evidence.models import Exhibit
from saola.core.casework import HELD, CaseFacts, CaseState, ChargeState, HandoverState, Stage, is_open
from saola.core.custody import Where

from ..models import Case, CaseAgency, CaseSeizure, Event, Task

NUMBERED = {"warrant_issued": "W", "controlled_delivery": "D"}
"""What stays open until a later entry under the same reference ends it; one without a reference is given one."""

ENDED_BY = {
    "warrant_issued": ("warrant_executed", "decision"),
    "controlled_delivery": ("controlled_delivery", "seizure", "decision"),
}
"""Entries that end what was opened, when they stand later under the same reference."""


def state_of(case: Case) -> CaseState:
    closed_from = Stage(case.closed_from) if case.closed_from and case.stage == Stage.CLOSED else None
    return CaseState(Stage(case.stage), closed_from)


def facts_of(case: Case) -> CaseFacts:
    """Everything counts here, also what the one who asks may not see: a case is not closed over its head."""
    events = list(case.events.standing().filter(kind__in=_KINDS).order_by("first_day", "pk"))
    charges = case.charges.values_list("state", flat=True)
    return CaseFacts(
        people_in_custody=case.involved.filter(standing__in=HELD).values("party").distinct().count(),
        open_exhibits=open_exhibits(case).count(),
        open_charges=sum(is_open(ChargeState(state)) for state in charges),
        open_warrants=len(running(events, "warrant_issued")),
        open_controlled_deliveries=len(running(events, "controlled_delivery")),
        pending_handovers=case.hand_overs.filter(state=HandoverState.PROPOSED).count(),
        open_tasks=case.tasks.filter(state=Task.State.OPEN).count(),
        undecided_appeals=case.appeals.filter(state="lodged").count(),
        joint_agencies=case.agencies.filter(part=CaseAgency.Part.JOINT, until_at=None).count(),
    )


def open_exhibits(case: Case):
    """Exhibits of its seizures that are in somebody's hands still, unless another open case has them too."""
    elsewhere = CaseSeizure.objects.filter(incident=OuterRef("incident")).exclude(case=case)
    elsewhere = elsewhere.exclude(case__stage=Stage.CLOSED)
    of_case = Exhibit.objects.filter(incident__case_links__case=case).exclude(where=Where.DISPOSED)
    return of_case.exclude(Exists(elsewhere))


def running(events: Iterable[Event], kind: str) -> list[Event]:
    """Which entries of ``kind`` nothing has ended. ``events`` stand, in their order."""
    found: dict[str, Event] = {}
    for event in events:
        if event.reference in found and event.kind in ENDED_BY[kind]:
            del found[event.reference]
        elif event.kind == kind:
            found[event.reference] = event
    return list(found.values())


_KINDS = {kind for opening, ends in ENDED_BY.items() for kind in (opening, *ends)}
