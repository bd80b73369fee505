"""A case put to the law: is it serious crime, is there a group, does it cross borders, does the convention apply, is

there still time. What a reader may not see of the case is not asked for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from saola.apps.catalogue.law import treaty_book
from saola.apps.legislation.queries import law_book, own_country
from saola.core.casework import ChargeState
from saola.core.law import Facts, LawBook, NationalLaw, Provision
from saola.core.law.convention import Applies, Purpose, convention_applies
from saola.core.law.groups import organized_group, transnational
from saola.core.law.limitation import Expiry, Step, rules_for, still_in_time
from saola.core.law.logic import NO, UNKNOWN, YES
from saola.core.law.serious_crime import Severity, serious_crime
from saola.core.values import Finding, Missing, Outcome, PartialDate, gettext_noop, say

from ..models import Case, Event, Involvement
from .case_facts import Gathered, facts_of, gathered
from .chargeable import can_be_charged

__all__ = ["Questions", "applies", "facts_of", "findings", "limitation", "questions", "serious"]

MOST_STATES = 4
_BEST = (YES, UNKNOWN, NO)
_STEPS = {
    "arrest": "arrest",
    "charge_filed": "charge",
    "warrant_issued": "arrest_warrant",
    "first_appearance": "proceedings",
    "absconded": "absconding",
}
"""Events of a case as the files of law name what interrupts or suspends limitation."""


@dataclass(frozen=True)
class Questions:
    """What is asked of the law in a case: its facts, the day of the act, and the offences in question.

    ``asked`` are the provisions that are charged, else those that can or may be.
    """

    known: Gathered
    day: PartialDate
    country: str
    laws: tuple[NationalLaw, ...]
    asked: tuple[Provision, ...]
    are_charged: bool

    @property
    def facts(self) -> Facts:
        return self.known.facts


def questions(case: Case, defendant: Involvement | None = None, *, seen_by: Any = None) -> Questions:
    known, book = gathered(case, defendant, seen_by=seen_by), law_book()
    country = next(iter(sorted(known.facts.words("country"))), "") or own_country()
    day, laws = case.act_day, book.of_country(country)
    charged = _charged(case, defendant, book)
    asked = charged or tuple(_in_question(laws, day, known, book))
    return Questions(known, day, country, laws, asked, bool(charged))


def findings(case: Case, *, seen_by: Any = None, on: date | None = None) -> list[Finding[Any]]:
    """The answers that stand on the page of a case; ``on`` is the day on which time is asked for."""
    asked = questions(case, seen_by=seen_by)
    crime = serious(asked)
    group = organized_group(asked.facts, aims_at=crime.outcome, on=_moment(asked))
    border = transnational(asked.facts, group=group.outcome, on=_moment(asked))
    found: list[Finding[Any]] = [crime, group, border]
    others = sorted(asked.facts.words("committed_in") - {asked.country})[:MOST_STATES]
    found += [_convention(asked, crime, state, Purpose.SCOPE) for state in others]
    found.append(limitation(case, asked, on=on))
    return found


def applies(
    case: Case, against: str, *, seen_by: Any = None, purpose: Purpose = Purpose.SCOPE
) -> Finding[Applies]:
    """Whether the organized crime convention applies to the case between this country and ``against`` (ISO2)."""
    asked = questions(case, seen_by=seen_by)
    return _convention(asked, serious(asked), against, purpose)


def serious(asked: Questions) -> Finding[Severity]:
    """The gravest answer among the offences in question; unknown where none is known."""
    answers = [serious_crime(provision, asked.day, asked.facts) for provision in asked.asked]
    if answers:
        return min(answers, key=lambda finding: (_BEST.index(finding.outcome), -_weight(finding)))
    is_complete = bool(asked.laws) and all(law.is_complete for law in asked.laws)
    lack = Missing("conduct", say(gettext_noop("What was done, and an offence of the law that names it.")))
    return Finding(
        outcome=NO if is_complete and asked.facts.words("conduct") else UNKNOWN,
        question=say(gettext_noop("Is any offence in this case a serious crime?")),
        on=_moment(asked),
        rule="R1 serious_crime",
        missing=() if is_complete else (lack,),
    )


def limitation(case: Case, asked: Questions, *, on: date | None = None) -> Finding[Expiry]:
    """Whether it can still be prosecuted; of several offences the one whose time is up first."""
    today, steps = on or timezone.localdate(), tuple(_steps(case))
    answers = []
    for provision in asked.asked:
        laws = [law for law in asked.laws if provision in law.provisions]
        day = _moment(asked)
        rules = rules_for(provision, laws[0], day, asked.facts) if laws and day else ()
        found = still_in_time(
            rules, done_on=asked.day, asked_on=today, discovered_on=_discovered(case), steps=steps
        )
        answers.append(found)
    if not answers:
        return still_in_time((), done_on=asked.day, asked_on=today)
    return min(answers, key=_first_over)


def _first_over(finding: Finding[Expiry]) -> tuple[bool, date]:
    expiry = finding.value
    known = expiry is not None and expiry.earliest is not None
    return (not known, expiry.earliest if known and expiry and expiry.earliest else date.max)


def _charged(case: Case, defendant: Involvement | None, book: LawBook) -> tuple[Provision, ...]:
    charges = case.charges.exclude(state=ChargeState.WITHDRAWN).order_by("count")
    if defendant is not None:
        charges = charges.filter(defendant=defendant)
    ids = dict.fromkeys(charges.values_list("provision", flat=True))
    return tuple(book.provisions[id] for id in ids if id in book.provisions)


def _in_question(
    laws: Iterable[NationalLaw], day: PartialDate, known: Gathered, book: LawBook
) -> list[Provision]:
    """What can be charged; where nothing certainly can, what may be."""
    by_outcome: dict[Outcome, list[Provision]] = {}
    for law in laws:
        for provision in law.provisions:
            finding = can_be_charged(provision, day, known, book.schedules)
            by_outcome.setdefault(finding.outcome, []).append(provision)
    return by_outcome.get(YES) or by_outcome.get(UNKNOWN, [])


def _convention(
    asked: Questions, crime: Finding[Severity], against: str, purpose: Purpose
) -> Finding[Applies]:
    states = tuple(dict.fromkeys(state for state in (asked.country, against) if state))
    day = _moment(asked) or timezone.localdate()
    return convention_applies(asked.facts, crime, on=day, states=states, book=treaty_book(), purpose=purpose)


def _steps(case: Case) -> Iterable[Step]:
    """What interrupts or suspends, from the events that stand; absconding lasts until the next arrest or finding."""
    events = [event for event in case.events.standing().order_by("first_day", "pk") if event.first_day]
    for place, event in enumerate(events):
        kind = _STEPS.get(event.kind)
        if kind is not None and event.first_day is not None:
            until = _until(events[place + 1 :]) if kind == "absconding" else None
            yield Step(kind, event.first_day, until)


def _until(later: Iterable[Event]) -> date | None:
    return next((event.first_day for event in later if event.kind in ("found", "arrest")), None)


def _discovered(case: Case) -> date | None:
    first = case.events.standing().filter(kind__in=("report", "tip", "seizure")).order_by("first_day").first()
    return first.first_day if first is not None else None


def _moment(asked: Questions) -> date | None:
    return asked.day.first_day


def _weight(finding: Finding[Severity]) -> float:
    """For choosing which of several serious offences to show: the gravest."""
    value = finding.value
    if value is None or value.maximum is None:
        return 10_000.0 if value is not None and value.kind in ("life", "death") else 0.0
    return float(value.maximum.rough_months)
