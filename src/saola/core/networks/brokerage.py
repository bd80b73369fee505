"""Burt's structural holes: who stands between others that are not tied to one another (Burt 1992, ch. 2)."""

import math
from collections import defaultdict

import numpy as np

from .graph import Network
from .scores import Measure, Scores


def constraint(network: Network, *, is_weighted: bool = False) -> Scores:
    """How far all of an actor's ties lead back to the same others; low is a broker. Not defined without ties."""
    found = network.graph.constraint(weights=network.weights.tolist() if is_weighted else None)
    return Scores(
        Measure.CONSTRAINT, network.names, tuple(None if math.isnan(value) else value for value in found)
    )


def effective_size(network: Network, *, is_weighted: bool = False) -> Scores:
    """Neighbours less their average ties to one another: k - 2t/k (Borgatti 1997); by Burt's formula when weighted.

    Direction is not heeded. Not defined without ties.
    """
    whole = network.undirected()
    if is_weighted and network.is_weighted:
        return Scores(Measure.EFFECTIVE_SIZE, network.names, tuple(_by_weight(whole)))
    degrees = np.array(whole.graph.degree(), dtype=float)
    around = np.array(whole.graph.transitivity_local_undirected(mode="zero"), dtype=float)
    values = degrees - around * (degrees - 1)
    return Scores(
        Measure.EFFECTIVE_SIZE,
        network.names,
        tuple(value if ties else None for value, ties in zip(values.tolist(), degrees, strict=True)),
    )


def _by_weight(network: Network) -> list[float | None]:
    """Sum over neighbours j of 1 - sum over q of p_iq m_jq, with p the share of i's weight and m that of j's heaviest."""
    weights: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), weight in zip(network.pairs.tolist(), network.weights.tolist(), strict=True):
        weights[one][other] = weights[other][one] = weight
    heaviest = {vertex: max(around.values()) for vertex, around in weights.items()}
    values: list[float | None] = []
    for vertex in range(network.size):
        around = weights.get(vertex)
        if not around:
            values.append(None)
            continue
        total = sum(around.values())
        redundant = sum(
            around[q] / total * weights[j][q] / heaviest[j]
            for j in around
            for q in weights[j].keys() & around.keys()
        )
        values.append(len(around) - redundant)
    return values
