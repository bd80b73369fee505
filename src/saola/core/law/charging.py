"""Can this be charged? A provision in force on the day, where it happened, for what was done, to that species.

No retroactive charge: what was no law on the day of the act cannot be charged, whatever the law says now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from saola.core.values import Finding, Missing, Outcome, Reason, gettext_noop, say

from .conditions import Is
from .facts import Facts
from .logic import NO, UNKNOWN, YES, agreed, every, negate, of
from .scope import conduct_covered, needs_species, species_covered, territory_covers
from .standing import Day, in_force, over_days
from .statutes import Nature, Provision, Schedule, Version
from .tiers import punishable, reached

_NONE: Mapping[str, Schedule] = {}


@dataclass(frozen=True, slots=True)
class Limb:
    """One thing that must be so, whether it is, and what would settle it where that is open."""

    name: str
    outcome: Outcome
    reason: Reason
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """What a charge would rest on: the limbs asked, the tiers reached, and the elements still to prove."""

    limbs: tuple[tuple[str, Outcome], ...] = ()
    tiers: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()


def chargeable(
    provision: Provision, on: Day, facts: Facts, schedules: Mapping[str, Schedule] = _NONE
) -> Finding[Charge]:
    """Whether an act of this day can be charged under the provision. ``value`` is a ``Charge``.

    Facts asked for: ``country``, ``subdivision``, ``conduct``, those of the species (``saola.core.law.scope``), and
    whatever ``unless`` and the tiers of the provision name.
    """
    periods = chain(
        (version.in_force for version in provision.versions),
        (entry.in_force for schedule in schedules.values() for entry in schedule.entries),
    )
    changes = (day for period in periods for day in period.days_of_change())
    return over_days(on, changes, lambda day: _on_day(provision, day, facts, schedules))


def _on_day(
    provision: Provision, day: date | None, facts: Facts, schedules: Mapping[str, Schedule]
) -> Finding[Charge]:
    law = in_force(provision, day)
    versions = law.value or ()
    limbs = [Limb("in_force", law.outcome, law.reasons[0], law.missing)]
    if law.outcome is not NO:
        limbs += _limbs(provision, versions, facts, schedules, day)
        if (penalty := agreed(punishable(version, facts) for version in versions)) is not YES:
            limbs.append(_limb(provision, "tiers", penalty))
    outcome = every(limb.outcome for limb in limbs)
    sure = (one.tier.id for version in versions for one in reached(version, facts) if one.outcome is YES)
    return Finding(
        outcome=outcome,
        question=say(gettext_noop("Can this be charged under {id}?"), id=provision.id),
        on=day,
        rule="charging",
        value=Charge(
            tuple((limb.name, limb.outcome) for limb in limbs),
            tuple(dict.fromkeys(sure)),
            provision.elements,
        ),
        reasons=tuple(limb.reason for limb in limbs),
        missing=tuple(lack for limb in limbs for lack in limb.missing) if outcome is UNKNOWN else (),
    )


def _limbs(
    provision: Provision,
    versions: tuple[Version, ...],
    facts: Facts,
    schedules: Mapping[str, Schedule],
    day: date | None,
) -> list[Limb]:
    """The limbs beside time. Where several texts may have stood, each limb is asked of all of them."""
    limbs = [
        _limb(provision, "nature", of(provision.nature is Nature.OFFENCE)),
        _limb(provision, "place", territory_covers(provision.territory, facts)),
        _limb(provision, "conduct", agreed(conduct_covered(version, facts) for version in versions)),
    ]
    if any(needs_species(provision, version) for version in versions):
        answers = (species_covered(version.species, facts, schedules, day) for version in versions)
        limbs.append(_limb(provision, "species", agreed(answers)))
    if any(version.unless is not None for version in versions):
        limbs.append(_limb(provision, "unless", negate(agreed(_exempted(one, facts) for one in versions))))
    if "is_below_age_of_responsibility" in facts.by_name:
        limbs.append(_limb(provision, "age", negate(Is("is_below_age_of_responsibility").check(facts))))
    return limbs


def _exempted(version: Version, facts: Facts) -> Outcome:
    return NO if version.unless is None else version.unless.check(facts)


_LIMBS = {
    "nature": (
        gettext_noop("{id} is an offence."),
        gettext_noop(
            "{id} is a floor for the law of member States, no offence that anyone can be charged with."
        ),
        gettext_noop("Whether {id} is an offence is not known."),
        gettext_noop("Whether {id} is an offence."),
    ),
    "place": (
        gettext_noop("It happened where the law of {id} holds."),
        gettext_noop("It did not happen where the law of {id} holds."),
        gettext_noop("Whether the law of {id} holds where it happened is not known."),
        gettext_noop("The country, and the part of it, where it happened."),
    ),
    "conduct": (
        gettext_noop("What was done is among what {id} names."),
        gettext_noop("What was done is not among what {id} names."),
        gettext_noop("Whether {id} covers what was done is not known."),
        gettext_noop("What was done, and how the definitions of the law of {id} name it."),
    ),
    "species": (
        gettext_noop("The species is one that {id} is about."),
        gettext_noop("The species is not one that {id} is about."),
        gettext_noop("Whether {id} is about this species is not known."),
        gettext_noop("The species, its Appendix or schedule on the day, and a person's reading of {id}."),
    ),
    "unless": (
        gettext_noop("No exemption of {id} applies."),
        gettext_noop("An exemption of {id} applies."),
        gettext_noop("Whether an exemption of {id} applies is not known."),
        gettext_noop("What would exempt it under {id}, such as a permit."),
    ),
    "age": (
        gettext_noop("The accused was old enough to answer for {id}."),
        gettext_noop("The accused was too young to answer for {id}; a child is protected, not charged."),
        gettext_noop("Whether the accused was old enough to answer for {id} is not known."),
        gettext_noop("The age of the accused on the day."),
    ),
    "tiers": (
        gettext_noop("A penalty of {id} is reached."),
        gettext_noop("The facts reach no penalty of {id}: it stays below what the law punishes."),
        gettext_noop("Whether a penalty of {id} is reached is not known."),
        gettext_noop("The facts on which the penalties of {id} hang."),
    ),
}


def _limb(provision: Provision, name: str, outcome: Outcome) -> Limb:
    yes, no, unknown, wanted = _LIMBS[name]
    text = yes if outcome is YES else no if outcome is NO else unknown
    reason = Reason(say(text, id=provision.id), name, (provision.versions[-1].source,))
    lacks = (Missing(name, say(wanted, id=provision.id)),) if outcome is UNKNOWN else ()
    return Limb(name, outcome, reason, lacks)
