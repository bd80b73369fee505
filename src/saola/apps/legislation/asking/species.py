"""A species by any name, as facts that law hangs on: the taxon, what is above it, its group and its Appendix on the day."""

from dataclasses import dataclass, field

from saola.apps.catalogue import queries
from saola.apps.catalogue.answers import said
from saola.apps.catalogue.models import Taxon
from saola.apps.catalogue.queries import StatusAnswer
from saola.core.law import Fact
from saola.core.values import Outcome

from .answers import Day

_MOST_TOLD = 8
GROUPS: dict[str, frozenset[str]] = {
    "elephant": frozenset(("Elephantidae",)),
    "rhinoceros": frozenset(("Rhinocerotidae",)),
    "tiger": frozenset(("Panthera tigris",)),
    "snow_leopard": frozenset(("Panthera uncia", "Uncia uncia")),
    "clouded_leopard": frozenset(("Neofelis",)),
    "musk_deer": frozenset(("Moschidae",)),
    "gaur": frozenset(("Bos gaurus",)),
}
"""The groups that laws name in a word of everyday language, by the taxa that they mean."""


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
        told = [said(lack.text) for lack in self.answer.finding.missing]
        names = [one.accepted_name for one in self.answer.match.candidates[:_MOST_TOLD]]
        return " ".join((*told, ", ".join(names)))


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
    if groups := _groups(taxon):
        facts["group"] = Fact(groups, evidence=evidence)
    status = answer.finding.value
    if answer.finding.outcome is Outcome.NO:
        facts["appendix"] = Fact("none", evidence=evidence)
    elif answer.finding.outcome is Outcome.YES and status is not None and status.chosen:
        facts["appendix"] = Fact(status.chosen, evidence=evidence)
    return SpeciesMeant(facts, answer)


def _groups(taxon: Taxon) -> frozenset[str]:
    """The words by which laws and this library call the group of the taxon."""
    names = {taxon.name, *taxon.lineage}
    named = {word for word, taxa in GROUPS.items() if taxa & names}
    return frozenset(named | ({taxon.group} if taxon.group else set()))
