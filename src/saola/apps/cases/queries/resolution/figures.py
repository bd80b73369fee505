"""What happens in practice, counted: seizures as the reader sees them, exhibits and cases of the whole node.

Figures of cases are of every case but those held close, whoever asks; a figure behind which stand fewer than
``FEWEST`` cases is withheld, and so is a part of which the rest of its whole would be as few. Of every whole that is
shown in several parts something is not shown, so that a withheld figure cannot be had by taking the others away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency
from saola.apps.accounts.roles import Permission
from saola.apps.evidence.models import Exhibit
from saola.apps.seizures.exploring import queries as seizures
from saola.apps.seizures.exploring.filters import Filters
from saola.apps.seizures.models import IssuedReport
from saola.core.casework import ChargeState, Component, HandoverState, Stage
from saola.core.values import Message, gettext_noop, say

from ...models import Appeal, Case, CaseAgency, Charge, Event, HandOver, Hearing, Sentence

FEWEST = 5
"""Cases that must stand behind a figure; our own choice, that of most offices of statistics for tables of courts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its words. ``count`` is ``None`` where it is withheld; ``url`` opens its records.

    ``is_of_all``: it counts for everyone the same, though the list behind it shows what the reader may see.
    """

    code: str
    words: Message
    count: int | None
    is_of_all: bool = True
    url: str = ""

    @property
    def is_some(self) -> bool:
        """Whether there is anything to count; a figure that is withheld is not nothing."""
        return self.count is None or self.count > 0

    @property
    def shown(self) -> int | Message:
        return say(gettext_noop("fewer than {fewest}"), fewest=FEWEST) if self.count is None else self.count


WORDS: Mapping[str, str] = {
    "seizures": gettext_noop("seizures on record"),
    "routes": gettext_noop("of them with origin and destination known"),
    "appendix_known": gettext_noop("of them listed by CITES on the day"),
    "exhibits": gettext_noop("exhibits taken in"),
    "whole": gettext_noop("of them with unbroken custody"),
    "cases": gettext_noop("cases"),
    "in_court": gettext_noop("of them before a court"),
    "judged": gettext_noop("cases closed after judgment"),
    "joint": gettext_noop("cases investigated jointly by several agencies"),
    "handed_over": gettext_noop("hand-overs of a case accepted"),
    "deliveries": gettext_noop("controlled deliveries"),
    "sent": gettext_noop("requests sent abroad, as noted in cases"),
    "received": gettext_noop("requests received from abroad, as noted in cases"),
    "charges": gettext_noop("charges drawn up under the law of the day"),
    "serious": gettext_noop("of them of serious crime"),
    "convicted": gettext_noop("charges that ended in conviction"),
    "acquitted": gettext_noop("charges that ended in acquittal"),
    "ended": gettext_noop("charges withdrawn or dismissed"),
    "custody": gettext_noop("sentences of custody"),
    "appeals": gettext_noop("appeals"),
    "hearings": gettext_noop("hearings"),
    "adjourned": gettext_noop("of them adjourned"),
    "agencies": gettext_noop("agencies with people on this node"),
    "reports": gettext_noop("annual illegal trade reports issued"),
}


def figures(person: Any) -> dict[str, Figure]:
    """Every figure that the page knows, by code. Those of seizures are left out for who may read no seizure."""
    found = [*_of_seizures(person), *_of_evidence(person), *_of_cases(person), *_of_the_house(person)]
    return {figure.code: figure for figure in found}


def _of_seizures(person: Any) -> Iterator[Figure]:
    if not policy.decide(person, Permission.SEIZURES_READ):
        return
    url = reverse("seizures:list")
    every = Filters()
    listed = sum(bar.count for bar in seizures.counts("appendix", every, person) if bar.key in LISTED)
    for code, many in (
        ("seizures", seizures.count(every, person)),
        ("routes", seizures.with_both_ends(every, person)),
        ("appendix_known", listed),
    ):
        yield Figure(code, say(WORDS[code]), many, is_of_all=False, url=url)


LISTED = {"I", "II", "III"}


def _of_evidence(person: Any) -> Iterator[Figure]:
    url = reverse("evidence:list") if policy.decide(person, Permission.EVIDENCE_READ) else ""
    close = Exhibit.objects.order_by().held_close().values("pk")
    many = Exhibit.objects.exclude(pk__in=close).aggregate(
        exhibits=Count("pk"), whole=Count("pk", filter=Q(open_discrepancies=0))
    )
    for code in ("exhibits", "whole"):
        yield Figure(code, say(WORDS[code]), many[code], url=url)


def _of_the_house(person: Any) -> Iterator[Figure]:
    many = Agency.objects.filter(people__is_active=True).distinct().count()
    yield Figure("agencies", say(WORDS["agencies"]), many)
    reports = policy.decide(person, Permission.REPORTS_READ)
    url = reverse("seizures:reports") if reports else ""
    yield Figure("reports", say(WORDS["reports"]), IssuedReport.objects.count(), url=url)


def _of_cases(person: Any) -> Iterator[Figure]:
    url = list_of_cases(person)
    close = list(Case.objects.order_by().held_close().values_list("pk", flat=True))
    counted = dict(_counted(close))
    for code, (many, cases) in counted.items():
        rest = counted[_PART_OF[code]][0] - many if code in _PART_OF else 0
        withheld = 0 < cases < FEWEST or 0 < rest < FEWEST
        yield Figure(
            code, say(WORDS[code]), None if withheld else many, url=url and url + _LISTS.get(code, "")
        )


def list_of_cases(person: Any) -> str:
    """The address of the list of cases for who may read cases; empty for others."""
    return reverse("cases:list") if policy.decide(person, Permission.CASES_READ) else ""


_LISTS = {
    "in_court": f"?stage={Stage.TRIAL}",
    "judged": f"?stage={Stage.CLOSED}",
}


def _counted(close: list[int]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each figure with how many cases stand behind it."""
    cases = Case.objects.exclude(pk__in=close)
    stages = dict(cases.order_by().values_list("stage").annotate(Count("pk")))
    of_cases = {
        "cases": sum(stages.values()),
        "in_court": stages.get(Stage.TRIAL, 0),
        "judged": cases.filter(stage=Stage.CLOSED, closing=Case.Closing.JUDGED).count(),
        "joint": _cases(_open(CaseAgency.objects.filter(part=CaseAgency.Part.JOINT, until_at=None), close)),
    }
    yield from ((code, (many, many)) for code, many in of_cases.items())
    accepted = HandOver.objects.filter(state__in=(HandoverState.ACCEPTED, HandoverState.RETURNED))
    yield "handed_over", _both(_open(accepted, close))
    noted = _by("kind", _open(Event.objects.standing().filter(kind__in=_EVENTS), close))
    yield from ((code, _add(noted, [kind])) for kind, code in _EVENTS.items())
    charges = _open(Charge.objects.all(), close)
    yield "charges", _both(charges)
    yield "serious", _both(charges.filter(is_serious="yes"))
    states = _by("state", charges)
    for code, those in _ENDS.items():
        yield code, _add(states, those)
    sentences = Sentence.objects.filter(replaced_by=None, component=Component.CUSTODY)
    yield "custody", _both(sentences.exclude(charge__case__in=close), "charge__case")
    yield "appeals", _both(_open(Appeal.objects.all(), close))
    hearings = _open(Hearing.objects.all(), close)
    yield "hearings", _both(hearings)
    yield "adjourned", _both(hearings.filter(state=Hearing.State.ADJOURNED))


