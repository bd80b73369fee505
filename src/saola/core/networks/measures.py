"""Every measure of actors by its name."""

from collections.abc import Callable

from . import brokerage, centrality, cohesion, distances, flow
from .graph import Network
from .scores import Measure, Scores

_WEIGHTED: dict[Measure, Callable[..., Scores]] = {
    Measure.CLOSENESS: distances.closeness,
    Measure.HARMONIC: distances.harmonic,
    Measure.BETWEENNESS: centrality.betweenness,
    Measure.EIGENVECTOR: centrality.eigenvector,
    Measure.KATZ: centrality.katz,
    Measure.PAGERANK: centrality.pagerank,
    Measure.COLLECTIVE_INFLUENCE: centrality.collective_influence,
    Measure.CONSTRAINT: brokerage.constraint,
    Measure.EFFECTIVE_SIZE: brokerage.effective_size,
}
_PLAIN: dict[Measure, Callable[[Network], Scores]] = {
    Measure.DEGREE: centrality.degree,
    Measure.STRENGTH: centrality.strength,
    Measure.FLOW_BETWEENNESS: flow.flow_betweenness,
    Measure.CLUSTERING: cohesion.clustering,
    Measure.CORENESS: cohesion.coreness,
}


def measure(network: Network, asked: Measure, *, is_weighted: bool = False) -> Scores:
    """``asked`` of every actor. Strength and flow betweenness always weigh; degree, clustering and coreness never do.

    Raises ``TooLargeError`` where the network is too large for it.
    """
    if asked in (Measure.IN_DEGREE, Measure.OUT_DEGREE):
        return centrality.degree(network, measure=asked)
    if asked in _PLAIN:
        return _PLAIN[asked](network)
    return _WEIGHTED[asked](network, is_weighted=is_weighted)


def measures_of(network: Network) -> list[Measure]:
    """Those that say something of this network: in and out only where ties have direction."""
    apart = () if network.is_directed else (Measure.IN_DEGREE, Measure.OUT_DEGREE)
    return [each for each in Measure if each not in apart]
