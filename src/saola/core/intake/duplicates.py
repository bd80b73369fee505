"""Seizures that are probably the same, with the reasons as a sum that can be read aloud.

Two agencies report one seizure in different words. What speaks for and against is weighed in named parts; a
person decides. Which are compared at all is told by ``meeting_keys``.
The key of the annual illegal trade report is the model: country, date within a few days, taxon, term, quantity.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from rapidfuzz import fuzz

from saola.core.values import Message, PartialDate, Precision, gettext_noop, say

from .words import fold

NEAR_DAYS = 3
"""Days between two reports of one seizure: the day it was made, opened or written down."""
PROBABLE = 7.0
"""The sum from which two seizures are shown as probably the same."""


@dataclass(frozen=True, slots=True)
class SeizureOutline:
    """What is compared of a seizure. ``key`` names it; ``taxa`` and ``terms`` are codes or folded words;
    ``quantities`` are amounts with their units, in no order."""

    key: str
    country: str = ""
    on: PartialDate = field(default_factory=PartialDate)
    taxa: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    quantities: frozenset[tuple[Decimal, str]] = frozenset()
    reference: str = ""
    place: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that speaks for (above zero) or against (below zero) two seizures being one."""

    name: str
    points: float
    text: Message


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much ``one`` and ``other`` are alike: ``score`` is the sum of the points of ``parts``."""

    one: str
    other: str
    parts: tuple[Part, ...]

    @property
    def score(self) -> float:
        return sum(part.points for part in self.parts)

    @property
    def is_probable(self) -> bool:
        return self.score >= PROBABLE


def compare(one: SeizureOutline, other: SeizureOutline) -> Likeness:
    """Weigh what two seizures have in common. What one of them does not say counts for nothing."""
    parts = (
        _reference(one, other),
        _country(one, other),
        _date(one, other),
        _taxa(one, other),
        _terms(one, other),
        _quantities(one, other),
        _place(one, other),
    )
    return Likeness(one.key, other.key, tuple(part for part in parts if part is not None))


def _reference(one: SeizureOutline, other: SeizureOutline) -> Part | None:
    a, b = fold(one.reference), fold(other.reference)
    if not a or a != b:
        return None
    return Part(
        "reference", 5.0, say(gettext_noop("both bear the reference {reference}"), reference=one.reference)
    )


def _country(one: SeizureOutline, other: SeizureOutline) -> Part | None:
    if not one.country or not other.country:
        return None
    if one.country == other.country:
        return Part("country", 1.0, say(gettext_noop("the same country of seizure")))
    return Part("country", -6.0, say(gettext_noop("different countries of seizure")))


def _date(one: SeizureOutline, other: SeizureOutline) -> Part | None:
    days = days_apart(one.on, other.on)
    if days is None:
        return None
    if one.on.precision is other.on.precision is Precision.DAY:
        if days == 0:
            return Part("date", 3.0, say(gettext_noop("the same day")))
        if days <= NEAR_DAYS:
            return Part("date", 2.0, say(gettext_noop("{days} days apart"), days=days))
    elif days == 0:
        exact = one.on.precision is other.on.precision is Precision.MONTH
        return Part("date", 1.5 if exact else 0.5, say(gettext_noop("the dates do not exclude each other")))
    if days <= 14:
        return Part("date", -1.0, say(gettext_noop("{days} days apart"), days=days))
    return Part("date", -6.0, say(gettext_noop("{days} days apart"), days=days))


def days_apart(one: PartialDate, other: PartialDate) -> int | None:
    """The fewest days there can be between two dates; ``None`` when either is unknown."""
    if one.first_day is None or other.first_day is None or one.last_day is None or other.last_day is None:
        return None
    return max((other.first_day - one.last_day).days, (one.first_day - other.last_day).days, 0)


def _taxa(one: SeizureOutline, other: SeizureOutline) -> Part | None:
    if not one.taxa or not other.taxa:
        return None
    shared = one.taxa & other.taxa
    if shared:
        return Part("taxon", 2.0, say(gettext_noop("both hold {taxa}"), taxa=", ".join(sorted(shared))))
    if {taxon.split(" ")[0] for taxon in one.taxa} & {taxon.split(" ")[0] for taxon in other.taxa}:
        return Part("taxon", 0.5, say(gettext_noop("both hold species of the same genus")))
    return Part("taxon", -4.0, say(gettext_noop("no species in common")))


def _terms(one: SeizureOutline, other: SeizureOutline) -> Part | None:
    if not one.terms or not other.terms:
        return None
    if one.terms & other.terms:
        return Part("term", 1.0, say(gettext_noop("the same kind of specimen")))
    return Part("term", -1.5, say(gettext_noop("different kinds of specimen")))


def _quantities(one: SeizureOutline, other: SeizureOutline) -> Part | None:
    pairs = [(a, b) for a, unit in one.quantities for b, other_unit in other.quantities if unit == other_unit]
    if not pairs:
        return None
    if any(a == b for a, b in pairs):
        points = 1.0 if all(is_common(a) for a, b in pairs if a == b) else 3.0
        return Part("quantity", points, say(gettext_noop("the same quantity")))
    if any(a and b and abs(a - b) <= max(a, b) / 20 for a, b in pairs):
        return Part("quantity", 1.5, say(gettext_noop("quantities within five per cent")))
    return Part("quantity", -1.5, say(gettext_noop("different quantities")))


def is_common(amount: Decimal) -> bool:
    """Whether the same quantity says little: many seizures are of one or two, few of 213.5."""
    return amount <= 2


def _place(one: SeizureOutline, other: SeizureOutline) -> Part | None:
    a, b = fold(one.place), fold(other.place)
    if not a or not b:
        return None
    if a == b or fuzz.token_set_ratio(a, b) >= 90:
        return Part("place", 1.5, say(gettext_noop("the same place")))
    return Part("place", -0.5, say(gettext_noop("different places")))
