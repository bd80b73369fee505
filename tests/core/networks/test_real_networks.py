"""The published networks: our measures against igraph and networkx, the anchors, and whom the sources name."""

import csv
import math
from itertools import combinations

import networkx as nx
import pytest

from saola.core.networks import Measure
from saola.core.networks.cohesion import cohesion, fragmentation
from saola.core.networks.disruption import By, Mode, Weigh, disrupt
from saola.core.networks.distances import distances
from saola.core.networks.goals import Goal
from saola.core.networks.graph import Repeated
from saola.core.networks.keyplayers import key_players
from saola.core.networks.measures import measure
from tests.factories.networks import as_networkx, covert, matrix, meetings, real, summits

pytestmark = pytest.mark.shared

NAMES = ["caviar", "caviar directed", "krebs", "krebs nineteen", "oversize", "ndrangheta", "montagna"]
COLUMNS = {
    By.BETWEENNESS: "Betweenness",
    By.DEGREE: "Degree",
    By.COLLECTIVE_INFLUENCE: "Collective Influence",
}
FILES = {
    (Mode.SEQUENTIAL, Weigh.NOT): "Montagna_meetings_published_sequential_unweighted.csv",
    (Mode.BLOCK, Weigh.NOT): "Montagna_meetings_published_block_unweighted.csv",
    (Mode.SEQUENTIAL, Weigh.LENGTH): "montagna_meeting_sequential_weighted_5nrem.csv",
    (Mode.BLOCK, Weigh.LENGTH): "montagna_meeting_block_weighted_5nrem.csv",
}


@pytest.fixture(scope="module")
def networks(shared):
    return real(shared)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("weigh", [Weigh.NOT, Weigh.LENGTH])
@pytest.mark.parametrize("by", By)
def test_the_published_curves_come_out_to_the_digit(shared, mode, weigh, by):
    with (shared / "data/networks" / FILES[mode, weigh]).open(encoding="utf-8") as file:
        published = [float(row[COLUMNS[by]]) for row in csv.DictReader(file)]
    network = meetings(shared, Repeated.LAST)
    curve = disrupt(network, by=by, mode=mode, weigh=weigh)
    assert len(curve.lcc) == len(published) == {Mode.SEQUENTIAL: 96, Mode.BLOCK: 20}[mode]
    assert list(curve.lcc) == pytest.approx(published, abs=1e-15)


