"""Lists and counts of a selection: which seizures, in which order, how many, and what they add up to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.apps.catalogue.models import Taxon

from . import conditions
from .columns import BY_KEY
from .facts import facts
from .filters import Filters

NEWEST_FIRST = "-date"


def count(filters: Filters, person: Any) -> int:
    if conditions.about_specimens(filters).parts:
        where = conditions.of_specimens(filters, person)
        return facts().ask(f"SELECT {_INCIDENTS} FROM specimens i WHERE {where.text}", where.values)[0][0]
    where = conditions.of(filters, person)
    return facts().ask(f"SELECT count(*) FROM incidents i WHERE {where.text}", where.values)[0][0]


# How many incidents rows of specimens are of: most have one kind, and to tell apart those of the others suffices.
_INCIDENTS = "count(*) FILTER (i.kinds = 1) + count(DISTINCT i.id) FILTER (i.kinds > 1)"


def numbers(filters: Filters, person: Any, sort: str, first: int, many: int | None) -> list[int]:
    """The keys of a stretch of the selection in its order, ``many`` from the ``first`` on (``None``: all)."""
    if many is not None and sort in _BY_DAY and conditions.about_specimens(filters).parts:
        return _by_day(filters, person, _BY_DAY[sort], first, many)
    where = conditions.of(filters, person)
    limit = "" if many is None else f" LIMIT {int(many)} OFFSET {int(first)}"
    query = f"SELECT i.id FROM incidents i WHERE {where.text} ORDER BY {_order(sort)}{limit}"
    return [key for (key,) in facts().ask(query, where.values)]


_BY_DAY = {"-date": "DESC", "date": "ASC"}


def _by_day(filters: Filters, person: Any, way: str, first: int, many: int) -> list[int]:
    """The same from the specimens, which stand in the order of their incidents: more of them, until there are enough."""
    where, wanted = conditions.of_specimens(filters, person), first + many
    query = (
        f"SELECT i.id FROM specimens i WHERE {where.text} ORDER BY i.first_day {way} NULLS LAST, i.id {way}"
    )
    limit = 2 * wanted
    while True:
        rows = facts().ask(f"{query} LIMIT {limit}", where.values)
        keys = list(dict.fromkeys(key for (key,) in rows))
        if len(keys) > wanted or len(rows) < limit:
            return keys[first:wanted]
        limit *= 4


def _order(sort: str) -> str:
    column = BY_KEY.get(sort.removeprefix("-"))
    by = column.order if column and column.order else "i.first_day"
    way = "DESC" if sort.startswith("-") else "ASC"
    return f"{by} {way} NULLS LAST, i.id {way}"


@dataclass(frozen=True, slots=True)
class Sum:
    """What specimens of one kind add up to in one standard unit."""

    term: str
    unit: str
    amount: float
    rows: int


@dataclass(frozen=True, slots=True)
class Sums:
    """The specimens of a selection by kind and standard unit, and those that are in no sum, by why."""

    sums: tuple[Sum, ...]
    specimens: int
    without_quantity: int
    without_unit: int

    @property
    def not_converted(self) -> int:
        return self.without_quantity + self.without_unit


def sums(filters: Filters, person: Any) -> Sums:
    """Totals in standard units. With a choice about specimens, only the specimens of that choice are in them."""
    where = conditions.of_specimens(filters, person)
    rows = facts().ask(
        "SELECT i.term::VARCHAR, i.standard_unit::VARCHAR, sum(i.standard), count(i.standard),"
        " count(*) FILTER (i.is_unknown), count(*) FILTER (NOT i.is_unknown AND i.standard IS NULL),"
        f" count(*) FROM specimens i WHERE {where.text} GROUP BY i.term, i.standard_unit ORDER BY 4 DESC, 1, 2",
        where.values,
    )
    return Sums(
        tuple(Sum(term, unit, amount, many) for term, unit, amount, many, *_ in rows if many),
        sum(row[6] for row in rows),
        sum(row[4] for row in rows),
        sum(row[5] for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """How many seizures of the selection have one ``key``; empty where it is not known."""

    key: str
    count: int


_BY = {
    "month": "i.month",
    "week": "CASE WHEN i.known_to = 10 THEN strftime(date_trunc('week', i.first_day), '%Y-%m-%d') END",
    "year": "i.year",
    "transport": "i.transport",
    "agency": "i.agency",
    "appendix": "i.appendix",
}


def counts(by: str, filters: Filters, person: Any) -> list[Bar]:
    """Seizures of the selection by ``month``, ``week``, ``year``, ``transport``, ``agency``, ``appendix``, ``group``.

    Largest first. Months and weeks count only days known well enough. A seizure of several groups counts in each.
    """
    if by == "group":
        return _by_group(filters, person)
    return all_counts((by,), filters, person)[by]


def all_counts(ways: Sequence[str], filters: Filters, person: Any) -> dict[str, list[Bar]]:
    """The same for several ways of counting, in one pass over the selection."""
    where = conditions.of(filters, person)
    columns = ", ".join(f"{_BY[by]} AS {by}" for by in ways)
    sets = ", ".join(f"({by})" for by in ways)
    texts = ", ".join(f"{by}::VARCHAR" for by in ways)
    rows = facts().ask(
        f"SELECT grouping({', '.join(ways)}), coalesce({texts}, '') AS key, count(*) FROM"
        f" (SELECT {columns} FROM incidents i WHERE {where.text}) GROUP BY GROUPING SETS ({sets})"
        " ORDER BY 3 DESC, 2",
        where.values,
    )
    found: dict[str, list[Bar]] = {by: [] for by in ways}
    for absent, key, many in rows:
        found[_way(ways, absent)].append(Bar(key, many))
    return found


def _way(ways: Sequence[str], absent: int) -> str:
    """The one way whose bit is not set in what ``grouping`` gives, first way first."""
    return next(by for place, by in enumerate(reversed(ways)) if not absent >> place & 1)


def _by_group(filters: Filters, person: Any) -> list[Bar]:
    if conditions.about_specimens(filters).parts:
        where = conditions.of_specimens(filters, person)
        rows = facts().ask(
            f"SELECT i.grp::VARCHAR, {_INCIDENTS} FROM specimens i WHERE {where.text} GROUP BY i.grp",
            where.values,
        )
    else:
        rows = _by_groups(conditions.of(filters, person))
    return [Bar(group or "", many) for group, many in sorted(rows, key=lambda row: (-row[1], row[0] or ""))]


def _by_groups(where: conditions.Condition) -> list[tuple[str, int]]:
    """By what each incident says of all its groups; seizures without any count as such."""
    many: Counter[str] = Counter()
    query = f"SELECT i.groups::VARCHAR, count(*) FROM incidents i WHERE {where.text} AND i.kinds > 0 GROUP BY i.groups"
    for groups, count in facts().ask(query, where.values):
        for group in filter(None, groups.split(",")):
            many[group] += count
    return [*many.items(), *_without_group(where)]


def _without_group(where: conditions.Condition) -> list[tuple[str, int]]:
    rows = facts().ask(
        f"SELECT count(DISTINCT i.id) FROM specimens i WHERE i.grp = '' AND {where.text}", where.values
    )
    return [("", rows[0][0])] if rows[0][0] else []


def span(filters: Filters, person: Any) -> tuple[date, date] | None:
    """The first and the last known day of the selection; ``None`` when no day is known."""
    where = conditions.of(filters, person)
    first, last = facts().ask(
        f"SELECT min(i.first_day), max(i.last_day) FROM incidents i WHERE {where.text}", where.values
    )[0]
    return (first, last) if first else None


def newest_day(filters: Filters, person: Any) -> date | None:
    """The newest day known to the day or the month."""
    where = conditions.of(filters, person)
    return facts().ask(
        f"SELECT max(i.first_day) FROM incidents i WHERE i.known_to >= 7 AND {where.text}",
        where.values,
    )[0][0]


@dataclass(frozen=True, slots=True)
class Change:
    """Seizures of one group in a period, and in the period of the same length before it."""

    group: str
    now: int
    before: int

    @property
    def difference(self) -> int:
        return self.now - self.before


def changes(first: date, last: date, before: date, person: Any, many: int = 5) -> list[Change]:
    """The groups whose number of seizures changed most, ``[first, last]`` against ``[before, first)``."""
    where = conditions.visible(person)
    rows = facts().ask(
        "SELECT i.grp::VARCHAR, count(DISTINCT i.id) FILTER (i.first_day >= ?),"
        " count(DISTINCT i.id) FILTER (i.first_day < ?) FROM specimens i"
        f" WHERE i.grp <> '' AND i.known_to = 10 AND i.first_day BETWEEN ? AND ? AND {where.text} GROUP BY i.grp"
        " ORDER BY abs(2 * count(DISTINCT i.id) FILTER (i.first_day >= ?) - count(DISTINCT i.id)) DESC, 1",
        [first, first, before, last, *where.values, first],
    )
    found = [Change(group, now, then) for group, now, then in rows]
    return sorted(found, key=lambda change: -abs(change.difference))[:many]


@dataclass(frozen=True, slots=True)
class TaxonSeizures:
    """The seizures of a taxon and everything below it, by month of the known ones."""

    incidents: int
    months: tuple[tuple[date, int], ...]


def seizures_of(taxon: Taxon, person: Any) -> TaxonSeizures:
    """What a page about ``taxon`` shows of its seizures; months are given by their first day."""
    filters = Filters(taxon=taxon)
    months = sorted((bar.key, bar.count) for bar in counts("month", filters, person) if bar.key)
    return TaxonSeizures(
        count(filters, person), tuple((date.fromisoformat(f"{month}-01"), many) for month, many in months)
    )
