"""What cases and exhibits tell the annual illegal trade report of a seizure: charges, sanctions, disposal.

Only cases and exhibits that may be passed on tell anything. What a court decided is told by component, number and
unit, never in free words: these may name somebody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from saola.apps.evidence.models import Disposal, Exhibit
from saola.apps.legislation.queries import law_book
from saola.apps.seizures.aitr.cells import plain
from saola.apps.seizures.aitr.outcomes import Told
from saola.apps.seizures.models import Incident
from saola.core.casework import ChargeState
from saola.core.law import LawBook

from ..models import Case, CaseSeizure, Charge, Event, Sentence

BEFORE_COURT = frozenset(ChargeState) - {ChargeState.DRAFTED, ChargeState.WITHDRAWN}
_ENDED = {
    ChargeState.ACQUITTED: "acquitted",
    ChargeState.DISMISSED: "dismissed",
    ChargeState.ABATED: "ended by death",
}
_TELLING = ("charge_filed", "verdict", "sentence", "appeal_decided", "decision")


def told(incidents: QuerySet[Incident]) -> dict[int, Told]:
    """By the key of the seizure, in English, as the form is filled."""
    cases = Case.objects.order_by().unrestricted()
    links = CaseSeizure.objects.filter(
        incident__in=incidents.order_by().values("pk"), case__in=cases.values("pk")
    )
    seizures: dict[int, list[int]] = defaultdict(list)
    for incident, case in links.order_by("case_id").values_list("incident", "case"):
        seizures[case].append(incident)
    law: dict[int, list[str]] = defaultdict(list)
    sanction: dict[int, list[str]] = defaultdict(list)
    for case, provisions, sanctions in _of_cases(list(seizures)):
        for incident in seizures[case]:
            law[incident] += provisions
            sanction[incident] += sanctions
    disposal = _disposals(incidents)
    return {
        key: Told(tuple(law.get(key, ())), tuple(sanction.get(key, ())), tuple(disposal.get(key, ())))
        for key in {*law, *disposal}
    }


def changed(years: Mapping[int, datetime]) -> set[int]:
    """The years whose cases or exhibits told something after the moment given."""
    found = set()
    for year, at in years.items():
        of_year = Q(case__seizures__incident__year=year)
        later = Event.objects.filter(of_year, kind__in=_TELLING, recorded_at__gt=at)
        linked = CaseSeizure.objects.filter(
            incident__year=year, linked_at__gt=at, case__charges__state__in=BEFORE_COURT
        )
        gone = Disposal.objects.filter(event__recorded_at__gt=at, exhibit__incident__year=year)
        if later.exists() or linked.exists() or gone.exists():
            found.add(year)
    return found


def _of_cases(cases: list[int]) -> Iterable[tuple[int, list[str], list[str]]]:
    charges = Charge.objects.filter(case__in=cases, state__in=BEFORE_COURT).order_by("case_id", "count")
    by_case: dict[int, list[Charge]] = defaultdict(list)
    for charge in charges.prefetch_related("sentences"):
        by_case[charge.case_id].append(charge)
    book = law_book() if by_case else None
    for case, own in by_case.items():
        provisions = [_provision(charge.provision, book) for charge in own]
        sanctions = Counter(said for charge in own if (said := _sanction(charge)))
        yield (
            case,
            list(dict.fromkeys(provisions)),
            [f"{said} ({many} charges)" if many > 1 else said for said, many in sanctions.items()],
        )


def _provision(id: str, book: LawBook) -> str:
    """``Wildlife Act 2010, s. 12``; what is not in the law any more keeps its id."""
    found = book.find(id)
    if found is None:
        return id
    titles = (one.title for law in book.laws for one in law.statutes if one.id == found.statute)
    return ", ".join(filter(None, (next(titles, ""), found.section)))


def _sanction(charge: Charge) -> str:
    """What was decided; nothing while it is open."""
    if charge.state == ChargeState.CONVICTED:
        parts = [_component(one) for one in charge.sentences.all() if one.replaced_by_id is None]
        return f"convicted: {', '.join(parts)}" if parts else "convicted"
    return _ENDED.get(ChargeState(charge.state), "")


def _component(sentence: Sentence) -> str:
    """``custody of 1095 days``, ``fine of 5000 XTS``, ``forfeiture``."""
    name = {"suspended": "suspended custody", "community": "community sentence"}.get(
        sentence.component, sentence.component
    )
    if sentence.days is not None:
        return f"{name} of {sentence.days} days"
    return f"{name} of {_amount(sentence.amount, sentence.unit)}" if sentence.amount is not None else name


def _amount(amount: Decimal, unit: str) -> str:
    return f"{plain(amount)} {unit}".strip()


def _disposals(incidents: QuerySet[Incident]) -> dict[int, list[str]]:
    """Codes of how exhibits of each seizure were disposed of, each once."""
    exhibits = (
        Exhibit.objects.order_by().unrestricted().filter(incident__in=incidents.order_by().values("pk"))
    )
    rows = Disposal.objects.filter(exhibit__in=exhibits.values("pk")).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for incident, manner in rows.values_list("exhibit__incident", "manner"):
        if manner not in found[incident]:
            found[incident].append(manner)
    return found
