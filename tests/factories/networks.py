"""Networks for tests: those of textbooks, and the real ones of ../shared."""

import csv

import networkx as nx

from saola.core.networks import Actor, Network, Repeated, Tie, assemble
from saola.core.networks.matrices import read_attendance, read_square
from saola.core.networks.reading import read_ties


def same_as(graph: nx.Graph) -> Network:
    """Our network with the actors of a networkx graph, in its order; weights where it has them."""
    names = [str(node) for node in graph]
    ties = [Tie(str(one), str(other), data.get("weight")) for one, other, data in graph.edges(data=True)]
    return assemble(ties, [Actor(name) for name in names], is_directed=graph.is_directed())


def textbook() -> dict[str, nx.Graph]:
    """Connected, in parts, directed, weighted: what every measure must stand."""
    weighted = nx.gnm_random_graph(40, 90, seed=5)
    for number, (one, other) in enumerate(weighted.edges):
        weighted.edges[one, other]["weight"] = 2.0 ** (number % 3)  # lengths 1, 1/2, 1/4 add up exactly
    karate = nx.karate_club_graph()
    for one, other in karate.edges:
        del karate.edges[one, other]["weight"]
    return {
        "kite": nx.krackhardt_kite_graph(),
        "karate": karate,
        "florentine": nx.florentine_families_graph(),
        "parts": nx.gnp_random_graph(60, 0.03, seed=3),
        "directed": nx.gnp_random_graph(60, 0.05, seed=3, directed=True),
        "weighted": weighted,
    }


def matrix(folder, name: str, *, is_directed: bool = False) -> Network:
    """A real network of ../shared/data/networks kept as a square matrix; ties that differ from their mirror go both ways."""
    text = (folder / "data/networks" / name).read_text(encoding="utf-8-sig")
    found = read_square(text, is_directed=is_directed)
    if found.faults:
        found = read_square(text, is_directed=True)
        return assemble(found.ties, found.actors, is_directed=True).undirected()
    return assemble(found.ties, found.actors, is_directed=is_directed)


def as_networkx(network: Network) -> nx.Graph:
    """The other way, with weights and ``length`` = 1/weight."""
    graph = nx.DiGraph() if network.is_directed else nx.Graph()
    names = network.names
    graph.add_nodes_from(names)
    for (one, other), weight in zip(network.pairs.tolist(), network.weights.tolist(), strict=True):
        graph.add_edge(names[one], names[other], weight=weight, length=1 / weight)
    return graph


def covert(folder, index: int) -> Network:
    """Krebs' network of September 2001: 0 with everybody around (60), 1 the nineteen alone."""
    with (folder / "data/networks/DERIVED_covert_2_edges.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["network_index"] == str(index)]
    return assemble([Tie(row["from"], row["to"]) for row in rows])


def meetings(folder, repeated: Repeated = Repeated.SUM) -> Network:
    """Who met whom in operation Montagna."""
    found = read_ties((folder / "data/networks/Montagna_meetings_edgelist.csv").read_text(encoding="utf-8"))
    assert not found.faults
    return assemble(found.ties, repeated=repeated)


def summits(folder) -> Network:
    """Who was at the same meetings of the 'Ndrangheta around Milan."""
    found = read_attendance((folder / "data/networks/NDRANGHETAMAFIA_2M.csv").read_text(encoding="utf-8-sig"))
    assert not found.faults
    return assemble(found.ties, found.actors)


def real(folder) -> dict[str, Network]:
    return {
        "caviar": matrix(folder, "morselli_caviar.csv"),
        "caviar directed": matrix(folder, "morselli_caviar.csv", is_directed=True),
        "krebs": covert(folder, 0),
        "krebs nineteen": covert(folder, 1),
        "oversize": matrix(folder, "berlusconietal_oversize.csv"),
        "ndrangheta": summits(folder),
        "montagna": meetings(folder),
    }
