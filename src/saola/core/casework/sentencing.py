"""What courts gave for the like: counts by outcome, conviction rate, custody, share of the maximum, time to disposal.

Numbers small enough to point at people are withheld, here and not in the faces, so that none can forget it. The unit
is a row: one defendant in a case with the gravest charge, so that nobody counts twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from saola.core.values import Estimate

from .charges import ChargeState
from .lengths import Custody, Length, ratio
from .proportions import quantile, wilson
from .survival import Median, kaplan_meier, median
from .withholding import THRESHOLD, Arc, Cell, Node, protect

QUARTILES_FROM = 10
"""Quartiles are given of so many people or more; of fewer, they would all but name them. Our own choice."""


class DefendantOutcome(StrEnum):
    """How it stands for one defendant. ``open``: not decided, stays included."""

    OPEN = "open"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    ABATED = "abated"


_OF_CHARGE = {
    ChargeState.CONVICTED: DefendantOutcome.CONVICTED,
    ChargeState.ACQUITTED: DefendantOutcome.ACQUITTED,
    ChargeState.DISMISSED: DefendantOutcome.DISMISSED,
    ChargeState.WITHDRAWN: DefendantOutcome.WITHDRAWN,
    ChargeState.ABATED: DefendantOutcome.ABATED,
}
_WEIGHT = (
    DefendantOutcome.CONVICTED,
    DefendantOutcome.OPEN,
    DefendantOutcome.ACQUITTED,
    DefendantOutcome.DISMISSED,
    DefendantOutcome.WITHDRAWN,
    DefendantOutcome.ABATED,
)


def outcome_of(charges: Iterable[ChargeState]) -> DefendantOutcome:
    """The outcome for a defendant with these charges: convicted of any, else open as long as one is.

    Raises ``ValueError`` for nobody's charges: none.
    """
    return min((_OF_CHARGE.get(state, DefendantOutcome.OPEN) for state in charges), key=_WEIGHT.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One defendant. ``days`` run from the charge to the outcome, while open to the day of asking.

    ``custody`` is what was given in all (``None``: none, or not known), ``maximum`` what was possible that day.
    ``offence``, ``group``, ``court``, ``year`` and ``reason`` (of a withdrawal) are words to count by; no name is kept.
    """

    outcome: DefendantOutcome
    offence: str = ""
    group: str = ""
    court: str = ""
    year: str = ""
    custody: Custody = None
    maximum: Custody = None
    days: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and quartiles of the people who have a number, each within what the sample supports.

    Each is ``None`` where too few people have one.
    """

    median: Estimate | None = None
    lower: Estimate | None = None
    upper: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The statistics of one group of defendants. What would point at few people is ``None`` or a withheld cell.

    ``reasons`` are those of the withdrawals. ``conviction_rate`` is of those with a verdict: convicted or acquitted. ``custody`` is of those who were given a term,
    in days; ``share`` is what was given of the maximum.
    """

    people: Cell
    outcomes: dict[DefendantOutcome, Cell]
    reasons: dict[str, Cell]
    conviction_rate: Estimate | None
    custody: Spread
    share: Spread
    disposal: Median | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups side by side, and all together. All numbers were protected as one, so that none follows from the others."""

    groups: dict[str, Summary]
    together: Summary


def compare(rows: Iterable[Row], by: Callable[[Row], str]) -> Comparison:
    """The summaries of the groups that ``by`` makes (``lambda row: row.court``), and of all, in the order of their words.

    Raises ``ValueError`` for no rows.
    """
    known = tuple(rows)
    if not known:
        raise ValueError("there is nothing to compare")
    groups: dict[str, list[Row]] = {}
    for row in known:
        groups.setdefault(by(row), []).append(row)
    reasons = sorted({row.reason for row in known if row.outcome is DefendantOutcome.WITHDRAWN})
    cells = protect(_arcs({name: groups[name] for name in sorted(groups)}, known, reasons))
    found = {name: _summary(groups[name], name, reasons, cells) for name in sorted(groups)}
    return Comparison(found, _summary(known, None, reasons, cells))


Counted = DefendantOutcome | str | None
"""What is counted: an outcome, a reason of withdrawal, or ``None`` for everybody."""
Key = tuple[str | None, Counted]
"""A group (``None``: all together) and what is counted in it."""


def _arcs(groups: dict[str, list[Row]], known: tuple[Row, ...], reasons: list[str]) -> dict[Key, Arc]:
    """People flow from their group to their outcome, the withdrawn through their reason, and from there to all."""
    arcs: dict[Key, Arc] = {}
    for name, rows in groups.items():
        arcs |= {(name, what): _arc(name, what, count) for what, count in _counts(rows, reasons)}
    return arcs | {(None, what): _arc(None, what, count) for what, count in _counts(known, reasons)}


def _counts(rows: Iterable[Row], reasons: list[str]) -> Iterator[tuple[Counted, int]]:
    known = tuple(rows)
    outcomes = Counter(row.outcome for row in known)
    why = Counter(row.reason for row in known if row.outcome is DefendantOutcome.WITHDRAWN)
    yield from ((outcome, outcomes[outcome]) for outcome in DefendantOutcome)
    yield from (("reason " + reason, why[reason]) for reason in reasons)
    yield None, len(known)


def _arc(name: str | None, what: Counted, count: int) -> Arc:
    start, end = _ends(name, what)
    if name is None:
        start, end = end, start
    return Arc(count, start, end, (name is None) + (what is None))


def _ends(name: str | None, what: Counted) -> tuple[Node, Node]:
    """From where to where the people of a group flow; those of all together flow back."""
    if what is None:
        return "everybody", ("group", name)
    if what is DefendantOutcome.WITHDRAWN:
        return ("group", name), ("withdrawn", name)
    if isinstance(what, DefendantOutcome):
        return ("group", name), ("outcome", what)
    return ("withdrawn", name), ("reason", what)


def summarise(rows: Iterable[Row]) -> Summary:
    """The statistics of all rows as one group. Raises ``ValueError`` for no rows."""
    return compare(rows, lambda _: "").together


def _summary(rows: Iterable[Row], name: str | None, reasons: list[str], cells: dict[Key, Cell]) -> Summary:
    known = tuple(rows)
    outcomes = {outcome: cells[name, outcome] for outcome in DefendantOutcome}
    lengths = [row.custody.usual for row in known if isinstance(row.custody, Length)]
    shares = [found.value for row in known if (found := ratio(row.custody, row.maximum))]
    return Summary(
        people=cells[name, None],
        outcomes=outcomes,
        reasons={reason: cells[name, "reason " + reason] for reason in reasons},
        conviction_rate=_conviction_rate(outcomes),
        custody=_spread(lengths, "days"),
        share=_spread(shares, "ratio"),
        disposal=_disposal(known),
    )


def _conviction_rate(outcomes: dict[DefendantOutcome, Cell]) -> Estimate | None:
    """Only where both numbers are shown: a rate beside one of them gives the other away."""
    convicted, acquitted = (
        outcomes[DefendantOutcome.CONVICTED].count,
        outcomes[DefendantOutcome.ACQUITTED].count,
    )
    if convicted is None or acquitted is None or not convicted + acquitted:
        return None
    return wilson(convicted, convicted + acquitted)


def _spread(values: list[float], unit: str) -> Spread:
    if len(values) < THRESHOLD:
        return Spread()
    middle = quantile(values, 0.5, unit)
    if len(values) < QUARTILES_FROM:
        return Spread(middle)
    return Spread(middle, quantile(values, 0.25, unit), quantile(values, 0.75, unit))


def _disposal(rows: tuple[Row, ...]) -> Median | None:
    times = [(row.days, row.outcome is not DefendantOutcome.OPEN) for row in rows if row.days is not None]
    if sum(has_ended for _, has_ended in times) < THRESHOLD:
        return None
    return median(kaplan_meier(times))
