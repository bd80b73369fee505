"""What courts gave for the like: every judgment of cases that may be passed on, without any name.

Results of courts are public, so a reader's own cases do not narrow them. What keeps people from being singled out:
small numbers are withheld by ``saola.core.casework``, what is shown is rounded, and a selection of few is not answered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.core.casework import (
    Cell,
    DefendantOutcome,
    Length,
    NoTerm,
    Row,
    Summary,
    compare,
    quantile,
    wilson,
)
from saola.core.values import Estimate

from ..models import GuidelineRange
from .guidelines import Within, within_guideline
from .judgments import Judged, everybody, stamp

ROUND_TO = 5
"""Numbers of people are shown to the nearest five, so that the difference of two selections names nobody."""
FEWEST = 10
"""A selection of fewer people is not answered at all."""
BY: dict[str, Callable[[Row], str]] = {
    "offence": lambda row: row.offence,
    "group": lambda row: row.group,
    "court": lambda row: row.court,
    "year": lambda row: row.year,
}


@dataclass(frozen=True)
class Line:
    """One group of the comparison as it may be shown: every number of people rounded or withheld."""

    key: str
    label: str
    people: str
    convicted: str
    acquitted: str
    dismissed: str
    withdrawn: str
    rate: Estimate | None
    custody: Estimate | None
    quartiles: tuple[Estimate, Estimate] | None
    share: Estimate | None
    fine: Estimate | None
    disposal: Estimate | None
    disposal_days: int | None
    maximum: str
    guideline: Within | None


@dataclass(frozen=True)
class Answer:
    """``lines`` are empty, and ``is_too_few`` set, where the selection is of too few people."""

    by: str
    lines: tuple[Line, ...] = ()
    together: Line | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    is_too_few: bool = False


def answer(by: str, chosen: dict[str, str], today: date) -> Answer:
    """The comparison by ``by`` of the judgments that fit ``chosen`` (offence, group, court, year).

    Worked out anew only after something of it changed.
    """
    return _answer(by, tuple(sorted(chosen.items())), today, stamp(), get_language() or "")


@lru_cache(maxsize=64)
def _answer(
    by: str, wanted: tuple[tuple[str, str], ...], today: date, _stamp: tuple[Any, ...], _language: str
) -> Answer:
    chosen = dict(wanted)
    judged = [
        one for one in everybody(today) if all(BY[name](one.row) == value for name, value in chosen.items())
    ]
    if len(judged) < FEWEST:
        return Answer(by, is_too_few=True)
    comparison = compare((one.row for one in judged), BY[by])
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[BY[by](one.row)].append(one)
    ranges = list(GuidelineRange.objects.all())
    lines = [_line(by, key, found, groups[key], ranges) for key, found in comparison.groups.items()]
    together = _line(by, "", comparison.together, judged, ranges)
    reasons = [
        (vocabularies.label("outcome_reasons", reason) if reason else _("no reason entered"), shown(cell))
        for reason, cell in comparison.together.reasons.items()
    ]
    return Answer(by, tuple(lines), replace(together, label=_("All together")), tuple(reasons))


def _line(by: str, key: str, found: Summary, people: list[Judged], ranges: list[GuidelineRange]) -> Line:
    outcomes = found.outcomes
    lower, upper = found.custody.lower, found.custody.upper
    return Line(
        key=key,
        label=label(by, key),
        people=shown(found.people),
        convicted=shown(outcomes[DefendantOutcome.CONVICTED]),
        acquitted=shown(outcomes[DefendantOutcome.ACQUITTED]),
        dismissed=shown(outcomes[DefendantOutcome.DISMISSED]),
        withdrawn=shown(outcomes[DefendantOutcome.WITHDRAWN]),
        rate=_rate(found),
        custody=found.custody.median,
        quartiles=(lower, upper) if lower and upper else None,
        share=found.share.median,
        fine=_fine(people),
        disposal=found.disposal.estimate if found.disposal else None,
        disposal_days=found.disposal.days if found.disposal else None,
        maximum=_possible(people) if by == "offence" else "",
        guideline=within_guideline(key, people, ranges) if by == "offence" else None,
    )


def rounded(count: int) -> int:
    """To the nearest five; what is there is never nothing."""
    return 0 if count == 0 else max(ROUND_TO, ROUND_TO * round(count / ROUND_TO))


def shown(cell: Cell) -> str:
    """A number of people as it may be shown."""
    return cell.in_words.in_words(_) if cell.count is None else str(rounded(cell.count))


def _rate(found: Summary) -> Estimate | None:
    """From the rounded numbers: the exact rate would give the exact numbers away."""
    if found.conviction_rate is None:
        return None
    convicted = rounded(found.outcomes[DefendantOutcome.CONVICTED].count or 0)
    acquitted = rounded(found.outcomes[DefendantOutcome.ACQUITTED].count or 0)
    return wilson(convicted, convicted + acquitted)


def _fine(people: Iterable[Judged]) -> Estimate | None:
    """The median fine in the currency given most often, where enough people were fined."""
    by_unit: dict[str, list[float]] = defaultdict(list)
    for one in people:
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for unit, amount in one.fines:
            sums[unit] += amount
        for unit, amount in sums.items():
            by_unit[unit].append(float(amount))
    unit = max(by_unit, key=lambda name: len(by_unit[name]), default="")
    values = by_unit.get(unit, [])
    return quantile(values, 0.5, unit) if len(values) >= FEWEST else None


def _possible(people: Iterable[Judged]) -> str:
    """The gravest custody that the law of the days held for the offence: public whatever the numbers."""
    terms = [one.row.maximum for one in people]
    beyond = [term for term in terms if isinstance(term, NoTerm)]
    if beyond:
        return {NoTerm.LIFE: _("life"), NoTerm.DEATH: _("death")}.get(beyond[0], _("without a maximum"))
    days = max((term.days for term in terms if isinstance(term, Length)), default=None)
    return "" if days is None else _("{days} days").format(days=days)


def label(by: str, key: str) -> str:
    """What a group of the comparison is called."""
    if not key:
        return {"group": _("no group said"), "court": _("no court said"), "year": _("not decided yet")}.get(
            by, _("all offences")
        )
    return vocabularies.group_label(key) if by == "group" else key


def answer_data(answer: Answer) -> dict[str, Any]:
    """The answer as plain data: the same numbers, rounded and withheld alike."""
    lines = [_line_data(line) for line in answer.lines]
    return {
        "by": answer.by,
        "is_too_few": answer.is_too_few,
        "groups": lines,
        "together": _line_data(answer.together) if answer.together else None,
        "withdrawn_because": dict(answer.reasons),
    }


def _line_data(line: Line) -> dict[str, Any]:
    counts = {
        name: getattr(line, name) for name in ("people", "convicted", "acquitted", "dismissed", "withdrawn")
    }
    found = {name: getattr(line, name) for name in ("rate", "custody", "share", "fine", "disposal")}
    estimates = {name: one.as_data() if one else None for name, one in found.items()}
    return {"key": line.key, "label": line.label, **counts, **estimates, "maximum": line.maximum}
