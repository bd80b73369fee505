"""Gathering ties: what is mended, what is refused, and that every line opens its evidence."""

import numpy as np
import pytest

from saola.core.networks import Actor, BadTieError, Repeated, Tie, assemble, from_numbers
from saola.core.networks.graph import with_kinds


def said(network) -> str:
    return " ".join(map(str, network.notices))


def test_a_line_rests_on_all_its_ties_with_their_grades():
    first = Tie("Ana", "Bo", 2, grade="B2", evidence=("R-1",))
    second = Tie("Bo", "Ana", 3, grade="C4", evidence=("R-2", "R-3"))
    network = assemble([first, second, Tie("Bo", "Cy")])
    assert network.ties_between("Ana", "Bo") == network.ties_between("Bo", "Ana") == (first, second)
    assert network.ties_between("Ana", "Cy") == ()
    assert network.weights.tolist() == [5, 1]
    assert "1 ties repeat a pair" in said(network)
    assert "1 ties state no weight" in said(network)


def test_the_last_of_repeated_ties_may_count_alone():
    network = assemble([Tie("a", "b", 9), Tie("b", "a", 1)], repeated=Repeated.LAST)
    assert network.weights.tolist() == [1]
    assert "last tie" in said(network)


def test_with_direction_there_and_back_are_two_lines_that_become_one_without():
    network = assemble([Tie("a", "b", 2), Tie("b", "a", 3), Tie("b", "c", 1)], is_directed=True)
    assert network.tie_count == 3
    whole = network.undirected()
    assert whole.weights.tolist() == [5, 1]
    assert len(whole.ties_between("b", "a")) == 2
    assert whole.undirected() is whole


def test_a_tie_to_oneself_is_left_out_and_said_and_the_actor_stays():
    network = assemble([Tie("a", "a"), Tie("a", "b"), Tie("c", "c")])
    assert network.names == ("a", "b", "c")
    assert network.tie_count == 1
    assert "2 ties join an actor to itself" in said(network)


def test_actors_that_are_not_in_the_list_are_added_and_named():
    network = assemble([Tie("a", "z")], [Actor("a", "person"), Actor("b", "phone")])
    assert network.names == ("a", "b", "z")
    assert network.actors[1].kind == "phone"
    assert "1 actors of the ties are not in the list of actors and were added: z." in said(network)


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_refused(weight):
    with pytest.raises(BadTieError):
        assemble([Tie("a", "b", weight)])
    with pytest.raises(BadTieError):
        from_numbers([(0, 1)], [weight], size=2)


def test_an_actor_without_a_name_or_that_is_not_there_is_refused():
    with pytest.raises(BadTieError):
        assemble([Tie("", "b")])
    with pytest.raises(BadTieError):
        from_numbers([(0, 2)], size=2)


def test_numbers_alone_are_mended_the_same():
    network = from_numbers([(0, 1), (1, 0), (2, 2), (1, 2)], [1, 2, 5, 4], size=4)
    assert network.pairs.tolist() == [[0, 1], [1, 2]]
    assert network.weights.tolist() == [3, 4]
    assert network.size == 4
    assert "1 ties join an actor to itself" in said(network)
    assert "1 ties repeat a pair" in said(network)


def test_nobody_at_all_is_said():
    assert "nothing to measure" in said(assemble([]))


def test_taking_actors_out_takes_their_ties_and_leaves_the_rest_as_it_was():
    network = assemble([Tie("a", "b", 2, evidence=("x",)), Tie("b", "c", 3), Tie("c", "d", 4)])
    left = network.without(["b"])
    assert left.names == ("a", "c", "d")
    assert left.weights.tolist() == [4]
    assert left.ties_between("c", "d")[0].weight == 4
    assert network.size == 4
    with pytest.raises(KeyError):
        network.without(["nobody"])


def test_kinds_are_named_afterwards_and_lengths_are_one_over_weight():
    network = with_kinds(assemble([Tie("a", "b", 4)], [Actor("a", "person")]), {"b": "phone"})
    assert [actor.kind for actor in network.actors] == ["person", "phone"]
    assert np.allclose(network.lengths(), [0.25])
    assert network.is_weighted
