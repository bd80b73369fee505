"""Answers of law as plain data: the Finding about one provision, the table of all, what a country's law lacks."""

from datetime import date
from typing import Any

from saola.core.law import Facts, LawBook, NationalLaw, Provision, Tier, Version
from saola.core.law.charging import chargeable
from saola.core.law.checklists import Point, checklist
from saola.core.law.faults import faults
from saola.core.law.logic import NO, UNKNOWN, YES
from saola.core.law.serious_crime import Severity, months, serious_crime, tier_is_serious
from saola.core.law.statutes import Nature
from saola.core.law.wording import custody_in_words
from saola.core.values import Finding, Outcome, PartialDate, gettext_noop
from saola.core.values import say as message

from .answers import said

Day = date | PartialDate


def finding_data(finding: Finding[Any]) -> dict[str, Any]:
    """A Finding with its sentences in the reader's language, without its value."""
    return {
        "question": said(finding.question),
        "on": finding.on.isoformat() if finding.on else None,
        "outcome": finding.outcome.value,
        "rule": finding.rule,
        "reasons": [
            {
                "text": said(reason.text),
                "rule": reason.rule,
                "sources": [source.as_data() for source in reason.sources if source.title],
            }
            for reason in finding.reasons
        ],
        "missing": [{"field": lack.field, "text": said(lack.text)} for lack in finding.missing],
        "sources": [source.as_data() for source in finding.sources if source.title],
        "rests_on_memory": finding.rests_on_memory,
    }


def provision_data(provision: Provision, on: Day, facts: Facts, book: LawBook) -> dict[str, Any]:
    """Rule R1 for one provision on a day, and beside it whether it can be charged."""
    finding = serious_crime(provision, on, facts)
    severity = finding.value or Severity()
    charge = chargeable(provision, on, facts, book.schedules)
    return {
        "provision": provision.id,
        "country": provision.territory.country,
        "section": provision.section,
        "on": str(on),
        **{key: value for key, value in finding_data(finding).items() if key != "on"},
        "serious_crime": finding.outcome.value,
        "max_custody_months": months(severity),
        "custody": severity.kind.value,
        "tiers": list(severity.tiers),
        "open_tiers": list(severity.open_tiers),
        "serious_if": list(severity.is_serious_if),
        "charge": finding_data(charge) | {"limbs": dict(charge.value.limbs) if charge.value else {}},
    }


def table_data(book: LawBook, on: Day | None) -> list[dict[str, Any]]:
    """A row for each tier of the law, by itself, its facts taken as shown; on a day, as far as it was law then."""
    return [_row(provision, version, tier, on) for provision, version, tier in book.tiers()]


def _row(provision: Provision, version: Version, tier: Tier, on: Day | None) -> dict[str, Any]:
    stood = _stood(version, on)
    outcome = NO if provision.nature is Nature.FLOOR or stood is NO else tier_is_serious(version, tier)
    if outcome is YES and stood is UNKNOWN:
        outcome = UNKNOWN
    custody = tier.penalty.custody
    return {
        "id": tier.id,
        "provision": provision.id,
        "country": provision.territory.country,
        "subdivision": provision.territory.subdivision,
        "serious_crime": outcome.value,
        "max_custody_months": months(Severity(custody.kind, custody.maximum)),
        "custody": custody.kind.value,
        "in_force": None if stood is None else stood.value,
        "reasons": _row_reasons(provision, version, tier, stood),
        "mark": tier.source.mark.value,
    }


def _stood(version: Version, on: Day | None) -> Outcome | None:
    if on is None or isinstance(on, date):
        return None if on is None else version.in_force.on(on)
    first, last = on.first_day, on.last_day
    answers = {version.in_force.on(day) for day in (first, last)}
    turns = any(first < day <= last for day in version.in_force.days_of_change()) if first and last else True
    return UNKNOWN if turns or len(answers) > 1 else answers.pop()


def _row_reasons(provision: Provision, version: Version, tier: Tier, stood: Outcome | None) -> list[str]:
    texts = [
        message(
            gettext_noop("{section}: {custody} at most."),
            section=provision.section or provision.id,
            custody=custody_in_words(tier.penalty.custody),
        )
    ]
    if provision.nature is Nature.FLOOR:
        texts.append(message(gettext_noop("It sets a floor for the law of member States and is no offence.")))
    if tier.builds_on:
        texts.append(
            message(
                gettext_noop("It is for earlier convictions and counts as far as {tier} does."),
                tier=tier.builds_on,
            )
        )
    if stood is NO:
        texts.append(
            message(
                gettext_noop("This text was not in force on the day ({period})."),
                period=str(version.in_force),
            )
        )
    if stood is UNKNOWN:
        texts.append(
            message(
                gettext_noop("Whether this text was in force on the day is not known ({period})."),
                period=str(version.in_force),
            )
        )
    return [said(text) for text in texts]


def gaps_data(laws: tuple[NationalLaw, ...], country: str, on: date) -> dict[str, Any]:
    """What the law of a country lacks, and what is wrong in it as it is written down here."""
    points = [point for law in laws or (NationalLaw(country),) for point in checklist(law, on)]
    return {
        "country": country,
        "on": on.isoformat(),
        "is_loaded": bool(laws),
        "gaps": [_point(point) for point in points if point.finding.outcome is not YES],
        "met": [_point(point) for point in points if point.finding.outcome is YES],
        "faults": [
            {"provision": fault.provision, "fault": fault.what, "text": said(fault.text)}
            for law in laws
            for fault in faults(law)
        ],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "point": point.name,
        "treaty": point.treaty,
        "article": point.article,
        "provisions": list(point.finding.value or ()),
        **finding_data(point.finding),
    }
