"""What is asked and shown of one provision: its facts, its tiers, rule R1."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.answers import said
from saola.apps.legislation.queries import law_book
from saola.core.law import Facts
from saola.core.law.asked_facts import Asked, AskedAs, asked_facts
from saola.core.law.logic import NO
from saola.core.law.penalties import Custody
from saola.core.law.serious_crime import Severity, months
from saola.core.law.standing import standing
from saola.core.law.statutes import Provision, TierKind
from saola.core.law.tiers import FOUR_YEARS, reached
from saola.core.law.wording import custody_in_words
from saola.core.values import Finding, Message, Outcome, gettext_noop, say

from .answers import Cell, Day, Table, cells, columns, outcome_cell

_ACCUSED = (
    Asked("is_child", AskedAs.FLAG),
    Asked("person", AskedAs.WORD, ("natural", "legal")),
)


def facts_of_offence(provision: Provision, *, with_accused: bool = True) -> tuple[Asked, ...]:
    """The facts that the provision hangs on, in any of its texts, the place where it holds in a part only, the accused."""
    asked = list(_with_groups(asked_facts(provision.versions)))
    if provision.territory.subdivision:
        asked.insert(0, Asked("subdivision", AskedAs.WORD, (provision.territory.subdivision,)))
    return (*asked, *(_ACCUSED if with_accused else ()))


def facts_of_offences(provisions: Iterable[Provision]) -> tuple[Asked, ...]:
    """The facts that any of several provisions hangs on."""
    known = tuple(provisions)
    parts = sorted({one.territory.subdivision for one in known if one.territory.subdivision})
    place = (Asked("subdivision", AskedAs.WORD, tuple(parts)),) if parts else ()
    asked = asked_facts(version for provision in known for version in provision.versions)
    return (*place, *_with_groups(asked))


def _with_groups(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Where a schedule that is asked for lists groups of species, the group is asked for too."""
    schedules = next((one.words for one in asked if one.name == "schedule"), ())
    known = law_book().schedules
    groups = {entry.group for id in schedules if id in known for entry in known[id].entries if entry.group}
    others = tuple(one for one in asked if one.name != "group")
    groups |= {word for one in asked if one.name == "group" for word in one.words}
    return (*others, Asked("group", AskedAs.WORD, tuple(sorted(groups)))) if groups else asked


def groups_of_law() -> Asked:
    """The groups of species that any law in the book names."""
    book = law_book()
    texts = [text for provision in book.provisions.values() for text in provision.versions]
    groups = {word for one in asked_facts(texts) if one.name == "group" for word in one.words}
    groups |= {entry.group for one in book.schedules.values() for entry in one.entries if entry.group}
    return Asked("group", AskedAs.WORD, tuple(sorted(groups)))


def page_of(provision: Provision | str) -> str:
    """The address of the page of a provision."""
    id = provision if isinstance(provision, str) else provision.id
    return reverse("legislation:provision", args=[id])


def serious_sentence(finding: Finding[Any]) -> Message:
    """The answer of rule R1 in a sentence."""
    return say(
        {
            Outcome.YES: gettext_noop("It is a serious crime."),
            Outcome.NO: gettext_noop("It is no serious crime."),
            Outcome.UNKNOWN: gettext_noop("Whether it is a serious crime is not known."),
        }[finding.outcome]
    )


def serious_data(finding: Finding[Severity]) -> dict[str, Any]:
    """The value of rule R1 as plain data."""
    severity = finding.value or Severity()
    return {
        "serious_crime": finding.outcome.value,
        "max_custody_months": months(severity),
        "custody": severity.kind.value,
        "tiers": list(severity.tiers),
        "open_tiers": list(severity.open_tiers),
        "serious_if": list(severity.is_serious_if),
    }


def tiers_table(provision: Provision, on: Day | None, facts: Facts, recidivism_counts: bool | None) -> Table:
    """Every tier of the texts that stood or may have stood: whether the facts reach it, and whether it is serious."""
    rows = []
    versions = _standing(provision, on)
    for version in versions:
        found = {one.tier.id: one for one in reached(version, facts, recidivism_counts=recidivism_counts)}
        for tier in version.tiers:
            one = found.get(tier.id)
            penalty = tier.penalty
            rows.append(
                cells(
                    Cell(tier.id, page_of(provision)),
                    Cell(_kind(tier.kind), plain=tier.kind.value),
                    Cell(str(version.in_force)),
                    Cell(said(custody_in_words(penalty.custody)), plain=penalty.custody.words or None),
                    penalty.fine.words if penalty.fine else "",
                    outcome_cell(one.outcome if one else NO),
                    outcome_cell(one.is_at_least(FOUR_YEARS)) if one else Cell("", plain=""),
                )
            )
    heads = columns(
        ("tier", _("Tier"), "whole"),
        ("kind", _("Kind")),
        ("in_force", _("In force"), "whole"),
        ("custody", _("Custody at most")),
        ("fine", _("Fine")),
        ("reached", _("Reached by the facts")),
        ("four_years", _("Four years or more")),
    )
    return Table("tiers", _("The tiers of the penalty"), heads, tuple(rows))


def _kind(kind: TierKind) -> str:
    return vocabularies.label("tier_kinds", kind.value)


def _standing(provision: Provision, on: Day | None) -> list[Any]:
    """The texts of a day; of a month or year, those of any of its days; of an unknown day, all."""
    if on is None or not hasattr(on, "interval"):
        return [one.version for one in standing(provision, on)] or list(provision.versions)
    period = on.interval()
    return [one for one in provision.versions if one.in_force.possible.overlaps(period)] or list(
        provision.versions
    )


def custody_words(severity: Severity) -> str:
    """The gravest custody of an answer in words, a dash where none is certain."""
    if severity.kind.value == "unknown" and severity.maximum is None:
        return "–"
    return said(custody_in_words(Custody(severity.kind, severity.maximum)))
