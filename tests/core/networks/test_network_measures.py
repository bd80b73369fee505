"""Every measure against networkx, and its definition, on networks of every shape."""

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saola.core.networks import Measure, Tie, TooLargeError, assemble, centrality, flow, from_numbers
from saola.core.networks.cohesion import cohesion, core_periphery, density, fragmentation
from saola.core.networks.distances import closeness, distance_reach, distances, reach
from saola.core.networks.measures import measure, measures_of
from tests.factories.networks import as_networkx, same_as, textbook

NETWORKS = textbook()
CLOSE = 1e-9


def known(values) -> list[float]:
    """As others write what is not defined: nought."""
    return [0.0 if value is None or math.isnan(value) else value for value in values]


def agree(ours, theirs) -> None:
    by_name = {str(node): value for node, value in theirs.items()}
    assert known(ours.values) == pytest.approx(known(by_name[name] for name in ours.names), abs=CLOSE)


@pytest.fixture(params=NETWORKS, ids=str)
def both(request):
    graph = NETWORKS[request.param]
    return same_as(graph), graph


def test_degree_strength_and_density(both):
    network, graph = both
    assert list(measure(network, Measure.DEGREE).values) == [degree for _, degree in graph.degree()]
    assert list(measure(network, Measure.STRENGTH).values) == [
        weight for _, weight in graph.degree(weight="weight")
    ]
    assert density(network) == pytest.approx(nx.density(graph))
    if graph.is_directed():
        assert list(measure(network, Measure.IN_DEGREE).values) == [degree for _, degree in graph.in_degree()]
        assert list(measure(network, Measure.OUT_DEGREE).values) == [
            degree for _, degree in graph.out_degree()
        ]
    else:
        assert Measure.IN_DEGREE not in measures_of(network)


@pytest.mark.parametrize("is_weighted", [False, True])
def test_paths(both, is_weighted):
    network, _ = both
    graph = as_networkx(network)
    length = "length" if is_weighted else None
    agree(
        measure(network, Measure.BETWEENNESS, is_weighted=is_weighted),
        nx.betweenness_centrality(graph, weight=length),
    )
    out = graph.reverse() if graph.is_directed() else graph  # they measure distances that come in
    agree(
        measure(network, Measure.CLOSENESS, is_weighted=is_weighted),
        nx.closeness_centrality(out, distance=length),
    )
    near = nx.harmonic_centrality(out, distance=length)
    agree(
        measure(network, Measure.HARMONIC, is_weighted=is_weighted),
        {node: value / (len(graph) - 1) for node, value in near.items()},
    )


def test_standing_through_others(both):
    network, graph = both
    theirs = nx.eigenvector_centrality(graph, max_iter=200_000, tol=1e-14, weight="weight")
    highest = max(theirs.values())
    if nx.is_weakly_connected(graph) if graph.is_directed() else nx.is_connected(graph):
        ours = measure(network, Measure.EIGENVECTOR, is_weighted=True)
        agree(ours, {node: value / highest for node, value in theirs.items()})
    agree(
        centrality.katz(network, alpha=0.02, is_weighted=True),
        nx.katz_centrality(graph, alpha=0.02, normalized=False, max_iter=100_000, tol=1e-15, weight="weight"),
    )
    agree(measure(network, Measure.PAGERANK, is_weighted=True), _pagerank(graph))


def _pagerank(graph: nx.Graph) -> dict:
    """By power iteration, as its definition reads; what sinks is dealt out to all."""
    size = len(graph)
    rank = dict.fromkeys(graph, 1 / size)
    out = {node: sum(data.get("weight", 1) for *_, data in graph.edges(node, data=True)) for node in graph}
    for _ in range(500):
        sunk = sum(rank[node] for node in graph if not out[node])
        following = dict.fromkeys(graph, 0.15 / size + 0.85 * sunk / size)
        for node in graph:
            for _, other, data in graph.edges(node, data=True):
                following[other] += 0.85 * rank[node] * data.get("weight", 1) / out[node]
        rank = following
    return rank


def test_clustering_cores_and_brokerage(both):
    network, graph = both
    plain = nx.Graph(graph)
    agree(measure(network, Measure.CLUSTERING), nx.clustering(plain))
    agree(measure(network, Measure.CORENESS), nx.core_number(plain))
    agree(measure(network, Measure.EFFECTIVE_SIZE), nx.effective_size(plain))
    for is_weighted in (False, True):
        theirs = nx.constraint(graph, weight="weight" if is_weighted else None)
        ours = measure(network, Measure.CONSTRAINT, is_weighted=is_weighted).values
        for value, other in zip(ours, theirs.values(), strict=True):
            assert math.isnan(other) or value == pytest.approx(other, abs=CLOSE)


