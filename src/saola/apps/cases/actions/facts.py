"""Stating the facts that the law asks for, and what proves them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.catalogue.vocabularies import vocabulary
from saola.apps.journal import actions as journal
from saola.core.law import read_facts

from ..models import Case, Fact, Involvement
from .taking import ChangedMeanwhileError, give_back, take


@transaction.atomic
def state(
    case: Case,
    name: str,
    value: Any,
    unit: str = "",
    evidence: Sequence[str] = (),
    *,
    by: Any,
    involved: Involvement | None = None,
    seen: int | None = None,
) -> Fact:
    """State a fact of ``law_facts``, or state it anew; ``involved`` where it is true of one of the accused only.

    ``evidence`` names what proves it; without any it counts as said and not proved. Raises ``ValueError`` for a fact
    that the law knows nothing of, ``BadLawError`` for a value that it cannot read, and ``ChangedMeanwhileError``.
    """
    take(case, by)
    if name not in vocabulary("law_facts"):
        raise ValueError(f"no fact {name!r}")
    if involved is not None and involved.case_id != case.pk:
        raise ValueError("a fact is of somebody in its own case")
    read_facts({name: {"value": value}})
    proof = [each.strip() for each in evidence if each.strip()]
    fields = {
        "value": value,
        "unit": unit.strip(),
        "evidence": proof,
        "stated_at": timezone.now(),
        "stated_by": by,
    }
    fact = case.facts.filter(name=name, involved=involved).first()
    if fact is None:
        fact = Fact.objects.create(case=case, name=name, involved=involved, **fields)
    else:
        if seen is not None and seen != fact.version:
            raise ChangedMeanwhileError(str(fact))
        for field, one in fields.items():
            setattr(fact, field, one)
        fact.version += 1
        fact.save()
    journal.write("case.fact_stated", by=by, about=case, fact=name)
    give_back(case)
    return fact


@transaction.atomic
def withdraw(fact: Fact, *, by: Any) -> None:
    """Take a stated fact back; the law knows it no more from now on."""
    case = fact.case
    take(case, by)
    fact.delete()
    journal.write("case.fact_withdrawn", by=by, about=case, fact=fact.name)
    give_back(case)
