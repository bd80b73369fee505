"""National law as it is written: statutes, provisions in dated versions, tiers of penalty, species schedules."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from saola.core.values import Source

from .conditions import ALWAYS, Condition
from .conducts import Area, Conduct
from .errors import BadLawError
from .limitation_rules import LimitationRule
from .penalties import Fine, Penalty
from .periods import UNDATED, InForce
from .sources import UNSOURCED


@dataclass(frozen=True, slots=True)
class Territory:
    """Where a law holds: a country (ISO2; a territory with its own law under its own code) or a part of it.

    ``subdivision`` is empty for the whole country. ``is_federal``: in every part, beside the law of the part.
    """

    country: str
    subdivision: str = ""
    is_federal: bool = False


class Nature(StrEnum):
    """``floor``: what a union of States asks of its members' law; nobody can be charged under it."""

    OFFENCE = "offence"
    FLOOR = "floor"


class TierKind(StrEnum):
    """``base`` takes facts as stated; of the others the facts that set them apart must be proved.

    ``recidivist`` tiers hang on the person, not on the offence.
    """

    BASE = "base"
    AGGRAVATED = "aggravated"
    MITIGATED = "mitigated"
    RECIDIVIST = "recidivist"


class Mode(StrEnum):
    """The mode of trial. What the law allows counts, not what the prosecution chose."""

    ANY = ""
    SUMMARY = "summary"
    INDICTMENT = "indictment"


@dataclass(frozen=True, slots=True)
class Tier:
    """One range of penalty within a version, and ``when`` it applies.

    ``id`` is unique among all tiers. ``builds_on`` names the tier that a recidivist one raises. ``words`` are those
    of the law on when it applies.
    """

    id: str
    penalty: Penalty
    kind: TierKind = TierKind.BASE
    when: Condition = ALWAYS
    mode: Mode = Mode.ANY
    builds_on: str = ""
    words: str = ""
    note: str = ""
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class Multiplier:
    """What raises or lowers the maximum by a ``factor`` (3/2, 3, 1/2) ``when`` something is so.

    ``is_recidivism``: it hangs on earlier convictions. Whether several apply one upon the other is not assumed.
    """

    factor: Fraction
    when: Condition
    words: str = ""
    is_recidivism: bool = False
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class SpeciesScope:
    """The species an offence is about. ``is_any``: every animal or plant.

    ``appendices`` (I, II, III), ``schedules`` (ids), ``taxa`` (scientific names at any rank, and what is below) and
    ``groups`` (words such as ``elephant``) are alternatives. Where all are empty the scope is in ``words`` only.
    """

    appendices: frozenset[str] = frozenset()
    schedules: frozenset[str] = frozenset()
    taxa: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    is_any: bool = False
    words: str = ""


NO_SCOPE = SpeciesScope()


class Liability(StrEnum):
    CRIMINAL = "criminal"
    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LegalPersons:
    """What becomes of companies, beside the individuals: never instead of them (UNTOC article 10(3))."""

    liability: Liability = Liability.UNKNOWN
    fine: Fine | None = None
    words: str = ""


NOT_SAID = LegalPersons()


@dataclass(frozen=True, slots=True)
class Predicate:
    """Whether this offence is said to be a predicate to laundering, since when; ``None`` is not verified."""

    is_predicate: bool | None = None
    in_force: InForce = UNDATED
    words: str = ""
    source: Source = UNSOURCED


NOT_VERIFIED = Predicate()


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a provision during one period. ``conduct`` is empty only where it is in ``words`` alone.

    ``mental`` holds ``intent``, ``knowledge``, ``recklessness``, ``negligence`` or ``strict``; empty is not known.
    """

    in_force: InForce
    tiers: tuple[Tier, ...]
    conduct: frozenset[Conduct] = frozenset()
    species: SpeciesScope = NO_SCOPE
    mental: frozenset[str] = frozenset()
    unless: Condition | None = None
    multipliers: tuple[Multiplier, ...] = ()
    legal_persons: LegalPersons = NOT_SAID
    predicate: Predicate = NOT_VERIFIED
    limitation: LimitationRule | None = None
    words: str = ""
    note: str = ""
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class Provision:
    """One offence of a statute, in versions in order of time. Raises ``BadLawError`` without a version."""

    id: str
    statute: str
    section: str
    territory: Territory
    area: Area
    versions: tuple[Version, ...]
    nature: Nature = Nature.OFFENCE
    elements: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.versions:
            raise BadLawError(f"{self.id}: a provision has at least one version")

    def tiers(self) -> Iterator[tuple[Version, Tier]]:
        for version in self.versions:
            for tier in version.tiers:
                yield version, tier


@dataclass(frozen=True, slots=True)
class Statute:
    """An act, code, ordinance, decree or directive, in one territory."""

    id: str
    title: str
    territory: Territory
    area: Area = Area.WILDLIFE
    citation: str = ""
    in_force: InForce = UNDATED
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """A taxon (any rank, and what is below it) or a ``group`` in a schedule, while ``in_force``.

    One without any day stands as long as the schedule.
    """

    taxon: str = ""
    group: str = ""
    in_force: InForce = UNDATED


@dataclass(frozen=True, slots=True)
class Schedule:
    """A list of species that offences refer to. Only one that ``is_complete`` can say that a species is not in it."""

    id: str
    title: str
    entries: tuple[ScheduleEntry, ...] = ()
    is_complete: bool = False
    source: Source = UNSOURCED
