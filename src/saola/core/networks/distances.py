"""How near actors are to one another: closeness, reach, efficiency, and fragmentation by distance.

Definitions: Wasserman and Faust 1994 (closeness in a network in parts), Latora and Marchiori 2001 (efficiency),
Borgatti 2006 (distance fragmentation DF, reach, D_R).
"""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saola.core.values import Estimate, Message

from .centrality import sources_to_follow
from .chance import SEED, drawn
from .graph import Network
from .scores import VERSION, Measure, Scores, said_sampled

HELD_AT_ONCE = 4_000_000
"""Distances that are held at once while they are followed from some actors; about 32 MB."""


def closeness(
    network: Network, *, is_weighted: bool = False, sources: int | None = None, seed: int = SEED
) -> Scores:
    """(r/sum of distances to the r actors it reaches) x r/(n-1); 0 where it reaches nobody.

    Where ties have direction, distances go out from the actor. Weighted, a tie is 1/weight long.
    """
    size, graph = network.size, network.graph
    count = sources_to_follow(network, sources)
    if count is not None:
        return _estimated(Measure.CLOSENESS, network, is_weighted, count, seed)
    if size < 2:
        return Scores(Measure.CLOSENESS, network.names, (None,) * size)
    lengths = network.lengths() if is_weighted else None
    near = np.nan_to_num(np.array(graph.closeness(mode="out", weights=lengths, normalized=True), dtype=float))
    return Scores(Measure.CLOSENESS, network.names, tuple((near * _reached(network) / (size - 1)).tolist()))


def harmonic(
    network: Network, *, is_weighted: bool = False, sources: int | None = None, seed: int = SEED
) -> Scores:
    """Mean of 1/distance to all others, nought for those out of reach."""
    count = sources_to_follow(network, sources)
    if count is not None:
        return _estimated(Measure.HARMONIC, network, is_weighted, count, seed)
    if network.size < 2:
        return Scores(Measure.HARMONIC, network.names, (None,) * network.size)
    lengths = network.lengths() if is_weighted else None
    values = network.graph.harmonic_centrality(mode="out", weights=lengths, normalized=True)
    return Scores(Measure.HARMONIC, network.names, tuple(values))


def _reached(network: Network) -> npt.NDArray[np.float64]:
    """How many others each actor reaches."""
    if network.is_directed:
        return np.array(network.graph.neighborhood_size(order=network.size, mode="out"), dtype=float) - 1
    parts = network.graph.connected_components()
    return np.array(parts.sizes(), dtype=float)[np.array(parts.membership, dtype=np.int64)] - 1


def _estimated(measure: Measure, network: Network, is_weighted: bool, count: int, seed: int) -> Scores:
    """Closeness or harmonic of all actors from their distances to ``count`` of them (Eppstein and Wang 2004)."""
    chosen = drawn(network.size, count, seed)
    lengths = network.lengths() if is_weighted else None
    total, met, asked = (
        np.zeros(network.size),
        np.zeros(network.size),
        np.full(network.size, float(len(chosen))),
    )
    at_once = max(1, HELD_AT_ONCE // network.size)
    for begin in range(0, len(chosen), at_once):
        sources = chosen[begin : begin + at_once]
        found = network.graph.distances(source=sources, weights=lengths, mode="in")
        for source, row in zip(sources, found, strict=True):
            away = np.array(row, dtype=float)
            away[source] = math.inf  # of itself nothing is asked
            asked[source] -= 1
            met += (is_met := np.isfinite(away))
            np.add(total, 1 / away if measure is Measure.HARMONIC else away, out=total, where=is_met)
    if measure is Measure.HARMONIC:
        values = total / asked
    else:
        values = np.where(met > 0, met / np.where(total > 0, total, 1), 0.0) * met / asked
    return Scores(
        measure,
        network.names,
        tuple(values.tolist()),
        count,
        seed,
        (said_sampled(count, network.size),),
    )


@dataclass(frozen=True, slots=True)
class Distances:
    """The network as a whole: ``efficiency`` is the mean of 1/distance over all pairs, ``distance_fragmentation`` is one
    less that. ``mean_path`` and ``diameter`` are of its largest part, ``None`` where too many paths would be followed."""

    efficiency: Estimate | None
    distance_fragmentation: Estimate | None
    mean_path: float | None
    diameter: int | None
    notices: tuple[Message, ...] = ()


def distances(network: Network, *, sources: int | None = None, seed: int = SEED) -> Distances:
    """Efficiency and its kin, unweighted; exact, or with a 95 % interval where followed from some actors only."""
    if network.size < 2:
        return Distances(None, None, None, None)
    count = sources_to_follow(network, sources)
    chosen = None if count is None else drawn(network.size, count, seed)
    near = np.array(
        network.graph.harmonic_centrality(vertices=chosen, mode="out", normalized=True), dtype=float
    )
    mean = float(near.mean())
    error = 0.0
    if count is not None:
        left = 1 - count / network.size
        error = 1.96 * float(near.std(ddof=1)) * math.sqrt(left / count) if count > 1 else 1.0
    low, high = max(0.0, mean - error), min(1.0, mean + error)
    level, drawn_by = (0.95, seed) if count is not None else (1.0, None)
    efficiency = Estimate(mean, low, high, "1", "efficiency", VERSION, level, seed=drawn_by)
    fragmented = Estimate(
        1 - mean, 1 - high, 1 - low, "1", "distance fragmentation", VERSION, level, seed=drawn_by
    )
    if count is not None:
        return Distances(efficiency, fragmented, None, None, (said_sampled(count, network.size),))
    largest = network.graph.connected_components(mode="weak").giant()
    path = largest.average_path_length(directed=network.is_directed) if largest.vcount() > 1 else None
    return Distances(
        efficiency,
        fragmented,
        None if path is None or math.isnan(path) else path,
        int(largest.diameter(directed=network.is_directed)),
    )


def reach(network: Network, names: Collection[str], *, steps: int = 2) -> float | None:
    """Share of all actors within ``steps`` of one of these, themselves included; ``None`` without actors.

    Raises ``KeyError`` for an actor that is not there.
    """
    if not network.size:
        return None
    around = network.graph.neighborhood(vertices=network.places(names), order=steps, mode="out")
    return len(set().union(*around)) / network.size


def distance_reach(network: Network, names: Collection[str]) -> float | None:
    """D_R: mean over all actors of 1/distance from the nearest of these; those themselves count as one step away.

    Raises ``KeyError`` for an actor that is not there.
    """
    if not network.size or not names:
        return None
    nearest = np.array(network.graph.distances(source=network.places(names), mode="out"), dtype=float).min(
        axis=0
    )
    return float((1 / np.maximum(nearest, 1)).mean())
