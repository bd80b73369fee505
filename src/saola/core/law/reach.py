"""Which offences of a country's law what was done reaches, and whether one of them is serious crime.

Two questions: what can be charged on the facts of a case, and, for comparing countries, what the law of the day has for a
kind of conduct and species, whoever did it and wherever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.core.values import Finding, Missing, Outcome, Reason, gettext_noop, say

from .charging import chargeable
from .facts import NOTHING, Facts
from .logic import NO, UNKNOWN, YES, agreed, every, some
from .national import LawBook, NationalLaw
from .scope import conduct_covered, needs_species, species_covered
from .serious_crime import Severity, months, serious_crime
from .standing import Day, some_text_stands, standing
from .statutes import Nature, Provision


@dataclass(frozen=True, slots=True)
class Offence:
    """One provision that is or may be reached, with the answer of rule R1 about it."""

    provision: Provision
    reached: Outcome
    serious: Finding[Severity]

    @property
    def severity(self) -> Severity:
        return self.serious.value or Severity()

    @property
    def is_serious(self) -> Outcome:
        """Whether it is reached and serious."""
        return every((self.reached, self.serious.outcome))


@dataclass(frozen=True, slots=True)
class Reach:
    """The offences, gravest first. ``by_loaded`` is the answer if there were no other law than what is loaded here."""

    offences: tuple[Offence, ...] = ()
    by_loaded: Outcome = UNKNOWN

    @property
    def gravest(self) -> Offence | None:
        return self.offences[0] if self.offences else None


def serious_by_facts(country: str, on: Day, facts: Facts, book: LawBook) -> Finding[Reach]:
    """Whether what was done is serious crime under some offence of the country that it reaches. ``value`` is a ``Reach``.

    No is said only of law that is loaded as complete.
    """
    laws = book.of_country(country)
    found = []
    for provision in _provisions(laws):
        charge = chargeable(provision, on, facts, book.schedules)
        if charge.outcome is not NO:
            found.append(
                (Offence(provision, charge.outcome, serious_crime(provision, on, facts)), charge.missing)
            )
    found.sort(key=lambda one: _gravity(one[0]))
    offences = tuple(offence for offence, _ in found)
    by_loaded = some(offence.is_serious for offence in offences)
    is_complete = bool(laws) and all(law.is_complete for law in laws)
    outcome = UNKNOWN if by_loaded is NO and not is_complete else by_loaded
    lacks = [] if is_complete else [_rest(country)]
    for offence, charge_lacks in found:
        if offence.is_serious is UNKNOWN:
            lacks += [*charge_lacks, *offence.serious.missing]
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Is what was done serious crime under the law of {country}?"), country=country
        ),
        on=on if isinstance(on, date) else None,
        rule="R1 serious_crime",
        value=Reach(offences, by_loaded if offences else UNKNOWN),
        reasons=tuple(_reason(offence) for offence in offences) or (_nothing(country),),
        missing=tuple(dict.fromkeys(lacks)) if outcome is UNKNOWN else (),
    )


def law_for(
    law: NationalLaw, on: date | None, facts: Facts, book: LawBook, areas: Iterable[str] = ()
) -> Reach:
    """What the law of one country has on the day for this conduct and species: facts asked for are those two alone.

    ``areas`` (words of ``Area``) narrows it. The accused, the place and permits are left aside.
    """
    wanted = frozenset(areas)
    offences = []
    for provision in _provisions((law,)):
        if wanted and provision.area.value not in wanted:
            continue
        covers = _covers(provision, on, facts, book)
        if covers is not NO:
            offences.append(Offence(provision, covers, serious_crime(provision, on, facts)))
    offences.sort(key=_gravity)
    answer = some(offence.is_serious for offence in offences) if offences else UNKNOWN
    return Reach(tuple(offences), answer)


def _provisions(laws: Iterable[NationalLaw]) -> Iterable[Provision]:
    return (one for law in laws for one in law.provisions if one.nature is Nature.OFFENCE)


def _covers(provision: Provision, on: date | None, facts: Facts, book: LawBook) -> Outcome:
    found = standing(provision, on)
    if not found:
        return NO
    answers = []
    for one in found:
        limbs = [conduct_covered(one.version, facts)]
        if needs_species(provision, one.version):
            limbs.append(species_covered(one.version.species, facts, book.schedules, on))
        answers.append(every(limbs))
    return every((some_text_stands(found), agreed(answers)))


def _gravity(offence: Offence) -> tuple[int, int, float]:
    """Those that are certainly reached and serious first, then the longer."""
    order = {YES: 0, UNKNOWN: 1, NO: 2}
    return order[offence.is_serious], order[offence.reached], -(months(offence.severity) or 0)


_SAID = {
    YES: gettext_noop("{id} is reached, and is serious crime."),
    NO: gettext_noop("{id} is or may be reached, and is no serious crime."),
    UNKNOWN: gettext_noop("Whether {id} is reached and is serious crime is not known."),
}


def _reason(offence: Offence) -> Reason:
    version = offence.provision.versions[-1]
    text = say(_SAID[offence.is_serious], id=offence.provision.id)
    return Reason(text, offence.provision.id, (version.source,))


def _nothing(country: str) -> Reason:
    return Reason(
        say(gettext_noop("Nothing in the law of {country} that is loaded here is reached."), country=country)
    )


def _rest(country: str) -> Missing:
    text = gettext_noop("The rest of the law of {country}: what is loaded here is not all of it.")
    return Missing("law", say(text, country=country))


def up_to(offence: Offence, facts: Facts = NOTHING) -> int | float | None:
    """The gravest custody in months that the offence may bring under this text, aggravating facts or not."""
    answers: list[Any] = [months(offence.severity)]
    for version in offence.provision.versions:
        open_ids = {*offence.severity.open_tiers, *offence.severity.tiers}
        for tier in version.tiers:
            if tier.id in open_ids:
                custody = tier.penalty.custody
                answers.append(months(Severity(custody.kind, custody.maximum)))
    return max((one for one in answers if one is not None), default=None)
