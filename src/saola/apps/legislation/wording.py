"""The law in words of the reader's language: conditions, species, penalties, periods."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.answers import said
from saola.apps.catalogue.figures import number
from saola.core.law.conditions import All, AnyOf, Condition, Is, Not, OneOf, Range
from saola.core.law.penalties import Combination, Custody, Fine
from saola.core.law.periods import InForce
from saola.core.law.serious_crime import Severity
from saola.core.law.statutes import Mode, SpeciesScope, Tier, TierKind
from saola.core.law.wording import custody_in_words
from saola.core.values import Finding, Outcome

from .asking.words import fact_label, word_label


def condition_in_words(condition: Condition) -> str:
    """What must be so; empty where nothing must."""
    match condition:
        case All(parts):
            return "; ".join(map(condition_in_words, parts))
        case AnyOf(parts):
            return pgettext("between conditions", " or ").join(map(condition_in_words, parts))
        case Not(part):
            return _("not: {condition}").format(condition=condition_in_words(part))
        case Is(fact, wanted):
            label = fact_label(fact)
            return label if wanted else _("not: {condition}").format(condition=label)
        case OneOf(fact, words):
            listed = vocabularies.listed([word_label(fact, word) for word in sorted(words)])
            return f"{fact_label(fact)}: {listed}"
        case Range():
            return _range(condition)


def _range(condition: Range) -> str:
    bounds = (
        (condition.at_least, _("at least {number} {unit}")),
        (condition.more_than, _("more than {number} {unit}")),
        (condition.at_most, _("at most {number} {unit}")),
        (condition.less_than, _("less than {number} {unit}")),
    )
    said_ = [
        words.format(number=number(bound), unit=condition.unit).strip()
        for bound, words in bounds
        if bound is not None
    ]
    return f"{fact_label(condition.fact)}: {', '.join(said_)}"


def species_in_words(scope: SpeciesScope, titles: dict[str, str]) -> str:
    """Which species; ``titles`` are those of schedules by id."""
    parts = [word_label("appendix", one) for one in sorted(scope.appendices)]
    parts += [_("“{title}”").format(title=titles.get(one, one)) for one in sorted(scope.schedules)]
    parts += sorted(scope.taxa)
    parts += [vocabularies.group_label(one) for one in sorted(scope.groups)]
    if scope.is_any:
        parts.append(_("every animal and plant"))
    return vocabularies.listed(parts) if parts else ""


def conduct_in_words(verbs: frozenset) -> str:
    return vocabularies.listed([vocabularies.label("conducts", verb.value) for verb in sorted(verbs)])


def area_label(code: str) -> str:
    """The name of a body of law, as a heading."""
    label = vocabularies.label("law_areas", code)
    return label[:1].upper() + label[1:]


def custody_range(custody: Custody) -> str:
    """The range of custody in words: "3 years to 10 years"."""
    most = said(custody_in_words(custody))
    if custody.minimum is None:
        return most
    least = said(custody.minimum.in_words)
    if custody.maximum is None:
        return _("at least {least}; {most}").format(least=least, most=most)
    return _("{least} to {most}").format(least=least, most=most)


def fine_in_words(fine: Fine | None) -> str:
    """The figures of a fine as far as they are plain; empty where there are none."""
    if fine is None:
        return ""
    if fine.is_unlimited:
        return _("without limit")
    figures = ""
    if fine.minimum is not None and fine.maximum is not None:
        figures = _("{least} to {most}").format(least=number(fine.minimum), most=number(fine.maximum))
    elif fine.maximum is not None:
        figures = _("up to {most}").format(most=number(fine.maximum))
    elif fine.minimum is not None:
        figures = _("at least {least}").format(least=number(fine.minimum))
    parts = [f"{fine.unit} {figures}".strip()] if figures else []
    if figures and fine.per:
        parts[0] = _("{fine} for each {what}").format(fine=parts[0], what=fine.per)
    if fine.cap is not None:
        parts.append(_("{most} in all").format(most=number(fine.cap)))
    if fine.times_value is not None:
        parts.append(_("{times} × the value").format(times=number(fine.times_value)))
    return "; ".join(parts)


def combination_in_words(combination: Combination) -> str:
    """How custody and fine stand to each other; empty where it is not known."""
    return {
        Combination.AND: _("both"),
        Combination.OR: _("one or the other"),
        Combination.AND_OR: _("either or both"),
        Combination.CUSTODY_ONLY: _("custody only"),
        Combination.FINE_ONLY: _("a fine only"),
        Combination.UNKNOWN: "",
    }[combination]


def kind_label(kind: TierKind) -> str:
    label = vocabularies.label("tier_kinds", kind.value)
    return label[:1].upper() + label[1:]


def mode_label(mode: Mode) -> str:
    return {
        Mode.ANY: "",
        Mode.SUMMARY: _("tried summarily"),
        Mode.INDICTMENT: _("tried on indictment"),
    }[mode]


def mental_in_words(mental: frozenset[str]) -> str:
    return vocabularies.listed(
        [_("strict liability") if one == "strict" else word_label("mental", one) for one in sorted(mental)]
    )


def when_tier(tier: Tier) -> str:
    """When a tier applies, in words."""
    parts = [condition_in_words(tier.when), mode_label(tier.mode)]
    if tier.builds_on:
        parts.append(_("raises {tier}").format(tier=tier.builds_on))
    return "; ".join(part for part in parts if part)


def period(in_force: InForce) -> str:
    """When a text was law. Days stand as they are written in law, since they may be months or years."""
    shown = str
    start = shown(in_force.begins) if in_force.begins.year else ""
    if in_force.ends is None:
        return _("since {start}").format(start=start) if start else _("since a day that is not known")
    if in_force.ends.year is None:
        return _("from {start}; ended on a day that is not known").format(start=start or "?")
    end = shown(in_force.ends)
    if not start:
        return _("until before {end}").format(end=end)
    return _("from {start} until before {end}").format(start=start, end=end)


def counted_provisions(count: int) -> str:
    return ngettext("{count} provision", "{count} provisions", count).format(count=number(count))


def serious_answer(finding: Finding[Severity]) -> str:
    """Whether it is a serious crime, as a sentence, with the gravest custody that is certain."""
    if finding.outcome is Outcome.UNKNOWN:
        return _("Whether it is a serious crime is not known")
    severity = finding.value
    most = said(severity.maximum.in_words) if severity and severity.maximum else ""
    if finding.outcome is Outcome.YES:
        return _("A serious crime: {most} at most").format(most=most) if most else _("A serious crime")
    return _("No serious crime: {most} at most").format(most=most) if most else _("No serious crime")


def stands_answer(finding: Finding[Any]) -> str:
    return {
        Outcome.YES: _("It was in force"),
        Outcome.NO: _("It was not in force"),
        Outcome.UNKNOWN: _("Whether it was in force is not known"),
    }[finding.outcome]


def requirements_answer(finding: Finding[Any]) -> str:
    return {
        Outcome.YES: _("All four are met"),
        Outcome.NO: _("Not all four are met"),
        Outcome.UNKNOWN: _("Whether all four are met was not verified"),
    }[finding.outcome]
