"""What changed in the law between two days: which provisions began, ended or read otherwise, word by word."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from saola.core.intake.guarding import guarded
from saola.core.law import NationalLaw, Provision, Version
from saola.core.law.logic import UNKNOWN
from saola.core.law.serious_crime import serious_crime
from saola.core.law.standing import standing
from saola.core.values import Outcome

from . import wording


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a comparison: ``kind`` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the text that reads otherwise."""

    label: str
    before: str
    after: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One provision. ``kind``: began, ended, amended, or doubtful where it is not known what stood on a day."""

    provision: Provision
    kind: str
    differences: tuple[Difference, ...]
    serious_before: Outcome
    serious_after: Outcome


def changes(law: NationalLaw, since: date, until: date) -> list[Changed]:
    """Every provision that is not the same on both days, in the order of the law."""
    return [found for one in law.provisions if (found := _changed(one, law, since, until)) is not None]


def _changed(provision: Provision, law: NationalLaw, since: date, until: date) -> Changed | None:
    before, after = standing(provision, since), standing(provision, until)
    if [one.version for one in before] == [one.version for one in after]:
        return None
    titles = {one.id: one.title for one in law.schedules}
    if any(one.outcome is UNKNOWN for one in (*before, *after)):
        kind = "doubtful"
    else:
        kind = "ended" if not after else "amended" if before else "began"
    first = before[-1].version if before else None
    last = after[-1].version if after else None
    return Changed(
        provision,
        kind,
        tuple(_differences(first, last, titles)),
        serious_crime(provision, since).outcome,
        serious_crime(provision, until).outcome,
    )


def _differences(
    before: Version | None, after: Version | None, titles: dict[str, str]
) -> Iterator[Difference]:
    old, new = _parts(before, titles), _parts(after, titles)
    for label in dict.fromkeys((*old, *new)):
        if old.get(label, "") != new.get(label, ""):
            first, last = old.get(label, ""), new.get(label, "")
            yield Difference(label, first, last, compared(first, last))


def _parts(version: Version | None, titles: dict[str, str]) -> dict[str, str]:
    """The text in parts that can be compared, each with its label."""
    if version is None:
        return {}
    parts = {
        _("Words of the law"): version.words,
        _("Conduct"): wording.conduct_in_words(version.conduct),
        _("Species"): wording.species_in_words(version.species, titles) or version.species.words,
        _("State of mind"): wording.mental_in_words(version.mental),
        _("No offence where"): wording.condition_in_words(version.unless) if version.unless else "",
        _("Legal persons"): version.legal_persons.words,
    }
    lines = [
        "; ".join(
            filter(
                None,
                [
                    wording.when_tier(tier),
                    wording.custody_range(tier.penalty.custody),
                    wording.fine_in_words(tier.penalty.fine)
                    or (tier.penalty.fine.words if tier.penalty.fine else ""),
                    wording.combination_in_words(tier.penalty.combination),
                ],
            )
        )
        for tier in version.tiers
    ]
    return parts | {_("Penalty {number}").format(number=place): line for place, line in enumerate(lines, 1)}


def compared(before: str, after: str) -> tuple[Words, ...]:
    """The two texts as one, with what is gone and what is new, word by word."""
    old, new = before.split(), after.split()
    found: list[Words] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Words("same", " ".join(old[start:end])))
            continue
        if start < end:
            found.append(Words("gone", " ".join(old[start:end])))
        if first < last:
            found.append(Words("new", " ".join(new[first:last])))
    return tuple(found)


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def csv_lines(found: list[Changed]) -> Iterator[str]:
    """A line for each part that reads otherwise; no cell runs as a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    header = ("provision", "section", "change", "part", "before", "after", "serious_before", "serious_after")
    yield writer.writerow([guarded(cell) for cell in header])
    for one in found:
        for part in one.differences or (Difference("", "", "", ()),):
            row = (
                one.provision.id,
                one.provision.section,
                one.kind,
                part.label,
                part.before,
                part.after,
                one.serious_before.value,
                one.serious_after.value,
            )
            yield writer.writerow([guarded(cell) for cell in row])
