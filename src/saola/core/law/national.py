"""All that is known of one country's law, and the book of all countries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from saola.core.values import Source

from .errors import BadLawError
from .limitation_rules import LimitationRule
from .penalties import Term
from .periods import UNDATED, InForce
from .sources import UNSOURCED
from .statutes import Provision, Schedule, Statute, Tier, Version


class Approach(StrEnum):
    """Which offences a laundering law takes as predicates."""

    ALL_CRIMES = "all_crimes"
    THRESHOLD = "threshold"
    LIST = "list"
    COMBINED = "combined"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LaunderingLaw:
    """Rule R4. An offence is a predicate when its maximum is over ``maximum_over``, or its minimum over

    ``minimum_over``, or it stands in ``listed`` (ids of provisions or tiers) or in one of ``areas``, as the
    ``approach`` has it. ``None`` for the two flags: not known.
    """

    id: str
    approach: Approach = Approach.UNKNOWN
    maximum_over: Term | None = None
    minimum_over: Term | None = None
    listed: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    covers_self_laundering: bool | None = None
    covers_foreign_predicates: bool | None = None
    in_force: InForce = UNDATED
    source: Source = UNSOURCED


REQUIREMENTS = ("authorities", "prohibition", "penalties", "confiscation")
"""What legislation must do at least, after the National Legislation Project (Res. Conf. 8.4 (Rev. CoP15))."""


@dataclass(frozen=True, slots=True)
class RequirementMet:
    """That law does (or does not) meet one of ``REQUIREMENTS`` during a period."""

    requirement: str
    is_met: bool
    in_force: InForce = UNDATED
    words: str = ""
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class OfficialCategory:
    """The category (1 to 3) that the Secretariat gave, as of a day. Its judgement governs; ours stands beside it."""

    category: int
    on: str = ""
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class NationalLaw:
    """One file of law. Only one that ``is_complete`` can say that something is no offence there."""

    country: str
    title: str = ""
    statutes: tuple[Statute, ...] = ()
    provisions: tuple[Provision, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    limitation: tuple[LimitationRule, ...] = ()
    laundering: tuple[LaunderingLaw, ...] = ()
    requirements: tuple[RequirementMet, ...] = ()
    category: OfficialCategory | None = None
    is_complete: bool = False


@dataclass(frozen=True)
class LawBook:
    """The law of several countries, found by the ids of provisions and tiers.

    Raises ``BadLawError`` where an id of a provision or a tier comes twice.
    """

    laws: tuple[NationalLaw, ...]
    provisions: Mapping[str, Provision] = field(init=False)
    schedules: Mapping[str, Schedule] = field(init=False)
    _by_tier: Mapping[str, tuple[Provision, Version, Tier]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        provisions = _by_id(provision for law in self.laws for provision in law.provisions)
        tiers: dict[str, tuple[Provision, Version, Tier]] = {}
        for provision in provisions.values():
            for version, tier in provision.tiers():
                if tier.id in tiers or (tier.id in provisions and tier.id != provision.id):
                    raise BadLawError(f"{tier.id}: this id comes twice")
                tiers[tier.id] = (provision, version, tier)
        object.__setattr__(self, "provisions", provisions)
        object.__setattr__(self, "_by_tier", MappingProxyType(tiers))
        schedules = {schedule.id: schedule for law in self.laws for schedule in law.schedules}
        object.__setattr__(self, "schedules", MappingProxyType(schedules))

    def find(self, id: str) -> Provision | None:
        """The provision of this id, or the one that holds the tier of this id."""
        if id in self.provisions:
            return self.provisions[id]
        return self._by_tier[id][0] if id in self._by_tier else None

    def tier(self, id: str) -> tuple[Provision, Version, Tier] | None:
        return self._by_tier.get(id)

    def tiers(self) -> Iterator[tuple[Provision, Version, Tier]]:
        return iter(self._by_tier.values())

    def of_country(self, country: str) -> tuple[NationalLaw, ...]:
        return tuple(law for law in self.laws if law.country == country)

    def days_of_change(self) -> set[date]:
        """Every day on which some version begins or ends."""
        return {
            day
            for provision in self.provisions.values()
            for version in provision.versions
            for day in version.in_force.days_of_change()
        }


def _by_id(provisions: Iterable[Provision]) -> Mapping[str, Provision]:
    known: dict[str, Provision] = {}
    for provision in provisions:
        if provision.id in known:
            raise BadLawError(f"{provision.id}: this id comes twice")
        known[provision.id] = provision
    return MappingProxyType(known)
