"""What courts made of a case: by defendant and charge, and what became of the specimens."""

from dataclasses import dataclass
from typing import Any

from saola.apps.evidence.models import Disposal, Exhibit

from ..models import Case, Charge, Involvement, Sentence
from .naming import called


@dataclass(frozen=True)
class OutcomeLine:
    """One charge against one defendant, with the sentences that stand."""

    who: Involvement
    name: str
    charge: Charge
    sentences: tuple[Sentence, ...]
    has_appealed: bool


def outcomes(case: Case) -> list[OutcomeLine]:
    """Who was charged with what and what became of it, by defendant in the order of the charges."""
    appealed = set(case.appeals.values_list("defendant_id", flat=True))
    charges = case.charges.select_related("defendant__party", "decided_by").prefetch_related("sentences")
    found = [
        OutcomeLine(
            who=charge.defendant,
            name=called(charge.defendant),
            charge=charge,
            sentences=tuple(one for one in charge.sentences.all() if one.replaced_by_id is None),
            has_appealed=charge.defendant_id in appealed,
        )
        for charge in charges
    ]
    return sorted(found, key=lambda line: (line.who.pk, line.charge.count))


def disposals(case: Case, *, seen_by: Any) -> list[Disposal]:
    """What became of the exhibits that the reader sees, by order of which court."""
    seen = Exhibit.objects.visible_to(seen_by).filter(incident__case_links__case=case)
    return list(
        Disposal.objects.filter(exhibit__in=seen.order_by())
        .select_related("exhibit")
        .order_by("exhibit__number")
    )
