"""How central each actor is by its ties, by the paths through it, and by the standing of those it is tied to.

Definitions: Freeman 1978 (degree, betweenness), Brandes 2001 (computing it), Bonacich 1972 (eigenvector), Katz 1953,
Brin and Page 1998 (PageRank), Morone and Makse 2015 in the form of Cavallaro et al. 2020 (collective influence).
"""

import math
import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from saola.core.values import gettext_noop, say

from .chance import SEED, drawn
from .graph import Network
from .scores import Measure, Scores, said_sampled

EXACT_WORK = 2_000_000_000
"""Actors times ties up to which every shortest path is followed; some minutes of one processor."""
SOURCES = 500
"""From how many actors paths are followed beyond that."""


def degree(network: Network, *, measure: Measure = Measure.DEGREE) -> Scores:
    """Number of ties, or with ``IN_DEGREE`` and ``OUT_DEGREE`` those that come in or go out."""
    mode = {Measure.IN_DEGREE: "in", Measure.OUT_DEGREE: "out"}.get(measure, "all")
    return _scores(measure, network, network.graph.degree(mode=mode))


def strength(network: Network) -> Scores:
    """Sum of the weights of the ties, in and out."""
    return _scores(Measure.STRENGTH, network, network.graph.strength(weights=network.weights.tolist()))


def sources_to_follow(network: Network, asked: int | None) -> int | None:
    """From how many actors to follow paths: ``None`` is from all of them."""
    if asked is not None:
        return asked if asked < network.size else None
    return SOURCES if network.size * (network.size + network.tie_count) > EXACT_WORK else None


def betweenness(
    network: Network, *, is_weighted: bool = False, sources: int | None = None, seed: int = SEED
) -> Scores:
    """Share of shortest paths that pass through the actor, of all pairs of others; 0 to 1.

    Sum over s, t of (paths through v / paths), over (n-1)(n-2)/2 pairs, or (n-1)(n-2) where ties have direction. Weighted,
    a tie is 1/weight long. ``sources`` follows paths from that many actors, drawn by ``seed`` (Brandes and Pich 2007);
    by itself so beyond ``EXACT_WORK``.
    """
    size, graph = network.size, network.graph
    if size < 3:
        return _scores(Measure.BETWEENNESS, network, [None] * size)
    lengths = network.lengths() if is_weighted else None
    pairs = (size - 1) * (size - 2) / (1 if network.is_directed else 2)
    count = sources_to_follow(network, sources)
    if count is None:
        raw = graph.betweenness(directed=network.is_directed, weights=lengths)
        return _scores(Measure.BETWEENNESS, network, (np.asarray(raw) / pairs).tolist())
    chosen = drawn(size, count, seed)
    raw = graph.betweenness(directed=network.is_directed, weights=lengths, sources=chosen)
    # A vertex that is itself a source lies between one source's pairs fewer.
    others = np.full(size, float(len(chosen)))
    others[chosen] -= 1
    scale = np.divide(size - 1, others, out=np.full(size, math.nan), where=others > 0) / pairs
    values = [None if math.isnan(value) else value for value in (np.asarray(raw) * scale).tolist()]
    return Scores(
        Measure.BETWEENNESS, network.names, tuple(values), count, seed, (said_sampled(count, size),)
    )


def eigenvector(network: Network, *, is_weighted: bool = False) -> Scores:
    """x of Ax = lambda x for the largest lambda, the highest set to 1: tied to those who are well tied.

    Where ties have direction, standing comes from the ties that come in. Nobody has any where no ties are.
    """
    notices = []
    if not network.tie_count:
        return _scores(Measure.EIGENVECTOR, network, [None] * network.size)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it warns of what the notices say
        values, largest = network.graph.eigenvector_centrality(
            weights=network.weights.tolist() if is_weighted else None, return_eigenvalue=True
        )
    if network.is_directed and largest < 1e-9:
        notices.append(
            say(gettext_noop("No ties lead round in a circle, so nobody has any standing by eigenvector."))
        )
        values = [None] * network.size
    elif not network.graph.is_connected(mode="weak"):
        notices.append(
            say(
                gettext_noop(
                    "The network is in parts; by eigenvector nearly all standing falls to its densest part."
                )
            )
        )
    return Scores(Measure.EIGENVECTOR, network.names, tuple(values), notices=tuple(notices))


