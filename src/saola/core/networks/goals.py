"""What a set of key players is to do: break the network up, or reach it (Borgatti 2006, CMOT 12:21-34).

Each goal answers two questions: the value of a set, and the value of a set with each further actor in turn. The second
makes the searches fast, and is where the goals differ.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Protocol

import numpy as np

from .cohesion import fragmentation
from .graph import Network
from .pieces import pairs_without_each


class Goal(StrEnum):
    FRAGMENTATION = "fragmentation"
    DISTANCE_FRAGMENTATION = "distance-fragmentation"
    REACH = "reach"
    DISTANCE_REACH = "distance-reach"


class Aim(Protocol):
    """The higher, the better."""

    def value(self, chosen: Collection[int]) -> float: ...

    def with_each(self, chosen: Collection[int], others: Sequence[int]) -> Sequence[float]:
        """The value of ``chosen`` together with each of ``others``."""


def aim_of(goal: Goal, network: Network, *, steps: int = 2) -> Aim:
    """``steps`` is how far one reaches, for ``REACH``."""
    if goal is Goal.FRAGMENTATION:
        return _Fragmentation(network)
    if goal is Goal.DISTANCE_FRAGMENTATION:
        return _DistanceFragmentation(network)
    return _Reach(network, steps) if goal is Goal.REACH else _DistanceReach(network)


class _Fragmentation:
    def __init__(self, network: Network) -> None:
        self.graph = network.undirected().graph
        self.around = self.graph.get_adjlist()

    def value(self, chosen: Collection[int]) -> float:
        left = self.graph.copy()
        left.delete_vertices(list(chosen))
        found = fragmentation(left.connected_components().sizes())
        return 1.0 if found is None else found

    def with_each(self, chosen: Collection[int], others: Sequence[int]) -> Sequence[float]:
        left = len(self.around) - len(chosen) - 1
        possible = left * (left - 1)
        if not possible:
            return [1.0] * len(others)
        _, pairs = pairs_without_each(self.around, chosen)
        return [1 - pairs[other] / possible for other in others]


class _DistanceFragmentation:
    def __init__(self, network: Network) -> None:
        self.graph = network.graph

    def value(self, chosen: Collection[int]) -> float:
        left = self.graph.copy()
        left.delete_vertices(list(chosen))
        if left.vcount() < 2:
            return 1.0
        near = left.harmonic_centrality(mode="out", normalized=True)
        return 1 - sum(near) / len(near)  # type: ignore[no-any-return]

    def with_each(self, chosen: Collection[int], others: Sequence[int]) -> Sequence[float]:
        return [self.value([*chosen, other]) for other in others]


class _Reach:
    def __init__(self, network: Network, steps: int) -> None:
        around = network.graph.neighborhood(order=steps, mode="out")
        self.size = network.size
        self.within = np.zeros((self.size, self.size), dtype=bool)
        for actor, others in enumerate(around):
            self.within[actor, others] = True

    def value(self, chosen: Collection[int]) -> float:
        return float(self.within[list(chosen)].any(axis=0).sum()) / self.size

    def with_each(self, chosen: Collection[int], others: Sequence[int]) -> Sequence[float]:
        now = self.within[list(chosen)].any(axis=0)
        return ((self.within[others] | now).sum(axis=1) / self.size).tolist()  # type: ignore[no-any-return]


class _DistanceReach:
    def __init__(self, network: Network) -> None:
        away = np.array(network.graph.distances(mode="out"), dtype=float)
        self.near = 1 / np.maximum(away, 1)

    def value(self, chosen: Collection[int]) -> float:
        return float(self.near[list(chosen)].max(axis=0, initial=0.0).mean())

    def with_each(self, chosen: Collection[int], others: Sequence[int]) -> Sequence[float]:
        now = self.near[list(chosen)].max(axis=0, initial=0.0)
        return np.maximum(self.near[others], now).mean(axis=1).tolist()  # type: ignore[no-any-return]
