"""Key players: anchors, exhaustive search, ties, and what is said when not every set was tried."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saola.core.networks import TooLargeError, from_numbers, keyplayers
from saola.core.networks.cohesion import fragmentation
from saola.core.networks.distances import distance_reach, reach
from saola.core.networks.goals import Goal, aim_of
from saola.core.networks.keyplayers import greedy, key_players, starts_for
from saola.core.networks.pieces import pairs_without_each
from tests.factories.networks import same_as, textbook


@pytest.mark.parametrize(
    ("network", "best", "fragmented", "by_distance"),
    [
        ("florentine", {"Medici"}, 0.3846, 0.6738),
        ("florentine", {"Medici", "Guadagni"}, 0.7051, 0.8024),
        ("florentine", {"Medici", "Strozzi", "Guadagni"}, 0.8636, 0.8889),
        ("karate", {"0"}, 0.3163, 0.6415),
        ("karate", {"0", "1"}, 0.4234, 0.6844),
        ("karate", {"0", "32", "33"}, 0.5699, 0.7968),
    ],
)
def test_the_anchors(network, best, fragmented, by_distance):
    whole = same_as(textbook()[network])
    for goal, value in ((Goal.FRAGMENTATION, fragmented), (Goal.DISTANCE_FRAGMENTATION, by_distance)):
        found = key_players(whole, len(best), goal=goal)
        assert set(found.best[0]) == best
        assert round(found.value, 4) == value
        assert (found.equals, found.is_exact, found.notices) == (1, True, ())
        assert all(name in str(found.sentence) for name in best)


@given(seed=st.integers(0, 10_000), edges=st.integers(0, 40), gone=st.sets(st.integers(0, 13), max_size=4))
def test_pieces_without_each_are_those_counted_one_by_one(seed, edges, gone):
    graph = nx.gnm_random_graph(14, edges, seed=seed)
    total, each = pairs_without_each([list(graph[node]) for node in graph], gone)

    def together(left) -> int:
        return sum(len(part) * (len(part) - 1) for part in nx.connected_components(graph.subgraph(left)))

    left = set(graph) - gone
    assert total == together(left)
    assert each == [0 if node in gone else together(left - {node}) for node in graph]


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000), edges=st.integers(6, 20), goal=st.sampled_from(Goal))
def test_exact_search_is_exhaustive_and_names_every_equal(seed, edges, goal):
    network = same_as(nx.gnm_random_graph(9, edges, seed=seed))
    aim = aim_of(goal, network)
    values = {chosen: aim.value(chosen) for chosen in combinations(range(9), 2)}
    highest = max(values.values())
    best = [chosen for chosen, value in values.items() if value == pytest.approx(highest, abs=1e-9)]
    found = key_players(network, 2, goal=goal)
    assert found.value == pytest.approx(highest)
    assert found.best == tuple(tuple(map(str, chosen)) for chosen in best)
    assert found.equals == len(best)
    assert found.tried == 36
    assert greedy(aim, 2, range(9), starts_for(network, 2))[1] <= highest + 1e-9


def test_values_are_those_of_the_definitions():
    network = same_as(textbook()["parts"])
    chosen = ["3", "8"]
    places = network.places(chosen)
    left = network.without(chosen).graph.connected_components().sizes()
    assert aim_of(Goal.FRAGMENTATION, network).value(places) == pytest.approx(fragmentation(left))
    assert aim_of(Goal.REACH, network, steps=2).value(places) == pytest.approx(
        reach(network, chosen, steps=2)
    )
    assert aim_of(Goal.DISTANCE_REACH, network).value(places) == pytest.approx(
        distance_reach(network, chosen)
    )


def test_beyond_a_million_sets_it_adds_and_exchanges_and_says_so():
    network = same_as(nx.gnm_random_graph(60, 90, seed=2))
    exact = key_players(network, 3)
    assert exact.is_exact
    large = key_players(network, 6)
    assert not large.is_exact
    assert "not all were tried" in str(large.notices[0])
    assert large.value >= exact.value
    degrees = sorted(range(60), key=lambda actor: -network.graph.degree(actor))[:6]
    assert large.value >= aim_of(Goal.FRAGMENTATION, network).value(degrees)


def test_exchanging_from_several_starts_reaches_what_adding_alone_misses():
    network = same_as(textbook()["karate"])
    aim = aim_of(Goal.FRAGMENTATION, network)
    exact = key_players(network, 3).value
    assert greedy(aim, 3, range(34))[1] < exact
    assert greedy(aim, 3, range(34), starts_for(network, 3))[1] == pytest.approx(exact)


def test_many_equals_are_counted_and_the_first_listed():
    found = key_players(same_as(nx.complete_graph(30)), 2)
    assert found.equals == 435
    assert len(found.best) == keyplayers.MOST_LISTED
    assert "435 sets are equally good" in str(found.notices[0])


def test_stopped_it_answers_the_best_so_far_and_says_so():
    found = key_players(same_as(textbook()["karate"]), 3, watch=lambda done, of: done < 500)
    assert not found.is_exact
    assert 500 <= found.tried < 5_984
    assert "Stopped by request" in str(found.notices[0])


@pytest.mark.parametrize("size", [0, 9, 10])
def test_a_choice_that_leaves_nobody_is_refused(size):
    with pytest.raises(ValueError, match="choose from 1 to 8 of 10"):
        key_players(same_as(textbook()["kite"]), size)


def test_reach_in_too_large_a_network_is_refused_with_words():
    with pytest.raises(TooLargeError, match="Choose a part"):
        key_players(from_numbers([], size=keyplayers.LARGEST + 1), 2, goal=Goal.REACH)


def test_in_a_large_network_only_the_likely_are_tried_for_distances(monkeypatch):
    monkeypatch.setattr(keyplayers, "DISTANCE_WORK", 1)
    monkeypatch.setattr(keyplayers, "MOST_SETS", 1)
    network = same_as(nx.gnm_random_graph(70, 140, seed=4))
    found = key_players(network, 2, goal=Goal.DISTANCE_FRAGMENTATION)
    assert "Only the 50 actors" in str(found.notices[1])
    assert found.value > found.before
