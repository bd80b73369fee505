"""Rule R2: does the organized crime convention apply to a case, and by which article?

Article 3(1): to the offences of articles 5, 6, 8 and 23, and to serious crime, where the offence is transnational and an
organized criminal group is involved. For assistance (article 18(1)) reasonable grounds to suspect both are enough. As
offences of domestic law (article 34(2)) those of articles 5, 6, 8 and 23 need neither.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from saola.core.values import Finding, Mark, Outcome, Reason, Source, gettext_noop, say

from .conducts import Conduct
from .facts import Facts
from .groups import Standard, organized_group, transnational
from .logic import NO, UNKNOWN, YES, every, of, some
from .treaties import TreatyBook, bound

_TITLE = "United Nations Convention against Transnational Organized Crime"
ARTICLES = {
    Conduct.JOIN_GROUP: "5",
    Conduct.LEAD_GROUP: "5",
    Conduct.FINANCE_GROUP: "5",
    Conduct.LAUNDER: "6",
    Conduct.BRIBE: "8",
    Conduct.TAKE_BRIBE: "8",
    Conduct.OBSTRUCT_JUSTICE: "23",
}
"""The conduct that the convention itself names, with its article."""


class Purpose(StrEnum):
    """What the answer is for: the scope of the convention, a request for assistance, or domestic law alone."""

    SCOPE = "scope"
    ASSISTANCE = "assistance"
    DOMESTIC = "domestic"


@dataclass(frozen=True, slots=True)
class Applies:
    """The articles by which the convention applies or would apply, and the answer of each part of the question."""

    articles: tuple[str, ...]
    parts: tuple[tuple[str, Outcome], ...]


def convention_applies(
    facts: Facts,
    serious: Finding[Any],
    *,
    on: date,
    states: tuple[str, ...],
    book: TreatyBook,
    purpose: Purpose = Purpose.SCOPE,
) -> Finding[Applies]:
    """Whether the convention applies between ``states`` on the day. ``value`` is an ``Applies``.

    ``serious`` is the answer of rule R1 about the offence. Facts asked for: ``conduct`` and those of
    ``organized_group`` and ``transnational``.
    """
    named = {ARTICLES[verb] for verb in ARTICLES if verb in facts.words("conduct")}
    covered = some((of(bool(named)), serious.outcome))
    parts: list[tuple[str, Finding[Any]]] = [
        (f"bound_{state}", bound(state, "untoc", on, book)) for state in states
    ]
    if purpose is not Purpose.DOMESTIC or not named:
        parts += _group_and_border(facts, serious, bool(named), purpose, on)
    outcome = every((covered, *(finding.outcome for _, finding in parts)))
    missing = [lack for _, finding in parts if finding.outcome is UNKNOWN for lack in finding.missing]
    if covered is UNKNOWN:
        missing = [*serious.missing, *missing]
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Does the organized crime convention apply between {states}?"),
            states=", ".join(states),
        ),
        on=on,
        rule="R2 convention_applies",
        value=Applies(
            _articles(named, serious.outcome, purpose),
            (("covered", covered), *((name, finding.outcome) for name, finding in parts)),
        ),
        reasons=(
            _covered(named, serious.outcome, purpose),
            *(() if named else serious.reasons),
            *(reason for _, finding in parts for reason in finding.reasons),
        ),
        missing=tuple(dict.fromkeys(missing)) if outcome is UNKNOWN else (),
    )


def _group_and_border(
    facts: Facts, serious: Finding[Any], is_named: bool, purpose: Purpose, on: date
) -> list[tuple[str, Finding[Any]]]:
    standard = Standard.SUSPICION if purpose is Purpose.ASSISTANCE else Standard.PROOF
    aims_at = None if is_named else serious.outcome
    group = organized_group(facts, standard=standard, aims_at=aims_at, on=on)
    border = transnational(facts, standard=standard, group=group.outcome, on=on)
    if purpose is Purpose.ASSISTANCE:
        border = _or_traces_abroad(facts, border)
    return [("organized_group", group), ("transnational", border)]


def _or_traces_abroad(facts: Facts, border: Finding[Any]) -> Finding[Any]:
    """For assistance it is enough that victims, witnesses, proceeds, tools or evidence are suspected to be there."""
    traces = facts.get("traces_in_requested_state")
    if traces is None or traces.value is not True:
        return border
    text = gettext_noop(
        "Victims, witnesses, proceeds, instrumentalities or evidence are suspected in the requested State, which is "
        "enough for assistance."
    )
    reason = Reason(say(text), "R2", (Source(_TITLE, "art. 18(1)", Mark.CHECKED),))
    return Finding(
        outcome=YES,
        question=border.question,
        on=border.on,
        rule=border.rule,
        value=border.value,
        reasons=(reason, *border.reasons),
    )


def _articles(named: set[str], serious: Outcome, purpose: Purpose) -> tuple[str, ...]:
    articles = []
    if named:
        articles += ["34(2)" if purpose is Purpose.DOMESTIC else "3(1)(a)", *sorted(named, key=int)]
    if serious is not NO:
        articles.append("3(1)(b)")
    if purpose is Purpose.ASSISTANCE:
        articles.append("18(1)")
    return tuple(articles)


def _covered(named: set[str], serious: Outcome, purpose: Purpose) -> Reason:
    if named:
        template = gettext_noop("The conduct is one that the convention itself names (article {articles}).")
    else:
        template = {
            YES: gettext_noop("The offence is a serious crime, so article 3(1)(b) covers it."),
            NO: gettext_noop(
                "The offence is no serious crime and none that the convention names: it is not covered."
            ),
            UNKNOWN: gettext_noop(
                "Whether the convention covers the offence hangs on whether it is a serious crime."
            ),
        }[serious]
    article = "art. 34(2)" if named and purpose is Purpose.DOMESTIC else "art. 3(1)"
    text = say(template, articles=", ".join(sorted(named, key=int)))
    return Reason(text, "R2", (Source(_TITLE, article, Mark.CHECKED),))
