"""Rule R1: is the offence a serious crime? UNTOC article 2(b): a maximum of at least four years, or graver.

The test is of the offence as the law has it for adults on the day, at the tiers that the charged facts reach. Minimum
terms, fines of any size, detention in lieu of a fine and sentences added up over counts do not matter.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.core.values import Finding, Mark, Message, Missing, Outcome, Reason, Source, gettext_noop, say

from .facts import NOTHING, Facts
from .logic import NO, UNKNOWN, YES, agreed
from .penalties import CustodyKind, Term
from .standing import Day, Standing, over_days, periods_in_words, some_text_stands, standing, when_in_force
from .statutes import Nature, Provision, Tier, TierKind, Version
from .tiers import FOUR_YEARS, Reached, facts_wanted, gravest, reached
from .wording import custody_in_words

ARTICLE = Source("United Nations Convention against Transnational Organized Crime", "art. 2(b)", Mark.CHECKED)
LIFE_MONTHS, DEATH_MONTHS = 99 * 12, 999 * 12
"""How life and death are written where one number is wanted, as the shared table of legislation writes them."""


@dataclass(frozen=True, slots=True)
class Severity:
    """The gravest penalty that the facts certainly reach, and the tiers behind the answer.

    ``maximum`` is ``None`` where the gravest has no figure; ``kind`` says which it is. ``tiers`` are reached, each
    of ``open_tiers`` would be if its facts were shown; ``is_serious_if`` names those of them that are serious.
    """

    kind: CustodyKind = CustodyKind.UNKNOWN
    maximum: Term | None = None
    tiers: tuple[str, ...] = ()
    open_tiers: tuple[str, ...] = ()
    is_serious_if: tuple[str, ...] = ()


def serious_crime(
    provision: Provision, on: Day, facts: Facts = NOTHING, *, recidivism_counts: bool | None = None
) -> Finding[Severity]:
    """Whether the offence is a serious crime by the law of the day. ``value`` is a ``Severity``.

    The question takes for granted that the offence is made out, so that one of its tiers applies.
    """
    changes = (day for version in provision.versions for day in version.in_force.days_of_change())
    return over_days(on, changes, lambda day: _on_day(provision, day, facts, recidivism_counts))


def _on_day(
    provision: Provision, day: date | None, facts: Facts, recidivism_counts: bool | None
) -> Finding[Severity]:
    if provision.nature is Nature.FLOOR:
        return _finding(provision, day, NO, reasons=(_no_offence(provision),))
    found = standing(provision, day)
    if not found:
        return _finding(provision, day, NO, reasons=(_not_in_force(provision),))
    verdicts = [_of_version(one.version, facts, recidivism_counts) for one in found]
    outcome = agreed(verdict.outcome for verdict in verdicts)
    if outcome is YES and some_text_stands(found) is not YES:
        outcome = UNKNOWN
    lacks = [lack for verdict in verdicts for lack in verdict.missing]
    if outcome is UNKNOWN and _is_open(found):
        lacks.insert(0, when_in_force(provision))
    return _finding(
        provision,
        day,
        outcome,
        value=verdicts[-1].severity,
        reasons=(
            *_periods(provision, found),
            *(reason for verdict in verdicts for reason in verdict.reasons),
            *about_the_accused(facts),
        ),
        missing=tuple(dict.fromkeys(lacks)) if outcome is UNKNOWN else (),
    )


def _finding(provision: Provision, day: date | None, outcome: Outcome, **parts: Any) -> Finding[Severity]:
    question = say(
        gettext_noop("Is {id} a serious crime (article 2(b) of the organized crime convention)?"),
        id=provision.id,
    )
    parts.setdefault("value", Severity())
    return Finding(outcome=outcome, question=question, on=day, rule="R1 serious_crime", **parts)


@dataclass(frozen=True, slots=True)
class _Verdict:
    outcome: Outcome
    severity: Severity
    reasons: tuple[Reason, ...]
    missing: tuple[Missing, ...]


def _of_version(version: Version, facts: Facts, recidivism_counts: bool | None) -> _Verdict:
    tiers = reached(version, facts, recidivism_counts=recidivism_counts)
    if not version.tiers:
        lack = Missing("penalty", say(gettext_noop("The penalty: the text loaded here names none.")))
        return _Verdict(UNKNOWN, Severity(), (), (lack,))
    if not tiers:
        text = say(
            gettext_noop("The facts reach none of the tiers of the penalty, so nothing is punishable here.")
        )
        return _Verdict(NO, Severity(CustodyKind.NONE), (Reason(text, "R1", (version.source,)),), ())
    graded = [(one, one.is_at_least(FOUR_YEARS)) for one in tiers]
    outcome = _weigh(graded)
    reasons = tuple(_reason(one, grade) for one, grade in graded)
    missing: tuple[Missing, ...] = ()
    if outcome is UNKNOWN:
        missing = tuple(lack for one, grade in graded for lack in _lacks(one, grade, facts))
    return _Verdict(outcome, _severity(graded), reasons, missing)


def _weigh(graded: list[tuple[Reached, Outcome]]) -> Outcome:
    """Yes when a tier that is reached is serious, or all that may be are; no when none that may be is."""
    if any(one.outcome is YES and grade is YES for one, grade in graded):
        return YES
    return agreed(grade for _, grade in graded)


def _severity(graded: list[tuple[Reached, Outcome]]) -> Severity:
    sure = [one for one, _ in graded if one.outcome is YES]
    top = gravest(sure)
    return Severity(
        kind=top.tier.penalty.custody.kind if top else CustodyKind.UNKNOWN,
        maximum=top.maximum if top else None,
        tiers=tuple(one.tier.id for one in sure),
        open_tiers=tuple(one.tier.id for one, _ in graded if one.outcome is UNKNOWN),
        is_serious_if=tuple(one.tier.id for one, grade in graded if one.outcome is UNKNOWN and grade is YES),
    )


_GRADES = {
    YES: gettext_noop("Tier {tier}: {custody}, which is at least four years or graver."),
    NO: gettext_noop("Tier {tier}: {custody}, which is less than four years. Fines do not count."),
    UNKNOWN: gettext_noop("Tier {tier}: {custody}; whether that reaches four years is not known."),
}
_IF_REACHED = gettext_noop("{grade} It counts only if its facts are shown.")


def _reason(one: Reached, grade: Outcome) -> Reason:
    custody = custody_in_words(one.tier.penalty.custody)
    if (maximum := one.tier.penalty.custody.maximum) and not one.lowest == one.highest == 1:
        custody = say(
            gettext_noop("{stated}, raised or lowered to between {low} and {high}"),
            stated=custody,
            low=maximum.times(one.lowest).in_words,
            high=maximum.times(one.highest).in_words,
        )
    text = say(_GRADES[grade], tier=one.tier.id, custody=custody)
    if one.outcome is UNKNOWN:
        text = say(_IF_REACHED, grade=text)
    return Reason(text, "R1", (ARTICLE, one.tier.source))


def _lacks(one: Reached, grade: Outcome, facts: Facts) -> list[Missing]:
    lacks = [
        Missing(name, _wanted(one.tier, name, facts))
        for name in facts_wanted(one.tier, facts)
        if one.outcome is UNKNOWN
    ]
    if one.outcome is UNKNOWN and one.tier.kind is TierKind.RECIDIVIST:
        lacks.append(Missing("recidivism_counts", _recidivism(one.tier)))
    if grade is UNKNOWN:
        text = say(gettext_noop("The maximum under tier {tier}, from the text of the law."), tier=one.tier.id)
        if one.lowest != one.highest:
            text = say(
                gettext_noop(
                    "Which increases or reductions apply to tier {tier}, and whether one upon the other."
                ),
                tier=one.tier.id,
            )
        lacks.append(Missing("maximum", text))
    if one.outcome is UNKNOWN and not lacks:
        text = say(gettext_noop("Whether a milder tier takes the place of tier {tier}."), tier=one.tier.id)
        lacks.append(Missing("mitigation", text))
    return lacks


def _wanted(tier: Tier, name: str, facts: Facts) -> Message:
    if facts.get(name) is None:
        return say(gettext_noop("{fact}: it decides whether tier {tier} applies."), fact=name, tier=tier.id)
    return say(
        gettext_noop("Evidence of {fact}: it is stated, and tier {tier} needs it proved."),
        fact=name,
        tier=tier.id,
    )


def _recidivism(tier: Tier) -> Message:
    return say(
        gettext_noop(
            "Whether a higher penalty for earlier convictions (tier {tier}) makes the offence graver: States differ."
        ),
        tier=tier.id,
    )


def _no_offence(provision: Provision) -> Reason:
    text = say(
        gettext_noop(
            "{id} sets a floor for the law of member States. It is no offence and proves no penalty of theirs."
        ),
        id=provision.id,
    )
    return Reason(text, "R1", (provision.versions[-1].source,))


def _not_in_force(provision: Provision) -> Reason:
    text = say(
        gettext_noop("{id} was not in force on the day (known periods: {periods})."),
        id=provision.id,
        periods=periods_in_words(provision),
    )
    return Reason(text, "in_force", tuple(dict.fromkeys(version.source for version in provision.versions)))


def _is_open(found: tuple[Standing, ...]) -> bool:
    return len(found) > 1 or found[0].outcome is UNKNOWN


def _periods(provision: Provision, found: tuple[Standing, ...]) -> tuple[Reason, ...]:
    if not _is_open(found):
        return ()
    if all(one.outcome is YES for one in found):
        template = gettext_noop(
            "The loaded texts of {id} overlap in time ({periods}). What holds under each was asked."
        )
    else:
        template = gettext_noop(
            "When the texts of {id} applied is not fully known ({periods}). Each possible one was asked."
        )
    text = say(template, id=provision.id, periods=", ".join(str(one.version.in_force) for one in found))
    return (Reason(text, "in_force", tuple(one.version.source for one in found)),)


def about_the_accused(facts: Facts) -> tuple[Reason, ...]:
    """What does not change the answer, though one may think so: a child, a company."""
    reasons = []
    child = facts.get("is_child")
    if child is not None and child.value is True:
        text = gettext_noop(
            "The accused was a child. The test is of the offence as the law has it for adults; juvenile law may cap "
            "custody and bar extradition."
        )
        reasons.append(Reason(say(text), "R1 (11)"))
    person = facts.get("person")
    if person is not None and person.value == "legal":
        text = gettext_noop(
            "A legal person cannot be imprisoned. The test is of the offence, not of the accused."
        )
        reasons.append(Reason(say(text), "R1 (12)"))
    return tuple(reasons)


def tier_is_serious(version: Version, tier: Tier) -> Outcome:
    """The tier by itself, its facts taken as shown. What hangs on earlier convictions counts for what it builds on."""
    if tier.kind is TierKind.RECIDIVIST:
        below = next((one for one in version.tiers if one.id == tier.builds_on), None)
        if below is None or Reached(below, YES).is_at_least(FOUR_YEARS) is not YES:
            return UNKNOWN
        return YES
    return Reached(tier, YES).is_at_least(FOUR_YEARS)


def months(severity: Severity) -> int | float | None:
    """The maximum as one number of months; life and death as ``LIFE_MONTHS`` and ``DEATH_MONTHS``."""
    if severity.kind in (CustodyKind.LIFE, CustodyKind.DEATH):
        return LIFE_MONTHS if severity.kind is CustodyKind.LIFE else DEATH_MONTHS
    if severity.kind is CustodyKind.NONE:
        return 0
    if severity.maximum is None:
        return None
    number = severity.maximum.rough_months
    return int(number) if number.denominator == 1 else round(float(number), 4)
