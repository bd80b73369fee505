"""A species by any name, as facts that law hangs on: the taxon, what is above it, its group and its Appendix on the day."""

from dataclasses import dataclass, field

from saola.apps.catalogue import queries
from saola.apps.catalogue.answers import said
from saola.apps.catalogue.queries import StatusAnswer
from saola.core.law import Fact
from saola.core.values import Outcome

from .answers import Day


@dataclass(frozen=True, slots=True)
class SpeciesMeant:
    """The facts that a name stands for, and the answer about its Appendix; none where the name is not settled."""

    facts: dict[str, Fact] = field(default_factory=dict)
    answer: StatusAnswer | None = None

    @property
    def trouble(self) -> str:
        """Why the name stands for nothing, in the reader's language; empty where it does."""
        if self.answer is None or self.answer.taxon is not None:
            return ""
        return " ".join(said(lack.text) for lack in self.answer.finding.missing)


def species_meant(name: str, on: Day | None, evidence: tuple[str, ...] = ()) -> SpeciesMeant:
    """What ``name`` stands for on the day. The Appendix is a fact only where it is certain."""
    if not name.strip():
        return SpeciesMeant()
    answer = queries.status(name.strip(), on)
    taxon = answer.taxon
    if taxon is None:
        return SpeciesMeant(answer=answer)
    facts = {"taxon": Fact(taxon.name, evidence=evidence)}
    if taxon.lineage:
        facts["above"] = Fact(frozenset(taxon.lineage))
    if taxon.group:
        facts["group"] = Fact(taxon.group, evidence=evidence)
    status = answer.finding.value
    if answer.finding.outcome is Outcome.NO:
        facts["appendix"] = Fact("none", evidence=evidence)
    elif answer.finding.outcome is Outcome.YES and status is not None and status.chosen:
        facts["appendix"] = Fact(status.chosen, evidence=evidence)
    return SpeciesMeant(facts, answer)