_PART_OF = {"serious": "charges", "adjourned": "hearings", "in_court": "cases", "judged": "cases"}
"""Figures that stand beside the whole that they are a part of."""

_EVENTS = {"controlled_delivery": "deliveries", "request_sent": "sent", "request_received": "received"}
_ENDS = {
    "convicted": (ChargeState.CONVICTED,),
    "acquitted": (ChargeState.ACQUITTED,),
    "ended": (ChargeState.WITHDRAWN, ChargeState.DISMISSED),
}


def _open(rows: QuerySet, close: list[int]) -> QuerySet:
    return rows.exclude(case__in=close) if close else rows


def _cases(rows: QuerySet) -> int:
    return rows.order_by().values("case").distinct().count()


def _both(rows: QuerySet, case: str = "case") -> tuple[int, int]:
    counted = rows.order_by().aggregate(many=Count("pk"), cases=Count(case, distinct=True))
    return counted["many"], counted["cases"]


def _by(column: str, rows: QuerySet) -> dict[str, tuple[int, int]]:
    counted = rows.order_by().values(column).annotate(many=Count("pk"), cases=Count("case", distinct=True))
    return {row[column]: (row["many"], row["cases"]) for row in counted}


def _add(counted: Mapping[str, tuple[int, int]], keys: Iterable[str]) -> tuple[int, int]:
    """Cases of several keys are taken as few as they may be: the largest of them."""
    found = [counted.get(key, (0, 0)) for key in keys]
    return sum(many for many, _cases in found), max(cases for _many, cases in found)
