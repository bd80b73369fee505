"""How a network holds together: density, clustering, parts, cores, and the actors and ties it hangs on.

Definitions: Watts and Strogatz 1998 (clustering), Newman 2002 (assortativity), Seidman 1983 (k-core), Borgatti 2006
(fragmentation), Borgatti and Everett 2000 with the exact search of Lip 2011 (core and periphery).
"""

import math
from dataclasses import dataclass

import numpy as np

from .graph import Network
from .scores import CLOSE, Measure, Scores


@dataclass(frozen=True, slots=True)
class Cohesion:
    """The network as a whole. ``None`` where a figure is not defined (reciprocity without direction, say).

    ``mean_clustering`` counts actors with fewer than two ties as nought. ``bridges`` and ``cut_points`` are what its
    parts hang on: taken out, there is one part more.
    """

    actors: int
    ties: int
    density: float | None
    mean_degree: float | None
    parts: tuple[int, ...]
    fragmentation: float | None
    transitivity: float | None
    mean_clustering: float | None
    assortativity: float | None
    reciprocity: float | None
    bridges: tuple[tuple[str, str], ...]
    cut_points: tuple[str, ...]
    highest_core: int

    @property
    def largest_part(self) -> int:
        return self.parts[0] if self.parts else 0


def cohesion(network: Network) -> Cohesion:
    """Every figure of ``Cohesion``; parts, cores, bridges, clustering and cut points do not heed direction."""
    size, ties, graph, names = network.size, network.tie_count, network.graph, network.names
    parts = tuple(sorted(graph.connected_components(mode="weak").sizes(), reverse=True))
    one_way = network.undirected().graph
    around = one_way.transitivity_local_undirected(mode="zero")
    return Cohesion(
        size,
        ties,
        density(network),
        2 * ties / size if size else None,
        parts,
        fragmentation(parts),
        _or_none(one_way.transitivity_undirected(mode="nan")),
        sum(around) / size if size else None,
        _or_none(graph.assortativity_degree(directed=network.is_directed)) if ties else None,
        _or_none(graph.reciprocity()) if network.is_directed and ties else None,
        tuple((names[one_way.es[edge].source], names[one_way.es[edge].target]) for edge in one_way.bridges()),
        tuple(names[vertex] for vertex in sorted(one_way.articulation_points())),
        max(one_way.coreness(), default=0),
    )


def density(network: Network) -> float | None:
    """Share of the possible ties that are there: 2m/(n(n-1)), or m/(n(n-1)) with direction."""
    if network.size < 2:
        return None
    return (1 if network.is_directed else 2) * network.tie_count / (network.size * (network.size - 1))


def fragmentation(parts: tuple[int, ...] | list[int]) -> float | None:
    """F of Borgatti: share of pairs that cannot reach one another, from the sizes of the parts."""
    size = sum(parts)
    if size < 2:
        return None
    return 1 - sum(part * (part - 1) for part in parts) / (size * (size - 1))


def clustering(network: Network) -> Scores:
    """Share of the pairs of neighbours that are tied to one another; not defined for fewer than two neighbours."""
    found = network.undirected().graph.transitivity_local_undirected(mode="nan")
    return Scores(
        Measure.CLUSTERING, network.names, tuple(None if math.isnan(value) else value for value in found)
    )


def coreness(network: Network) -> Scores:
    """The largest k for which the actor is in a group whose every member has k ties inside it."""
    return Scores(Measure.CORENESS, network.names, tuple(map(float, network.undirected().graph.coreness())))


@dataclass(frozen=True, slots=True)
class CorePeriphery:
    """The core by the discrete model: ``misfits`` ties are missing in the core or too many in the periphery.

    ``fit`` is the correlation with the ideal over pairs within the core and within the periphery; ``None`` where that
    is not defined. ``sizes`` are the sizes of core that fit equally well; ``core`` is the smallest of them.
    """

    core: tuple[str, ...]
    misfits: int
    fit: float | None
    sizes: tuple[int, ...]


def core_periphery(network: Network) -> CorePeriphery:
    """The best core of all there are. Among equal degrees, the earlier in the network are taken.

    For a core of given size k the misfits are k(k-1)/2 + m - the degrees in the core, so the best one is the k highest
    degrees (Lip 2011), and trying every k is exact.
    """
    whole = network.undirected()
    degrees = np.array(whole.graph.degree(), dtype=np.int64)
    order = np.argsort(-degrees, kind="stable")
    sizes = np.arange(1, len(order) + 1)
    misfits = sizes * (sizes - 1) // 2 + whole.tie_count - np.cumsum(degrees[order])
    if not whole.tie_count:
        return CorePeriphery((), 0, None, ())
    least = int(misfits.min())
    equal = sizes[misfits == least]
    core = order[: equal[0]]
    return CorePeriphery(
        tuple(whole.actors[place].name for place in core),
        least,
        _fit(whole, core.tolist()),
        tuple(equal.tolist()),
    )


def _fit(network: Network, core: list[int]) -> float | None:
    is_core = np.zeros(network.size, dtype=bool)
    is_core[core] = True
    ends = is_core[network.pairs].sum(axis=1)
    k, left = len(core), network.size - len(core)
    inner, outer = k * (k - 1) / 2, left * (left - 1) / 2
    pairs, tied = inner + outer, float((ends == 2).sum() + (ends == 0).sum())
    if not inner or not outer or tied in (0, pairs):
        return None
    mean, ideal = tied / pairs, inner / pairs
    shared = float((ends == 2).sum()) / pairs - mean * ideal
    return round(shared / math.sqrt(mean * (1 - mean) * ideal * (1 - ideal)), CLOSE)


def _or_none(value: float) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
