"""The charge sheet: every offence of the law of the day, put to the facts of the case, and what each charge proves."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from saola.apps.evidence.models import Exhibit
from saola.apps.legislation.queries import law_book
from saola.core.casework import CHARGE_ACT_WORDS, ChargeAct, ChargeState, acts_on
from saola.core.law import Facts, NationalLaw, Provision, Version
from saola.core.law.charging import Charge as Chargeable
from saola.core.law.logic import NO, UNKNOWN, YES
from saola.core.law.serious_crime import Severity, serious_crime
from saola.core.law.standing import standing
from saola.core.law.statutes import Statute
from saola.core.law.tiers import gravest, reached
from saola.core.law.wording import custody_in_words
from saola.core.values import Finding, Message, Outcome, PartialDate

from ..models import Appeal, Case, Charge, Involvement
from .case_facts import Gathered, gathered, seizures_seen
from .chargeable import can_be_charged

_ORDER = {YES: 0, UNKNOWN: 1, NO: 2}


@dataclass(frozen=True)
class Line:
    """One offence put to the case. ``possible`` is the gravest custody that the facts as stated reach, ``proved`` that

    which those reach that something proves; ``None``: none certainly. ``words``: what the law of that day makes an
    offence.
    """

    provision: Provision
    statute: Statute | None
    finding: Finding[Chargeable]
    serious: Finding[Severity]
    possible: Message | None
    proved: Message | None
    words: str = ""

    @property
    def outcome(self) -> Outcome:
        return self.finding.outcome

    @property
    def was_not_in_force(self) -> bool:
        limbs = dict(self.finding.value.limbs) if self.finding.value else {}
        return limbs.get("in_force") is NO

    @property
    def refusal(self) -> Message | None:
        """Of an offence that cannot be charged, the first reason: that it was not in force stands before any other."""
        if self.outcome is not NO or self.finding.value is None:
            return None
        failed = [name for name, outcome in self.finding.value.limbs if outcome is NO]
        reasons = {reason.rule: reason.text for reason in self.finding.reasons}
        if "in_force" in failed:
            return self.finding.reasons[0].text
        return next((reasons[name] for name in failed if name in reasons), self.finding.reasons[0].text)


@dataclass(frozen=True)
class Sheet:
    """The law of one day for one accused, or for nobody in particular."""

    day: PartialDate
    country: str
    is_loaded: bool
    known: Gathered
    lines: tuple[Line, ...]

    @cached_property
    def can(self) -> list[Line]:
        return [line for line in self.lines if line.outcome is YES]

    @cached_property
    def may(self) -> list[Line]:
        return [line for line in self.lines if line.outcome is UNKNOWN]

    @cached_property
    def cannot(self) -> list[Line]:
        """What was no law on the day stands first."""
        found = [line for line in self.lines if line.outcome is NO]
        return sorted(found, key=lambda line: not line.was_not_in_force)

    @cached_property
    def missing(self) -> list[tuple[str, int]]:
        """The facts that would settle most of what is open, with how many offences hang on each."""
        counts: dict[str, int] = {}
        for line in self.may:
            for name in dict.fromkeys(lack.field for lack in line.finding.missing):
                counts[name] = counts.get(name, 0) + 1
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def sheet(
    case: Case, *, seen_by: Any, defendant: Involvement | None = None, acted_on: str = "", country: str = ""
) -> Sheet:
    """Every offence of the country's law, for the facts as ``seen_by`` sees them and the day of the act."""
    known, book = gathered(case, defendant, seen_by=seen_by), law_book()
    day = PartialDate.parse_iso(acted_on) if acted_on else case.act_day
    country = country or next(iter(sorted(known.facts.words("country"))), "")
    laws = book.of_country(country) if country else ()
    lines = [
        _line(law, provision, day, known, book.schedules) for law in laws for provision in law.provisions
    ]
    lines.sort(key=lambda line: (_ORDER[line.outcome], line.provision.area.value, line.provision.id))
    return Sheet(day, country, bool(laws), known, tuple(lines))


def _line(law: NationalLaw, provision: Provision, day: PartialDate, known: Gathered, schedules: Any) -> Line:
    proved = Facts({name: fact for name, fact in known.facts.by_name.items() if known.facts.is_proved(name)})
    return Line(
        provision=provision,
        statute=next((one for one in law.statutes if one.id == provision.statute), None),
        finding=can_be_charged(provision, day, known, schedules),
        serious=serious_crime(provision, day, known.facts),
        possible=_gravest(provision, day, known.facts),
        proved=_gravest(provision, day, proved),
        words=" / ".join(version.words for version in _texts(provision, day) if version.words),
    )


def _texts(provision: Provision, day: PartialDate) -> list[Version]:
    """What stood, or may have stood, on the day."""
    moments = (day.first_day, day.last_day)
    return list(dict.fromkeys(one.version for moment in moments for one in standing(provision, moment)))


def _gravest(provision: Provision, day: PartialDate, facts: Facts) -> Message | None:
    found = [
        one for version in _texts(provision, day) for one in reached(version, facts) if one.outcome is YES
    ]
    top = gravest(found)
    return None if top is None else custody_in_words(top.tier.penalty.custody)


@dataclass(frozen=True)
class Drawn:
    """A charge with what can be done with it next and how much of it is shown."""

    charge: Charge
    acts: tuple[tuple[ChargeAct, str], ...]
    shown: int
    of: int

    @property
    def is_all_shown(self) -> bool:
        return self.of > 0 and self.shown == self.of


def drawn(case: Case) -> list[Drawn]:
    """The charges of a case in their order, with their elements and sentences at hand."""
    pending = set(case.appeals.filter(state=Appeal.State.LODGED).values_list("defendant_id", flat=True))
    charges = case.charges.select_related("defendant__party", "decided_by")
    found = []
    for charge in charges.prefetch_related("elements", "sentences").order_by("count"):
        acts = acts_on(ChargeState(charge.state), on_appeal=charge.defendant_id in pending)
        elements = list(charge.elements.all())
        shown = sum(element.is_shown is True for element in elements)
        named = tuple((act, CHARGE_ACT_WORDS[act]) for act in acts)
        found.append(Drawn(charge, named, shown, len(elements)))
    return found


def proofs(case: Case, *, seen_by: Any) -> Iterator[tuple[str, str]]:
    """What can be named as proof in this case, as far as the reader sees it: reference and words."""
    seizures = seizures_seen(case, seen_by)
    for seizure in seizures:
        yield seizure.number, f"{seizure.number} {seizure.place_name} {seizure.seized_on}".strip()
    exhibits = Exhibit.objects.visible_to(seen_by).filter(incident__in=seizures).order_by("number")
    yield from ((one.number, f"{one.number} {one.description}") for one in exhibits)
    for event in case.events.standing().order_by("first_day", "pk"):
        yield f"event {event.pk}", f"{event.happened_on} {event.words}"[:160]
