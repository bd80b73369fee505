"""What a country's law lacks, with the work on it: the points of the checklists beside the gaps that somebody took up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.apps.catalogue import law_answers
from saola.apps.catalogue.answers import said
from saola.core.law import NationalLaw
from saola.core.law.checklists import Point, checklist
from saola.core.law.logic import YES
from saola.core.law.requirements import minimum_requirements
from saola.core.values import Message

from . import wording
from .models import Gap, Jurisdiction
from .queries import law_book


@dataclass(frozen=True, slots=True)
class Row:
    """A point of the checklists, or a gap that a jurist found (``point`` is ``None``), and the work on it.

    ``provisions`` are those that meet the point.
    """

    title: str
    point: Point | None
    gap: Gap | None
    bills: tuple[Any, ...]

    provisions: tuple[str, ...] = ()

    @property
    def sentence(self) -> Message | None:
        """The answer for the point, as a sentence."""
        return sentence_of(self.point) if self.point else None


@dataclass(frozen=True, slots=True)
class Gaps:
    """``unmet`` first those that are certain; ``others`` are gaps beside the checklists; ``met`` is in order."""

    unmet: tuple[Row, ...]
    others: tuple[Row, ...]
    met: tuple[Row, ...]
    requirements: Any

    @property
    def requirements_sentence(self) -> str:
        return wording.requirements_answer(self.requirements)


def gaps(law: NationalLaw, jurisdiction: Jurisdiction | None, on: date) -> Gaps:
    """Every point for the law of the day, with what is being done about it."""
    kept = list(_kept(jurisdiction))
    by_point = {gap.point: gap for gap in kept if gap.point}
    rows = [
        _row(said(point.finding.question), point, by_point.get(point.name), law)
        for point in checklist(law, on)
    ]
    unmet = [row for row in rows if row.point and row.point.finding.outcome is not YES]
    return Gaps(
        unmet=tuple(sorted(unmet, key=lambda row: row.point.finding.outcome.value)),
        others=tuple(_row(gap.title, None, gap) for gap in kept if not gap.point),
        met=tuple(row for row in rows if row.point and row.point.finding.outcome is YES),
        requirements=minimum_requirements(law, on),
    )


def _kept(jurisdiction: Jurisdiction | None) -> Any:
    if jurisdiction is None:
        return ()
    found = jurisdiction.gaps.select_related("owner", "agency", "provision")
    return found.prefetch_related("bills")


def _row(title: str, point: Point | None, gap: Gap | None, law: NationalLaw | None = None) -> Row:
    doing = set(point.finding.value or ()) if point else set()
    known = tuple(one.id for one in law.provisions if one.id in doing) if law else ()
    return Row(title, point, gap, tuple(gap.bills.all()) if gap else (), known)


def sentence_of(point: Point) -> Message:
    """The answer for a point as a sentence: the first of its reasons says it whole."""
    return point.finding.reasons[0].text if point.finding.reasons else point.finding.question


def point_of(law: NationalLaw, name: str, on: date) -> Point | None:
    """The point of the checklists with this name."""
    return next((point for point in checklist(law, on) if point.name == name), None)


def gaps_data(country: str, on: date) -> dict[str, Any]:
    """What the law of a country lacks, with the work on it, as plain data. Agencies are named, no persons."""
    facts = law_answers.gaps_data(law_book().of_country(country), country, on)
    kept = list(_kept(Jurisdiction.objects.filter(country=country).first()))
    work = {gap.point: _work(gap) for gap in kept if gap.point}
    for gap in facts["gaps"]:
        gap["work"] = work.get(gap["point"])
    facts["further"] = [{"title": gap.title} | _work(gap) for gap in kept if not gap.point]
    return facts


def _work(gap: Gap) -> dict[str, Any]:
    return {
        "state": gap.state,
        "agency": gap.agency.code if gap.agency else None,
        "due_on": gap.due_on.isoformat() if gap.due_on else None,
        "bills": [{"number": bill.number, "stage": bill.stage} for bill in gap.bills.all()],
    }
