"""The countries that routes hang on, and how sure their order is, given that each seizure was found by chance.

The consignments are drawn anew with replacement (Efron 1979), the network is built from them, and the measure taken again.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saola.core.values import Estimate, Message, gettext_noop, say

from ..chance import SEED
from ..graph import Network
from ..measures import measure
from ..scores import Measure, Watch, places_of
from ..stability import share_of
from .corridors import as_network, corridors
from .legs import Consignment, stretches

TIMES = 1_000


@dataclass(frozen=True, slots=True)
class HubRank:
    """``place`` by all the consignments, the places it held in 95 per cent of the drawings, how often among the first."""

    country: str
    value: float
    place: int
    best_place: int
    worst_place: int
    in_top: Estimate
    sentence: Message


@dataclass(frozen=True, slots=True)
class HubRanks:
    measure: Measure
    size: int
    times: int
    seed: int
    ranks: tuple[HubRank, ...]
    notices: tuple[Message, ...] = ()

    def __getitem__(self, country: str) -> HubRank:
        return next(rank for rank in self.ranks if rank.country == country)


def rank_hubs(
    consignments: Sequence[Consignment],
    *,
    by: Measure = Measure.STRENGTH,
    size: int = 5,
    times: int = TIMES,
    seed: int = SEED,
    watch: Watch | None = None,
) -> HubRanks:
    """Every country of the network by ``by``, with how steady its place is; by itself by the consignments on its ways.

    Only strength weighs. Where all stand equal (betweenness where every way ends in one country), a notice says so.
    In a drawing in which a country is not on any route it stands last.
    """
    whole, taken, ways = _ways(consignments)
    names = whole.names
    now = _values(whole, by)
    chance = random.Random(seed)
    places: list[list[int]] = []
    notices: list[Message] = []
    if not names:
        return HubRanks(by, size, 0, seed, ())
    for time in range(times):
        if watch is not None and watch(time, times) is False:
            notices.append(
                say(
                    gettext_noop("Stopped by request after {done} of {times} drawings."),
                    done=time,
                    times=times,
                )
            )
            break
        again = np.bincount(
            chance.choices(range(len(consignments)), k=len(consignments)), minlength=len(consignments)
        )
        weights = np.bincount(ways, again[taken], minlength=whole.tie_count).astype(np.float64)
        kept = weights > 0
        drawn = Network(whole.actors, whole.pairs[kept], weights[kept], True)
        places.append(places_of(_values(drawn, by)))
    if not places:
        return HubRanks(by, size, 0, seed, (), tuple(notices))
    if len(set(now)) == 1 and len(now) > 1:
        notices.append(
            say(gettext_noop("By {measure} all countries stand equal: nobody is first."), measure=by.value)
        )
    held = np.array(places)
    low, high = np.quantile(held, [0.025, 0.975], axis=0, method="inverted_cdf")
    in_top = (held <= size).sum(axis=0)
    ranks = []
    for at, (country, value, place) in enumerate(zip(names, now, places_of(now), strict=True)):
        if value == -math.inf:
            continue
        count, best, worst = int(in_top[at]), int(low[at]), int(high[at])
        ranks.append(
            HubRank(
                country,
                value,
                place,
                best,
                worst,
                share_of(count, len(places), seed),
                say(
                    gettext_noop(
                        "{country} is at place {place}; had other seizures been found, it would stand between {best} and {worst} (95 per cent of {times} drawings), and among the first {size} in {count}."
                    ),
                    country=country,
                    place=place,
                    best=best,
                    worst=worst,
                    times=len(places),
                    size=size,
                    count=count,
                ),
            )
        )
    return HubRanks(
        by,
        size,
        len(places),
        seed,
        tuple(sorted(ranks, key=lambda rank: (rank.place, -rank.in_top.value, rank.country))),
        tuple(notices),
    )


def _ways(
    consignments: Sequence[Consignment],
) -> tuple[Network, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The network of all, and which consignment took which of its ways: two lists of the same length."""
    network = as_network(corridors(consignments))
    names = network.names
    number = {
        (names[source], names[target]): way for way, (source, target) in enumerate(network.pairs.tolist())
    }
    held = [
        (place, number[pair])
        for place, each in enumerate(consignments)
        for pair in {(stretch.source, stretch.target) for stretch in stretches(each)}
        if pair in number
    ]
    both = np.array(held, dtype=np.int64).reshape(-1, 2)
    return network, both[:, 0], both[:, 1]


def _values(network: Network, by: Measure) -> list[float]:
    on_a_route = network.graph.degree()
    return [
        value if ties and value is not None else -math.inf
        for value, ties in zip(measure(network, by).values, on_a_route, strict=True)
    ]