def test_the_anchors_of_the_meetings(shared):
    network = meetings(shared)
    whole = cohesion(network)
    assert (whole.actors, whole.ties, len(whole.parts), whole.largest_part) == (101, 256, 5, 92)
    assert round(whole.density, 4) == 0.0507
    assert round(whole.mean_degree, 3) == 5.069
    assert (round(whole.mean_clustering, 3), round(whole.transitivity, 3)) == (0.656, 0.418)
    away = distances(network)
    assert (away.diameter, round(away.mean_path, 3)) == (7, 3.309)
    top = [(name, round(value, 4)) for name, value in measure(network, Measure.BETWEENNESS).top(3)]
    assert top == [("18", 0.3732), ("47", 0.2198), ("27", 0.1585)]
    assert measure(network, Measure.DEGREE).top(2) == [("18", 24), ("47", 19)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_weighted", [False, True])
def test_measures_are_those_of_igraph_and_of_networkx(networks, name, is_weighted):
    network = networks[name]
    graph = as_networkx(network)
    lengths, weights, once = None, None, 1
    if is_weighted:
        weights = network.weights.tolist()
        lengths = [1 / weight for weight in weights]
        once = math.lcm(*map(int, weights))
        for *_, data in graph.edges(data=True):  # exact, so that equally long ways are equally long
            data["length"] = once // int(data["weight"])
    length, weight = ("length", "weight") if is_weighted else (None, None)
    out = graph.reverse() if network.is_directed else graph
    pairs = (network.size - 1) * (network.size - 2) / (1 if network.is_directed else 2)
    bare = network.graph

    def agrees(asked: Measure, theirs, of_igraph) -> None:
        ours = [
            0.0 if value is None else value
            for value in measure(network, asked, is_weighted=is_weighted).values
        ]
        assert ours == pytest.approx([float(theirs[who]) for who in network.names], abs=1e-9)
        assert ours == pytest.approx(list(of_igraph), abs=1e-9)

    agrees(
        Measure.BETWEENNESS,
        nx.betweenness_centrality(graph, weight=length),
        [value / pairs for value in bare.betweenness(directed=network.is_directed, weights=lengths)],
    )
    near = nx.harmonic_centrality(out, distance=length)
    agrees(
        Measure.HARMONIC,
        {who: value * once / (network.size - 1) for who, value in near.items()},
        bare.harmonic_centrality(mode="out", weights=lengths),
    )
    close = nx.closeness_centrality(out, distance=length)
    assert measure(network, Measure.CLOSENESS, is_weighted=is_weighted).values == pytest.approx(
        [close[who] * once for who in network.names], abs=1e-9
    )
    if not network.is_directed:
        if network.tie_count < 300:  # theirs takes minutes on more
            theirs = nx.constraint(graph, weight=weight)
            agrees(
                Measure.CONSTRAINT,
                {who: 0 if value != value else value for who, value in theirs.items()},
                [0 if value != value else value for value in bare.constraint(weights=weights)],
            )
        largest = max(nx.connected_components(graph), key=len)
        if len(largest) == network.size:
            theirs = nx.eigenvector_centrality(graph, max_iter=1_000_000, tol=1e-13, weight=weight)
            agrees(
                Measure.EIGENVECTOR,
                {who: value / max(theirs.values()) for who, value in theirs.items()},
                bare.eigenvector_centrality(weights=weights),
            )


def parts_without(around: dict[str, set[str]], chosen) -> list[int]:
    left, sizes = around.keys() - set(chosen), []
    while left:
        edge = {left.pop()}
        size = 0
        while edge:
            size += len(edge)
            left -= edge
            edge = set().union(*(around[who] for who in edge)) & left
        sizes.append(size)
    return sizes


@pytest.mark.parametrize(
    ("name", "size"), [("krebs nineteen", 3), ("krebs", 2), ("oversize", 2), ("caviar", 2)]
)
def test_key_players_are_those_of_exhaustive_search(networks, name, size):
    network = networks[name]
    graph = as_networkx(network)
    around = {who: set(graph[who]) for who in graph}
    values = {}
    for chosen in combinations(network.names, size):
        values[chosen] = fragmentation(parts_without(around, chosen))
    highest = max(values.values())
    best = [chosen for chosen, value in values.items() if value == pytest.approx(highest, abs=1e-9)]
    found = key_players(network, size, goal=Goal.FRAGMENTATION)
    assert found.is_exact
    assert found.value == pytest.approx(highest)
    assert (found.equals, list(found.best)) == (len(best), best)


def first(network, asked: Measure, count: int) -> list[str]:
    return [name for name, _ in measure(network, asked).ranking()[:count]]


def test_the_organisers_that_police_and_court_named_are_found(shared):
    """Montreal: 1 ran the hashish, 12 the cocaine, 3 was the lieutenant of 1 (Morselli 2009)."""
    network = matrix(shared, "morselli_caviar.csv")
    assert first(network, Measure.DEGREE, 3) == ["1", "12", "3"]
    assert first(network, Measure.BETWEENNESS, 2) == ["1", "12"]
    assert set(key_players(network, 3).best[0]) >= {"1", "12"}


def test_the_leader_of_the_nineteen_is_found_among_all_sixty(shared):
    network = covert(shared, 0)
    for asked in (Measure.DEGREE, Measure.BETWEENNESS, Measure.CLOSENESS, Measure.EIGENVECTOR):
        assert first(network, asked, 1) == ["Mohamed Atta"]


def test_heads_of_the_local_groups_are_found_by_whom_they_met(shared):
    """Heads of Pioltello, Cormano, Milan and Bollate, as the operation Infinito named and the court convicted them."""
    heads = {"MANNO", "PANETTA", "BARRANCA", "MANDALARI"}
    network = summits(shared)
    assert network.size == 156
    by_degree = {name.split()[0] for name in first(network, Measure.DEGREE, 10)}
    assert {"MANNO", "PANETTA", "BARRANCA"} <= by_degree
    assert heads <= {name.split()[0] for name in first(network, Measure.STRENGTH, 15)}
    assert {"MANNO", "PANETTA", "BARRANCA"} <= {
        name.split()[0] for name in first(network, Measure.BETWEENNESS, 5)
    }
