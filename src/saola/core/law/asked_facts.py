"""Which facts an offence hangs on, so that somebody can be asked for these and for no others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .conditions import ALWAYS, All, AnyOf, Condition, Is, Not, OneOf, Range
from .statutes import TierKind, Version


class AskedAs(StrEnum):
    """How a fact is answered: yes or no, one or more words, or a number in a unit."""

    FLAG = "flag"
    WORD = "word"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact. ``words`` are those that the law tells apart (others may be so), ``unit`` what a number is counted in.

    ``needs_proof``: something that hangs on it counts only with evidence.
    """

    name: str
    asked_as: AskedAs
    words: tuple[str, ...] = ()
    unit: str = ""
    needs_proof: bool = False


def asked_facts(versions: Iterable[Version]) -> tuple[Asked, ...]:
    """Every fact on which the penalties, exemptions and scope of these texts hang, in the order of the law.

    One asked for twice is given once, with all its words. Place and conduct are asked of every offence.
    """
    found: dict[str, Asked] = {}
    for one in (asked for version in versions for asked in _of_version(version)):
        known = found.get(one.name)
        if known is None:
            found[one.name] = one
        elif known.asked_as is one.asked_as and known.unit == one.unit:
            words = tuple(dict.fromkeys((*known.words, *one.words)))
            found[one.name] = Asked(
                one.name, one.asked_as, words, one.unit, known.needs_proof or one.needs_proof
            )
    return tuple(found.values())


def _of_version(version: Version) -> Iterator[Asked]:
    if version.conduct:
        yield Asked("conduct", AskedAs.WORD, tuple(sorted(version.conduct)))
    scope = version.species
    for name, words in (
        ("appendix", scope.appendices),
        ("schedule", scope.schedules),
        ("group", scope.groups),
        ("taxon", scope.taxa),
    ):
        if words:
            yield Asked(name, AskedAs.WORD, tuple(sorted(words)))
    if version.unless is not None:
        yield from _leaves(version.unless, needs_proof=False)
    for tier in version.tiers:
        yield from _leaves(tier.when, needs_proof=tier.kind is not TierKind.BASE)
    for multiplier in version.multipliers:
        yield from _leaves(multiplier.when, needs_proof=True)


def _leaves(condition: Condition, *, needs_proof: bool) -> Iterator[Asked]:
    if condition == ALWAYS:
        return
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part, needs_proof=needs_proof)
        case Not(part):
            yield from _leaves(part, needs_proof=False)
        case Is(fact):
            yield Asked(fact, AskedAs.FLAG, needs_proof=needs_proof)
        case OneOf(fact, words):
            yield Asked(fact, AskedAs.WORD, tuple(sorted(words)), needs_proof=needs_proof)
        case Range(fact, unit=unit):
            yield Asked(fact, AskedAs.NUMBER, unit=unit, needs_proof=needs_proof)
