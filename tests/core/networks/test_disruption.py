"""Taking actors out: the curve, its words, robustness."""

import networkx as nx
import pytest

from saola.core.networks import from_numbers
from saola.core.networks.disruption import By, Mode, Weigh, disrupt, robustness
from tests.factories.networks import same_as, textbook


def test_a_star_falls_apart_at_once():
    curve = disrupt(same_as(nx.star_graph(9)), until=0)
    assert curve.removed[0] == ("0",)
    assert curve.largest[:3] == (10, 1, 1)
    assert curve.taken[-1] == 9
    assert str(curve.after(1)) == "Without 0, the largest part that holds together falls from 10 to 1 actors."


def test_a_raid_takes_several_before_it_looks_again():
    network = same_as(textbook()["karate"])
    curve = disrupt(network, by=By.DEGREE, mode=Mode.BLOCK, block=4, until=20)
    assert [len(step) for step in curve.removed] == [4, 4, 4]
    degrees = sorted(network.graph.degree(), reverse=True)[:4]
    assert sorted((network.graph.degree(int(name)) for name in curve.removed[0]), reverse=True) == degrees
    with pytest.raises(ValueError, match="one or more"):
        disrupt(network, block=0)


def test_among_equals_the_last_in_the_file_goes_first():
    assert disrupt(same_as(nx.cycle_graph(5)), until=0).removed[0] == ("4",)


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("weigh", Weigh)
def test_each_step_takes_the_foremost_of_what_is_left(by, weigh):
    network = same_as(textbook()["weighted"])
    curve = disrupt(network, by=by, weigh=weigh, until=30)
    graph = textbook()["weighted"]
    for *_, data in graph.edges(data=True):
        data["length"] = data["weight"] if weigh is Weigh.LENGTH else 1 / data["weight"]
    for (name,), size in zip(curve.removed, curve.largest[1:], strict=True):
        if by is By.BETWEENNESS:
            scores = nx.betweenness_centrality(graph, weight=None if weigh is Weigh.NOT else "length")
        else:
            scores = dict(graph.degree(weight=None if weigh is Weigh.NOT else "weight"))
            if by is By.COLLECTIVE_INFLUENCE:
                scores = {
                    node: (scores[node] - 1) * sum(scores[other] - 1 for other in graph[node])
                    for node in graph
                }
        assert scores[int(name)] == pytest.approx(max(scores.values()))
        graph.remove_node(int(name))
        assert size == max(map(len, nx.connected_components(graph)))


def test_robustness_of_a_clique_and_of_a_star():
    size = 8
    clique = sum(range(size)) / size**2
    assert robustness(same_as(nx.complete_graph(size))) == pytest.approx(clique)
    assert robustness(same_as(nx.star_graph(size - 1))) == pytest.approx((size - 1) / size**2)


def test_stopped_it_keeps_what_was_done():
    curve = disrupt(same_as(textbook()["karate"]), watch=lambda done, of: done < 3)
    assert len(curve.removed) == 3
    assert "after 3 removals" in str(curve.notices[0])


@pytest.mark.parametrize("size", [0, 1])
def test_hardly_anybody(size):
    curve = disrupt(from_numbers([], size=size))
    assert curve.largest[0] == size
    assert curve.lcc in ((), (1.0,), (1.0, 0.0))
    assert robustness(from_numbers([], size=size)) in (None, 0)
