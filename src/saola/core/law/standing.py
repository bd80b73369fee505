"""Which versions of a provision stand on a day, as far as that is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from saola.core.values import Finding, Message, Missing, Outcome, PartialDate, Reason, gettext_noop, say

from .logic import NO, UNKNOWN, YES, agreed, some
from .statutes import Provision, Version

Day = date | PartialDate | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A version that is (``yes``) or may be (``unknown``) the law of the day."""

    version: Version
    outcome: Outcome


def standing(provision: Provision, day: date | None) -> tuple[Standing, ...]:
    """The versions in force on the day. A later one that certainly stands ends earlier ones without a stated end.

    More than one certain version is a contradiction in the data; all are given, and what they do not agree on is
    unknown.
    """
    found: list[Standing] = []
    is_replaced = False
    for version in reversed(provision.versions):
        period = version.in_force
        if is_replaced and (period.ends is None or period.ends.year is None):
            continue
        outcome = period.on(day)
        if outcome is not NO:
            found.append(Standing(version, outcome))
        is_replaced = is_replaced or outcome is YES
    return tuple(reversed(found))


def some_text_stands(found: tuple[Standing, ...]) -> Outcome:
    """Whether one of the texts was law. Where one followed the other on a day not fully known, one of them was."""
    if any(_follows(first.version, second.version) for first, second in pairwise(found)):
        return YES
    return some(one.outcome for one in found)


def _follows(before: Version, after: Version) -> bool:
    """Whether the later text begins with the end of the earlier, each certain but for the day of the change."""
    first, second = before.in_force, after.in_force
    if first.ends != second.begins or first.certain is None or second.certain is None:
        return False
    return first.certain.end == second.begins.first_day and second.certain.start == second.begins.last_day


def in_force(provision: Provision, day: date | None) -> Finding[tuple[Version, ...]]:
    """Whether the provision was law on the day, with the versions that were or may have been its text."""
    found = standing(provision, day)
    outcome = some_text_stands(found)
    text = _SAID[outcome]
    values: dict[str, Any] = {"id": provision.id, "periods": periods_in_words(provision)}
    sources = tuple(dict.fromkeys(version.source for version in provision.versions))
    return Finding(
        outcome=outcome,
        question=say(gettext_noop("Was {id} in force?"), id=provision.id),
        on=day,
        rule="in_force",
        value=tuple(one.version for one in found),
        reasons=(Reason(say(text, **values), "in_force", sources),),
        missing=(when_in_force(provision),) if outcome is UNKNOWN else (),
    )


_SAID = {
    YES: gettext_noop("{id} was in force on the day (known periods: {periods})."),
    NO: gettext_noop(
        "{id} was not in force on the day (known periods: {periods}), so nothing can be charged under it."
    ),
    UNKNOWN: gettext_noop("Whether {id} was in force on the day is not known (known periods: {periods})."),
}


def periods_in_words(provision: Provision) -> str:
    """``2006/2022-11-01, 2022-11-01/``: from the first day to the day after the last; ``?`` is not known."""
    return ", ".join(str(version.in_force) for version in provision.versions)


def when_in_force(provision: Provision) -> Missing:
    return Missing(
        "in_force",
        say(
            gettext_noop("The days on which {id} began or ceased to apply, from the official journal."),
            id=provision.id,
        ),
    )


def over_days(
    day: Day, changes: Iterable[date], answer: Callable[[date | None], Finding[Any]]
) -> Finding[Any]:
    """The answer for a day, or for a month, a year or an unknown day: what holds on every day of it.

    ``changes`` are the days on which the answer may change; between two of them it is asked once.
    """
    if not isinstance(day, PartialDate):
        return answer(day)
    if day.year is None:
        return answer(None)
    period = day.interval()
    moments = sorted({period.start, *(moment for moment in changes if moment in period)} - {None})  # type: ignore[type-var]
    return together([answer(moment) for moment in moments], str(day))


def together(findings: list[Finding[Any]], period: str) -> Finding[Any]:
    """One finding out of those for every stretch of a period: what they agree on, otherwise unknown."""
    if len(findings) == 1:
        return replace(findings[0], on=None) if period else findings[0]
    outcome = agreed(finding.outcome for finding in findings)
    lack = []
    if len({finding.outcome for finding in findings}) > 1:
        turns = [str(finding.on) for finding in findings[1:]]
        lack = [Missing("on", _exact_day(period, turns))]
    return Finding(
        outcome=outcome,
        question=findings[0].question,
        on=None,
        rule=findings[0].rule,
        value=findings[0].value if outcome is not UNKNOWN else None,
        reasons=tuple(dict.fromkeys(reason for finding in findings for reason in finding.reasons)),
        missing=tuple(dict.fromkeys([*lack, *(one for finding in findings for one in finding.missing)]))
        if outcome is UNKNOWN
        else (),
    )


def _exact_day(period: str, turns: list[str]) -> Message:
    return say(
        gettext_noop("The exact day. The answer changes within {period}, on {days}."),
        period=period,
        days=", ".join(turns),
    )