def test_effective_size_by_weight():
    network = same_as(NETWORKS["weighted"])
    agree(
        measure(network, Measure.EFFECTIVE_SIZE, is_weighted=True),
        nx.effective_size(NETWORKS["weighted"], weight="weight"),
    )


def test_the_whole(both):
    network, graph = both
    plain = nx.Graph(graph)
    whole = cohesion(network)
    assert whole.transitivity == pytest.approx(nx.transitivity(plain))
    assert whole.mean_clustering == pytest.approx(nx.average_clustering(plain))
    assert whole.assortativity == pytest.approx(nx.degree_assortativity_coefficient(graph))
    assert list(whole.parts) == sorted(map(len, nx.connected_components(plain)), reverse=True)
    assert set(whole.cut_points) == {str(node) for node in nx.articulation_points(plain)}
    assert {frozenset(pair) for pair in whole.bridges} == {
        frozenset(map(str, pair)) for pair in nx.bridges(plain)
    }
    assert whole.highest_core == max(nx.core_number(plain).values())
    if graph.is_directed():
        assert whole.reciprocity == pytest.approx(nx.reciprocity(graph))
    else:
        assert whole.reciprocity is None
        efficiency = distances(network).efficiency
        assert efficiency.is_exact
        assert efficiency.value == pytest.approx(nx.global_efficiency(graph))
        assert distances(network).distance_fragmentation.value == pytest.approx(1 - efficiency.value)


def test_collective_influence_is_its_definition(both):
    network, graph = both
    degree = dict(graph.degree())
    around = nx.Graph(graph)
    mutual = {
        node: sum(
            (degree[other] - 1) * (graph.number_of_edges(node, other) + graph.number_of_edges(other, node))
            if graph.is_directed()
            else degree[other] - 1
            for other in around[node]
        )
        for node in graph
    }
    theirs = {node: (degree[node] - 1) * mutual[node] for node in graph}
    agree(measure(network, Measure.COLLECTIVE_INFLUENCE), theirs)


def flow_by_definition(graph: nx.Graph) -> dict:
    """Greatest flow between all others, less what is left of it without the actor; one pair after the other."""

    def flows(left: nx.Graph) -> float:
        return sum(
            nx.maximum_flow_value(left, one, other, capacity="weight")
            for one in left
            for other in left
            if one != other
        )

    values = {}
    for node in graph:
        left = graph.copy()
        left.remove_node(node)
        total = sum(
            nx.maximum_flow_value(graph, one, other, capacity="weight")
            for one in left
            for other in left
            if one != other
        )
        values[node] = (total - flows(left)) / total if total else 0.0
    return values


@pytest.mark.parametrize("is_directed", [False, True])
def test_flow_betweenness_is_its_definition(is_directed):
    graph = nx.gnm_random_graph(9, 14, seed=8, directed=is_directed)
    for number, (one, other) in enumerate(graph.edges):
        graph.edges[one, other]["weight"] = 1.0 + number % 4
    agree(measure(same_as(graph), Measure.FLOW_BETWEENNESS), flow_by_definition(graph))


def test_flow_betweenness_says_when_it_cannot_and_stops_when_asked():
    network = from_numbers([(0, 1)], size=flow.LARGEST[False] + 1)
    with pytest.raises(TooLargeError, match="too many"):
        measure(network, Measure.FLOW_BETWEENNESS)
    stopped = flow.flow_betweenness(same_as(NETWORKS["kite"]), watch=lambda done, _: done < 3)
    assert [value is None for value in stopped.values] == [False] * 3 + [True] * 7
    assert "3 actors are measured" in str(stopped.notices[0])


def test_katz_needs_an_alpha_below_its_limit_and_finds_one_by_itself():
    network = same_as(NETWORKS["karate"])
    with pytest.raises(ValueError, match="alpha must be below"):
        centrality.katz(network, alpha=0.2)
    assert centrality.katz(network).top(1)[0][0] == "33"


def test_nobody_has_standing_where_no_ties_lead_round():
    network = assemble([Tie("a", "b"), Tie("b", "c")], is_directed=True)
    scores = centrality.eigenvector(network)
    assert scores.values == (None, None, None)
    assert "circle" in str(scores.notices[0])
    assert centrality.katz(network)["c"] == pytest.approx(1.75)


