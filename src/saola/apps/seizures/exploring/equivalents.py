"""How many animals a selection stands for, by a set of factors, with its range and what stays outside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import QuerySet

from saola.apps.catalogue import library, measures
from saola.apps.catalogue.models import Taxon
from saola.core.units import ANIMALS, Conversion, FactorSet, Row, Totals, equivalent, factors_from_data, total
from saola.core.values import Estimate, Quantity

from ..models import Specimen
from . import amounts, conditions
from .facts import facts
from .filters import Filters


class UnknownFactorsError(LookupError):
    """There is no set of factors of this name."""


@cache
def factor_set(name: str = "") -> FactorSet:
    """Our own factors, or those of a paper by their name. Raises ``UnknownFactorsError``."""
    if name and name not in factor_names():
        raise UnknownFactorsError(name)
    return factors_from_data(library.read(f"equivalents_{name}.yaml" if name else "equivalents.yaml"))


@cache
def factor_names() -> tuple[str, ...]:
    start, end = "equivalents_", ".yaml"
    names = [file.name for file in library.knowledge_files("") if file.name.startswith(start)]
    return tuple(name[len(start) : -len(end)] for name in names)


class Lineages:
    """Ranks and names on the way down to a taxon, by its path: what factors ask for."""

    def __init__(self, paths: Iterable[str]) -> None:
        above = {prefix for path in set(paths) for prefix in _prefixes(path)}
        self._ranks: dict[str, str] = {}
        wanted = sorted(above)
        for start in range(0, len(wanted), 500):
            found = Taxon.objects.filter(path__in=wanted[start : start + 500])
            self._ranks.update(found.values_list("path", "rank"))

    def of(self, path: str) -> dict[str, str]:
        return {
            self._ranks[prefix]: prefix.rstrip("/").rsplit("/", 1)[-1]
            for prefix in _prefixes(path)
            if prefix in self._ranks
        }


def _prefixes(path: str) -> Iterator[str]:
    names = path.rstrip("/").split("/") if path else []
    for depth in range(1, len(names) + 1):
        yield "/".join(names[:depth]) + "/"


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A specimen with what it stands for."""

    specimen: Specimen
    row: Row

    @property
    def differs(self) -> bool:
        """Whether the source's own figure is another."""
        estimate, reported = self.row.estimate, self.row.reported
        return estimate is not None and reported is not None and Decimal(str(estimate.value)) != reported


def rows(specimens: QuerySet[Specimen], factors: FactorSet) -> list[CountedRow]:
    """Every specimen by itself, exactly; a set that rounds does so row by row."""
    kept = list(specimens.select_related("taxon", "incident"))
    lineages = Lineages(specimen.taxon.path for specimen in kept if specimen.taxon)
    return [
        CountedRow(
            specimen, _row(specimen, lineages.of(specimen.taxon.path if specimen.taxon else ""), factors)
        )
        for specimen in kept
    ]


def _row(specimen: Specimen, lineage: Mapping[str, str], factors: FactorSet) -> Row:
    quantity, why = None, None
    if specimen.quantity is not None:
        converted = measures.convert(specimen.quantity, specimen.unit, specimen.term, lineage)
        if isinstance(converted, Conversion):
            quantity = converted.quantity
        else:
            quantity, why = Quantity(specimen.quantity, specimen.unit), converted.message
    estimate = equivalent(quantity, specimen.term, lineage, factors, reported=specimen.reported_equivalents)
    return Row(specimen.incident.number, estimate, specimen.reported_equivalents, why)


