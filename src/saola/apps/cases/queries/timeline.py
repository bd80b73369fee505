"""Everything of a case on one line: what was entered, what was seized and taken in, and what must be done by when."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.core.intake.guarding import guarded
from saola.core.values import PartialDate

from ..models import Case, Event, Hearing, Task
from . import clocks, naming, people
from .record import exhibits_of, seizures_of

LANES = {
    "evidence": gettext_lazy("Evidence"),
    "court": gettext_lazy("Court"),
    "people": gettext_lazy("People"),
    "requests": gettext_lazy("Requests abroad"),
    "investigation": gettext_lazy("Investigation"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the line. ``kind``: done, due, late; ``day`` as exactly as it is known."""

    lane: str
    day: PartialDate
    at: datetime | None
    what: str
    words: str
    kind: str = "done"
    url: str = ""
    place_name: str = ""
    place: tuple[float, float] | None = None
    event: Event | None = None
    is_corrected: bool = False

    @property
    def order(self) -> tuple[date, float]:
        return self.day.first_day or date.min, self.at.timestamp() if self.at else 0.0


def read(case: Case, person: Any) -> list[Mark]:
    """In order of time, as far as the reader sees what it tells of."""
    found = [*_entered(case), *_evidence(case, person), *_ahead(case)]
    return sorted(found, key=lambda mark: mark.order)


def _entered(case: Case) -> Iterator[Mark]:
    kinds, everyone = vocabularies.vocabulary("case_events"), list(people.of_case(case))
    events = case.events.select_related("corrected_by", "recorded_by").prefetch_related("involved__party")
    for event in events:
        concerned = list(event.involved.all())
        who = vocabularies.listed(naming.names(concerned))
        entry = kinds.get(event.kind)
        yield Mark(
            lane=entry.facts["lane"] if entry else "investigation",
            day=PartialDate.parse_iso(event.happened_on),
            at=event.happened_at,
            what=entry.label if entry else event.kind,
            words=" · ".join(each for each in (who, naming.without_names(event.words, everyone)) if each),
            url=f"{reverse('cases:timeline', args=[case.number])}#event-{event.pk}",
            place_name=event.place_name,
            place=None if event.latitude is None else (event.latitude, event.longitude),
            event=event,
            is_corrected=hasattr(event, "corrected_by"),
        )


def _evidence(case: Case, person: Any) -> Iterator[Mark]:
    for link in seizures_of(case, person):
        incident = link.incident
        yield Mark(
            "evidence",
            incident.date,
            None,
            vocabularies.label("case_events", "seizure"),
            incident.number,
            url=reverse("seizures:incident", args=[incident.number]),
            place_name=incident.place_name,
            place=None if incident.latitude is None else (incident.latitude, incident.longitude),
        )
    for exhibit in exhibits_of(case, person):
        yield Mark(
            "evidence",
            PartialDate.of(timezone.localdate(exhibit.taken_in_at)),
            exhibit.taken_in_at,
            _("exhibit taken in"),
            f"{exhibit.number} {exhibit.description}",
            url=reverse("evidence:exhibit", args=[exhibit.number]),
        )


def _ahead(case: Case) -> Iterator[Mark]:
    """What is to be done, in the line in which it will have been done."""
    now = timezone.now()

    def due(lane: str, at: datetime, what: str, words: str) -> Mark:
        day = PartialDate.of(timezone.localdate(at))
        return Mark(lane, day, at, what, words, "late" if at < now else "due")

    named = {one.party.number: people.name_of(one) for one in people.of_case(case)}
    for clock in clocks.of_case(case, now):
        moment = clocks.last_moment(clock)
        if moment is not None and clock.ended is None and clock.state not in clocks.NOT_DUE:
            who = named.get(clock.person, "")
            words = f"{clock.limit.words} · {who}" if who else clock.limit.words
            yield due("court", moment, _("time limit"), words)
    for task in case.tasks.filter(state=Task.State.OPEN, due_on__isnull=False):
        yield due("investigation", clocks.over(task.due_on), _("task"), task.words)
    for event in clocks.lapsing(case):
        yield due("court", clocks.over(event.until_on), _("holds until"), event.words)
    for hearing in case.hearings.filter(state=Hearing.State.PLANNED).select_related("court"):
        yield due("court", hearing.at, hearing.get_kind_display(), str(hearing.court))


def drawing(marks: Iterable[Mark], title: str) -> dict[str, Any]:
    """As the island ``lanes`` draws it. What has no day stands in the table only."""
    shown = [mark for mark in marks if mark.day.first_day is not None and not mark.is_corrected]
    return {
        "title": title,
        "today": timezone.localdate().isoformat(),
        "lanes": [
            {
                "label": str(label),
                "marks": [
                    {
                        "on": mark.day.first_day.isoformat(),
                        "label": f"{mark.what}: {mark.words}"[:200],
                        "kind": mark.kind,
                        "url": mark.url,
                    }
                    for mark in shown
                    if mark.lane == lane
                ],
            }
            for lane, label in LANES.items()
        ],
    }


def map_of(marks: Iterable[Mark]) -> dict[str, Any] | None:
    """Where it happened, for the island ``map``; nothing where no place is known."""
    points = [
        {
            "lat": mark.place[0],
            "lon": mark.place[1],
            "count": 1,
            "label": f"{mark.what}: {mark.words}"[:120],
            "url": mark.url,
        }
        for mark in marks
        if mark.place is not None and not mark.is_corrected
    ]
    return {"title": _("Where it happened"), "points": points, "routes": []} if points else None


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def as_csv(marks: Iterable[Mark]) -> Iterator[str]:
    """The line as comma-separated values, whoever opened the case being told in the journal."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    heads = (_("Day"), _("Time"), _("Lane"), _("What"), _("In words"), _("Place"), _("State"))
    yield writer.writerow([guarded(each) for each in heads])
    states = {"done": "", "due": _("due"), "late": _("over")}
    for mark in marks:
        time = timezone.localtime(mark.at).strftime("%H:%M") if mark.at else ""
        state = _("corrected") if mark.is_corrected else states[mark.kind]
        row = (str(mark.day), time, str(LANES[mark.lane]), mark.what, mark.words, mark.place_name, state)
        yield writer.writerow([guarded(each) for each in row])
