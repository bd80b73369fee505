"""Rule R5: until when can it be prosecuted? The period, what interrupts it and what suspends it (UNTOC article 11(5)).

An interruption starts the period anew; a suspension stops it for as long as it lasts; a cap holds against interruptions.
The day of expiry is the first on which it is too late.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from saola.core.values import (
    Finding,
    Mark,
    Message,
    Missing,
    Outcome,
    PartialDate,
    Reason,
    Source,
    gettext_noop,
    say,
)

from .facts import NOTHING, Facts
from .limitation_rules import LimitationRule, Starts
from .logic import NO, UNKNOWN, YES, agreed, every, negate, of, some
from .national import NationalLaw
from .penalties import Term
from .standing import standing
from .statutes import Provision
from .tiers import reached

ARTICLE = Source(
    "United Nations Convention against Transnational Organized Crime", "art. 11(5)", Mark.CHECKED
)
WARNINGS = (365, 180, 90, 30)
"""Days ahead of expiry at which somebody is told. Our own choice; no treaty names them."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that interrupts or suspends, in the words of the rule: ``charge``, ``arrest_warrant``, ``absconding``.

    ``ended_on`` is for what lasts; ``None`` while it lasts still.
    """

    kind: str
    began_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Expiry:
    """The first and the last day on which time may be up, and the days of warning before the first.

    Both ``None`` with ``is_imprescriptible`` (never), with ``is_suspended`` (not while that lasts), or not known.
    """

    earliest: date | None = None
    latest: date | None = None
    warnings: tuple[date, ...] = ()
    is_imprescriptible: bool = False
    is_suspended: bool = False


def rules_for(
    provision: Provision, law: NationalLaw, on: date, facts: Facts = NOTHING
) -> tuple[LimitationRule, ...]:
    """The rules that apply or may apply to the offence by the law of the day: its own, else those of the country.

    Those that hang on the maximum are held against every tier that the facts may reach.
    """
    versions = [one.version for one in standing(provision, on)]
    own = [version.limitation for version in versions if version.limitation is not None]
    if own:
        return tuple(dict.fromkeys(own))
    return tuple(
        rule
        for rule in law.limitation
        if rule.in_force.on(on) is not NO
        and (not rule.for_areas or provision.area.value in rule.for_areas)
        and _fits(rule, provision, on, facts) is not NO
    )


def _fits(rule: LimitationRule, provision: Provision, on: date, facts: Facts) -> Outcome:
    if rule.maximum_at_least is None and rule.maximum_less_than is None:
        return YES
    tiers = [one for found in standing(provision, on) for one in reached(found.version, facts)]
    sure = [one for one in tiers if one.outcome is YES] or tiers
    lower = rule.maximum_at_least
    upper = rule.maximum_less_than
    return every(
        (
            YES if lower is None else some(one.is_at_least(lower) for one in tiers),
            YES if upper is None else negate(some(one.is_at_least(upper) for one in sure)),
        )
    )


def still_in_time(
    rules: Iterable[LimitationRule],
    *,
    done_on: date | PartialDate,
    asked_on: date,
    discovered_on: date | None = None,
    steps: Iterable[Step] = (),
) -> Finding[Expiry]:
    """Whether it can still be prosecuted on ``asked_on``. ``value`` says when time is, or may be, up.

    ``done_on`` is the day of the act, of a continuing offence that of its end. Where several ``rules`` may apply,
    what they do not agree on is unknown; without any it is unknown.
    """
    taken = tuple(sorted(steps, key=lambda step: step.began_on))
    known = tuple(rules)
    answers = [_by_rule(rule, done_on, asked_on, discovered_on, taken) for rule in known]
    outcome = agreed(answer for answer, _, _ in answers)
    expiry = _joined([expiry for _, expiry, _ in answers])
    return Finding(
        outcome=outcome,
        question=say(gettext_noop("Can it still be prosecuted?")),
        on=asked_on,
        rule="R5 limitation",
        value=expiry,
        reasons=tuple(
            Reason(text, "R5", (ARTICLE, rule.source))
            for rule, (_, _, text) in zip(known, answers, strict=True)
        ),
        missing=_missing(known, expiry, done_on, discovered_on) if outcome is UNKNOWN else (),
    )


def _by_rule(
    rule: LimitationRule,
    done_on: date | PartialDate,
    asked_on: date,
    discovered_on: date | None,
    steps: tuple[Step, ...],
) -> tuple[Outcome, Expiry, Message]:
    if rule.is_imprescriptible:
        return (
            YES,
            Expiry(is_imprescriptible=True),
            say(gettext_noop("It never lapses: {words}"), words=rule.words),
        )
    starts = _starts(rule, done_on, discovered_on)
    if rule.period is None or starts is None:
        return (
            UNKNOWN,
            Expiry(),
            say(gettext_noop("The period, or the day from which it runs, is not known.")),
        )
    ends = [_expires(rule, rule.period, start, steps, asked_on) for start in starts]
    if None in ends:
        stopped = gettext_noop("The period does not run at present: it is suspended.")
        return YES, Expiry(is_suspended=True), say(stopped)
    first, last = min(end for end in ends if end), max(end for end in ends if end)
    outcome = agreed((of(asked_on < first), of(asked_on < last)))
    warnings = tuple(first - timedelta(days=days) for days in WARNINGS)
    template = gettext_noop(
        "The period of {period} runs from {start}; with what interrupted or suspended it, it ends on {end}."
    )
    text = say(
        template,
        period=rule.period.in_words,
        start=" / ".join(map(str, dict.fromkeys(starts))),
        end=" / ".join(map(str, dict.fromkeys((first, last)))),
    )
    return outcome, Expiry(first, last, warnings), text


def _starts(
    rule: LimitationRule, done_on: date | PartialDate, discovered_on: date | None
) -> tuple[date, date] | None:
    """The first and the last day from which it may run."""
    if rule.starts is Starts.DISCOVERY:
        return (discovered_on, discovered_on) if discovered_on else None
    if not isinstance(done_on, PartialDate):
        return done_on, done_on
    if done_on.first_day is None or done_on.last_day is None:
        return None
    return done_on.first_day, done_on.last_day


def _expires(
    rule: LimitationRule, period: Term, start: date, steps: tuple[Step, ...], asked_on: date
) -> date | None:
    """The day time is up as seen on ``asked_on``; ``None`` while it is suspended. What comes too late has no effect."""
    end, still_until = later(start, period), start
    suspended = timedelta()
    for step in steps:
        if step.began_on >= min(end, _cap(rule, start, suspended)) or step.began_on > asked_on:
            break
        if step.kind in rule.suspended_by:
            if step.ended_on is None or step.ended_on > asked_on:
                return None
            length = max(step.ended_on - max(step.began_on, still_until), timedelta())
            end, suspended = end + length, suspended + length
            still_until = max(still_until, step.ended_on)
        elif step.kind in rule.interrupted_by:
            end = later(max(step.began_on, still_until), period)
    return min(end, _cap(rule, start, suspended))


def _cap(rule: LimitationRule, start: date, suspended: timedelta) -> date:
    return date.max if rule.cap is None else later(start, rule.cap) + suspended


def later(start: date, term: Term) -> date:
    """The day a term after ``start``: the same day of a later month, or the last of a shorter one; then the days."""
    whole = ceil(term.months)
    years, month = divmod(start.month - 1 + whole, 12)
    year = start.year + years
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)) + timedelta(days=ceil(term.days))


def _joined(all_: list[Expiry]) -> Expiry:
    dated = [one for one in all_ if one.earliest and one.latest]
    if len(dated) < len(all_) or not dated:
        return all_[0] if len(all_) == 1 else Expiry()
    first = min(dated, key=lambda one: one.earliest or date.max)
    return Expiry(first.earliest, max(one.latest for one in dated if one.latest), first.warnings)


def _missing(
    rules: tuple[LimitationRule, ...],
    expiry: Expiry,
    done_on: date | PartialDate,
    discovered_on: date | None,
) -> tuple[Missing, ...]:
    if not rules or any(rule.period is None and not rule.is_imprescriptible for rule in rules):
        return (
            Missing(
                "limitation", say(gettext_noop("The period of limitation for this offence, from the law."))
            ),
        )
    if discovered_on is None and any(rule.starts is Starts.DISCOVERY for rule in rules):
        return (Missing("discovered_on", say(gettext_noop("The day on which the offence was discovered."))),)
    if len(rules) > 1:
        return (
            Missing("tier", say(gettext_noop("Which of the periods applies: it hangs on the tier reached."))),
        )
    return (
        Missing(
            "done_on",
            say(
                gettext_noop("The exact day of the act: time is up between {first} and {last}."),
                first=str(expiry.earliest or "?"),
                last=str(expiry.latest or "?"),
            ),
        ),
    )
