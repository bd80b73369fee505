"""What went out of each country and what was stopped in it: by trade, and as a matter of enforcement."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .legs import UNKNOWN, Consignment, Role, counts, origin_shares


@dataclass(slots=True)
class CountryFlow:
    """Kilograms and seizures of one country.

    ``out`` counts seizures made elsewhere of goods that came from, left or passed it, or were meant for it;
    ``missed`` only those it could have stopped: origin, export, and transit before the seizure. ``unweighed`` is
    how many of the seizures counted have no mass.
    """

    country: str
    out_kg: float = 0.0
    in_kg: float = 0.0
    out: int = 0
    stopped: int = 0
    missed: int = 0
    missed_kg: float = 0.0
    unweighed: int = field(default=0)


def trade_shares(consignment: Consignment) -> dict[str, float]:
    """Which share of the goods each country other than that of seizure had to do with, by the flow of trade.

    Origins as they share; export, transit that counts and destination carry the whole.
    """
    return _shares(consignment, with_intended=True)


def enforcement_shares(consignment: Consignment) -> dict[str, float]:
    """The same, only of countries where the goods had been before they were seized elsewhere."""
    return _shares(consignment, with_intended=False)


def flows(consignments: Iterable[Consignment]) -> dict[str, CountryFlow]:
    """Every country that is named, from the most kilograms out to the fewest. The unknown country is not among them."""
    found: dict[str, CountryFlow] = {}

    def of(country: str) -> CountryFlow:
        return found.setdefault(country, CountryFlow(country))

    for consignment in consignments:
        mass = consignment.mass_kg
        trade, enforcement = trade_shares(consignment), enforcement_shares(consignment)
        if consignment.seized_in not in ("", UNKNOWN):
            here = of(consignment.seized_in)
            here.stopped += 1
            here.in_kg += mass or 0.0
            here.unweighed += mass is None
        for country, share in trade.items():
            there = of(country)
            there.out += 1
            there.out_kg += share * (mass or 0.0)
            there.unweighed += mass is None
        for country, share in enforcement.items():
            there = of(country)
            there.missed += 1
            there.missed_kg += share * (mass or 0.0)
    return dict(sorted(found.items(), key=lambda item: (-item[1].out_kg, -item[1].in_kg, item[0])))


def _shares(consignment: Consignment, *, with_intended: bool) -> dict[str, float]:
    shares = dict(origin_shares(consignment))
    for leg in consignment.legs:
        is_beyond = not leg.is_actual or leg.role is Role.DESTINATION
        if leg.role is Role.ORIGIN or not counts(leg) or (is_beyond and not with_intended):
            continue
        shares[leg.country] = 1.0  # the whole passed, however much of it began there
    return {
        country: share
        for country, share in shares.items()
        if country not in ("", UNKNOWN, consignment.seized_in)
    }
