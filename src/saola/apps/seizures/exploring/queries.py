"""Lists and counts of a selection: which seizures, in which order, how many, and what they add up to."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from saola.apps.catalogue.models import Taxon

from .filters import Filters, days
from .loading import WITHOUT_QUANTITY, WITHOUT_UNIT
from .selecting import Chosen, Rows, Selection, answer
from .tables import NO_DAY, Table

EPOCH = date(1970, 1, 1)


def count(filters: Filters, person: Any) -> int:
    return answer("count", filters, person, lambda selection: sum(chosen.many for chosen in selection))


def tally(table: Table, column: str, rows: Rows) -> Counter[Any]:
    """How many of ``rows`` have each label of a column."""
    labels = table.labels[column]
    many = np.bincount(table[column][rows], minlength=len(labels))
    return Counter({labels[code]: int(many[code]) for code in np.flatnonzero(many)})


def _tallied(selection: Selection, count: Callable[[Chosen], Counter[Any]]) -> Counter[Any]:
    return sum((count(chosen) for chosen in selection), Counter())


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


def summed_by(column: str, chosen: Chosen) -> tuple[np.ndarray, np.ndarray]:
    """How many converted quantities each label of a column has, and what they add up to."""
    own, rows = chosen.part.specimens, chosen.specimens
    codes, end = own[column][rows], len(own.labels[column])
    many = np.bincount(codes, minlength=end)
    many[0] = 0  # those that could not be converted
    return many, np.bincount(codes, own["standard"][rows], minlength=end)


def sums(filters: Filters, person: Any) -> Sums:
    """Totals in standard units. With a choice about specimens, only the specimens of that choice are in them."""
    return answer("sums", filters, person, _sums)


def _sums(selection: Selection) -> Sums:
    kinds: dict[tuple[str, str], tuple[float, int]] = {}
    for chosen in selection:
        many, amounts = summed_by("kind", chosen)
        for code in np.flatnonzero(many):
            kind = chosen.part.specimens.labels["kind"][code][:2]
            amount, rows = kinds.get(kind, (0.0, 0))
            kinds[kind] = amount + float(amounts[code]), rows + int(many[code])
    ordered = sorted(kinds.items(), key=lambda item: (-item[1][1], item[0]))
    states = sum(
        np.bincount(chosen.part.specimens["state"][chosen.specimens], minlength=3) for chosen in selection
    )
    return Sums(
        tuple(Sum(*kind, amount, many) for kind, (amount, many) in ordered),
        int(states.sum()),
        int(states[WITHOUT_QUANTITY]),
        int(states[WITHOUT_UNIT]),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """How many seizures of the selection have one ``key``; empty where it is not known."""

    key: str
    count: int


def counts(by: str, filters: Filters, person: Any) -> list[Bar]:
    """Seizures of the selection by ``month``, ``week``, ``year``, ``transport``, ``agency``, ``appendix``, ``group``.

    Largest first. Months and weeks count only days known well enough. A seizure of several groups counts in each.
    """
    counted = answer(f"by {by}", filters, person, lambda selection: _tallied(selection, _BY[by]))
    return [Bar(key, many) for key, many in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def all_counts(ways: Sequence[str], filters: Filters, person: Any) -> dict[str, list[Bar]]:
    """The same for several ways of counting."""
    return {by: counts(by, filters, person) for by in ways}


def _by_label(column: str) -> Callable[[Chosen], Counter[str]]:
    return lambda chosen: tally(chosen.part.incidents, column, chosen.incidents)


def _by_number(column: str, words: Callable[[int], str]) -> Callable[[Chosen], Counter[str]]:
    """By a column of numbers of which 0 is the unknown."""

    def count(chosen: Chosen) -> Counter[str]:
        numbers = chosen.part.incidents[column][chosen.incidents]
        least = (
            int(numbers.min(initial=np.iinfo(numbers.dtype).max, where=numbers > 0)) if len(numbers) else 0
        )
        many = np.bincount(np.where(numbers > 0, numbers - (least - 1), 0)) if len(numbers) else np.zeros(0)
        return Counter(
            {words(int(each) + least - 1) if each else "": int(many[each]) for each in np.flatnonzero(many)}
        )

    return count


def _month_words(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _by_week(chosen: Chosen) -> Counter[str]:
    """By the Monday of the week. The first of January 1970 was a Thursday."""
    own = chosen.part.incidents
    known = own["known_to"][chosen.incidents] == 10
    weeks, many = np.unique((own["first_day"][chosen.incidents].compress(known) + 3) // 7, return_counts=True)
    counted = {
        (EPOCH + timedelta(days=int(week) * 7 - 3)).isoformat(): int(each)
        for week, each in zip(weeks, many, strict=True)
    }
    return Counter({**counted, "": int(np.count_nonzero(~known))}) if not known.all() else Counter(counted)


def _by_group(chosen: Chosen) -> Counter[str]:
    if chosen.is_about_specimens:
        own, rows = chosen.part.specimens, chosen.specimens
        labels = own.labels["group"]
        pairs = own["row"][rows].astype(np.int64) * len(labels) + own["group"][rows]
        pairs.sort()
        is_first = np.diff(pairs, prepend=-1) > 0
        many = np.bincount(pairs.compress(is_first) % len(labels), minlength=len(labels))
        return Counter({labels[code]: int(many[code]) for code in np.flatnonzero(many)})
    return _by_groups(chosen)


def _by_groups(chosen: Chosen) -> Counter[str]:
    """By what each incident says of all its groups; seizures without any count as such."""
    counted: Counter[str] = Counter()
    for groups, many in tally(chosen.part.incidents, "groups", chosen.incidents).items():
        for group in filter(None, groups.split(",")):
            counted[group] += many
    if ungrouped := int(np.count_nonzero(chosen.part.incidents["is_ungrouped"][chosen.incidents])):
        counted[""] = ungrouped
    return counted


_BY: dict[str, Callable[[Chosen], Counter[str]]] = {
    "month": _by_number("month", _month_words),
    "week": _by_week,
    "year": _by_number("year", str),
    "transport": _by_label("transport"),
    "agency": _by_label("agency"),
    "appendix": _by_label("appendix"),
    "country": _by_label("country"),
    "group": _by_group,
}


def _known_days(chosen: Chosen, column: str, known_to: int = 0) -> np.ndarray:
    own = chosen.part.incidents
    numbers = own[column][chosen.incidents]
    return numbers.compress((numbers != NO_DAY) & (own["known_to"][chosen.incidents] >= known_to))


def span(filters: Filters, person: Any) -> tuple[date, date] | None:
    """The first and the last known day of the selection; ``None`` when no day is known."""

    def ends(selection: Selection) -> tuple[date, date] | None:
        first = [_known_days(chosen, "first_day") for chosen in selection]
        last = [_known_days(chosen, "last_day") for chosen in selection]
        if not any(map(len, first)):
            return None
        return _as_date(min(own.min() for own in first if len(own))), _as_date(
            max(own.max() for own in last if len(own))
        )

    return answer("span", filters, person, ends)


def newest_day(filters: Filters, person: Any) -> date | None:
    """The newest day known to the day or the month."""

    def newest(selection: Selection) -> date | None:
        days = [own for chosen in selection if len(own := _known_days(chosen, "first_day", 7))]
        return _as_date(max(own.max() for own in days)) if days else None

    return answer("newest day", filters, person, newest)


def _as_date(number: Any) -> date:
    return EPOCH + timedelta(days=int(number))


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
    now, then = (
        answer("by group, known days", Filters(**days(*ends)), person, _tallied_of_known_days)
        for ends in ((first, last), (before, first - timedelta(days=1)))
    )
    found = [Change(group, now[group], then[group]) for group in sorted(now.keys() | then.keys()) if group]
    return sorted(found, key=lambda change: -abs(change.difference))[:many]


def _tallied_of_known_days(selection: Selection) -> Counter[str]:
    return _tallied(selection, _by_group_of_known_days)


def _by_group_of_known_days(chosen: Chosen) -> Counter[str]:
    rows = np.arange(len(chosen.part.incidents), dtype=np.int32)[chosen.incidents]
    known = rows.compress(chosen.part.incidents["known_to"][rows] == 10)
    mask = np.zeros(len(chosen.part.incidents), bool)
    mask[known] = True
    return _by_groups(Chosen(chosen.part, mask, None))


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


def with_both_ends(filters: Filters, person: Any) -> int:
    """Seizures of the selection of which a country of origin and one of destination are known."""
    return answer("both ends", filters, person, lambda selection: sum(map(_with_both_ends, selection)))


def _with_both_ends(chosen: Chosen) -> int:
    stops, ways = chosen.part.ways, chosen.part.incidents["way"][chosen.incidents]
    is_known = np.array([c not in ("", "XX") for c in stops.labels["country"]], bool)[stops["country"]]
    ends = np.ones(int(max(ways.max(initial=0), stops["way"].max(initial=0))) + 1, bool)
    for role in ("origin", "destination"):
        is_role = np.array([label == role for label in stops.labels["role"]], bool)[stops["role"]]
        has = np.zeros(len(ends), bool)
        has[stops["way"][is_role & is_known]] = True
        ends &= has
    return int(np.count_nonzero(ends[ways]))
