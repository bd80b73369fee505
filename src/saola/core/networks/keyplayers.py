"""The few actors whose removal breaks a network up the most, or from whom most of it is reached.

Every set is tried where there are at most a million; beyond that the best actor is added one after the other, and then
each is exchanged for any better one until none is (Borgatti 2006). The first is exact, the second says that it is not.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from saola.core.values import Message, gettext_noop, say

from .centrality import collective_influence
from .chance import SEED, drawn
from .goals import Aim, Goal, aim_of
from .graph import Network
from .scores import CLOSE, Measure, TooLargeError, Watch

MOST_SETS = 1_000_000
MOST_LISTED = 100
LARGEST = 5_000
"""Most actors for the goals that hold every distance at once."""
FEWEST_CANDIDATES = 50
SMALL, STARTS = 500, 10
"""Up to how many actors exchanging also begins from sets drawn by chance, and from how many."""
DISTANCE_WORK = 2_000_000_000
"""Steps along ties that looking once at every candidate may cost, for fragmentation by distance."""


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """``best`` are the sets with the greatest ``value``, equals in the order of the network, the first hundred of
    ``equals``. ``is_exact`` where every set was tried; ``before`` is the value with nobody chosen."""

    goal: Goal
    best: tuple[tuple[str, ...], ...]
    equals: int
    value: float
    before: float
    is_exact: bool
    tried: int
    notices: tuple[Message, ...] = ()

    @property
    def sentence(self) -> Message:
        """What the choice does, in plain words."""
        names = ", ".join(self.best[0])
        share, before = round(100 * self.value, 1), round(100 * self.before, 1)
        if self.goal is Goal.FRAGMENTATION:
            return say(
                gettext_noop(
                    "Without {names}, {share} per cent of the pairs that are left cannot reach one another; now it is {before} per cent."
                ),
                names=names,
                share=share,
                before=before,
            )
        if self.goal is Goal.DISTANCE_FRAGMENTATION:
            return say(
                gettext_noop(
                    "Without {names}, the network is {share} per cent fragmented by distance; now it is {before} per cent."
                ),
                names=names,
                share=share,
                before=before,
            )
        if self.goal is Goal.REACH:
            return say(
                gettext_noop("From {names}, {share} per cent of the network is reached."),
                names=names,
                share=share,
            )
        return say(
            gettext_noop(
                "From {names}, the network is reached at {share} per cent of what is possible when all are one step away."
            ),
            names=names,
            share=share,
        )


def key_players(
    network: Network,
    size: int,
    *,
    goal: Goal = Goal.FRAGMENTATION,
    steps: int = 2,
    watch: Watch | None = None,
) -> KeyPlayers:
    """The best set of ``size`` actors. Stopped by ``watch``, the best so far is answered, and a notice says so.

    Raises ``ValueError`` for a size below one or from which fewer than two actors would be left, and
    ``TooLargeError`` where the distances of all pairs would not fit into memory.
    """
    if not 1 <= size <= network.size - 2:
        raise ValueError(f"choose from 1 to {max(network.size - 2, 0)} of {network.size} actors, not {size}")
    if goal in (Goal.REACH, Goal.DISTANCE_REACH) and network.size > LARGEST:
        raise TooLargeError(
            say(
                gettext_noop(
                    "Reach holds the distance of every pair; {size} actors are too many, {most} are possible. Choose a part of the network."
                ),
                size=network.size,
                most=LARGEST,
            )
        )
    aim = aim_of(goal, network, steps=steps)
    before = aim.value(())
    sets = math.comb(network.size, size)
    if sets <= MOST_SETS:
        return _exact(network, aim, goal, size, before, sets, watch)
    notices: list[Message] = [
        say(
            gettext_noop(
                "There are {sets} sets of {size}; not all were tried. The best actor was added one after the other, then each exchanged for any better one."
            ),
            sets=sets,
            size=size,
        )
    ]
    candidates = _candidates(network, goal, notices)
    starts = starts_for(network, size) if len(candidates) == network.size else []
    chosen, value, tried = greedy(aim, size, candidates, starts)
    names = tuple(network.actors[place].name for place in sorted(chosen))
    return KeyPlayers(goal, (names,), 1, value, before, False, tried, tuple(notices))


def greedy(
    aim: Aim, size: int, candidates: Sequence[int], starts: Iterable[Sequence[int]] = ()
) -> tuple[list[int], float, int]:
    """The set found by adding and exchanging, its value, and how many sets were looked at.

    Exchanging begins from the set that was added up and from each of ``starts``; the best end is kept.
    """
    added: list[int] = []
    value, tried = aim.value(()), 0
    while len(added) < size:
        others = [actor for actor in candidates if actor not in added]
        best, value = _best(others, aim.with_each(added, others))
        tried += len(others)
        added.append(best)
    ends = [_exchanged(aim, added, value, candidates)]
    ends += [_exchanged(aim, list(start), aim.value(start), candidates) for start in starts]
    chosen, value, _ = max(ends, key=lambda end: round(end[1], CLOSE))
    return chosen, value, tried + sum(looked for _, _, looked in ends)


def _exchanged(
    aim: Aim, chosen: list[int], value: float, candidates: Sequence[int]
) -> tuple[list[int], float, int]:
    tried, improved = 0, True
    while improved:
        improved = False
        for place in range(len(chosen)):
            left = chosen[:place] + chosen[place + 1 :]
            others = [actor for actor in candidates if actor not in left]
            best, found = _best(others, aim.with_each(left, others))
            tried += len(others)
            if found > value + 10**-CLOSE:
                chosen, value, improved = [*left[:place], best, *left[place:]], found, True
    return chosen, value, tried


def starts_for(network: Network, size: int, seed: int = SEED) -> list[list[int]]:
    """Where else to begin exchanging: the highest degrees, and in a small network some sets drawn by chance."""
    degrees = network.graph.degree()
    highest = sorted(range(network.size), key=lambda actor: -degrees[actor])[:size]
    count = STARTS if network.size <= SMALL else 0
    return [highest, *(drawn(network.size, size, seed + start) for start in range(count))]


def _best(actors: Sequence[int], values: Sequence[float]) -> tuple[int, float]:
    """The first of the best."""
    place = max(range(len(actors)), key=lambda place: (round(values[place], CLOSE), -place))
    return actors[place], values[place]


def _exact(
    network: Network, aim: Aim, goal: Goal, size: int, before: float, sets: int, watch: Watch | None
) -> KeyPlayers:
    best: list[tuple[int, ...]] = []
    equals, tried, highest = 0, 0, -math.inf
    notices: list[Message] = []
    for chosen, others in _prefixes(network.size, size):
        if tried and watch is not None and watch(tried, sets) is False:
            notices.append(
                say(
                    gettext_noop(
                        "Stopped by request after {tried} of {sets} sets; there may be a better one."
                    ),
                    tried=tried,
                    sets=sets,
                )
            )
            break
        values = aim.with_each(chosen, others)
        tried += len(others)
        highest_here = max(values)
        if round(highest_here, CLOSE) < round(highest, CLOSE):
            continue
        if round(highest_here, CLOSE) > round(highest, CLOSE):
            best, equals, highest = [], 0, highest_here
        for other, value in zip(others, values, strict=True):
            if round(value, CLOSE) == round(highest, CLOSE):
                equals += 1
                if len(best) < MOST_LISTED:
                    best.append((*chosen, other))
    named = tuple(tuple(network.actors[place].name for place in places) for places in best)
    if equals > len(named):
        notices.append(
            say(
                gettext_noop("{equals} sets are equally good; the first {listed} are listed."),
                equals=equals,
                listed=len(named),
            )
        )
    return KeyPlayers(goal, named, equals, highest, before, tried == sets, tried, tuple(notices))


def _prefixes(actors: int, size: int) -> Iterator[tuple[tuple[int, ...], range]]:
    """Every set once: all but its last, and who the last may be."""
    for chosen in combinations(range(actors - 1), size - 1):
        others = range(chosen[-1] + 1 if chosen else 0, actors)
        if others:
            yield chosen, others


def _candidates(network: Network, goal: Goal, notices: list[Message]) -> Sequence[int]:
    """All actors; for distances in a large network those of the highest collective influence."""
    everyone = range(network.size)
    if goal is not Goal.DISTANCE_FRAGMENTATION:
        return everyone
    once = network.size * (network.size + network.tie_count)
    possible = max(FEWEST_CANDIDATES, DISTANCE_WORK // max(once, 1))
    if possible >= network.size:
        return everyone
    ranking = collective_influence(network).ranking()[:possible]
    notices.append(
        say(
            gettext_noop("Only the {count} actors of the highest {measure} were considered."),
            count=possible,
            measure=Measure.COLLECTIVE_INFLUENCE.value,
        )
    )
    return sorted(network.places(name for name, _ in ranking))
