"""How many animals a selection stands for, by a set of factors, with its range and what stays outside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from django.db.models import QuerySet

from saola.apps.catalogue import library, measures
from saola.apps.catalogue.models import Taxon
from saola.core.units import ANIMALS, Conversion, FactorSet, Row, Totals, equivalent, factors_from_data, total
from saola.core.values import Estimate, Quantity

from ..models import Specimen
from . import amounts
from .filters import Filters
from .queries import summed_by
from .selecting import Selection, answer
from .tables import Part


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
    name = f"in animals by {factors.digest}"
    return answer(name, filters, person, lambda selection: _summary(selection, factors))


def _summary(selection: Selection, factors: FactorSet) -> Summary:
    grouped: dict[tuple[str, str], list[_Part]] = {}
    for part in _rates(factors).parts(selection):
        grouped.setdefault((part.term, part.unit), []).append(part)
    kinds = [_kind(term, unit, parts) for (term, unit), parts in grouped.items()]
    kinds.sort(key=lambda kind: (kind.estimate is None, -kind.rows))
    estimates = [part.estimate for parts in grouped.values() for part in parts if part.rate]
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

    term: str
    unit: str
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
    """What one of each unit stands for, asked once for each taxon and kind.

    Taxa of which the same factor is said share a group; ``_groups_of`` holds the group of each label of the column
    ``sort`` of a table, and -1 where it was not asked yet.
    """

    def __init__(self, factors: FactorSet) -> None:
        self._factors = factors
        self._numbers: dict[tuple[str, str, str], int] = {}
        self._groups: list[tuple[str, str, Estimate | None]] = []
        self._groups_of: WeakKeyDictionary[Part, np.ndarray] = WeakKeyDictionary()
        self._turn = Lock()

    def parts(self, selection: Selection) -> list[_Part]:
        """The converted quantities of a selection by group."""
        summed: dict[int, _Part] = {}
        for chosen in selection:
            many, amounts = summed_by("sort", chosen)
            codes = np.flatnonzero(many)
            groups = self._of(chosen.part, codes)
            of_groups, in_groups = np.bincount(groups, many[codes]), np.bincount(groups, amounts[codes])
            for group in np.flatnonzero(of_groups):
                part = summed.setdefault(int(group), _Part(*self._groups[group]))
                part.amount += float(in_groups[group])
                part.rows += int(of_groups[group])
        return list(summed.values())

    def _of(self, part: Part, codes: np.ndarray) -> np.ndarray:
        with self._turn:
            labels = part.specimens.labels["sort"]
            groups = self._groups_of.setdefault(part, np.full(len(labels), -1, np.int32))
            unknown = codes[groups[codes] < 0]
            if len(unknown):
                groups[unknown] = self._learn([labels[code] for code in unknown])
            return groups[codes]

    def _learn(self, sorts: list[tuple[int, str, str, bool]]) -> list[int]:
        """The group of each taxon, kind and unit; lineages are read together, one by one would take a question each."""
        paths = _paths({taxon for taxon, *_ in sorts})
        lineages = Lineages(paths.values())
        return [self._group(lineages.of(paths.get(taxon, "")), term, unit) for taxon, term, unit, _ in sorts]

    def _group(self, lineage: Mapping[str, str], term: str, unit: str) -> int:
        rate = equivalent(Quantity(Decimal(1), unit), term, lineage, self._factors)
        key = (term, unit, rate.method if rate else "")
        if key not in self._numbers:
            self._numbers[key] = len(self._groups)
            self._groups.append((term, unit, rate))
        return self._numbers[key]


def _paths(taxa: set[int]) -> dict[int, str]:
    return dict(Taxon.objects.filter(pk__in=taxa).values_list("pk", "path"))


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
