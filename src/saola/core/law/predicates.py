"""Rule R4: is the offence a predicate to laundering? By all crimes, a threshold, a list, or a mixture of these.

A conviction for the predicate is not asked for (FATF recommendation 3, from memory).
"""

from datetime import date
from typing import Any

from saola.core.values import Finding, Mark, Message, Missing, Outcome, Reason, Source, gettext_noop, say

from .facts import NOTHING, Facts
from .logic import NO, UNKNOWN, YES, agreed, every, negate, of, some
from .national import Approach, LaunderingLaw, NationalLaw
from .penalties import Term
from .standing import in_force, standing
from .statutes import Provision, Version
from .tiers import reached

ARTICLE = Source(
    "United Nations Convention against Transnational Organized Crime", "arts. 2(h), 6(2)", Mark.CHECKED
)


def predicate(
    provision: Provision,
    law: NationalLaw,
    *,
    on: date,
    facts: Facts = NOTHING,
    abroad: Finding[Any] | None = None,
    by_same_person: bool = False,
) -> Finding[tuple[str, ...]]:
    """Whether proceeds of the offence can be laundered under ``law`` on the day. ``value`` names the ways it is so.

    ``abroad`` is the answer of rule R3 where the offence was committed in another State: it counts only if criminal
    there and here (article 6(2)(c)). ``by_same_person``: the launderer committed the offence.
    """
    stands = in_force(provision, on)
    ways = dict(_ways(provision, law, on, facts))
    conditions = [stands.outcome, some(ways.values())]
    reasons = [*(stands.reasons if stands.outcome is not YES else ()), *_reasons(provision, ways)]
    missing = [*stands.missing, *(_lack(provision, law) if some(ways.values()) is UNKNOWN else ())]
    laws = [one for one in law.laundering if one.in_force.on(on) is not NO]
    if abroad is not None:
        may = _flag(laws, "covers_foreign_predicates")
        conditions += [abroad.outcome, may]
        reasons += [*abroad.reasons, _flagged(_FOREIGN, may)]
        missing += [*abroad.missing, *_open_flag(may, "foreign_predicates", _FOREIGN)]
    if by_same_person:
        may = _flag(laws, "covers_self_laundering")
        conditions.append(may)
        reasons.append(_flagged(_SELF, may))
        missing += _open_flag(may, "self_laundering", _SELF)
    outcome = every(conditions)
    return Finding(
        outcome=outcome,
        question=say(gettext_noop("Is {id} a predicate offence to money laundering?"), id=provision.id),
        on=on,
        rule="R4 predicate",
        value=tuple(name for name, answer in ways.items() if answer is YES),
        reasons=tuple(reasons),
        missing=tuple(dict.fromkeys(missing)) if outcome is UNKNOWN else (),
    )


def _ways(provision: Provision, law: NationalLaw, on: date, facts: Facts) -> list[tuple[str, Outcome]]:
    """Every way by which it may be a predicate, with the answer."""
    versions = [one.version for one in standing(provision, on)]
    said = [version.predicate for version in versions if version.predicate.is_predicate is not None]
    ways = (
        [("stated", agreed(every((of(one.is_predicate), one.in_force.on(on))) for one in said))]
        if said
        else []
    )
    laws = [one for one in law.laundering if one.in_force.on(on) is not NO]
    for one in laws:
        answer = every((one.in_force.on(on), _covers(one, provision, versions, facts)))
        ways.append((one.id or one.approach.value, answer))
    if not ways:
        ways.append(("laundering_law", UNKNOWN))
    return ways


def _covers(law: LaunderingLaw, provision: Provision, versions: list[Version], facts: Facts) -> Outcome:
    tiers = {tier.id for version in versions for tier in version.tiers}
    listed = of(bool(law.listed & (tiers | {provision.id}) or provision.area.value in law.areas))
    match law.approach:
        case Approach.ALL_CRIMES:
            return YES
        case Approach.LIST:
            return listed
        case Approach.THRESHOLD:
            return _over_threshold(law, versions, facts)
        case Approach.COMBINED:
            return some((listed, _over_threshold(law, versions, facts)))
        case _:
            return YES if listed is YES else UNKNOWN


def _over_threshold(law: LaunderingLaw, versions: list[Version], facts: Facts) -> Outcome:
    """Over, not at, the threshold: a maximum of more than one year, or a minimum of more than six months."""
    answers = []
    for version in versions:
        for one in reached(version, facts):
            parts = []
            custody = one.tier.penalty.custody
            if law.maximum_over is not None:
                parts.append(_is_over(one.is_at_least(law.maximum_over), one.maximum, law.maximum_over))
            if law.minimum_over is not None and custody.minimum is not None:
                parts.append(
                    _is_over(custody.minimum.at_least(law.minimum_over), custody.minimum, law.minimum_over)
                )
            answers.append(every((one.outcome, some(parts))) if parts else UNKNOWN)
    return some(answers) if answers else UNKNOWN


def _is_over(at_least: Outcome, term: Term | None, bound: Term) -> Outcome:
    if at_least is not YES or term is None:
        return at_least
    return negate(bound.at_least(term))


def _flag(laws: list[LaunderingLaw], name: str) -> Outcome:
    return some(of(getattr(law, name)) for law in laws) if laws else UNKNOWN


_FOREIGN = {
    YES: gettext_noop("Offences committed abroad count as predicates."),
    NO: gettext_noop("Offences committed abroad do not count as predicates."),
    UNKNOWN: gettext_noop("Whether offences committed abroad count as predicates is not known."),
}
_SELF = {
    YES: gettext_noop("Whoever committed the offence can be charged with laundering its proceeds."),
    NO: gettext_noop("Whoever committed the offence cannot be charged with laundering its proceeds."),
    UNKNOWN: gettext_noop(
        "Whether whoever committed the offence can be charged with laundering is not known."
    ),
}
_WAYS = {
    YES: gettext_noop("{id} is a predicate ({way})."),
    NO: gettext_noop("{id} is no predicate ({way})."),
    UNKNOWN: gettext_noop("Whether {id} is a predicate is not known ({way})."),
}


def _flagged(templates: dict[Outcome, str], answer: Outcome) -> Reason:
    return Reason(say(templates[answer]), "R4", (ARTICLE,))


def _open_flag(answer: Outcome, field: str, templates: dict[Outcome, str]) -> list[Missing]:
    return [Missing(field, say(templates[UNKNOWN]))] if answer is UNKNOWN else []


def _reasons(provision: Provision, ways: dict[str, Outcome]) -> list[Reason]:
    source = provision.versions[-1].source
    return [
        Reason(_in_words(provision, name, answer), "R4", (ARTICLE, source)) for name, answer in ways.items()
    ]


def _in_words(provision: Provision, name: str, answer: Outcome) -> Message:
    return say(_WAYS[answer], id=provision.id, way=name)


def _lack(provision: Provision, law: NationalLaw) -> tuple[Missing, ...]:
    text = gettext_noop(
        "What the laundering law of {country} takes as predicates on the day, and the maximum of {id}."
    )
    return (Missing("laundering_law", say(text, country=law.country, id=provision.id)),)
