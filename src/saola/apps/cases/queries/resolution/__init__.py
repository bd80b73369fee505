"""The resolution as a page: each operative paragraph with what is in force and in practice, from live records."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.apps.catalogue.resolution import Paragraph, paragraphs
from saola.apps.seizures.models import IssuedReport
from saola.core.values import Finding, Message, Missing, Outcome

from .deciding import LATER, Known, decide, later
from .figures import FEWEST, Figure, figures
from .law import LawInForce, law_in_force

SHOWN: dict[int, tuple[str, ...]] = {
    1: ("charges",),
    2: ("seizures", "routes", "joint", "deliveries", "sent", "received"),
    4: ("charges", "serious"),
    5: (
        *("charges", "convicted", "acquitted", "ended", "custody", "appeals", "hearings", "adjourned"),
        *("exhibits", "whole"),
    ),
    6: ("sent", "received"),
    7: ("agencies", "cases", "joint", "handed_over"),
    13: ("judged",),
    15: ("reports", "seizures", "appendix_known"),
}
"""The figures of each paragraph, in order. What a paragraph shows adds up to no other figure of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One paragraph as it stands here. ``later``: what rooms to come will show of it."""

    paragraph: Paragraph
    finding: Finding[Message]
    figures: tuple[Figure, ...]
    later: tuple[Missing, ...]


@dataclass(frozen=True)
class Resolution:
    """All of it on one day, for one reader."""

    on: date
    law: LawInForce
    paragraphs: tuple[Shown, ...]

    @property
    def yes(self) -> int:
        return self._count(Outcome.YES)

    @property
    def no(self) -> int:
        return self._count(Outcome.NO)

    @property
    def unknown(self) -> int:
        return self._count(Outcome.UNKNOWN)

    def _count(self, outcome: Outcome) -> int:
        return sum(one.finding.outcome is outcome for one in self.paragraphs)


def resolution(person: Any, on: date) -> Resolution:
    """What this country has in force and in practice for each paragraph, as ``person`` may see it."""
    known = Known(
        on, law_in_force(on), figures(person), frozenset(IssuedReport.objects.values_list("year", flat=True))
    )
    return Resolution(on, known.law, tuple(_shown(paragraph, known) for paragraph in paragraphs()))


def _shown(paragraph: Paragraph, known: Known) -> Shown:
    codes = SHOWN.get(paragraph.number, ())
    found = tuple(known.figures[code] for code in codes if code in known.figures)
    return Shown(paragraph, decide(paragraph, known), found, later(paragraph))


__all__ = [
    "FEWEST",
    "LATER",
    "Figure",
    "LawInForce",
    "Resolution",
    "Shown",
    "figures",
    "law_in_force",
    "resolution",
]
