"""How steady an answer is: seeded, told in words, low where a few ties decide."""

import networkx as nx
import pytest

from saola.core.networks import Measure, from_numbers
from saola.core.networks.goals import Goal
from saola.core.networks.measures import measure
from saola.core.networks.stability import share_of, steadiness_of_key_players, steadiness_of_ranking
from tests.factories.networks import same_as, textbook


def by_degree(network):
    return measure(network, Measure.DEGREE)


def test_the_middle_of_a_star_stays_and_is_said_to():
    found = steadiness_of_ranking(same_as(nx.star_graph(30)), by_degree, 1, times=100)
    middle = found["0"]
    assert (middle.place, middle.best_place, middle.worst_place) == (1, 1, 1)
    assert middle.in_top.value == 1
    assert middle.in_top.low > 0.95
    assert "stays among the first 1 in 100 of 100 drawings" in str(middle.sentence)
    assert "does not hang on a few records" in str(middle.sentence)


def test_of_two_equals_neither_is_sure():
    graph = nx.Graph([("a", number) for number in range(10)] + [("b", number) for number in range(10, 20)])
    found = steadiness_of_ranking(same_as(graph), by_degree, 1, times=200)
    for name in ("a", "b"):
        assert 0.3 < found[name].in_top.value < 0.95
        assert found[name].in_top.low < found[name].in_top.value < found[name].in_top.high
    assert found.times == 200


def test_the_same_seed_draws_the_same_and_another_does_not():
    network = same_as(textbook()["karate"])

    def ask(**options):
        return steadiness_of_key_players(network, 2, times=60, **options)

    assert ask() == ask()
    assert ask(seed=1).standings != ask().standings


@pytest.mark.parametrize("goal", Goal)
def test_key_players_of_every_goal_have_a_probability(goal):
    network = same_as(textbook()["florentine"])
    found = steadiness_of_key_players(network, 2, goal=goal, times=40)
    assert found["Medici"].in_top.value > 0.5
    assert sum(standing.in_top.value for standing in found.standings) <= 2 + 1e-9


def test_adding_and_exchanging_stands_in_where_there_are_many_sets():
    network = same_as(nx.gnm_random_graph(40, 70, seed=3))
    found = steadiness_of_key_players(network, 4, times=20)
    assert found.times == 20
    assert found.standings


def test_stopped_it_says_how_many_were_drawn():
    network = same_as(textbook()["karate"])
    found = steadiness_of_ranking(network, by_degree, 2, times=100, watch=lambda done, of: done < 7)
    assert found.times == 7
    assert "after 7 of 100 drawings" in str(found.notices[0])
    nothing = steadiness_of_ranking(network, by_degree, 2, times=100, watch=lambda done, of: False)
    assert nothing.standings == ()


def test_a_network_without_ties_is_drawn_without_a_fall():
    assert steadiness_of_ranking(from_numbers([], size=3), by_degree, 1, times=5).times == 5


def test_the_interval_of_a_share_holds_it():
    for count in (0, 1, 50, 99, 100):
        share = share_of(count, 100, 1)
        assert 0 <= share.low <= share.value == count / 100 <= share.high <= 1
    assert round(share_of(50, 100, 1).low, 4) == 0.4038  # Wilson 1927, worked by hand
