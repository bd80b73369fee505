"""What the page of one case shows its reader: nothing that they would not see where it stands itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from saola.apps.accounts import policy
from saola.apps.accounts.models import Person
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.apps.evidence.models import Exhibit
from saola.apps.journal import queries as journal
from saola.apps.journal.events import READS
from saola.apps.journal.models import Entry
from saola.apps.seizures.models import Incident
from saola.core.casework import STAGE_WORDS, Choice, HandoverState, Stage, acts_for
from saola.core.values import Finding

from ..models import Case, CaseLink, CaseSeizure, HandOver, Task
from . import clocks, law, open_ends, people

NEWEST = 30


@dataclass(frozen=True, slots=True)
class CasePage:
    groups: tuple[dict[str, Any], ...]
    steps: tuple[dict[str, Any], ...]
    people: tuple[Any, ...]
    team: tuple[Any, ...]
    agencies: tuple[Any, ...]
    seizures: tuple[CaseSeizure, ...]
    exhibits: tuple[Exhibit, ...]
    tasks: tuple[Task, ...]
    tasks_ended: int
    links: tuple[dict[str, Any], ...]
    facts: tuple[Any, ...]
    findings: tuple[Finding[Any], ...]
    links_to_facts: dict[str, str]
    clocks: tuple[dict[str, Any], ...]
    hand_overs: tuple[HandOver, ...]
    waiting: HandOver | None
    choices: tuple[Choice, ...]
    history: tuple[dict[str, Any], ...]
    close_seizures: tuple[int, ...]
    close_exhibits: tuple[int, ...]


def read(case: Case, person: Any) -> CasePage:
    tasks = case.tasks.select_related("owner")
    hands = tuple(case.hand_overs.select_related("giver", "receiver", "proposed_by").order_by("-pk"))
    seizures, exhibits = seizures_of(case, person), exhibits_of(case, person)
    close = close_among([link.incident_id for link in seizures])
    return CasePage(
        groups=tuple(_groups(case)),
        steps=tuple(_steps(case)),
        people=tuple(people.of_case(case)),
        team=tuple(case.workers.filter(until_at=None).select_related("person__agency")),
        agencies=tuple(case.agencies.filter(until_at=None).select_related("agency")),
        seizures=tuple(seizures),
        exhibits=tuple(exhibits),
        tasks=tuple(tasks.filter(state=Task.State.OPEN)),
        tasks_ended=tasks.exclude(state=Task.State.OPEN).count(),
        links=tuple(_links(case, person)),
        facts=tuple(case.facts.select_related("involved__party")),
        findings=tuple(law.findings(case, seen_by=person)),
        links_to_facts=_links_to_facts(case),
        clocks=tuple(_clocks(case)),
        hand_overs=hands,
        waiting=next((one for one in hands if one.state == HandoverState.PROPOSED), None),
        choices=acts_for(open_ends.state_of(case), open_ends.facts_of(case)),
        history=tuple(_history(case)),
        close_seizures=tuple(close.values_list("pk", flat=True)),
        close_exhibits=tuple(
            Exhibit.objects.filter(pk__in=[one.pk for one in exhibits])
            .held_close()
            .values_list("pk", flat=True)
        ),
    )


def close_among(incidents: Any) -> QuerySet[Incident]:
    """Those of the seizures, by their keys, that are held close: that they were read is told."""
    return Incident.objects.filter(pk__in=incidents).held_close()


def seizures_of(case: Case, person: Any) -> QuerySet[CaseSeizure]:
    """Those that the reader sees; what they may not see is not counted either."""
    seen = Incident.objects.visible_to(person).order_by().values("pk")
    return case.seizures.filter(incident__in=seen).select_related("incident__agency").order_by("pk")


def exhibits_of(case: Case, person: Any) -> QuerySet[Exhibit]:
    if not policy.decide(person, Permission.EVIDENCE_READ):
        return Exhibit.objects.none()
    linked = case.seizures.values("incident")
    seen = Exhibit.objects.visible_to(person).filter(incident__in=linked)
    return seen.select_related("incident", "place").order_by("number")


def _groups(case: Case) -> Iterator[dict[str, Any]]:
    def fact(label: str, value: Any, note: Any = "") -> dict[str, Any]:
        return {"label": label, "value": value, "note": note}

    origin = case.get_origin_display()
    yield {
        "title": _("The case"),
        "facts": [
            fact(_("Leading agency"), str(case.lead)),
            fact(_("Opened"), case.opened_on),
            fact(_("Opened from"), origin, case.origin_words),
            fact(_("Priority"), case.get_priority_display()),
            fact(_("Reference of the agency"), case.reference),
            fact(_("To be reviewed by"), case.review_due),
        ],
    }
    named = [code for code in case.groups.strip(",").split(",") if code]
    yield {
        "title": _("The act"),
        "facts": [
            fact(_("Date of the act"), case.act_day if case.occurred_on else None),
            fact(_("Country"), vocabularies.country_label(case.country) if case.country else None),
            fact(_("Part of the country"), case.subdivision),
            fact(_("Place"), case.place_name),
            fact(_("Species groups"), vocabularies.listed(map(vocabularies.group_label, named)) or None),
            fact(_("Court"), str(case.court) if case.court else None),
        ],
    }
    if case.stage == Stage.CLOSED:
        yield {
            "title": _("How it ended"),
            "facts": [
                fact(_("Closed"), case.closed_on),
                fact(_("Ground for closing"), case.get_closing_display()),
                fact(_("In words"), case.closing_words),
            ],
        }


def _steps(case: Case) -> Iterator[dict[str, Any]]:
    """Where the case is on its way. One that was closed early shows how far it came."""
    way = list(Stage)
    reached = (
        Stage(case.closed_from) if case.stage == Stage.CLOSED and case.closed_from else Stage(case.stage)
    )
    for stage in way:
        if stage == case.stage:
            state = "current"
        elif way.index(stage) < way.index(reached) or stage == reached:
            state = "done"
        else:
            state = "ahead"
        yield {"label": _(STAGE_WORDS[stage]), "url": "", "state": state}


def _links_to_facts(case: Case) -> dict[str, str]:
    """Where each fact that an answer lacks is stated."""
    url = reverse("cases:do", args=[case.number, "state-fact"])
    return {name: f"{url}?name={name}" for name in vocabularies.vocabulary("law_facts")}


def _links(case: Case, person: Any) -> Iterator[dict[str, Any]]:
    """Other cases it has to do with, as far as the reader sees them."""
    seen = Case.objects.visible_to(person)
    for link in case.links.filter(other__in=seen.order_by()).select_related("other"):
        yield {"case": link.other, "how": link.get_kind_display(), "words": link.words}
    back = {
        CaseLink.Kind.GREW_FROM: _("this one grew out of it:"),
        CaseLink.Kind.SAME_PEOPLE: CaseLink.Kind.SAME_PEOPLE.label,
        CaseLink.Kind.MERGED_INTO: _("went on in this one:"),
    }
    for link in case.linked_from.filter(case__in=seen.order_by()).select_related("case"):
        yield {"case": link.case, "how": back[CaseLink.Kind(link.kind)], "words": link.words}


def _clocks(case: Case) -> Iterator[dict[str, Any]]:
    named = {one.party.number: people.name_of(one) for one in people.of_case(case)}
    for clock in clocks.of_case(case):
        yield clocks.state_words(clock) | {"who": named.get(clock.person, clock.person)}


def _history(case: Case) -> Iterator[dict[str, Any]]:
    """What people did with the case. Who looked at it, the auditor reads in the journal."""
    about = Entry.objects.about(case._meta.label_lower, case.pk).exclude(event__in=READS.values())
    entries = list(about.order_by("-seq")[:NEWEST])
    names = dict(
        Person.objects.filter(name__in={one.actor for one in entries}).values_list("name", "full_name")
    )
    for entry, sentence in zip(entries, journal.sentences(entries), strict=True):
        yield {"at": entry.at, "who": names.get(entry.actor, entry.actor), "sentence": sentence}
