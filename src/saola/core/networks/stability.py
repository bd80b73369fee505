"""How far an answer would be another one if a tenth of the ties had not become known.

Ties are left out at random, a thousand times, and the question is put again each time (Borgatti, Carley and Krackhardt
2006; Costenbader and Valente 2003 on how measures bear missing data).
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from saola.core.values import Estimate, Message, gettext_noop, say

from .chance import SEED
from .goals import Goal, aim_of
from .graph import Network
from .keyplayers import greedy, key_players, starts_for
from .scores import VERSION, Scores, Watch, places_of

TIMES = 1_000
SHARE = 0.1
SETS_AT_ONCE = 5_000
"""Up to how many sets every set is tried in each drawing too."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One actor: its ``place`` with all ties, the places between which it stood in 95 % of the drawings, and the
    share of the drawings in which it was among those looked for."""

    name: str
    place: int
    best_place: int
    worst_place: int
    in_top: Estimate
    sentence: Message


@dataclass(frozen=True, slots=True)
class Stability:
    """Those looked for (``size`` of them), and whoever took their place in one drawing of twenty or more."""

    size: int
    times: int
    share: float
    seed: int
    standings: tuple[Standing, ...]
    notices: tuple[Message, ...] = ()

    def __getitem__(self, name: str) -> Standing:
        return next(standing for standing in self.standings if standing.name == name)


def steadiness_of_ranking(
    network: Network,
    ask: Callable[[Network], Scores],
    size: int,
    *,
    times: int = TIMES,
    share: float = SHARE,
    seed: int = SEED,
    watch: Watch | None = None,
) -> Stability:
    """How steady the ``size`` highest of a measure are. An actor whose measure is not defined stands last."""
    places = []
    for left in _drawings(network, times, share, seed, watch):
        places.append(_places(ask(left)))
    now = _places(ask(network))
    in_top = (np.array(places).reshape(-1, network.size) <= size).sum(axis=0)
    chosen = {actor for actor, place in enumerate(now) if place <= size}
    return _stability(network, size, times, share, seed, now, places, in_top.tolist(), chosen)


def steadiness_of_key_players(
    network: Network,
    size: int,
    *,
    goal: Goal = Goal.FRAGMENTATION,
    steps: int = 2,
    times: int = TIMES,
    share: float = SHARE,
    seed: int = SEED,
    watch: Watch | None = None,
) -> Stability:
    """How steady the best set is: places are by what each does alone, the top is the set found in each drawing.

    Where there are more than ``SETS_AT_ONCE`` sets, each drawing adds and exchanges instead of trying them all.
    """
    places: list[list[int]] = []
    in_top = [0] * network.size
    is_small = math.comb(network.size, size) <= SETS_AT_ONCE
    everyone = range(network.size)
    for left in _drawings(network, times, share, seed, watch):
        aim = aim_of(goal, left, steps=steps)
        places.append(places_of(aim.with_each((), everyone)))
        if is_small:
            found = left.places(key_players(left, size, goal=goal, steps=steps).best[0])
        else:
            found, _, _ = greedy(aim, size, everyone, starts_for(left, size)[:1])
        for actor in found:
            in_top[actor] += 1
    now = places_of(aim_of(goal, network, steps=steps).with_each((), everyone))
    best = key_players(network, size, goal=goal, steps=steps).best[0]
    return _stability(network, size, times, share, seed, now, places, in_top, set(network.places(best)))


def _drawings(
    network: Network, times: int, share: float, seed: int, watch: Watch | None
) -> Iterator[Network]:
    """The network with a share of its ties left out (one at least), again and again; nobody is left out."""
    chance = random.Random(seed)
    count = min(network.tie_count, max(1, round(share * network.tie_count)))
    for time in range(times):
        if watch is not None and watch(time, times) is False:
            return
        keeps = np.ones(network.tie_count, dtype=bool)
        keeps[chance.sample(range(network.tie_count), count)] = False
        yield Network(network.actors, network.pairs[keeps], network.weights[keeps], network.is_directed)


def _places(scores: Scores) -> list[int]:
    return places_of([-math.inf if value is None else value for value in scores.values])


def _stability(
    network: Network,
    size: int,
    times: int,
    share: float,
    seed: int,
    now: Sequence[int],
    places: list[list[int]],
    in_top: Sequence[int],
    chosen: set[int],
) -> Stability:
    made = len(places)
    notices = []
    if made < times:
        notices.append(
            say(gettext_noop("Stopped by request after {done} of {times} drawings."), done=made, times=times)
        )
    if not made:
        return Stability(size, 0, share, seed, (), tuple(notices))
    low, high = np.quantile(np.array(places), [0.025, 0.975], axis=0, method="inverted_cdf")
    shown = [actor for actor in range(network.size) if actor in chosen or in_top[actor] >= made / 20]
    shown.sort(key=lambda actor: (actor not in chosen, -in_top[actor], now[actor]))
    standings = []
    for actor in shown:
        best, worst = int(low[actor]), int(high[actor])
        name = network.actors[actor].name
        standings.append(
            Standing(
                name,
                now[actor],
                best,
                worst,
                share_of(in_top[actor], made, seed),
                _sentence(name, size, in_top[actor], made, share, best, worst, actor in chosen),
            )
        )
    return Stability(size, made, share, seed, tuple(standings), tuple(notices))


def share_of(count: int, times: int, seed: int) -> Estimate:
    """``count`` of ``times`` as a share, with the 95 per cent interval of Wilson 1927."""
    value, z = count / times, 1.96
    middle = (value + z * z / (2 * times)) / (1 + z * z / times)
    half = z / (1 + z * z / times) * math.sqrt(value * (1 - value) / times + z * z / (4 * times * times))
    return Estimate(
        value,
        min(value, max(0.0, middle - half)),
        max(value, min(1.0, middle + half)),
        "1",
        "share of drawings, interval of Wilson",
        VERSION,
        0.95,
        seed=seed,
    )


def _sentence(
    name: str, size: int, count: int, times: int, share: float, best: int, worst: int, is_chosen: bool
) -> Message:
    values = {
        "name": name,
        "size": size,
        "count": count,
        "times": times,
        "percent": round(100 * share),
        "best": best,
        "worst": worst,
    }
    if not is_chosen:
        return say(
            gettext_noop(
                "{name} is not among the first {size}, but was in {count} of {times} drawings that left out {percent} per cent of the ties (place {best} to {worst})."
            ),
            **values,
        )
    if count >= 0.95 * times:
        return say(
            gettext_noop(
                "{name} stays among the first {size} in {count} of {times} drawings that left out {percent} per cent of the ties (place {best} to {worst}): this does not hang on a few records."
            ),
            **values,
        )
    if count >= 0.7 * times:
        return say(
            gettext_noop(
                "{name} stays among the first {size} in {count} of {times} drawings that left out {percent} per cent of the ties (place {best} to {worst}): likely, but look at the records it rests on."
            ),
            **values,
        )
    return say(
        gettext_noop(
            "{name} stays among the first {size} in only {count} of {times} drawings that left out {percent} per cent of the ties (place {best} to {worst}): a few records decide this."
        ),
        **values,
    )
