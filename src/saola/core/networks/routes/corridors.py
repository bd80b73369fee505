"""The network of routes: which countries goods go between, how often, how much, and how much of it is known."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..graph import Actor, Network
from .legs import UNKNOWN, Consignment, Role, counts, stretches


@dataclass(frozen=True, slots=True)
class Corridor:
    """From one country to the next: the consignments, how many took it and how many were only meant to.

    ``kg``, ``number`` and ``value`` add up what is known; ``adjusted`` are the consignments with bias allowed for.
    """

    source: str
    target: str
    consignments: int
    actual: int
    kg: float
    number: float
    value: float
    adjusted: float
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many of the ``consignments`` each part of the way is known, and each amount."""

    consignments: int
    origin: int
    export: int
    transit: int
    destination: int
    seizure: int
    dated: int
    weighed: int
    with_route: int
    stretches: int
    unknown_stretches: int
    opportunity_not_stated: int

    @property
    def known_stretches(self) -> float | None:
        """Share of the stretches of which both ends are known."""
        return 1 - self.unknown_stretches / self.stretches if self.stretches else None


def corridors(consignments: Iterable[Consignment]) -> tuple[Corridor, ...]:
    """Every corridor, the unknown country too; the most consignments first, then the most kilograms."""
    found: dict[tuple[str, str], list[tuple[Consignment, float, bool]]] = {}
    for each in consignments:
        for stretch in stretches(each):
            found.setdefault((stretch.source, stretch.target), []).append(
                (each, stretch.share, stretch.is_actual)
            )
    made = [_corridor(source, target, held) for (source, target), held in found.items()]
    return tuple(sorted(made, key=lambda each: (-each.consignments, -each.kg, each.source, each.target)))


def as_network(found: Iterable[Corridor], weigh: str = "consignments") -> Network:
    """The corridors as a directed network without the unknown country; ``weigh`` is a field of ``Corridor``.

    A corridor that weighs nought is left out. Raises ``AttributeError`` for another field.
    """
    known = [
        (each.source, each.target, float(getattr(each, weigh)))
        for each in found
        if UNKNOWN not in (each.source, each.target)
    ]
    names = sorted({name for source, target, _ in known for name in (source, target)})
    place = {name: number for number, name in enumerate(names)}
    heavy = [(place[source], place[target], weight) for source, target, weight in known if weight > 0]
    return Network(
        tuple(Actor(name, "country") for name in names),
        np.array([(source, target) for source, target, _ in heavy], dtype=np.int64).reshape(-1, 2),
        np.array([weight for _, _, weight in heavy], dtype=np.float64),
        True,
    )


def coverage(consignments: Iterable[Consignment]) -> Coverage:
    """How much of the routes is known at all: what is not reported is not on the map."""
    held = list(consignments)
    ways = [list(stretches(each)) for each in held]

    def stating(role: Role) -> int:
        return sum(bool(each.stated(role)) for each in held)

    return Coverage(
        len(held),
        stating(Role.ORIGIN),
        stating(Role.EXPORT),
        stating(Role.TRANSIT),
        stating(Role.DESTINATION),
        stating(Role.SEIZURE),
        sum(each.on.year is not None for each in held),
        sum(each.mass_kg is not None for each in held),
        sum(bool(way) for way in ways),
        sum(map(len, ways)),
        sum(UNKNOWN in (stretch.source, stretch.target) for way in ways for stretch in way),
        sum(
            leg.had_opportunity is None and counts(leg) for each in held for leg in each.of_role(Role.TRANSIT)
        ),
    )


def _corridor(source: str, target: str, held: list[tuple[Consignment, float, bool]]) -> Corridor:
    """A consignment that passes twice is one consignment, and its goods are counted each time."""
    once = {each.reference: each for each, _, _ in held}
    return Corridor(
        source,
        target,
        len(once),
        len({each.reference for each, _, is_actual in held if is_actual}),
        sum(share * (each.mass_kg or 0.0) for each, share, _ in held),
        sum(share * (each.number or 0.0) for each, share, _ in held),
        sum(share * (each.value or 0.0) for each, share, _ in held),
        sum(each.adjustment for each in once.values()),
        tuple(once),
    )
