"""How long measures of a network of a million ties take beside igraph called bare.

    python -m bench.networks [--ties N] [--seed N] [--sources N]

Draws a network (degrees as unequal as people's: Barabási and Albert, five ties a newcomer) and takes each measure twice,
by the room of networks and by igraph itself on a graph that is already built, each in a process of its own that shares
nothing. Prints one JSON line a measure: seconds of processor time, the ratio, and the most memory each process took beyond
the graph. What follows every path (betweenness, closeness, harmonic) follows them from ``--sources`` actors in both;
twenty actors of the whole take a minute. Flow betweenness and reach are for small networks and say so; Katz has no bare
call and is put beside PageRank; effective size beside the clustering it is made of.
"""

import argparse
import json
import multiprocessing
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph

from saola.core.networks import Measure, Network, centrality, distances, from_numbers
from saola.core.networks.chance import drawn
from saola.core.networks.cohesion import cohesion
from saola.core.networks.communities import Search, split_once
from saola.core.networks.measures import measure
from saola.core.networks.pieces import pairs_without_each

LIMIT = 2.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--ties", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=20130725)
    options.add_argument("--sources", type=int, default=20)
    options.add_argument("--only", default="", help="only figures with this in their name")
    chosen = options.parse_args()
    network = drawn_network(chosen.ties, chosen.seed)
    for figure, (ours, bare) in questions(chosen.sources, chosen.seed).items():
        if chosen.only not in figure:
            continue
        mine, my_memory = apart(ours, network)
        theirs, their_memory = apart(bare, network)
        print(
            json.dumps(
                {
                    "figure": figure,
                    "seconds": round(mine, 3),
                    "igraph_seconds": round(theirs, 3),
                    "ratio": round(mine / theirs, 2),
                    "limit": LIMIT,
                    "memory_mb": round(my_memory),
                    "igraph_memory_mb": round(their_memory),
                }
            ),
            flush=True,
        )


Question = Callable[[Network, Any], object]


def questions(sources: int, seed: int) -> dict[str, tuple[Question, Question]]:
    """Ours and the bare one, given the network and its igraph."""

    def some(network: Network) -> list[int]:
        return drawn(network.size, sources, seed)

    def measured(asked: Measure) -> Question:
        return lambda network, _: measure(network, asked)

    return {
        "degree": (measured(Measure.DEGREE), lambda _, bare: bare.degree()),
        "strength": (measured(Measure.STRENGTH), lambda n, bare: bare.strength(weights=n.weights.tolist())),
        "betweenness": (
            lambda network, _: centrality.betweenness(network, sources=sources, seed=seed),
            lambda network, bare: bare.betweenness(sources=some(network)),
        ),
        "closeness": (
            lambda network, _: distances.closeness(network, sources=sources, seed=seed),
            lambda network, bare: bare.distances(source=some(network)),
        ),
        "efficiency": (
            lambda network, _: distances.distances(network, sources=sources, seed=seed),
            lambda network, bare: bare.harmonic_centrality(vertices=some(network)),
        ),
        "eigenvector": (measured(Measure.EIGENVECTOR), lambda _, bare: bare.eigenvector_centrality()),
        "pagerank": (measured(Measure.PAGERANK), lambda _, bare: bare.pagerank()),
        "katz, beside pagerank": (measured(Measure.KATZ), lambda _, bare: bare.pagerank()),
        "clustering": (measured(Measure.CLUSTERING), lambda _, bare: bare.transitivity_local_undirected()),
        "coreness": (measured(Measure.CORENESS), lambda _, bare: bare.coreness()),
        "collective influence, beside strength of neighbours": (
            measured(Measure.COLLECTIVE_INFLUENCE),
            lambda _, bare: [sum(near) for near in bare.neighborhood(order=1)],
        ),
        "constraint": (measured(Measure.CONSTRAINT), lambda _, bare: bare.constraint()),
        "effective size, beside clustering": (
            measured(Measure.EFFECTIVE_SIZE),
            lambda _, bare: bare.transitivity_local_undirected(),
        ),
        "the whole (parts, bridges, cut points ...)": (
            lambda network, _: cohesion(network),
            lambda _, bare: [
                bare.connected_components().sizes(),
                bare.transitivity_local_undirected(),
                bare.transitivity_undirected(),
                bare.assortativity_degree(),
                bare.bridges(),
                bare.articulation_points(),
                bare.coreness(),
            ],
        ),
        "louvain": (
            lambda network, _: split_once(network.graph, None, Search.LOUVAIN, seed),
            lambda _, bare: bare.community_multilevel().membership,
        ),
        "leiden": (
            lambda network, _: split_once(network.graph, None, Search.LEIDEN, seed),
            lambda _, bare: (
                bare.community_leiden(objective_function="modularity", n_iterations=-1).membership
            ),
        ),
        "pieces without each actor, no measure of igraph; beside cut points": (
            lambda network, bare: pairs_without_each(bare.get_adjlist()),
            lambda _, bare: bare.articulation_points(),
        ),
    }


def drawn_network(ties: int, seed: int) -> Network:
    random.seed(seed)
    graph = igraph.Graph.Barabasi(n=max(ties // 5, 6), m=5)
    network = from_numbers(graph.get_edgelist(), size=graph.vcount())
    network.names  # noqa: B018 - kept once asked for, as the graph is
    return network


def apart(ask: Question, network: Network) -> tuple[float, float]:
    """Seconds of processor time and megabytes that one question takes in a process of its own."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_ask, args=(ask, network, there))
    process.start()
    answer = here.recv()
    process.join()
    return answer


def _ask(ask: Question, network: Network, answer: Any) -> None:
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the highest mark starts anew
    start = time.process_time()
    ask(network, network.graph)
    seconds = time.process_time() - start
    answer.send((seconds, _memory("VmHWM") - before))


def _memory(what: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))


if __name__ == "__main__":
    main()
