"""Shares and quantiles of small samples, with intervals that assume little.

Wilson 1927 (score interval) and the interval of order statistics for a quantile; from memory, checked against
published worked examples in the tests.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

from saola.core.values import Estimate

VERSION = "1"
LEVEL = 0.95


def wilson(count: int, of: int, *, level: float = LEVEL) -> Estimate:
    """The share ``count`` of ``of`` with its Wilson score interval. Raises ``ValueError`` unless 0 <= count <= of > 0."""
    if not 0 <= count <= of or not of:
        raise ValueError(f"{count} of {of} is no share")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, room = count / of, z * z / of
    middle = (share + room / 2) / (1 + room)
    half = z * math.sqrt(share * (1 - share) / of + room / (4 * of)) / (1 + room)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return Estimate(
        share, min(low, share), max(high, share), "share", "Wilson score interval", VERSION, level
    )


def quantile(values: Sequence[float], share: float, unit: str, *, level: float = LEVEL) -> Estimate:
    """The ``share`` quantile of the sample (linear between order statistics) with a distribution-free interval.

    The interval runs between two values of the sample. ``level`` of the estimate is the coverage that it really has,
    which for few values is less than asked. Raises ``ValueError`` for no values.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("a quantile needs values")
    first, last, coverage = _ranks(len(ordered), share, level)
    low, high = ordered[first - 1], ordered[last - 1]
    value = min(max(_between(ordered, share), low), high)
    return Estimate(value, low, high, unit, "interval of order statistics", VERSION, coverage)


def _between(ordered: list[float], share: float) -> float:
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@lru_cache(maxsize=4096)
def _ranks(number: int, share: float, level: float) -> tuple[int, int, float]:
    """The ranks, from 1, between which the quantile lies, and how surely: the binomial chance of ranks in between.

    Counts further than ten standard deviations (and ten) from the mean are left out: their chance together is below
    1e-15, and a sample of a hundred thousand would ask for each of them.
    """
    tail, below, first, last = (1 - level) / 2, 0.0, 0, 0
    mean, room = number * share, 10 * math.sqrt(number * share * (1 - share)) + 10
    lowest, highest = max(math.floor(mean - room), 0), min(math.ceil(mean + room), number)
    chances = {}
    for successes in range(lowest, highest + 1):
        chances[successes] = _binomial(number, successes, share)
        below += chances[successes]
        if below <= tail:
            first = successes + 1
        if below >= 1 - tail and not last:
            last = successes + 1
    first, last = max(first, lowest, 1), min(max(last, 1), number)
    between = math.fsum(chances.get(successes, 0.0) for successes in range(first, last))
    return first, last, min(between, 1.0)


def _binomial(number: int, successes: int, share: float) -> float:
    ways = math.lgamma(number + 1) - math.lgamma(successes + 1) - math.lgamma(number - successes + 1)
    return math.exp(ways + successes * math.log(share) + (number - successes) * math.log1p(-share))
