"""The sixteen kinds of directed threes, and which there are more of than chance would make.

Kinds: Holland and Leinhardt 1970, by mutual, one-way and no ties. Chance: the same actors with the same numbers of ties in
and out, ends exchanged (Milo et al. 2002).
"""

from dataclasses import dataclass

import numpy as np

from saola.core.values import Message, gettext_noop, say

from .chance import SEED, igraph_draws_from
from .graph import Network
from .scores import Watch

KINDS = [
    "003",
    "012",
    "102",
    "021D",
    "021U",
    "021C",
    "111D",
    "111U",
    "030T",
    "030C",
    "201",
    "120D",
    "120U",
    "120C",
    "210",
    "300",
]


@dataclass(frozen=True, slots=True)
class Triad:
    """How many threes are of one kind, against networks of chance. ``z`` is ``None`` where chance never varies."""

    kind: str
    count: int
    mean: float | None
    deviation: float | None
    z: float | None


@dataclass(frozen=True, slots=True)
class TriadCensus:
    """Every kind in the usual order; ``drawn`` networks of chance were made."""

    triads: tuple[Triad, ...]
    drawn: int
    seed: int
    notices: tuple[Message, ...] = ()

    def __getitem__(self, kind: str) -> Triad:
        return self.triads[KINDS.index(kind)]


def triad_census(
    network: Network, *, times: int = 100, seed: int = SEED, watch: Watch | None = None
) -> TriadCensus:
    """Count all threes. ``021C`` is a chain A to B to C, ``021U`` two to one, ``021D`` one to two.

    Raises ``ValueError`` for a network without direction.
    """
    if not network.is_directed:
        raise ValueError("threes are counted where ties have direction")
    counts = list(network.graph.triad_census()) if network.size > 2 else [0] * len(KINDS)
    counts = [0 if count != count else int(count) for count in counts]
    by_chance = []
    notices = []
    if network.tie_count > 1 and network.size > 2:
        with igraph_draws_from(seed):
            for time in range(times):
                if watch is not None and watch(time, times) is False:
                    notices.append(
                        say(
                            gettext_noop("Stopped by request after {done} of {times} networks of chance."),
                            done=time,
                            times=times,
                        )
                    )
                    break
                graph = network.graph.copy()
                graph.rewire(n=10 * network.tie_count)
                by_chance.append(list(graph.triad_census()))
    made = np.array(by_chance, dtype=float).reshape(-1, len(KINDS))
    return TriadCensus(
        tuple(_triad(kind, counts[place], made[:, place]) for place, kind in enumerate(KINDS)),
        len(made),
        seed,
        tuple(notices),
    )


def _triad(kind: str, count: int, by_chance: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Triad:
    if len(by_chance) < 2:
        return Triad(kind, count, None, None, None)
    mean, deviation = float(by_chance.mean()), float(by_chance.std(ddof=1))
    return Triad(kind, count, mean, deviation, (count - mean) / deviation if deviation > 1e-9 else None)
