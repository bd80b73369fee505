"""The facts of a case as the law asks for them: read off what is recorded, and stated by somebody.

What a reader may not see is not gathered for them: the facts of a joint case differ from agency to agency.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saola.apps.evidence.models import Exhibit
from saola.apps.parties.models import Party
from saola.apps.seizures.models import Incident, Leg
from saola.core.access import Subject
from saola.core.law import Fact, Facts
from saola.core.law.conducts import Conduct
from saola.core.law.groups import organized_group
from saola.core.law.logic import YES
from saola.core.law.reading import read_facts

from ..models import Case, Involvement

LAW_GROUPS = {
    "Elephantidae": "elephant",
    "Rhinocerotidae": "rhinoceros",
    "Pongo": "orangutan",
    "Manidae": "pangolin",
}
"""How files of law name groups of species that the catalogue counts under names of its own."""

Proof = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of a case. ``derived`` names those that were read off the seizures and that nobody stated."""

    facts: Facts
    derived: frozenset[str] = frozenset()


def facts_of(case: Case, defendant: Involvement | None = None, *, seen_by: Any = None) -> Facts:
    """The facts of a case as ``saola.core.law`` asks for them; those of one accused where there is one.

    ``seen_by`` is whose sight of the seizures counts; ``None`` is the node itself.
    """
    return gathered(case, defendant, seen_by=seen_by).facts


def gathered(case: Case, defendant: Involvement | None = None, *, seen_by: Any = None) -> Gathered:
    """What was stated stands before what was read off the seizures."""
    recorded = {**_of_place(case), **_of_seizures(case, seen_by), **_of_people(case, defendant)}
    stated = _stated(case, defendant)
    facts = Facts({**recorded, **stated})
    if "organized_group" not in facts.by_name and (group := organized_group(facts)).outcome is YES:
        proof = tuple(dict.fromkeys(one for limb in group.value or () for one in limb.evidence))
        facts = facts.adding(organized_group=Fact(True, "", proof))
    return Gathered(facts, frozenset(recorded) - frozenset(stated))


def seizures_seen(case: Case, seen_by: Any) -> list[Incident]:
    """The seizures of the case, as far as ``seen_by`` may read them."""
    seen = Incident.objects.visible_to(seen_by) if seen_by is not None else Incident.objects.all()
    return list(
        seen.filter(case_links__case=case).order_by("pk").prefetch_related("legs", "specimens__taxon")
    )


def _of_place(case: Case) -> dict[str, Fact]:
    said = {"country": case.country, "subdivision": case.subdivision}
    return {name: Fact(value) for name, value in said.items() if value}


def _of_seizures(case: Case, seen_by: Any) -> dict[str, Fact]:
    seizures = seizures_seen(case, seen_by)
    if not seizures:
        return {}
    exhibits = Exhibit.objects.visible_to(seen_by) if seen_by is not None else Exhibit.objects.all()
    numbers = exhibits.filter(incident__in=seizures).order_by("pk").values_list("number", flat=True)
    proof = (*(one.number for one in seizures), *numbers)
    facts = _of_specimens(seizures, proof)
    facts["conduct"] = Fact(frozenset(_conduct(seizures)), "", proof)
    countries = {one.country for one in seizures if one.country}
    if countries and not case.country:
        facts["country"] = Fact(frozenset(countries), "", proof)
    if crossed := _crossed(seizures):
        facts["committed_in"] = Fact(frozenset(crossed))
    values = [(one.value, one.currency) for one in seizures]
    currencies = {currency for _value, currency in values}
    if len(currencies) == 1 and "" not in currencies and all(value is not None for value, _ in values):
        facts["value"] = Fact(
            sum((value for value, _ in values if value), Decimal(0)), currencies.pop(), proof
        )
    return facts


def _conduct(seizures: Iterable[Incident]) -> set[str]:
    """What a seizure shows by itself: somebody had it, moved it, and brought it over a border it had crossed."""
    found = {Conduct.POSSESS.value}
    for one in seizures:
        if one.transport:
            found.add(Conduct.TRANSPORT.value)
        before = (leg for leg in one.legs.all() if leg.role != Leg.DESTINATION and leg.is_actual)
        if any(leg.country and one.country and leg.country != one.country for leg in before):
            found.add(Conduct.IMPORT.value)
    return found


def _crossed(seizures: Iterable[Incident]) -> set[str]:
    """The States where it was seized, sent on or passed through; alleged, since a route is as it was told."""
    found = {one.country for one in seizures if one.country}
    for one in seizures:
        legs = (leg for leg in one.legs.all() if leg.role in (Leg.EXPORT, Leg.TRANSIT) and leg.is_actual)
        found |= {leg.country for leg in legs if leg.country}
    return found if len(found) > 1 else set()


def _of_specimens(seizures: Iterable[Incident], proof: Proof) -> dict[str, Fact]:
    specimens = [one for seizure in seizures for one in seizure.specimens.all()]
    taxa = {one.taxon for one in specimens if one.taxon is not None}
    above = {name for taxon in taxa for name in taxon.lineage}
    groups = {one.group for one in specimens if one.group}
    groups |= {LAW_GROUPS[name] for name in above & LAW_GROUPS.keys()}
    listed = {one.appendix for one in specimens if one.appendix}
    words = {
        "taxon": {taxon.name for taxon in taxa},
        "above": above,
        "group": groups,
        "appendix": listed,
    }
    facts = {name: Fact(frozenset(value), "", proof) for name, value in words.items() if value}
    for name, unit, shown in (("weight", "KGM", "kg"), ("specimens", "NAR", "")):
        amounts = [one.standard_quantity for one in specimens if one.standard_unit == unit]
        if amounts and len(amounts) == len(specimens) and None not in amounts:
            facts[name] = Fact(sum(amounts, Decimal(0)), shown, proof)
    return facts


def _of_people(case: Case, defendant: Involvement | None) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    accused = case.involved.filter(subject__in=(Subject.SUSPECT, Subject.CONVICTED))
    people = accused.filter(party__kind=Party.Kind.PERSON).values("party").distinct().count()
    if people >= 3:  # fewer that are known of do not say that there were no more
        facts["group_persons"] = Fact(Decimal(people))
    if defendant is not None:
        is_person = defendant.party.kind == Party.Kind.PERSON
        facts["person"] = Fact("natural" if is_person else "legal")
        if defendant.is_child is not None:
            facts["is_child"] = Fact(defendant.is_child)
    return facts


def _stated(case: Case, defendant: Involvement | None) -> dict[str, Fact]:
    """What is true of the accused comes after what is true of the case, and stands before it."""
    rows = case.facts.filter(involved=None)
    own = case.facts.filter(involved=defendant) if defendant is not None else rows.none()
    data = {
        row.name: {"value": row.value, "unit": row.unit, "evidence": row.evidence} for row in (*rows, *own)
    }
    return dict(read_facts(data).by_name)
