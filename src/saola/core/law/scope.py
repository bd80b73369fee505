"""Whether an offence reaches this conduct, this species, this place: each three-valued."""

from collections.abc import Mapping
from datetime import date

from saola.core.values import Outcome

from .conducts import Area, Conduct
from .facts import Facts
from .logic import NO, UNKNOWN, YES, of, some
from .periods import UNDATED
from .statutes import NO_SCOPE, Provision, Schedule, ScheduleEntry, SpeciesScope, Territory, Version

_NEAR = (
    (Conduct.HUNT, Conduct.KILL, Conduct.CAPTURE, Conduct.INJURE, Conduct.TAKE, Conduct.FISH),
    (Conduct.TAKE, Conduct.FELL),
    (Conduct.POSSESS, Conduct.KEEP),
    (Conduct.SELL, Conduct.OFFER, Conduct.TRANSFER, Conduct.DISPLAY, Conduct.USE),
    (Conduct.BUY, Conduct.TRANSFER),
    (Conduct.IMPORT, Conduct.SMUGGLE, Conduct.INTRODUCE_FROM_SEA),
    (Conduct.EXPORT, Conduct.RE_EXPORT, Conduct.SMUGGLE),
    (Conduct.FALSE_STATEMENT, Conduct.FALSE_DECLARATION, Conduct.FORGE_PERMIT),
    (Conduct.JOIN_GROUP, Conduct.LEAD_GROUP, Conduct.FINANCE_GROUP),
)
"""Verbs that laws define differently: where a law names one, whether it covers another is for its definitions."""
_VAGUE = Conduct.BREACH_RULES  # may stand for any conduct at all


def conduct_covered(version: Version, facts: Facts) -> Outcome:
    """Whether one of the things done is one that the law names. ``conduct`` is the fact asked for."""
    done = facts.words("conduct")
    if not done or not version.conduct:
        return UNKNOWN
    return some(verb_covered(verb, version.conduct) for verb in done)


def verb_covered(verb: str, named: frozenset[Conduct]) -> Outcome:
    """One verb: yes where the law names it, unknown where it names a near one, else no."""
    if verb in named:
        return YES
    if _VAGUE in named:
        return UNKNOWN
    near = any(verb in group and any(other in named for other in group) for group in _NEAR)
    return UNKNOWN if near else NO


def species_covered(
    scope: SpeciesScope, facts: Facts, schedules: Mapping[str, Schedule], day: date | None
) -> Outcome:
    """Whether the species is one that the offence is about. Facts asked for: ``appendix``, ``taxon`` (and ``above``,

    its higher taxa), ``group``, ``schedule``. Unknown where the scope is in words only.
    """
    if scope.is_any:
        return YES
    if scope == NO_SCOPE or not (scope.appendices or scope.schedules or scope.taxa or scope.groups):
        return UNKNOWN
    answers = []
    if scope.appendices:
        answers.append(_one_of(facts, "appendix", scope.appendices))
    if scope.groups:
        answers.append(_one_of(facts, "group", scope.groups))
    if scope.taxa:
        answers.append(_within(facts, scope.taxa))
    answers += [_in_schedule(id, schedules.get(id), facts, day) for id in sorted(scope.schedules)]
    return some(answers)


def _one_of(facts: Facts, name: str, wanted: frozenset[str]) -> Outcome:
    said = facts.words(name)
    return of(bool(said & wanted)) if said else UNKNOWN


def _within(facts: Facts, taxa: frozenset[str]) -> Outcome:
    """Whether the taxon is one of these or below one. Without its higher taxa only its genus is known."""
    names, above = facts.words("taxon"), facts.words("above")
    if not names:
        return UNKNOWN
    genera = {name.split()[0] for name in names}
    if (names | above | genera) & taxa:
        return YES
    if any(name.startswith(f"{wider} ") for name in names for wider in taxa):
        return YES
    higher = [taxon for taxon in taxa if " " not in taxon]
    return UNKNOWN if higher and not above else NO


def _in_schedule(id: str, schedule: Schedule | None, facts: Facts, day: date | None) -> Outcome:
    if id in facts.words("schedule"):
        return YES
    if schedule is None:
        return of(False) if facts.words("schedule") else UNKNOWN
    listed = some(_listed(entry, facts, day) for entry in schedule.entries)
    if listed is NO and not schedule.is_complete:
        return UNKNOWN
    return listed


def _listed(entry: ScheduleEntry, facts: Facts, day: date | None) -> Outcome:
    if entry.taxon:
        matches = _within(facts, frozenset((entry.taxon,)))
    else:
        matches = _one_of(facts, "group", frozenset((entry.group,)))
    if matches is NO:
        return NO
    stood = YES if entry.in_force == UNDATED else entry.in_force.on(day)
    return NO if stood is NO else (YES if matches is YES and stood is YES else UNKNOWN)


def territory_covers(territory: Territory, facts: Facts) -> Outcome:
    """Whether the law holds where it happened. Facts asked for: ``country``, ``subdivision``.

    A territory with its own law and code (HK) is a country of its own here.
    """
    country = facts.words("country")
    if not country:
        return UNKNOWN
    if territory.country not in country:
        return NO
    if not territory.subdivision or territory.is_federal:
        return YES
    part = facts.words("subdivision")
    return of(territory.subdivision in part) if part else UNKNOWN


def needs_species(provision: Provision, version: Version) -> bool:
    """Whether the offence is about species at all: one of customs or laundering law without a scope is not."""
    return provision.area is Area.WILDLIFE or version.species != NO_SCOPE
