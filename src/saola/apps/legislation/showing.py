"""What the pages of the law show: statutes by area, one statute, one provision with its texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from saola.core.law import Facts, LawBook, NationalLaw, Provision, Statute, Version
from saola.core.law.logic import NO
from saola.core.law.serious_crime import Severity, serious_crime, tier_is_serious
from saola.core.law.standing import in_force, standing
from saola.core.law.statutes import Nature, Tier
from saola.core.law.wording import custody_in_words
from saola.core.values import Finding, Mark, Outcome, Source

from . import wording


@dataclass(frozen=True, slots=True)
class Line:
    """A provision in a list: whether it stands on the day, and the gravest custody that is certain then."""

    provision: Provision
    stands: Outcome
    words: str
    custody: Any
    serious: Outcome


@dataclass(frozen=True, slots=True)
class Group:
    """The provisions of one statute in a list."""

    statute: Statute
    period: str
    stands: Outcome
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    label: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class TierRow:
    tier: Tier
    kind: str
    when: str
    custody: str
    fine: str
    combination: str
    serious: Outcome
    source: Source | None


@dataclass(frozen=True, slots=True)
class Text:
    """One version as it is shown. ``stands`` is for the day of the page."""

    version: Version
    place: int
    period: str
    stands: Outcome
    gravest: str
    facts: tuple[dict[str, Any], ...]
    tiers: tuple[TierRow, ...]


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    provision: Provision
    statute: Statute
    country: str
    area: str
    stands: Finding[Any]
    serious: Finding[Severity]
    texts: tuple[Text, ...]
    rests_on_memory: bool

    @property
    def serious_sentence(self) -> str:
        return wording.serious_answer(self.serious)

    @property
    def stands_sentence(self) -> str:
        return wording.stands_answer(self.stands)


def register(laws: tuple[NationalLaw, ...], on: date, *, words: str = "", area: str = "") -> list[Area]:
    """Statutes with their provisions by area; ``words`` are looked for in titles, sections, conduct and codes."""
    sought = words.casefold().split()
    by_area: dict[str, list[Group]] = {}
    for law in laws:
        statutes = {one.id: one for one in law.statutes}
        for code, group in _groups(law, statutes, on, sought):
            by_area.setdefault(code, []).append(group)
    known = [Area(code, wording.area_label(code), tuple(groups)) for code, groups in by_area.items()]
    chosen = [one for one in known if not area or one.code == area]
    return sorted(chosen, key=lambda one: (one.code != "wildlife", one.label))


def _groups(
    law: NationalLaw, statutes: dict[str, Statute], on: date, sought: list[str]
) -> Iterator[tuple[str, Group]]:
    for statute in statutes.values():
        own = [one for one in law.provisions if one.statute == statute.id]
        found = [one for one in own if not sought or _holds(one, statute, sought)]
        if not found and sought:
            continue
        lines = tuple(_line(one, on) for one in found)
        yield (
            statute.area.value,
            Group(statute, wording.period(statute.in_force), statute.in_force.on(on), lines),
        )


def _holds(provision: Provision, statute: Statute, sought: list[str]) -> bool:
    texts = [provision.id, provision.section, statute.title, statute.citation, *provision.elements]
    for version in provision.versions:
        texts += [version.words, version.species.words, wording.conduct_in_words(version.conduct)]
        texts += [tier.id for tier in version.tiers]
    text = " ".join(texts).casefold()
    return all(word in text for word in sought)


def _line(provision: Provision, on: date) -> Line:
    finding = serious_crime(provision, on)
    found = standing(provision, on)
    version = found[-1].version if found else provision.versions[-1]
    gravest = max(version.tiers, key=_weight, default=None)
    return Line(
        provision,
        in_force(provision, on).outcome,
        version.words or wording.conduct_in_words(version.conduct),
        custody_in_words(gravest.penalty.custody) if gravest else None,
        finding.outcome,
    )


_KINDS = ("unknown", "none", "term", "indeterminate", "life", "death")


def _weight(tier: Tier) -> tuple[int, float]:
    custody = tier.penalty.custody
    months = float(custody.maximum.rough_months) if custody.maximum else 0.0
    return _KINDS.index(custody.kind.value), months


def provision_page(
    provision: Provision, law: NationalLaw, book: LawBook, on: date, facts: Facts
) -> ProvisionPage:
    """Everything the page of a provision shows, for the day it is opened for."""
    statute = next(one for one in law.statutes if one.id == provision.statute)
    standing_now = {id(one.version): one.outcome for one in standing(provision, on)}
    titles = {schedule.id: schedule.title for schedule in book.schedules.values()}
    texts = tuple(
        _text(place, version, standing_now.get(id(version), NO), titles, provision)
        for place, version in enumerate(provision.versions, 1)
    )
    return ProvisionPage(
        provision=provision,
        statute=statute,
        country=law.country,
        area=wording.area_label(provision.area.value),
        stands=in_force(provision, on),
        serious=serious_crime(provision, on, facts),
        texts=texts,
        rests_on_memory=any(
            source.mark is Mark.MEMORY
            for version in provision.versions
            for source in (version.source, *(tier.source for tier in version.tiers))
        ),
    )


def _text(
    place: int, version: Version, stands: Outcome, titles: dict[str, str], provision: Provision
) -> Text:
    gravest = max(version.tiers, key=_weight, default=None)
    return Text(
        version=version,
        place=place,
        period=wording.period(version.in_force),
        stands=stands,
        gravest=wording.custody_range(gravest.penalty.custody) if gravest else "",
        facts=tuple(_facts(version, titles)),
        tiers=tuple(_tier(version, tier, provision) for tier in version.tiers),
    )


def _tier(version: Version, tier: Tier, provision: Provision) -> TierRow:
    is_floor = provision.nature is Nature.FLOOR
    return TierRow(
        tier=tier,
        kind=wording.kind_label(tier.kind),
        when=wording.when_tier(tier),
        custody=wording.custody_range(tier.penalty.custody),
        fine=wording.fine_in_words(tier.penalty.fine),
        combination=wording.combination_in_words(tier.penalty.combination),
        serious=NO if is_floor else tier_is_serious(version, tier),
        source=tier.source if tier.source != version.source else None,
    )


def _facts(version: Version, titles: dict[str, str]) -> Iterator[dict[str, Any]]:
    species = wording.species_in_words(version.species, titles)
    rows = [
        (_("Words of the law"), version.words),
        (_("Conduct"), wording.conduct_in_words(version.conduct)),
        (_("Species"), species or version.species.words),
        (_("Species, in the words of the law"), version.species.words if species else ""),
        (_("State of mind"), wording.mental_in_words(version.mental)),
        (_("No offence where"), wording.condition_in_words(version.unless) if version.unless else ""),
        (
            _("Legal persons"),
            version.legal_persons.words or wording.fine_in_words(version.legal_persons.fine),
        ),
        (
            _("Raises or lowers the maximum"),
            "; ".join(
                f"× {one.factor}: {wording.condition_in_words(one.when)}" for one in version.multipliers
            ),
        ),
        (_("Days on which a source shows it in force"), ", ".join(map(str, version.in_force.attested))),
        (
            _("Doubtful from"),
            str(version.in_force.doubtful_from) if version.in_force.doubtful_from else "",
        ),
        (_("Note"), version.note),
    ]
    for label, value in rows:
        if value:
            yield {"label": label, "value": value}


def law_of(book: LawBook, provision: Provision) -> NationalLaw:
    """The file of law that holds a provision."""
    return next(law for law in book.laws if any(one is provision for one in law.provisions))
