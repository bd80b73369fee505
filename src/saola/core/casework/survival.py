"""How long until something ends, where some have not ended yet: the estimate of Kaplan and Meier (1958).

The spread is Greenwood's (1926); the interval of the median is Brookmeyer and Crowley's (1982) on the scale
log(-log S). From memory, checked against a published worked example in the tests.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from saola.core.values import Estimate

VERSION = "1"
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Step:
    """After ``days`` the share ``open`` had not ended, with Greenwood's standard error."""

    days: int
    open: float
    error: float


@dataclass(frozen=True, slots=True)
class Median:
    """Half have ended after ``days``. ``None`` where fewer than half have; so for ``low`` and ``high``."""

    days: int | None
    low: int | None
    high: int | None
    level: float = LEVEL

    @property
    def estimate(self) -> Estimate | None:
        """With its interval, where all of it is known."""
        if self.days is None or self.low is None or self.high is None:
            return None
        method = "Kaplan-Meier median, log-log interval"
        return Estimate(self.days, self.low, self.high, "days", method, VERSION, self.level)


def kaplan_meier(times: Iterable[tuple[int, bool]]) -> tuple[Step, ...]:
    """The share still open after each day on which something ended. Each time: days, and whether it ended then.

    Raises ``ValueError`` for days below zero.
    """
    known = tuple(times)
    if any(days < 0 for days, _ in known):
        raise ValueError("nothing ends before it begins")
    ended = Counter(days for days, has_ended in known if has_ended)
    left = Counter(days for days, _ in known)
    at_risk, share, spread, steps = len(known), 1.0, 0.0, []
    for days in sorted(left):
        if ends := ended[days]:
            share *= 1 - ends / at_risk
            spread += ends / (at_risk * (at_risk - ends)) if at_risk > ends else math.inf
            steps.append(Step(days, share, share * math.sqrt(spread) if share else 0.0))
        at_risk -= left[days]
    return tuple(steps)


def median(steps: Iterable[Step], *, level: float = LEVEL) -> Median:
    """The first day after which at most half are open, with its interval.

    Where all have ended, the last day says nothing sure about how long it may take: it bounds no interval.
    """
    curve = tuple(steps)
    z = NormalDist().inv_cdf((1 + level) / 2)
    holding = [step.days for step in curve if _may_be_half(step, z)]
    below = [step.days for step in curve if step.open <= 0.5]
    sure = [step.days for step in curve if 0 < step.open < 0.5 and not _may_be_half(step, z)]
    return Median(
        days=below[0] if below else None,
        low=min(holding[:1] + below[:1], default=None),
        high=sure[0] if sure else None,
        level=level,
    )


def _may_be_half(step: Step, z: float) -> bool:
    """Whether a half lies within the interval of the share that is open after this step."""
    if not 0 < step.open < 1:
        return False
    distance = math.log(-math.log(step.open)) - math.log(math.log(2))
    return abs(distance) <= z * step.error / (step.open * -math.log(step.open))
