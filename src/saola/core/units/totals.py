"""Sums of equivalents that say how wide they are and what is not in them."""

import hashlib
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from saola.core.values import Estimate, Message, gettext_noop, say

METHOD = "totals"
VERSION = "1"
LIKELY = 0.9
DRAWS = 2_000

_NO_FACTOR = say(gettext_noop("No factor is known for this taxon, kind of specimen and unit."))


@dataclass(frozen=True, slots=True)
class Row:
    """One reported quantity: its incident, what it stands for (``None``: not converted, ``why`` says more).

    ``reported`` is the equivalent that the source itself gives, if any.
    """

    incident: str
    estimate: Estimate | None
    reported: Decimal | None = None
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """A sum over rows, in ``unit``.

    ``equivalents`` lies in ``[low, high]``, the sums of the rows' full ranges. ``likely`` is the median and the
    90 % interval when every factor is off by its own, unknown amount, the same amount for all its rows; ``None``
    when no row was converted. ``not_converted`` rows are in no sum; ``reasons`` counts why, most frequent first.
    """

    incidents: int
    rows: int
    reported_equivalents: float
    equivalents: float
    low: float
    high: float
    unit: str
    not_converted: int
    likely: Estimate | None = None
    reasons: tuple[tuple[Message, int], ...] = ()

    def as_data(self) -> dict[str, Any]:
        return {
            "incidents": self.incidents,
            "rows": self.rows,
            "reported_equivalents": self.reported_equivalents,
            "equivalents": self.equivalents,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "not_converted": self.not_converted,
            "likely": None if self.likely is None else self.likely.as_data(),
            "reasons": [{"text": text.as_data(), "rows": count} for text, count in self.reasons],
        }


def total(rows: Iterable[Row], *, unit: str, seed: int = 0) -> Totals:
    """The sum of ``rows``. Raises ``ValueError`` for an estimate in another unit: unlike things do not add up."""
    incidents: set[str] = set()
    count = 0
    reported = Decimal(0)
    reasons: Counter[Message] = Counter()
    by_method: defaultdict[tuple[str, str], list[Estimate]] = defaultdict(list)
    for row in rows:
        incidents.add(row.incident)
        count += 1
        reported += row.reported or 0
        if row.estimate is None:
            reasons[row.why or _NO_FACTOR] += 1
        elif row.estimate.unit != unit:
            raise ValueError(f"a total in {unit} cannot hold an estimate in {row.estimate.unit}")
        else:
            by_method[row.estimate.method, row.estimate.version].append(row.estimate)
    groups = {key: _sum(estimates) for key, estimates in sorted(by_method.items())}
    low, value, high = (math.fsum(group[end] for group in groups.values()) for end in range(3))
    return Totals(
        incidents=len(incidents),
        rows=count,
        reported_equivalents=float(reported),
        equivalents=value,
        low=low,
        high=high,
        unit=unit,
        not_converted=reasons.total(),
        likely=_likely(groups, unit, seed) if groups else None,
        reasons=tuple(reasons.most_common()),
    )


_Range = tuple[float, float, float]


def _sum(estimates: list[Estimate]) -> _Range:
    return (
        math.fsum(estimate.low for estimate in estimates),
        math.fsum(estimate.value for estimate in estimates),
        math.fsum(estimate.high for estimate in estimates),
    )


def _likely(groups: dict[tuple[str, str], _Range], unit: str, seed: int) -> Estimate:
    """Each group is drawn once a round, triangular over its range: its rows share one factor and its error."""
    exact = math.fsum(value for low, value, high in groups.values() if low == high)
    drawn = _draws([group for group in groups.values() if group[0] < group[2]], seed)
    sums = sorted(exact + math.fsum(round_) for round_ in zip(*drawn, strict=True)) or [exact]
    tail = (1 - LIKELY) / 2
    return Estimate(
        value=_quantile(sums, 0.5),
        low=_quantile(sums, tail),
        high=_quantile(sums, 1 - tail),
        unit=unit,
        method=METHOD,
        version=VERSION,
        level=LIKELY,
        digest=hashlib.sha256(
            json.dumps([(*key, *group) for key, group in groups.items()]).encode()
        ).hexdigest(),
        seed=seed,
    )


def _draws(groups: list[_Range], seed: int) -> list[list[float]]:
    """For each group one draw from each of ``DRAWS`` equally likely slices of its triangle (Latin hypercube)."""
    return [
        [_triangle(group, share) for share in shares]
        for group, shares in zip(groups, _shares(len(groups), seed), strict=True)
    ]


@lru_cache(maxsize=32)
def _shares(many: int, seed: int) -> tuple[list[float], ...]:
    """Which shares are drawn, shuffled: the same for every selection of so many groups, so drawn once."""
    source, drawn = random.Random(seed), []
    for _group in range(many):
        shares = [(place + source.random()) / DRAWS for place in range(DRAWS)]
        source.shuffle(shares)
        drawn.append(shares)
    return tuple(drawn)


def _triangle(group: _Range, share: float) -> float:
    """The value below which ``share`` of a triangular distribution lies; ``group`` is low, mode, high."""
    low, mode, high = group
    if share * (high - low) < mode - low:
        return low + math.sqrt(share * (high - low) * (mode - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - mode))


def _quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    between = ordered[below] + (place - below) * (ordered[above] - ordered[below])
    return min(between, ordered[above])
