"""The route of one seizure: where it came from, where it was stopped, where it was meant to go.

What counts for what follows the data definitions of ETIS: transit without an opportunity to seize counts for nothing, and
what lay beyond the place of seizure counts for the flow of trade but not against anybody's enforcement.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from saola.core.values import PartialDate

UNDATED = PartialDate()
UNKNOWN = "XX"
"""A country that nobody knows is a station of its own, and takes no part in measures."""


class BadRouteError(ValueError):
    """A route that cannot be: shares of origins above one, a negative mass."""


class Role(StrEnum):
    ORIGIN = "origin"
    EXPORT = "export"
    TRANSIT = "transit"
    SEIZURE = "seizure"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True)
class Leg:
    """One country on the way. ``share`` of an origin is 0 to 1 (``None``: not stated); ``is_actual`` where the goods
    were there before they were seized; ``had_opportunity`` whether anybody there could have seized them."""

    role: Role
    country: str
    share: float | None = None
    is_actual: bool = True
    had_opportunity: bool | None = None


@dataclass(frozen=True, slots=True)
class Consignment:
    """One seizure with its legs in order. ``form`` parts raw from worked; ``adjustment`` is what one seizure stands for
    once bias is allowed for (1: as it is)."""

    reference: str
    seized_in: str
    legs: tuple[Leg, ...] = ()
    on: PartialDate = UNDATED
    group: str = ""
    form: str = ""
    mass_kg: float | None = None
    number: float | None = None
    value: float | None = None
    adjustment: float = 1.0

    def __post_init__(self) -> None:
        stated = [leg.share for leg in self.legs if leg.role is Role.ORIGIN and leg.share is not None]
        if any(share < 0 for share in stated) or sum(stated) > 1 + 1e-4:
            raise BadRouteError(
                f"{self.reference}: shares of origins are from 0 to 1 and no more than 1 together"
            )
        for amount in (self.mass_kg, self.number, self.value):
            if amount is not None and not 0 <= amount < math.inf:
                raise BadRouteError(f"{self.reference}: an amount is nought or more, not {amount}")

    def of_role(self, role: Role) -> tuple[Leg, ...]:
        return tuple(leg for leg in self.legs if leg.role is role)

    def stated(self, role: Role) -> frozenset[str]:
        """The known countries that have this role."""
        if role is Role.SEIZURE:
            found = {self.seized_in}
        else:
            found = {leg.country for leg in self.legs if leg.role is role}
        return frozenset(found - {"", UNKNOWN})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the way from one country to the next: which share of the goods took it, and whether they did."""

    source: str
    target: str
    share: float
    is_actual: bool


def origin_shares(consignment: Consignment) -> dict[str, float]:
    """Which share of the goods came from each origin: as stated, and what is left equally from the others.

    Where every origin states a share and they do not add up to one, the rest is from nobody knows where.
    """
    origins = consignment.of_role(Role.ORIGIN)
    if not origins:
        return {}
    stated = sum(leg.share for leg in origins if leg.share is not None)
    silent = sum(leg.share is None for leg in origins)
    left = max(0.0, 1 - stated)
    shares: dict[str, float] = {}
    for leg in origins:
        country = leg.country or UNKNOWN
        shares[country] = shares.get(country, 0.0) + (left / silent if leg.share is None else leg.share)
    if not silent and left > 1e-4:
        shares[UNKNOWN] = shares.get(UNKNOWN, 0.0) + left
    return {country: share for country, share in shares.items() if share > 0}


def stations(consignment: Consignment) -> list[tuple[str, bool]]:
    """The countries after the origins in their order, and whether the goods came so far.

    Export, transit that counts, the place of seizure, then what was only intended.
    """
    found = [
        (leg.country or UNKNOWN, True)
        for role in (Role.EXPORT, Role.TRANSIT)
        for leg in consignment.of_role(role)
        if leg.is_actual and counts(leg)
    ]
    found.append((consignment.seized_in or UNKNOWN, True))
    found += [
        (leg.country or UNKNOWN, False)
        for role in (Role.EXPORT, Role.TRANSIT)
        for leg in consignment.of_role(role)
        if not leg.is_actual and counts(leg)
    ]
    found += [(leg.country or UNKNOWN, False) for leg in consignment.of_role(Role.DESTINATION)]
    together: list[tuple[str, bool]] = []
    for country, is_actual in found:
        if not together or together[-1][0] != country:
            together.append((country, is_actual))
    return together


def counts(leg: Leg) -> bool:
    """Whether a leg counts at all: transit without an opportunity to seize does not. Not stated, it does."""
    return not (leg.role is Role.TRANSIT and leg.had_opportunity is False)


def stretches(consignment: Consignment) -> Iterator[Stretch]:
    """The way from country to country; a stay within one is none."""
    way = stations(consignment)
    for country, share in origin_shares(consignment).items():
        if country != way[0][0]:
            yield Stretch(country, way[0][0], share, True)
    for (source, _), (target, is_actual) in pairwise(way):
        yield Stretch(source, target, 1.0, is_actual)


def in_years(consignments: Iterable[Consignment], first: int, last: int) -> list[Consignment]:
    """Those of the years ``first`` to ``last``, both included; without a year is in none."""
    return [each for each in consignments if each.on.year is not None and first <= each.on.year <= last]
