"""Flow betweenness: how much of what can flow between others must pass through an actor.

Freeman, Borgatti and White 1991, Social Networks 13:141-154. A tie carries its weight.
"""

import math

import numpy as np
import numpy.typing as npt

from saola.core.values import gettext_noop, say

from .graph import Network
from .scores import Measure, Scores, TooLargeError, Watch

LARGEST = {False: 400, True: 200}
"""Most actors without and with direction: some minutes of one processor."""


def flow_betweenness(network: Network, *, watch: Watch | None = None) -> Scores:
    """Sum over pairs s, t of (greatest flow - greatest flow without the actor), over the sum of greatest flows.

    0 to 1, ``None`` where nothing can flow between others. Raises ``TooLargeError`` beyond ``LARGEST`` actors; stopped
    by ``watch``, the actors not yet measured have ``None`` and a notice says so.
    """
    size = network.size
    if size > LARGEST[network.is_directed]:
        raise TooLargeError(
            say(
                gettext_noop(
                    "Flow betweenness follows the flow between every pair, without each actor in turn; {size} actors are too many, {most} are possible. Choose a part of the network."
                ),
                size=size,
                most=LARGEST[network.is_directed],
            )
        )
    weights = network.weights.tolist()
    whole = _flows(network.graph, weights, network.is_directed)
    values: list[float | None] = []
    notices = []
    for vertex in range(size):
        if watch is not None and watch(vertex, size) is False:
            notices.append(say(gettext_noop("Stopped by request: {done} actors are measured."), done=vertex))
            values.extend([None] * (size - vertex))
            break
        others = np.arange(size) != vertex
        between = whole[np.ix_(others, others)]
        total = float(between.sum())
        if not total:
            values.append(None)
            continue
        graph = network.graph.copy()
        graph.es["carries"] = weights
        graph.delete_vertices([vertex])
        left = float(_flows(graph, graph.es["carries"], network.is_directed).sum())
        values.append((total - left) / total)
    return Scores(Measure.FLOW_BETWEENNESS, network.names, tuple(values), notices=tuple(notices))


def _flows(graph: object, weights: list[float], is_directed: bool) -> npt.NDArray[np.float64]:
    """The greatest flow between every pair."""
    size: int = graph.vcount()  # type: ignore[attr-defined]
    flows = np.zeros((size, size))
    if is_directed:
        for one in range(size):
            for other in range(size):
                if one != other:
                    flows[one, other] = graph.maxflow_value(one, other, capacity=weights)  # type: ignore[attr-defined]
        return flows
    # Between two vertices flows what the thinnest edge between them in the tree of Gomory and Hu carries.
    tree = graph.gomory_hu_tree(capacity=weights)  # type: ignore[attr-defined]
    edges = sorted(((edge["flow"], edge.source, edge.target) for edge in tree.es), key=lambda edge: -edge[0])
    groups = [[vertex] for vertex in range(size)]
    for flow, one, other in edges:
        joined, taken = groups[one], groups[other]
        flows[np.ix_(joined, taken)] = flow
        flows[np.ix_(taken, joined)] = flow
        joined.extend(taken)
        for vertex in taken:
            groups[vertex] = joined
    return np.where(np.isfinite(flows), flows, math.inf)
