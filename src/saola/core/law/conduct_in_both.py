"""Rule R3 from the conduct alone: was what was done criminal in two States on the day, and by which provisions of each?

Where no charge has been chosen yet. Each thing done is a line of the table that goes with a request.
"""

from dataclasses import dataclass
from datetime import date

from saola.core.values import Finding, Mark, Missing, Outcome, Reason, Source, gettext_noop, say

from .charging import chargeable
from .dual_criminality import ARTICLE, reaches
from .facts import Fact, Facts
from .logic import NO, UNKNOWN, YES, every, some
from .national import LawBook
from .penalties import Term

_ENOUGH = Source(
    "United Nations Convention against Transnational Organized Crime", "art. 16(1)", Mark.CHECKED
)


@dataclass(frozen=True, slots=True)
class Covered:
    """A provision that covers, or may cover, one thing done; ``missing`` would settle which."""

    provision: str
    outcome: Outcome
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing done, and the provisions of each of the two States about it."""

    conduct: str
    here: tuple[Covered, ...]
    there: tuple[Covered, ...]
    outcome: Outcome


def criminal_in_both(
    first: str, second: str, facts: Facts, *, on: date, book: LawBook, floor: Term | None = None
) -> Finding[tuple[Line, ...]]:
    """Whether something that was done is criminal in both States. ``value`` is a ``Line`` for each thing done.

    Facts asked for: ``conduct`` and those of the species and of exemptions. ``floor`` is the maximum that extradition asks of
    both. No is said only of law that is loaded as complete.
    """
    lines = tuple(
        _line(verb, first, second, facts, on, book, floor) for verb in sorted(facts.words("conduct"))
    )
    outcome = some(line.outcome for line in lines) if lines else UNKNOWN
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Was something that was done criminal in {state} and in {other_state}?"),
            state=first,
            other_state=second,
        ),
        on=on,
        rule="R3 dual_criminality",
        value=lines,
        reasons=(*(_reason(line, first, second) for line in lines), *_floor(floor)),
        missing=_missing(lines, first, second) if outcome is UNKNOWN else (),
    )


def _line(
    verb: str, first: str, second: str, facts: Facts, on: date, book: LawBook, floor: Term | None
) -> Line:
    one = facts.adding(conduct=Fact(verb))
    here, there = (_covering(state, one, on, book, floor) for state in (first, second))
    answers = [_in_state(state, found, book) for state, found in ((first, here), (second, there))]
    return Line(verb, here, there, every(answers))


def _covering(state: str, facts: Facts, on: date, book: LawBook, floor: Term | None) -> tuple[Covered, ...]:
    """The facts moved to the State; a part of a State and a schedule are of one State only."""
    moved = facts.adding(country=Fact(state), subdivision=Fact(None))
    if not facts.words("schedule") & {s.id for law in book.of_country(state) for s in law.schedules}:
        moved = moved.adding(schedule=Fact(None))
    found = []
    for law in book.of_country(state):
        for provision in law.provisions:
            charge = chargeable(provision, on, moved, book.schedules)
            outcome = every((charge.outcome, reaches(provision, moved, on, floor)))
            if outcome is not NO:
                found.append(Covered(provision.id, outcome, charge.missing))
    return tuple(sorted(found, key=lambda one: one.outcome is not YES))


def _in_state(state: str, found: tuple[Covered, ...], book: LawBook) -> Outcome:
    answer = some(one.outcome for one in found)
    laws = book.of_country(state)
    return UNKNOWN if answer is NO and not (laws and all(law.is_complete for law in laws)) else answer


_SAID = {
    YES: gettext_noop("{conduct}: criminal in both, in {state} by {here}, in {other_state} by {there}."),
    NO: gettext_noop("{conduct}: not criminal in both. {state}: {here}. {other_state}: {there}."),
    UNKNOWN: gettext_noop(
        "{conduct}: not known. In question are, in {state}: {here}; in {other_state}: {there}."
    ),
}


def _reason(line: Line, first: str, second: str) -> Reason:
    def named(found: tuple[Covered, ...]) -> str:
        sure = [one.provision for one in found if one.outcome is YES]
        return ", ".join(sure or [one.provision for one in found]) or "-"

    text = say(
        _SAID[line.outcome],
        conduct=line.conduct,
        state=first,
        other_state=second,
        here=named(line.here),
        there=named(line.there),
    )
    return Reason(text, "R3", (ARTICLE,))


def _floor(floor: Term | None) -> tuple[Reason, ...]:
    if floor is None:
        return ()
    text = gettext_noop("Only provisions whose maximum reaches {floor} are counted, as extradition asks.")
    return (Reason(say(text, floor=floor.in_words), "R3", (_ENOUGH,)),)


def _missing(lines: tuple[Line, ...], first: str, second: str) -> tuple[Missing, ...]:
    if not lines:
        return (Missing("conduct", say(gettext_noop("What was done."))),)
    text = gettext_noop(
        "The law of {state} on this conduct and species on the day: whether it is protected there, what permits exempt, "
        "from which value it is punished."
    )
    lacks: list[Missing] = []
    for state, sides in ((first, [line.here for line in lines]), (second, [line.there for line in lines])):
        covered = [one for side in sides for one in side]
        if not any(one.outcome is YES for one in covered):
            lacks += [lack for one in covered for lack in one.missing]
            lacks.append(Missing("other_law", say(text, state=state)))
    return tuple(dict.fromkeys(lacks)) or tuple(
        Missing("other_law", say(text, state=state)) for state in (first, second)
    )
