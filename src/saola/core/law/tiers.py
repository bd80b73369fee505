"""Which tiers of penalty the facts reach, and what each may bring after what raises or lowers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from saola.core.values import Outcome

from .conditions import open_facts
from .facts import Facts
from .logic import NO, UNKNOWN, YES, every, negate, of, some
from .penalties import CustodyKind, Term
from .statutes import Multiplier, Tier, TierKind, Version

FOUR_YEARS = Term(Fraction(48))
_UNCHANGED = Fraction(1)
_BEYOND_TERMS = {
    CustodyKind.LIFE: YES,
    CustodyKind.DEATH: YES,
    CustodyKind.INDETERMINATE: YES,
    CustodyKind.NONE: NO,
    CustodyKind.UNKNOWN: UNKNOWN,
    CustodyKind.TERM: UNKNOWN,
}
_PROVED = frozenset((TierKind.AGGRAVATED, TierKind.RECIDIVIST, TierKind.MITIGATED))
_GRAVITY = [CustodyKind.NONE, CustodyKind.UNKNOWN, CustodyKind.TERM]
_GRAVITY += [CustodyKind.INDETERMINATE, CustodyKind.LIFE, CustodyKind.DEATH]


@dataclass(frozen=True, slots=True)
class Reached:
    """A tier with whether the facts reach it, and the factors (lowest, highest) on its maximum."""

    tier: Tier
    outcome: Outcome
    lowest: Fraction = _UNCHANGED
    highest: Fraction = _UNCHANGED

    @property
    def maximum(self) -> Term | None:
        """The highest maximum that is certain under the tier."""
        maximum = self.tier.penalty.custody.maximum
        return maximum if maximum is None or self.lowest is _UNCHANGED else maximum.times(self.lowest)

    def is_at_least(self, term: Term) -> Outcome:
        """Whether the maximum is as long as ``term`` or a graver penalty is possible."""
        custody = self.tier.penalty.custody
        if custody.maximum is None:
            answer = _BEYOND_TERMS[custody.kind]
            return _from_minimum(custody.minimum, self.lowest, term) if answer is UNKNOWN else answer
        lowest = _compared(custody.maximum, self.lowest, term)
        if self.highest is self.lowest:
            return lowest
        return _same(lowest, _compared(custody.maximum, self.highest, term))


def _compared(maximum: Term, factor: Fraction, term: Term) -> Outcome:
    return (maximum if factor is _UNCHANGED else maximum.times(factor)).at_least(term)


def _from_minimum(minimum: Term | None, factor: Fraction, term: Term) -> Outcome:
    """A maximum that is not known is at least as long as the minimum."""
    return YES if minimum is not None and _compared(minimum, factor, term) is YES else UNKNOWN


def _same(first: Outcome, second: Outcome) -> Outcome:
    return first if first is second else UNKNOWN


def reached(version: Version, facts: Facts, *, recidivism_counts: bool | None = None) -> tuple[Reached, ...]:
    """Every tier of the version that the facts reach or may reach, in the order of the law.

    Of aggravated, mitigated and recidivist tiers the facts must be proved. A mitigated tier that is reached takes
    the place of the base tiers. ``recidivism_counts`` says whether what hangs on the person's earlier convictions
    makes the offence graver; ``None`` leaves it open.
    """
    mitigated = some(
        _meets(tier, facts, recidivism_counts) for tier in version.tiers if tier.kind is TierKind.MITIGATED
    )
    lowest, highest = _factors(version.multipliers, facts, recidivism_counts)
    found = []
    for tier in version.tiers:
        outcome = _meets(tier, facts, recidivism_counts)
        if tier.kind is TierKind.BASE and mitigated is not NO:
            outcome = every((outcome, negate(mitigated)))
        if outcome is not NO:
            found.append(Reached(tier, outcome, lowest, highest))
    return tuple(found)


def punishable(version: Version, facts: Facts) -> Outcome:
    """Whether the facts reach any penalty at all; unknown where that hangs on what is not known, such as a value."""
    return some(_meets(tier, facts, True) for tier in version.tiers) if version.tiers else UNKNOWN


def _meets(tier: Tier, facts: Facts, recidivism_counts: bool | None) -> Outcome:
    outcome = tier.when.check(facts, proved=tier.kind in _PROVED)
    if tier.kind is TierKind.RECIDIVIST and recidivism_counts is not True:
        outcome = every((outcome, of(recidivism_counts)))
    return outcome


def _factors(
    multipliers: tuple[Multiplier, ...], facts: Facts, recidivism_counts: bool | None
) -> tuple[Fraction, Fraction]:
    """The lowest and the highest factor. Whether several apply one upon the other is not assumed."""
    if not multipliers:
        return _UNCHANGED, _UNCHANGED
    sure: list[Fraction] = []
    open_: list[Fraction] = []
    for multiplier in multipliers:
        outcome = multiplier.when.check(facts, proved=True)
        if multiplier.is_recidivism:
            outcome = every((outcome, of(recidivism_counts)))
        if outcome is not NO:
            (sure if outcome is YES else open_).append(multiplier.factor)
    up = [factor for factor in sure if factor > 1]
    down = [factor for factor in sure if factor < 1]
    every_factor = sure + open_
    lowest = max(up, default=Fraction(1)) * prod((f for f in every_factor if f < 1), start=Fraction(1))
    highest = min(down, default=Fraction(1)) * prod((f for f in every_factor if f > 1), start=Fraction(1))
    return lowest, highest


def gravest(tiers: Iterable[Reached]) -> Reached | None:
    """The one with the gravest penalty; ``None`` of none."""
    found = tuple(tiers)
    return found[0] if len(found) == 1 else max(found, key=_gravity, default=None)


def _gravity(one: Reached) -> tuple[int, Fraction]:
    maximum = one.maximum
    kind = _GRAVITY.index(one.tier.penalty.custody.kind)
    return kind, Fraction(0) if maximum is None else maximum.rough_months


def facts_wanted(tier: Tier, facts: Facts) -> tuple[str, ...]:
    """The facts that would settle whether the tier is reached: those not known, or not yet proved."""
    return tuple(dict.fromkeys(open_facts(tier.when, facts, proved=tier.kind in _PROVED)))
