"""Whether a country is more of a source, a place of passage or a destination, by four readings of the same records.

The Trade Chain Index is that of ETIS (notes to CoP18 Doc. 69.1 as summarised in docs/method/networks.md).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .corridors import Corridor
from .legs import UNKNOWN, Consignment, Role


@dataclass(frozen=True, slots=True)
class CountryRole:
    """``shares`` of the consignments stating a role in which the country has it (``None``: nobody states it).

    ``trade_chain_index`` is above nought for a destination, below for a source or place of passage. ``flow_balance``
    is -1 for a source, +1 for a destination. ``roles_played`` is from 1 (always the same) to 5 (all alike).
    """

    country: str
    shares: Mapping[Role, float | None]
    times: Mapping[Role, int]
    trade_chain_index: float | None
    flow_balance: float | None
    roles_played: float | None


def country_roles(consignments: Iterable[Consignment], found: Iterable[Corridor]) -> tuple[CountryRole, ...]:
    """Every country named, the most often named first. ``found`` are the corridors of the same consignments."""
    held = list(consignments)
    stated = {role: sum(bool(each.stated(role)) for each in held) for role in Role}
    times: dict[str, dict[Role, int]] = {}
    for each in held:
        for role in Role:
            for country in each.stated(role):
                times.setdefault(country, dict.fromkeys(Role, 0))[role] += 1
    balances = flow_balances(found)
    made = []
    for country, counts in times.items():
        shares = {role: counts[role] / stated[role] if stated[role] else None for role in Role}
        made.append(
            CountryRole(
                country,
                shares,
                counts,
                trade_chain_index(held, country),
                balances.get(country),
                roles_played(shares.values()),
            )
        )
    return tuple(sorted(made, key=lambda each: (-sum(each.times.values()), each.country)))


def trade_chain_index(consignments: Iterable[Consignment], country: str) -> float | None:
    """log((destination score + 1) / (other score + 1)).

    The destination score is the mean over raw and worked of the share of consignments stating a destination that name
    this one; the other score is the mean of the same for origin, export and transit. Forms and roles that nobody states
    are left out of the means; ``None`` where no destination, or nothing else, is stated at all.
    """
    forms: dict[str, list[Consignment]] = {}
    for each in consignments:
        forms.setdefault(each.form, []).append(each)
    scores = {
        role: _mean([_share(held, role, country) for held in forms.values()])
        for role in (Role.ORIGIN, Role.EXPORT, Role.TRANSIT, Role.DESTINATION)
    }
    destination = scores.pop(Role.DESTINATION)
    other = _mean(list(scores.values()))
    if destination is None or other is None:
        return None
    return math.log((destination + 1) / (other + 1))


def flow_balances(found: Iterable[Corridor], weigh: str = "consignments") -> dict[str, float]:
    """(in - out)/(in + out) of each country, over the corridors whose two ends are known."""
    into: dict[str, float] = {}
    out: dict[str, float] = {}
    for corridor in found:
        if UNKNOWN in (corridor.source, corridor.target):
            continue
        weight = float(getattr(corridor, weigh))
        out[corridor.source] = out.get(corridor.source, 0.0) + weight
        into[corridor.target] = into.get(corridor.target, 0.0) + weight
    balances = {}
    for country in into.keys() | out.keys():
        coming, going = into.get(country, 0.0), out.get(country, 0.0)
        if coming + going:
            balances[country] = (coming - going) / (coming + going)
    return balances


def roles_played(shares: Iterable[float | None]) -> float | None:
    """The number of equal roles that would be as mixed as these: the exponential of their entropy."""
    known = [share for share in shares if share]
    if not known:
        return None
    total = sum(known)
    return math.exp(-sum(share / total * math.log(share / total) for share in known))


def _share(consignments: list[Consignment], role: Role, country: str) -> float | None:
    stating = [each.stated(role) for each in consignments if each.stated(role)]
    return sum(country in countries for countries in stating) / len(stating) if stating else None


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
