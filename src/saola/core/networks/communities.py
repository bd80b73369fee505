"""Groups of actors with more ties inside than out, and how sure it is who belongs to which.

Modularity: Newman and Girvan 2004. Louvain: Blondel et al. 2008. Leiden: Traag et al. 2019. Agreement of many runs:
Lancichinetti and Fortunato 2012, asking only about pairs that are tied, as Tandon et al. 2019.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import igraph
import numpy as np

from saola.core.values import Estimate, Message, gettext_noop, say

from .chance import SEED, igraph_draws_from
from .graph import Network
from .scores import VERSION, Watch

RUNS = 20
MOST_ROUNDS = 20


class Search(StrEnum):
    LOUVAIN = "louvain"
    LEIDEN = "leiden"


@dataclass(frozen=True, slots=True)
class Communities:
    """``group`` of each actor, in the order of the network; groups are numbered from 1, the largest first.

    ``modularity`` is that of these groups, its interval the least and the greatest of all the runs and these.
    ``certainty`` says of each actor in which share of the runs its ties inside the group stayed inside; ``None``
    without ties inside. ``members`` lists the names group by group.
    """

    search: Search
    names: tuple[str, ...]
    group: tuple[int, ...]
    modularity: Estimate | None
    certainty: tuple[float | None, ...]
    runs: int
    seed: int
    notices: tuple[Message, ...] = ()

    @property
    def members(self) -> tuple[tuple[str, ...], ...]:
        found: list[list[str]] = [[] for _ in range(max(self.group, default=0))]
        for name, number in zip(self.names, self.group, strict=True):
            found[number - 1].append(name)
        return tuple(map(tuple, found))


def communities(
    network: Network,
    *,
    search: Search = Search.LEIDEN,
    is_weighted: bool = False,
    runs: int = RUNS,
    seed: int = SEED,
    watch: Watch | None = None,
) -> Communities:
    """The groups on which ``runs`` searches, each from its own seed, agree. Direction is not heeded.

    Each run splits the network; a tie weighs the share of the runs that kept it inside a group, those below a half
    are dropped, and it begins again on these weights, until all runs say the same.
    """
    whole = network.undirected()
    if not whole.tie_count:
        return Communities(
            search, network.names, tuple(range(1, network.size + 1)), None, (None,) * network.size, 0, seed
        )
    weights = whole.weights.tolist() if is_weighted else None
    one, other = whole.pairs[:, 0], whole.pairs[:, 1]
    found, together = _runs(whole.graph, weights, search, runs, seed, watch, one, other)
    notices: list[Message] = []
    if len(found) < runs:
        notices.append(
            say(
                gettext_noop("Stopped by request after {done} of {runs} searches."),
                done=len(found),
                runs=runs,
            )
        )
    heights = [whole.graph.modularity(groups.tolist(), weights=weights) for groups in found]
    groups, agreed = _agree(whole, together, found[0], search, runs, seed)
    if not agreed:
        notices.append(
            say(
                gettext_noop(
                    "The searches do not agree on the groups, also after {rounds} rounds; take them as one possible view."
                ),
                rounds=MOST_ROUNDS,
            )
        )
    height = whole.graph.modularity(groups.tolist(), weights=weights)
    modularity = Estimate(
        height,
        min([height, *heights]),
        max([height, *heights]),
        "1",
        f"modularity, {search.value}, agreement of {len(found)} runs",
        VERSION,
        seed=seed,
    )
    return Communities(
        search,
        network.names,
        tuple(_largest_first(groups)),
        modularity,
        tuple(_certainty(whole.size, one, other, groups, together)),
        len(found),
        seed,
        tuple(notices),
    )


def split_once(graph: Any, weights: list[float] | None, search: Search, seed: int) -> list[int]:
    """One search from one seed: the group of every vertex of an igraph graph without direction."""
    with igraph_draws_from(seed):
        if search is Search.LOUVAIN:
            return graph.community_multilevel(weights=weights).membership  # type: ignore[no-any-return]
        return graph.community_leiden(  # type: ignore[no-any-return]
            objective_function="modularity", weights=weights, n_iterations=-1
        ).membership


def _runs(
    graph: Any,
    weights: list[float] | None,
    search: Search,
    runs: int,
    seed: int,
    watch: Watch | None,
    one: Any,
    other: Any,
) -> tuple[list[Any], Any]:
    """Every run's groups, and the share of the runs in which each tie stayed inside one."""
    found: list[Any] = []
    inside = np.zeros(len(one))
    for run in range(max(runs, 1)):
        if found and watch is not None and watch(run, runs) is False:
            break
        groups = np.array(split_once(graph, weights, search, seed + run), dtype=np.int64)
        inside += groups[one] == groups[other]
        found.append(groups)
    return found, inside / len(found)


def _agree(
    network: Network, together: Any, first: Any, search: Search, runs: int, seed: int
) -> tuple[Any, bool]:
    """Groups all runs agree on, and whether they came to agree."""
    one, other = network.pairs[:, 0], network.pairs[:, 1]
    groups = first
    for turn in range(1, MOST_ROUNDS + 1):
        kept = together >= 0.5
        if np.isin(together, (0.0, 1.0)).all():
            graph = igraph.Graph(n=network.size, edges=network.pairs[kept])
            return np.array(graph.connected_components().membership, dtype=np.int64), True
        graph = igraph.Graph(n=network.size, edges=network.pairs[kept])
        found, inside = _runs(
            graph, together[kept].tolist(), search, runs, seed + turn * runs, None, one, other
        )
        groups, together = found[0], inside
    return groups, False


def _largest_first(groups: Any) -> list[int]:
    counts = Counter(groups.tolist())
    first = {group: place for place, group in reversed(list(enumerate(groups.tolist())))}
    order = sorted(counts, key=lambda group: (-counts[group], first[group]))
    number = {group: place for place, group in enumerate(order, start=1)}
    return [number[group] for group in groups.tolist()]


def _certainty(size: int, one: Any, other: Any, groups: Any, together: Any) -> list[float | None]:
    inside = groups[one] == groups[other]
    ends = np.concatenate([one[inside], other[inside]])
    share = np.bincount(ends, np.tile(together[inside], 2), minlength=size)
    count = np.bincount(ends, minlength=size)
    return [float(s / c) if c else None for s, c in zip(share, count, strict=True)]
