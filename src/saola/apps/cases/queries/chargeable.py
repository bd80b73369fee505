"""What the law of a day lets be charged in a case, and what of it a charge copies."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.core.law import Facts, Provision, Tier, Version
from saola.core.law.charging import Charge as Chargeable
from saola.core.law.charging import chargeable
from saola.core.law.conducts import Conduct
from saola.core.law.logic import NO, UNKNOWN, YES
from saola.core.law.penalties import Custody, CustodyKind
from saola.core.law.scope import needs_species
from saola.core.law.serious_crime import serious_crime, tier_is_serious
from saola.core.law.standing import Day, standing
from saola.core.law.statutes import Schedule
from saola.core.law.tiers import gravest, reached
from saola.core.law.wording import custody_in_words
from saola.core.values import Finding, PartialDate

from .case_facts import Gathered

DAYS_A_MONTH = Fraction(487, 16)
"""30.4375: a twelfth of 365.25 days. For showing and for statistics, never for a rule."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a charge keeps of the law of its day."""

    tier: str
    words: str
    custody_kind: str
    max_custody_days: int | None
    max_custody_words: str
    is_serious: str
    elements: tuple[str, ...]


def can_be_charged(
    provision: Provision, day: Day, known: Gathered, schedules: Mapping[str, Schedule]
) -> Finding[Chargeable]:
    """Whether an act of this day can be charged, by the facts of the case.

    What was read off the seizures says that things were done; it does not say that nothing else was. Conduct that
    only the seizures tell of can therefore make a yes, never a no.
    """
    finding = chargeable(provision, day, known.facts, schedules)
    limbs = dict(finding.value.limbs) if finding.value else {}
    if finding.outcome is NO and limbs.get("conduct") is NO and "conduct" in known.derived:
        others = {name: fact for name, fact in known.facts.by_name.items() if name != "conduct"}
        return chargeable(provision, day, Facts(others), schedules)
    return finding


def as_of(provision: Provision, day: PartialDate, facts: Facts, tier: str = "") -> Copied:
    """The text, penalty and elements of the law of the day. Raises ``LookupError`` for a tier that was no law then.

    Where several texts may have stood on the day, or no tier is certainly reached, the penalty stays unknown.
    """
    texts = _texts(provision, day)
    found = _tier(texts, facts, tier)
    words = " / ".join(dict.fromkeys(text.words for text in texts if text.words)) or provision.section
    elements = provision.elements or tuple(_own_elements(provision, texts[0] if texts else None))
    if found is None:
        serious = serious_crime(provision, day, facts).outcome
        return Copied("", words, CustodyKind.UNKNOWN, None, "", serious.value, elements)
    version, one = found
    custody = one.penalty.custody
    serious = tier_is_serious(version, one) if tier else serious_crime(provision, day, facts).outcome
    return Copied(
        tier=one.id,
        words=words,
        custody_kind=custody.kind.value,
        max_custody_days=days_of(custody),
        max_custody_words=(custody.words or str(custody_in_words(custody)))[:200],
        is_serious=serious.value,
        elements=elements,
    )


def days_of(custody: Custody) -> int | None:
    """The maximum in days, for statistics; ``None`` where it is no number of days."""
    if custody.maximum is None:
        return 0 if custody.kind is CustodyKind.NONE else None
    return round(custody.maximum.rough_months * DAYS_A_MONTH)


def _texts(provision: Provision, day: PartialDate) -> list[Version]:
    """Every text that was or may have been law on the day, in order of time."""
    days = dict.fromkeys((day.first_day, day.last_day))
    return list(dict.fromkeys(one.version for moment in days for one in standing(provision, moment)))


def _tier(texts: list[Version], facts: Facts, wanted: str) -> tuple[Version, Tier] | None:
    if wanted:
        for version in texts:
            for tier in version.tiers:
                if tier.id == wanted:
                    return version, tier
        raise LookupError(f"{wanted} was not among the penalties of that day")
    if len(texts) != 1:
        return None
    (version,) = texts
    sure = [one for one in reached(version, facts) if one.outcome is YES]
    top = gravest(sure)
    return None if top is None else (version, top.tier)


def _own_elements(provision: Provision, version: Version | None) -> list[str]:
    """What the text itself makes a condition, where nobody wrote the elements down."""
    if version is None:
        return []
    verbs = [vocabularies.label("conducts", verb) for verb in Conduct if verb in version.conduct]
    found = []
    if verbs:
        found.append(_("The accused did one of these: %(conduct)s") % {"conduct": vocabularies.listed(verbs)})
    if needs_species(provision, version):
        found.append(_("The species is one that the provision is about"))
    if version.unless is not None:
        found.append(_("No exemption, such as a permit, applied"))
    return found


__all__ = ["UNKNOWN", "Copied", "as_of", "can_be_charged", "days_of"]
