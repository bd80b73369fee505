"""Factor sets: how many animals, plants or kilograms of raw ivory stand behind a quantity.

A set is data (``knowledge/equivalents.yaml`` and its named neighbours): dated, cited, each factor with the range in
which it is believed to lie. A published paper's rule is a set of its own, so that its figures can be had again.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from saola.core.values import Mark, Source

from .taxa import Lineage, TaxonFilter


class Rounding(StrEnum):
    NONE = "none"
    UP_PER_ROW = "up_per_row"


@dataclass(frozen=True, slots=True)
class Factor:
    """What one ``unit`` of ``terms`` of the taxa gives, in ``gives`` (``animals``, ``raw_ivory_kg``, ...).

    ``rate`` lies in ``[low, high]``. Where ``divides``, it is the quantity that one takes (kilograms of scales an
    animal); otherwise what each unit gives (glass eels a kilogram).

    Raises ``ValueError`` unless ``0 < low <= rate <= high``.
    """

    id: str
    unit: str
    gives: str
    rate: Decimal
    low: Decimal
    high: Decimal
    divides: bool
    source: Source
    taxa: TaxonFilter = field(default_factory=TaxonFilter)
    terms: frozenset[str] = frozenset()
    not_terms: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.rate <= self.high:
            raise ValueError(
                f"a rate lies in its positive range, not {self.low} <= {self.rate} <= {self.high}"
            )

    def applies(self, term: str, lineage: Lineage) -> bool:
        """Whether it speaks of ``term`` of this taxon; unit and result are for ``FactorSet.choose``."""
        return (
            (not self.terms or term in self.terms) and term not in self.not_terms and self.taxa.fits(lineage)
        )

    def of(self, amount: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        """Low, value and high of ``amount``."""
        if self.divides:
            return amount / self.high, amount / self.rate, amount / self.low
        return amount * self.low, amount * self.rate, amount * self.high


@dataclass(frozen=True, slots=True)
class FactorSet:
    """Factors that belong together, under a name and a version, with the digest of their data.

    ``keeps_reported``: where no factor applies, the equivalent that the source itself reported stands.
    """

    name: str
    version: str
    factors: tuple[Factor, ...]
    rounding: Rounding = Rounding.NONE
    keeps_reported: bool = False
    digest: str = ""
    _near: dict[tuple[str, str, str], list[Factor]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        near: dict[tuple[str, str, str], list[Factor]] = {}
        for factor in self.factors:
            for term in factor.terms or {""}:
                near.setdefault((factor.unit, factor.gives, term), []).append(factor)
        object.__setattr__(self, "_near", near)

    def choose(self, term: str, unit: str, gives: str, lineage: Lineage) -> Factor | None:
        """The factor for the narrowest taxon; among equals one that names the term, then the first."""
        fitting = [
            factor
            for named in (term, "")
            for factor in self._near.get((unit, gives, named), ())
            if factor.applies(term, lineage)
        ]
        return max(fitting, key=lambda factor: _narrowness(factor, lineage), default=None)


def _narrowness(factor: Factor, lineage: Lineage) -> int:
    rank = factor.taxa.rank_of_fit(lineage)
    return -1 if rank is None else rank


def factors_from_data(data: Mapping[str, Any]) -> FactorSet:
    """The factor set of a parsed file.

    Raises ``ValueError`` naming the factor whose numbers, rank or source are not understood.
    """
    factors = tuple(_factor(entry, data["sources"]) for entry in data["factors"])
    ids = [factor.id for factor in factors]
    if doubled := {factor_id for factor_id in ids if ids.count(factor_id) > 1}:
        raise ValueError(f"factors of the same name: {', '.join(sorted(doubled))}")
    canonical = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    return FactorSet(
        name=data["name"],
        version=str(data["version"]),
        factors=factors,
        rounding=Rounding(data.get("rounding", "none")),
        keeps_reported=data.get("keeps_reported", False),
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
    )


def _factor(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Factor:
    try:
        divides = "one_takes" in entry
        rate = entry["one_takes"] if divides else entry["each_gives"]
        source = sources[entry["source"]]
        return Factor(
            id=entry["id"],
            unit=entry["unit"],
            gives=entry["gives"],
            rate=Decimal(str(rate["rate"])),
            low=Decimal(str(rate.get("low", rate["rate"]))),
            high=Decimal(str(rate.get("high", rate["rate"]))),
            divides=divides,
            source=Source(source["title"], source.get("locator", ""), Mark(entry["mark"])),
            taxa=TaxonFilter.from_data(entry.get("taxa", {})),
            terms=frozenset(entry.get("terms", ())),
            not_terms=frozenset(entry.get("not_terms", ())),
        )
    except (KeyError, ValueError, ArithmeticError) as error:
        raise ValueError(f"the factor {entry.get('id', '?')!r} cannot be read: {error}") from error
