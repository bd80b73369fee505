"""What is left of a network as its foremost actors are taken out, one at a time or several in one raid.

After Cavallaro et al. 2020, PLOS ONE 15(8):e0236476, whose published curves come out to the digit: the measure is taken
again after every removal, and among equals the one that comes last in the file goes first. Robustness R is of Schneider
et al. 2011.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from saola.core.values import Message, gettext_noop, say

from .centrality import influence_of
from .graph import Network
from .scores import CLOSE, Watch


class By(StrEnum):
    """What makes an actor the foremost."""

    BETWEENNESS = "betweenness"
    DEGREE = "degree"
    COLLECTIVE_INFLUENCE = "collective-influence"


class Mode(StrEnum):
    SEQUENTIAL = "sequential"
    BLOCK = "block"


class Weigh(StrEnum):
    """What the weight of a tie is taken for: nothing, nearness (1/weight long) or, as in the article, length.

    Degree and collective influence add weights up in both of the latter.
    """

    NOT = "no"
    NEARNESS = "nearness"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Disruption:
    """``removed`` step by step; ``largest`` is the size of the largest part before and after each, ``lcc`` the same
    over what it was in the beginning."""

    by: By
    mode: Mode
    removed: tuple[tuple[str, ...], ...]
    largest: tuple[int, ...]
    actors: int
    notices: tuple[Message, ...] = ()

    @property
    def lcc(self) -> tuple[float, ...]:
        return tuple(size / self.largest[0] for size in self.largest) if self.largest[0] else ()

    @property
    def taken(self) -> tuple[int, ...]:
        """How many actors were out at each point of the curve."""
        return (0, *np.cumsum([len(step) for step in self.removed]).tolist())

    def after(self, count: int) -> Message:
        """What the removal of the first ``count`` does, in a sentence."""
        point = next((at for at, taken in enumerate(self.taken) if taken >= count), len(self.taken) - 1)
        return say(
            gettext_noop(
                "Without {names}, the largest part that holds together falls from {before} to {after} actors."
            ),
            names=", ".join(name for step in self.removed[:point] for name in step),
            before=self.largest[0],
            after=self.largest[point],
        )


def disrupt(
    network: Network,
    *,
    by: By = By.BETWEENNESS,
    mode: Mode = Mode.SEQUENTIAL,
    block: int = 5,
    weigh: Weigh = Weigh.NOT,
    until: int | None = None,
    watch: Watch | None = None,
) -> Disruption:
    """Take the foremost out, measure again, and go on while more than ``until`` actors remain.

    ``until`` is by itself a twentieth of them, as in the published curves. ``block`` is how many go at once in a raid.
    Raises ``ValueError`` for a block below one.
    """
    if block < 1:
        raise ValueError(f"a raid takes one or more, not {block}")
    at_once = block if mode is Mode.BLOCK else 1
    left = network.size // 20 if until is None else until
    graph = network.graph.copy()
    graph.vs["place"] = range(network.size)
    graph.es["weight"] = network.weights.tolist()
    pairs, weights = network.pairs, network.weights
    removed: list[tuple[str, ...]] = []
    largest = [_largest(graph)]
    notices: list[Message] = []
    while graph.vcount() - at_once >= max(left + 1, 0) and graph.vcount():
        if watch is not None and watch(network.size - graph.vcount(), network.size - left) is False:
            notices.append(
                say(
                    gettext_noop("Stopped by request after {count} removals."),
                    count=network.size - graph.vcount(),
                )
            )
            break
        scores = _scores(graph, pairs, weights, by, weigh)
        foremost = _foremost(scores, at_once)
        removed.append(tuple(network.actors[graph.vs[vertex]["place"]].name for vertex in foremost))
        stays = np.ones(graph.vcount(), dtype=bool)
        stays[foremost] = False
        kept = stays[pairs].all(axis=1)
        pairs, weights = (np.cumsum(stays) - 1)[pairs[kept]], weights[kept]
        graph.delete_vertices(foremost)
        largest.append(_largest(graph))
    return Disruption(by, mode, tuple(removed), tuple(largest), network.size, tuple(notices))


def robustness(
    network: Network, *, by: By = By.DEGREE, weigh: Weigh = Weigh.NOT, watch: Watch | None = None
) -> float | None:
    """R: mean share of all actors in the largest part while one after the other is taken out; from 1/n to about 0.5."""
    if not network.size:
        return None
    curve = disrupt(network, by=by, weigh=weigh, until=0, watch=watch)
    # The last actor goes too, and leaves nothing.
    return sum(curve.largest[1:]) / network.size**2


def _scores(graph: Any, pairs: Any, weights: Any, by: By, weigh: Weigh) -> Sequence[float]:
    heavy = None if weigh is Weigh.NOT else weights
    if by is By.DEGREE:
        return graph.strength(weights=None if heavy is None else heavy.tolist())  # type: ignore[no-any-return]
    if by is By.COLLECTIVE_INFLUENCE:
        return influence_of(graph, pairs, heavy).tolist()  # type: ignore[no-any-return]
    lengths = None
    if heavy is not None:
        lengths = (heavy if weigh is Weigh.LENGTH else 1 / heavy).tolist()
    return graph.betweenness(directed=graph.is_directed(), weights=lengths)  # type: ignore[no-any-return]


def _foremost(scores: Sequence[float], count: int) -> list[int]:
    order = sorted(range(len(scores)), key=lambda vertex: (-round(scores[vertex], CLOSE), -vertex))
    return order[:count]


def _largest(graph: Any) -> int:
    return max(graph.connected_components(mode="weak").sizes(), default=0)
