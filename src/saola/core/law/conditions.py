"""Conditions on facts, as data: what must be so for a tier, an enhancement or an exemption to apply."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saola.core.values import Outcome

from .facts import Fact, Facts
from .logic import NO, UNKNOWN, YES, every, negate, of, some


@dataclass(frozen=True, slots=True)
class Is:
    """The fact is true (or, with ``wanted`` false, is not)."""

    fact: str
    wanted: bool = True

    def check(self, facts: Facts, *, proved: bool = False) -> Outcome:
        fact = facts.get(self.fact)
        if fact is None or not isinstance(fact.value, bool):
            return UNKNOWN
        return _weighed(fact, fact.value is self.wanted, proved)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact is one of the words, or holds one of them."""

    fact: str
    words: frozenset[str]

    def check(self, facts: Facts, *, proved: bool = False) -> Outcome:
        fact = facts.get(self.fact)
        if fact is None or not (said := facts.words(self.fact)):
            return UNKNOWN
        return _weighed(fact, bool(said & self.words), proved)


@dataclass(frozen=True, slots=True)
class Range:
    """The fact is a number within bounds, in ``unit``. Another unit is not compared: it stays unknown."""

    fact: str
    at_least: Decimal | None = None
    more_than: Decimal | None = None
    at_most: Decimal | None = None
    less_than: Decimal | None = None
    unit: str = ""

    def check(self, facts: Facts, *, proved: bool = False) -> Outcome:
        fact = facts.get(self.fact)
        if fact is None or isinstance(fact.value, bool) or not isinstance(fact.value, Decimal):
            return UNKNOWN
        if fact.unit != self.unit:
            return UNKNOWN
        return _weighed(fact, self._holds(fact.value), proved)

    def _holds(self, number: Decimal) -> bool:
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.more_than is None or number > self.more_than)
            and (self.at_most is None or number <= self.at_most)
            and (self.less_than is None or number < self.less_than)
        )


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Condition", ...] = ()

    def check(self, facts: Facts, *, proved: bool = False) -> Outcome:
        return every(part.check(facts, proved=proved) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]

    def check(self, facts: Facts, *, proved: bool = False) -> Outcome:
        return some(part.check(facts, proved=proved) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"

    def check(self, facts: Facts, *, proved: bool = False) -> Outcome:
        return negate(self.part.check(facts))


Condition = Is | OneOf | Range | All | AnyOf | Not
ALWAYS = All()
"""No condition at all."""


def _weighed(fact: Fact, holds: bool, proved: bool) -> Outcome:
    """Where proof is wanted, a fact that is only alleged settles nothing in its favour."""
    if holds and proved and not fact.evidence:
        return UNKNOWN
    return of(holds)


def open_facts(condition: Condition, facts: Facts, *, proved: bool = False) -> Iterator[str]:
    """The names of the facts that would settle a condition that is open: those not known, or not yet proved."""
    if condition.check(facts, proved=proved) is not UNKNOWN:
        return
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from open_facts(part, facts, proved=proved)
        case Not(part):
            yield from open_facts(part, facts)
        case _:
            yield condition.fact


__all__ = ["ALWAYS", "NO", "YES", "All", "AnyOf", "Condition", "Is", "Not", "OneOf", "Range", "open_facts"]
