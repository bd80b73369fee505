"""Is an organized criminal group involved (UNTOC article 2(a), (c)), and is the offence transnational (article 3(2))?

Each limb is asked for by itself, with what proves it. By the standard of proof a limb needs evidence; by that of
suspicion, which is enough for assistance (article 18(1)), it is enough that it is stated.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from saola.core.values import Finding, Mark, Message, Missing, Outcome, Reason, Source, gettext_noop, say

from .conditions import Condition, Is, Range
from .facts import Facts
from .logic import NO, UNKNOWN, YES, every, of, some

_UNTOC = "United Nations Convention against Transnational Organized Crime"
GROUP = Source(_UNTOC, "art. 2(a), (c)", Mark.CHECKED)
TRANSNATIONAL = Source(_UNTOC, "art. 3(2)", Mark.CHECKED)


class Standard(StrEnum):
    """How much is wanted: evidence of each limb, or reasonable grounds to suspect it."""

    PROOF = "proof"
    SUSPICION = "suspicion"


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb of a definition, whether it is met, and the evidence named for it."""

    name: str
    outcome: Outcome
    evidence: tuple[str, ...] = ()


_GROUP_LIMBS: tuple[tuple[str, Condition, str, str], ...] = (
    (
        "group_persons",
        Range("group_persons", at_least=Decimal(3)),
        gettext_noop("Three or more persons"),
        gettext_noop("How many persons were in it, with evidence of at least three."),
    ),
    (
        "group_structured",
        Is("group_structured"),
        gettext_noop(
            "A structured group, not formed at random for one immediate offence (formal roles are not needed)"
        ),
        gettext_noop("Evidence that the group was not formed at random for one immediate offence."),
    ),
    (
        "group_over_time",
        Is("group_over_time"),
        gettext_noop("It existed for a period of time"),
        gettext_noop("Evidence of how long the group existed."),
    ),
    (
        "group_in_concert",
        Is("group_in_concert"),
        gettext_noop("They acted in concert"),
        gettext_noop("Evidence that they acted together, such as messages, payments, shared transport."),
    ),
    (
        "group_aim",
        Is("group_aim"),
        gettext_noop("The aim was one or more serious crimes or offences of the convention"),
        gettext_noop("Evidence of what the group aimed at."),
    ),
    (
        "group_benefit",
        Is("group_benefit"),
        gettext_noop("They sought, directly or indirectly, a financial or other material benefit"),
        gettext_noop("Evidence of the benefit sought, such as prices, payments, ledgers."),
    ),
)
_MET = {
    YES: gettext_noop("{limb}: yes. Evidence: {evidence}."),
    NO: gettext_noop("{limb}: no. Evidence: {evidence}."),
    UNKNOWN: gettext_noop("{limb}: not shown. Evidence: {evidence}."),
}


def organized_group(
    facts: Facts,
    *,
    standard: Standard = Standard.PROOF,
    aims_at: Outcome | None = None,
    on: date | None = None,
) -> Finding[tuple[Limb, ...]]:
    """Whether an organized criminal group was involved. ``value`` are the limbs, all of which are needed.

    ``aims_at`` is the answer of rule R1 about the offence aimed at: what is no serious crime cannot be the aim,
    and what is one need not be proved again as such.
    """
    limbs = [_limb(facts, name, condition, standard) for name, condition, _, _ in _GROUP_LIMBS]
    if aims_at is not None:
        aim = limbs[4]
        limbs[4] = Limb(aim.name, every((aim.outcome, aims_at)), aim.evidence)
    outcome = every(limb.outcome for limb in limbs)
    texts = {name: (say(text), say(wanted)) for name, _, text, wanted in _GROUP_LIMBS}
    question = say(gettext_noop("Was an organized criminal group involved (article 2(a))?"))
    return _finding(question, "R2 organized_group", outcome, limbs, texts, GROUP, on)


def _limb(facts: Facts, name: str, condition: Condition, standard: Standard) -> Limb:
    fact = facts.get(name)
    outcome = condition.check(facts, proved=standard is Standard.PROOF)
    return Limb(name, outcome, fact.evidence if fact else ())


_CROSSING: tuple[tuple[str, str, str, str], ...] = (
    (
        "in_more_than_one_state",
        "a",
        gettext_noop("(a) It was committed in more than one State"),
        gettext_noop("The States in which acts of the offence were committed, with evidence."),
    ),
    (
        "planned_in_another_state",
        "b",
        gettext_noop(
            "(b) A substantial part of its preparation, planning, direction or control was in another State"
        ),
        gettext_noop("Where it was prepared, planned, directed or controlled, with evidence."),
    ),
    (
        "group_in_more_than_one_state",
        "c",
        gettext_noop("(c) The group is active in more than one State"),
        gettext_noop("In which States the group is active, with evidence."),
    ),
    (
        "effects_in_another_state",
        "d",
        gettext_noop("(d) It had substantial effects in another State"),
        gettext_noop("What effects it had in another State, with evidence."),
    ),
)

LIMBS = {name: text for name, *_, text, _ in (*_GROUP_LIMBS, *_CROSSING)}
"""Each limb of the two definitions by the fact that is asked for it, in words."""


def transnational(
    facts: Facts,
    *,
    standard: Standard = Standard.PROOF,
    group: Outcome | None = None,
    on: date | None = None,
) -> Finding[tuple[Limb, ...]]:
    """Whether the offence is transnational. ``value`` are the four limbs, any one of which is enough.

    ``committed_in``, the States where acts were committed, answers the first limb too. Limb (c) speaks of an
    organized criminal group: ``group`` is what is known of one.
    """
    limbs = [_crossing(facts, name, standard) for name, *_ in _CROSSING]
    if group is not None:
        limbs[2] = Limb(limbs[2].name, every((limbs[2].outcome, group)), limbs[2].evidence)
    outcome = some(limb.outcome for limb in limbs)
    texts = {name: (say(text), say(wanted)) for name, _, text, wanted in _CROSSING}
    question = say(gettext_noop("Is the offence transnational (article 3(2))?"))
    return _finding(question, "R2 transnational", outcome, limbs, texts, TRANSNATIONAL, on)


def _crossing(facts: Facts, name: str, standard: Standard) -> Limb:
    stated = facts.get("committed_in")
    if name == "in_more_than_one_state" and stated is not None and facts.get(name) is None:
        several = len(facts.words("committed_in")) > 1
        is_open = several and standard is Standard.PROOF and not stated.evidence
        # One State named does not say that it was in no other.
        return Limb(name, of(True if several and not is_open else None), stated.evidence)
    return _limb(facts, name, Is(name), standard)


def _finding(
    question: Message,
    rule: str,
    outcome: Outcome,
    limbs: list[Limb],
    texts: dict[str, tuple[Message, Message]],
    article: Source,
    on: date | None,
) -> Finding[tuple[Limb, ...]]:
    reasons = tuple(
        Reason(
            say(_MET[limb.outcome], limb=texts[limb.name][0], evidence=", ".join(limb.evidence) or "-"),
            limb.name,
            (article,),
        )
        for limb in limbs
    )
    missing = tuple(Missing(limb.name, texts[limb.name][1]) for limb in limbs if limb.outcome is UNKNOWN)
    return Finding(
        outcome=outcome,
        question=question,
        on=on,
        rule=rule,
        value=tuple(limbs),
        reasons=reasons,
        missing=missing if outcome is UNKNOWN else (),
    )


__all__ = ["GROUP", "LIMBS", "Limb", "Standard", "organized_group", "transnational"]