def katz(
    network: Network, *, alpha: float | None = None, beta: float = 1.0, is_weighted: bool = False
) -> Scores:
    """x of x = alpha A x + beta: every walk that leads to the actor counts, alpha the less for each step.

    ``alpha`` must be below 1/lambda, the largest eigenvalue of A; by itself it is half of that (a half where lambda is
    nought). Raises ``ValueError`` for one that is not.
    """
    size = network.size
    if not size:
        return _scores(Measure.KATZ, network, [])
    weights = network.weights if is_weighted else np.ones(network.tie_count)
    largest = _largest_eigenvalue(network, weights)
    if alpha is None:
        alpha = 0.5 / largest if largest > 0 else 0.5
    elif alpha * largest >= 1:
        raise ValueError(f"alpha must be below {1 / largest:g}, where walks no longer add up to a number")
    step = _Step(network, weights)
    values = np.full(size, beta)
    for _ in range(100_000):
        further = alpha * step(values) + beta
        if np.abs(further - values).max() <= 1e-12 * np.abs(further).max():
            break
        values = further
    return _scores(Measure.KATZ, network, further.tolist())


def pagerank(network: Network, *, damping: float = 0.85, is_weighted: bool = False) -> Scores:
    """Share of the time a walker spends at the actor who follows ties and, one time in seven, jumps anywhere."""
    weights = network.weights.tolist() if is_weighted else None
    values = network.graph.pagerank(directed=network.is_directed, damping=damping, weights=weights)
    return _scores(Measure.PAGERANK, network, values)


def collective_influence(network: Network, *, is_weighted: bool = False) -> Scores:
    """(k-1) times the sum of (k-1) over the neighbours; strength in place of degree when weighted."""
    values = influence_of(network.graph, network.pairs, network.weights if is_weighted else None)
    return _scores(Measure.COLLECTIVE_INFLUENCE, network, values.tolist())


def influence_of(
    graph: Any, pairs: npt.NDArray[np.int64], weights: npt.NDArray[np.float64] | None
) -> npt.NDArray[np.float64]:
    """Collective influence of every vertex of ``graph``, whose edges are ``pairs``."""
    size = graph.vcount()
    heavy = np.ones(len(pairs)) if weights is None else weights
    one, other = pairs[:, 0], pairs[:, 1]
    own = np.bincount(one, heavy, size) + np.bincount(other, heavy, size) - 1
    around = np.bincount(one, own[other], size) + np.bincount(other, own[one], size)
    return np.where(around == 0, 0.0, own * around)


class _Step:
    """One multiplication by the adjacency matrix, along the ties that come in."""

    def __init__(self, network: Network, weights: npt.NDArray[np.float64]) -> None:
        one, other = network.pairs[:, 0], network.pairs[:, 1]
        if not network.is_directed:
            one, other = np.concatenate([one, other]), np.concatenate([other, one])
            weights = np.concatenate([weights, weights])
        order = np.argsort(other, kind="stable")
        self.size, self.come = network.size, one[order]
        self.weights = None if (weights == 1).all() else weights[order]
        self.carried = np.empty(len(order))
        self.reached, self.starts = np.unique(other[order], return_index=True)

    def __call__(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        result = np.zeros(self.size)
        if len(self.starts):
            np.take(values, self.come, out=self.carried, mode="clip")
            if self.weights is not None:
                self.carried *= self.weights
            result[self.reached] = np.add.reduceat(self.carried, self.starts)
        return result


def _largest_eigenvalue(network: Network, weights: npt.NDArray[np.float64]) -> float:
    if not network.tie_count or (network.is_directed and network.graph.is_dag()):
        return 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # parts apart from one another do no harm here
        _, largest = network.graph.eigenvector_centrality(weights=weights.tolist(), return_eigenvalue=True)
    return float(largest)


def _scores(measure: Measure, network: Network, values: list[Any]) -> Scores:
    return Scores(measure, network.names, tuple(values))