def test_paths_from_some_actors_only_come_close_and_say_so():
    graph = nx.connected_watts_strogatz_graph(300, 6, 0.2, seed=1)
    network = same_as(graph)
    exact = centrality.betweenness(network)
    part = centrality.betweenness(network, sources=150)
    assert part.sources == 150
    assert "150 of its 300" in str(part.notices[0])
    assert sum(part.values) == pytest.approx(sum(exact.values), rel=0.05)
    assert part.values != exact.values
    assert part == centrality.betweenness(network, sources=150)
    near, all_near = closeness(network, sources=100), closeness(network)
    assert max(abs(a - b) for a, b in zip(near.values, all_near.values, strict=True)) < 0.03
    few = distances(network, sources=100).efficiency
    assert few.low < distances(network).efficiency.value < few.high
    assert not few.is_exact
    assert centrality.betweenness(network, sources=300) == exact


@given(seed=st.integers(0, 10_000), edges=st.integers(1, 60))
def test_the_best_core_is_the_best_of_every_set(seed, edges):
    graph = nx.gnm_random_graph(8, min(edges, 28), seed=seed)
    found = core_periphery(same_as(graph))
    nodes = list(graph)

    def misfits(core: set) -> int:
        wrong = 0
        for place, one in enumerate(nodes):
            for other in nodes[place + 1 :]:
                both = (one in core) + (other in core)
                wrong += (both == 2 and not graph.has_edge(one, other)) or (
                    both == 0 and graph.has_edge(one, other)
                )
        return wrong

    least = min(misfits({node for node in nodes if bits >> node & 1}) for bits in range(1, 2 ** len(nodes)))
    assert found.misfits == least == misfits({int(name) for name in found.core})


def test_a_star_is_a_perfect_core_and_periphery():
    found = core_periphery(same_as(nx.star_graph(5)))
    assert found.core == ("0",)
    assert (found.misfits, found.fit, found.sizes) == (0, None, (1, 2))


def test_reach_counts_whom_it_starts_from():
    network = same_as(nx.path_graph(5))
    assert reach(network, ["0"], steps=1) == pytest.approx(0.4)
    assert reach(network, ["0", "4"], steps=1) == pytest.approx(0.8)
    assert distance_reach(network, ["0"]) == pytest.approx((1 + 1 + 1 / 2 + 1 / 3 + 1 / 4) / 5)
    with pytest.raises(KeyError):
        reach(network, ["9"])


@pytest.mark.parametrize("size", [0, 1, 2])
@pytest.mark.parametrize("is_directed", [False, True])
def test_hardly_any_actors_are_measured_without_a_fall(size, is_directed):
    network = from_numbers([], size=size, is_directed=is_directed)
    for each in measures_of(network):
        assert len(measure(network, each).values) == size
    whole = cohesion(network)
    assert whole.actors == size
    assert whole.parts == (1,) * size
    assert whole.assortativity is whole.reciprocity is whole.transitivity is None
    assert distances(network).mean_path is None
    assert reach(network, []) in (None, 0)
    assert core_periphery(network).core == ()


def test_fragmentation_of_one_is_not_defined():
    assert fragmentation([1]) is None
    assert fragmentation([2, 2]) == pytest.approx(2 / 3)
    assert fragmentation([3]) == 0


def test_ranking_keeps_the_order_of_equals_and_the_top_holds_them_all():
    scores = measure(same_as(nx.cycle_graph(4)), Measure.BETWEENNESS)
    assert [name for name, _ in scores.ranking()] == ["0", "1", "2", "3"]
    assert len(scores.top(1)) == 4
    assert scores.top(0) == []


def test_the_kite_of_krackhardt():
    network = same_as(NETWORKS["kite"])
    raw = [round(value * 36, 3) for value in measure(network, Measure.BETWEENNESS).values]
    assert (raw[3], raw[5:9]) == (3.667, [8.333, 8.333, 14, 8])
    near = measure(network, Measure.CLOSENESS)
    assert (round(near["5"], 3), round(near["6"], 3)) == (0.643, 0.643)
    assert measure(network, Measure.DEGREE).top(1) == [("3", 6)]


def test_families_of_florence_and_the_karate_club_by_betweenness():
    florence = dict(measure(same_as(NETWORKS["florentine"]), Measure.BETWEENNESS).ranking())
    assert [round(florence[name], 3) for name in ("Medici", "Guadagni", "Albizzi")] == [0.522, 0.255, 0.212]
    karate = measure(same_as(NETWORKS["karate"]), Measure.BETWEENNESS).ranking()[:3]
    assert [(name, round(value, 4)) for name, value in karate] == [
        ("0", 0.4376),
        ("33", 0.3041),
        ("32", 0.1452),
    ]
