"""Communities, threes of directed ties, and hubs that tie strangers together."""

import random

import igraph
import networkx as nx
import pytest

from saola.core.networks import Actor, Tie, assemble, from_numbers
from saola.core.networks.chance import drawn, igraph_draws_from
from saola.core.networks.communities import Search, communities
from saola.core.networks.hubs import hubs, without_hubs
from saola.core.networks.triads import KINDS, triad_census
from tests.factories.networks import same_as, textbook


@pytest.mark.parametrize("search", Search)
def test_two_cliques_joined_by_a_tie_are_two_groups_of_which_all_are_sure(search):
    found = communities(same_as(nx.barbell_graph(6, 0)), search=search)
    assert [set(group) for group in found.members] == [set("012345"), {str(n) for n in range(6, 12)}]
    assert set(found.certainty) == {1.0}
    assert found.modularity.is_exact


def test_the_karate_club_reaches_its_published_modularity():
    found = communities(same_as(textbook()["karate"]))
    assert round(found.modularity.value, 4) == 0.4198
    assert [len(group) for group in found.members] == [12, 11, 6, 5]


def test_groups_are_the_same_from_the_same_seed_and_leave_chance_as_it_was():
    network = same_as(nx.gnm_random_graph(60, 120, seed=9))
    random.seed(1)
    before = random.getstate()
    assert communities(network, search=Search.LOUVAIN) == communities(network, search=Search.LOUVAIN)
    assert random.getstate() == before
    random.seed(5)
    first = igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist()
    random.seed(5)
    assert igraph.Graph.Erdos_Renyi(n=20, m=30).get_edgelist() == first


def test_unsure_members_are_shown_as_unsure():
    found = communities(same_as(nx.gnm_random_graph(60, 120, seed=9)), search=Search.LOUVAIN)
    known = [share for share in found.certainty if share is not None]
    assert min(known) < 0.9
    assert found.modularity.low < found.modularity.high


def test_groups_without_ties_and_stopped():
    alone = communities(from_numbers([], size=3))
    assert alone.group == (1, 2, 3)
    assert alone.modularity is None
    stopped = communities(same_as(textbook()["karate"]), watch=lambda done, of: done < 4)
    assert stopped.runs == 4
    assert "after 4 of 20 searches" in str(stopped.notices[0])


def test_threes_are_counted_as_others_count_them():
    graph = nx.gnp_random_graph(30, 0.1, seed=3, directed=True)
    census = triad_census(same_as(graph), times=10)
    assert {kind: census[kind].count for kind in KINDS} == nx.triadic_census(graph)


def test_chains_stand_out_against_chance():
    graph = nx.DiGraph()
    for number in range(20):
        nx.add_path(graph, [f"a{number}", f"b{number}", f"c{number}"])
        graph.add_edge(f"d{number}", f"e{number}")
    census = triad_census(same_as(graph))
    assert census["021C"].count == 20
    assert census["021D"].z is None  # nobody has two ties out, in no network of chance either
    assert census["021C"].mean == pytest.approx(20, abs=2)
    assert census.drawn == 100
    assert triad_census(same_as(graph)) == census


def test_cycles_are_more_than_chance_makes_them():
    graph = nx.DiGraph()
    for number in range(12):
        nx.add_cycle(graph, [f"{corner}{number}" for corner in "abc"])
    census = triad_census(same_as(graph))
    assert census["030C"].count == 12
    assert census["030C"].z > 3


def test_threes_need_direction_and_bear_small_networks():
    with pytest.raises(ValueError, match="direction"):
        triad_census(same_as(textbook()["kite"]))
    assert triad_census(from_numbers([(0, 1)], size=2, is_directed=True))["003"].count == 0
    stopped = triad_census(same_as(textbook()["directed"]), watch=lambda done, of: done < 2)
    assert "after 2 of 100" in str(stopped.notices[0])


def phones_and_a_mail_drop():
    ties = [Tie(f"p{n}", f"p{(n * 7 + 3) % 60}") for n in range(60)]
    ties += [Tie(f"p{n}", "PO Box 9", weight=1 + n) for n in range(45)]
    actors = [Actor(f"p{n}", "person") for n in range(60)] + [Actor("PO Box 9", "address")]
    return assemble(ties, actors)


def test_a_mail_drop_is_recognised_by_what_its_kind_expects_and_left_out_with_words():
    network = phones_and_a_mail_drop()
    assert hubs(network) == ()  # one address alone says nothing of addresses
    (hub,) = hubs(network, {"address": 12})
    assert (hub.name, hub.degree, hub.limit, hub.is_named) == ("PO Box 9", 45, 12, True)
    assert (
        str(hub.sentence) == "PO Box 9 is tied to 45 others; of its kind (address) at most 12 are expected."
    )
    left, told = without_hubs(network, [hub])
    assert left.size == 60
    assert "PO Box 9" not in left.names
    assert str(told[0]).startswith("PO Box 9 was left out of the measures: PO Box 9 is tied to 45 others")


def test_a_hub_may_keep_its_heaviest_ties():
    network = phones_and_a_mail_drop()
    left, told = without_hubs(network, hubs(network, {"address": 12}), keep=3)
    place = left.places(["PO Box 9"])[0]
    assert {left.names[other] for other in left.graph.neighbors(place)} == {"p42", "p43", "p44"}
    assert left.size == network.size
    assert "only the 3 heaviest" in str(told[0])


def test_a_hub_stands_out_among_its_own_kind_and_nobody_does_in_an_even_network():
    ties = [Tie(f"p{n}", f"p{(n + 1) % 100}") for n in range(100)] + [
        Tie("p0", f"p{n}") for n in range(2, 60)
    ]
    (hub,) = hubs(assemble(ties))
    assert hub.name == "p0"
    assert not hub.is_named
    assert hubs(same_as(nx.gnm_random_graph(200, 700, seed=1))) == ()


def test_drawing_by_chance_is_seeded_and_never_too_many():
    assert drawn(10, 3, 1) == drawn(10, 3, 1)
    assert drawn(3, 10, 1) == [0, 1, 2]
    with pytest.raises(RuntimeError), igraph_draws_from(1):
        raise RuntimeError
    assert len(igraph.Graph.Erdos_Renyi(n=5, m=4).es) == 4