def totals(counted: Iterable[CountedRow]) -> Totals:
    return total((each.row for each in counted), unit=ANIMALS)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the specimens of one kind in one standard unit stand for; ``estimate`` ``None``: no factor is known."""

    term: str
    unit: str
    amount: float
    rows: int
    estimate: Estimate | None
    outside: int

    @property
    def term_words(self) -> str:
        return amounts.kind_words(self.term)

    @property
    def unit_words(self) -> str:
        return amounts.unit_words(self.unit)

    @property
    def amount_words(self) -> str:
        return amounts.figure(self.amount)


@dataclass(frozen=True, slots=True)
class Summary:
    """A selection in animals. ``outside`` rows are in no estimate."""

    kinds: tuple[Kind, ...]
    whole: Estimate | None
    full: Estimate | None
    outside: int


def summary(filters: Filters, person: Any, factors: FactorSet | None = None) -> Summary:
    """By kind of specimen, from sums by taxon: our factors are linear, so a million rows take no longer."""
    factors = factors or factor_set()
    rates = _rates(factors)
    grouped: dict[tuple[str, str], dict[str, _Part]] = {}
    sums = _sums_by_taxon(filters, person)
    rates.learn({path for path, *_ in sums})
    for path, term, unit, amount, many in sums:
        rate = rates.of(path, term, unit)
        parts = grouped.setdefault((term, unit), {})
        part = parts.setdefault(rate.method if rate else "", _Part(rate))
        part.amount += amount
        part.rows += many
    kinds = [_kind(term, unit, list(parts.values())) for (term, unit), parts in grouped.items()]
    kinds.sort(key=lambda kind: (kind.estimate is None, -kind.rows))
    estimates = [part.estimate for parts in grouped.values() for part in parts.values() if part.rate]
    whole = (
        total((Row(str(n), each) for n, each in enumerate(estimates)), unit=ANIMALS) if estimates else None
    )
    return Summary(
        tuple(kinds),
        whole.likely if whole else None,
        Estimate(whole.equivalents, whole.low, whole.high, ANIMALS, factors.name, factors.version)
        if whole
        else None,
        sum(kind.outside for kind in kinds),
    )


@dataclass(slots=True)
class _Part:
    """Rows of one kind that one factor converts (or none, where ``rate`` is ``None``)."""

    rate: Estimate | None
    amount: float = 0.0
    rows: int = 0

    @property
    def estimate(self) -> Estimate | None:
        if self.rate is None:
            return None
        value, low, high = (each * self.amount for each in (self.rate.value, self.rate.low, self.rate.high))
        return replace(self.rate, value=value, low=low, high=high)


class _Rates:
    """What one of each unit stands for, asked once for each taxon and kind."""

    def __init__(self, factors: FactorSet) -> None:
        self._factors = factors
        self._lineages: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[str, str, str], Estimate | None] = {}

    def learn(self, paths: set[str]) -> None:
        """Read the lineages of ``paths`` together: one by one would take a question each."""
        if len(self._known) > _RATES:
            self._known, self._lineages = {}, {}
        if unknown := paths - self._lineages.keys():
            lineages = Lineages(unknown)
            self._lineages.update({path: lineages.of(path) for path in unknown})

    def of(self, path: str, term: str, unit: str) -> Estimate | None:
        key = (path, term, unit)
        if key not in self._known:
            lineage = self._lineages.get(path, {})
            self._known[key] = equivalent(Quantity(Decimal(1), unit), term, lineage, self._factors)
        return self._known[key]


_RATES = 50_000


_known_rates: dict[str, _Rates] = {}


def _rates(factors: FactorSet) -> _Rates:
    return _known_rates.setdefault(factors.digest, _Rates(factors))


def _kind(term: str, unit: str, parts: list[_Part]) -> Kind:
    known = [part.estimate for part in parts if part.estimate is not None]
    estimate = None
    if known:
        low, value, high = (sum(getattr(each, end) for each in known) for end in ("low", "value", "high"))
        methods = sorted({each.method for each in known})
        method = methods[0] if len(methods) == 1 else methods[0].split(":")[0]
        estimate = Estimate(value, low, high, ANIMALS, method, known[0].version)
    return Kind(
        term,
        unit,
        sum(part.amount for part in parts),
        sum(part.rows for part in parts),
        estimate,
        sum(part.rows for part in parts if part.rate is None),
    )


def _sums_by_taxon(filters: Filters, person: Any) -> list[tuple[str, str, str, float, int]]:
    where = conditions.of_specimens(filters, person)
    found = facts().ask(
        "SELECT i.taxon, i.term::VARCHAR, i.standard_unit::VARCHAR, sum(i.standard), count(*) FROM specimens i"
        f" WHERE i.standard IS NOT NULL AND {where.text} GROUP BY i.taxon, i.term, i.standard_unit ORDER BY 1, 2, 3",
        where.values,
    )
    keys = {row[0] for row in found if row[0] is not None}
    paths = dict(Taxon.objects.filter(pk__in=list(keys)).values_list("pk", "path")) if keys else {}
    return [(paths.get(taxon, ""), *rest) for taxon, *rest in found]
