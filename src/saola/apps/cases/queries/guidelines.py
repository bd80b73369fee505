"""Custody that was given held against the guideline of its day, where there is one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from saola.core.casework import Length, Range, against_guideline
from saola.core.values import Interval, Mark, Outcome, Source

from ..models import GuidelineRange

FEWEST = 10
"""Of fewer sentences nothing is said: the guideline would point at them."""


@dataclass(frozen=True, slots=True)
class Within:
    """The share of sentences, to the nearest tenth, that lie within some level of the guideline of their day."""

    percent: int
    source: str


def within_guideline(offence: str, people: Sequence[Any], ranges: Iterable[GuidelineRange]) -> Within | None:
    """``None`` without a guideline, or of too few sentences that it can be held against."""
    known = [_range(one) for one in ranges if one.provision == offence]
    if not known:
        return None
    answers = [
        any(found.position == "within" for found in finding.value or ())
        for one in people
        if one.row.custody is not None and one.decided_on is not None
        for finding in [against_guideline(one.row.custody, known, offence=offence, on=one.decided_on)]
        if finding.value and (finding.outcome is not Outcome.UNKNOWN or len(finding.value) > 1)
    ]
    if len(answers) < FEWEST:
        return None
    return Within(round(10 * sum(answers) / len(answers)) * 10, known[0].source.title)


def _range(one: GuidelineRange) -> Range:
    return Range(
        offence=one.provision,
        level=one.level,
        low=Length(one.from_days),
        high=Length(one.to_days),
        in_force=Interval(one.begins_on, one.ends_on),
        source=Source(one.source, "", Mark.CHECKED),
    )
