"""Rule R3: is the conduct criminal in both States? Conduct is compared, not labels (UNCAC article 43(2)).

For the other State the facts are moved there: had it been done in its territory on that day, to that species, would one of
its provisions cover it?
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.core.values import Finding, Mark, Missing, Outcome, Reason, Source, gettext_noop, say

from .charging import chargeable
from .facts import Fact, Facts
from .logic import NO, UNKNOWN, YES, every, some
from .national import LawBook, NationalLaw
from .penalties import Term
from .statutes import Provision
from .tiers import reached

ARTICLE = Source("United Nations Convention against Corruption", "art. 43(2)", Mark.CHECKED)


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the table that goes with a request: what was done, and by which provision of each State."""

    conduct: str
    provision: str
    other: str
    outcome: Outcome


def dual_criminality(
    provision: Provision,
    other: str,
    facts: Facts,
    *,
    on: date,
    book: LawBook,
    floor: Term | None = None,
) -> Finding[tuple[Pair, ...]]:
    """Whether what was done is criminal under ``provision`` and, had it been done there, in the State ``other``.

    ``floor`` is the maximum that extradition asks of both (such as twelve months). ``value`` are the ``Pair``s, one
    for each thing done and each provision of the other State that covers or may cover it.
    """
    here = chargeable(provision, on, facts, book.schedules)
    moved = facts.adding(country=Fact(other), subdivision=Fact(None), schedule=Fact(None))
    laws = book.of_country(other)
    pairs = tuple(_pairs(provision, laws, moved, on, book, floor))
    there = some(pair.outcome for pair in pairs)
    if there is NO and not (laws and all(law.is_complete for law in laws)):
        there = UNKNOWN
    floor_here = reaches(provision, facts, on, floor)
    outcome = every((here.outcome, there, floor_here))
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Is what {id} punishes criminal in {state} too?"), id=provision.id, state=other
        ),
        on=on,
        rule="R3 dual_criminality",
        value=pairs,
        reasons=(*here.reasons, _reason(provision, other, there, pairs), *_floor_reason(floor, floor_here)),
        missing=_missing(here, other, there, floor_here) if outcome is UNKNOWN else (),
    )


def _pairs(
    provision: Provision,
    laws: Iterable[NationalLaw],
    facts: Facts,
    on: date,
    book: LawBook,
    floor: Term | None,
) -> Iterable[Pair]:
    for verb in sorted(facts.words("conduct")):
        one = facts.adding(conduct=Fact(verb))
        for law in laws:
            for candidate in law.provisions:
                found = chargeable(candidate, on, one, book.schedules)
                outcome = every((found.outcome, reaches(candidate, one, on, floor)))
                if outcome is not NO:
                    yield Pair(verb, provision.id, candidate.id, outcome)


def reaches(provision: Provision, facts: Facts, on: date, floor: Term | None) -> Outcome:
    """Whether the maximum that the facts reach is as high as the floor."""
    if floor is None:
        return YES
    answers = []
    for version in provision.versions:
        if version.in_force.on(on) is not NO:
            tiers = reached(version, facts)
            answers.append(some(every((one.outcome, one.is_at_least(floor))) for one in tiers))
    return some(answers)


_SAID = {
    YES: gettext_noop(
        "The law of {state} covers the conduct: {provisions}. The names of the offences do not matter."
    ),
    NO: gettext_noop("No provision in the law of {state}, which is loaded as complete, covers the conduct."),
    UNKNOWN: gettext_noop(
        "Whether the law of {state} covers the conduct is not known. In question: {provisions}."
    ),
}


def _reason(provision: Provision, other: str, there: Outcome, pairs: tuple[Pair, ...]) -> Reason:
    named = [pair.other for pair in pairs if pair.outcome is YES] or [pair.other for pair in pairs]
    text = say(_SAID[there], state=other, provisions=", ".join(dict.fromkeys(named)) or "-")
    return Reason(text, "R3", (ARTICLE, provision.versions[-1].source))


def _floor_reason(floor: Term | None, outcome: Outcome) -> tuple[Reason, ...]:
    if floor is None:
        return ()
    text = {
        YES: gettext_noop("The maximum reaches the floor asked for ({floor})."),
        NO: gettext_noop("The maximum does not reach the floor asked for ({floor})."),
        UNKNOWN: gettext_noop("Whether the maximum reaches the floor asked for ({floor}) is not known."),
    }[outcome]
    return (Reason(say(text, floor=floor.in_words), "R3"),)


def _missing(here: Finding[Any], other: str, there: Outcome, floor: Outcome) -> tuple[Missing, ...]:
    lacks = list(here.missing)
    if there is UNKNOWN:
        text = gettext_noop(
            "The law of {state} on this conduct and species on the day: whether it is protected there, what permits "
            "exempt, from which value it is punished."
        )
        lacks.append(Missing("other_law", say(text, state=other)))
    if floor is UNKNOWN:
        lacks.append(Missing("maximum", say(gettext_noop("The maximum that the facts reach."))))
    return tuple(lacks)
