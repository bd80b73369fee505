"""Everybody who was before a court in a case that may be passed on: what was asked, given and possible. No name."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Count, Sum

from saola.core.casework import (
    ChargeState,
    Component,
    DefendantOutcome,
    Length,
    NoTerm,
    Part,
    Row,
    effective,
    outcome_of,
)

from ..models import Case, Charge, GuidelineRange, Sentence

_NO_TERM = {"life": NoTerm.LIFE, "death": NoTerm.DEATH, "indeterminate": NoTerm.INDETERMINATE}


@dataclass(frozen=True)
class Judged:
    """One defendant: the row of the statistics, beside the fines given by currency."""

    row: Row
    fines: tuple[tuple[str, Decimal], ...]
    decided_on: date | None


def everybody(today: date) -> tuple[Judged, ...]:
    """Every defendant whose charge came before a court, once a case, by the gravest charge.

    Read anew only after something of it changed: the rows of 100,000 cases take seconds.
    """
    return _read(today, stamp())


def stamp() -> tuple[Any, ...]:
    """What changes with any charge, sentence or case that may be passed on, and with any guideline."""
    cases = Case.objects.order_by().unrestricted()
    columns = (
        (cases, "pk"),
        (Charge.objects, "version"),
        (Sentence.objects, "version"),
        (GuidelineRange.objects, "from_days"),
        (GuidelineRange.objects, "to_days"),
    )
    found = (rows.aggregate(many=Count("pk"), sum=Sum(column)) for rows, column in columns)
    return tuple((one["many"], one["sum"]) for one in found)


@lru_cache(maxsize=1)
def _read(today: date, _stamp: tuple[Any, ...]) -> tuple[Judged, ...]:
    cases = Case.objects.order_by().unrestricted()
    charges = Charge.objects.filter(filed_on__isnull=False, case__in=cases.values("pk"))
    columns = charges.order_by("pk").values(
        "pk", "case_id", "defendant__party_id", "provision", "group", "state", "custody_kind",
        "max_custody_days", "filed_on", "decided_on", "decided_by__name", "case__court__name", "outcome_reason",
    )  # fmt: skip
    parts, fines = _given(cases)
    people: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for charge in columns.iterator(chunk_size=5_000):
        people[charge["case_id"], charge["defendant__party_id"]].append(charge)
    return tuple(_judged(own, parts, fines, today) for own in people.values())


def _given(cases: Any) -> tuple[dict[int, list[Part]], dict[int, list[tuple[str, Decimal]]]]:
    """Custody, and fines, by the key of the charge: what stands after appeals."""
    parts: dict[int, list[Part]] = defaultdict(list)
    fines: dict[int, list[tuple[str, Decimal]]] = defaultdict(list)
    standing = Sentence.objects.filter(replaced_by=None, charge__case__in=cases.values("pk"))
    kinds = (Component.CUSTODY.value, Component.FINE.value)
    columns = standing.filter(component__in=kinds).order_by("pk")
    fields = ("charge_id", "component", "days", "is_consecutive", "amount", "unit")
    for charge, component, days, is_consecutive, amount, unit in columns.values_list(*fields):
        if component == Component.CUSTODY:
            custody = None if days is None else Length(days)
            part = Part(component=Component.CUSTODY, custody=custody, is_consecutive=is_consecutive)
            parts[charge].append(part)
        elif amount is not None:
            fines[charge].append((unit, amount))
    return parts, fines


def _judged(
    charges: list[dict[str, Any]], parts: dict[int, list[Part]], fines: dict[int, Any], today: date
) -> Judged:
    convicted = [one for one in charges if one["state"] == ChargeState.CONVICTED]
    gravest = max(convicted or charges, key=_gravity)
    outcome = outcome_of(ChargeState(one["state"]) for one in charges)
    is_open = outcome is DefendantOutcome.OPEN
    ended = (
        None if is_open else max((one["decided_on"] for one in charges if one["decided_on"]), default=None)
    )
    given = [part for one in convicted for part in parts.get(one["pk"], ())]
    came = effective(given) if given else None
    days = came.days if came is not None else None
    row = Row(
        outcome=outcome,
        offence=gravest["provision"],
        group=gravest["group"],
        court=gravest["decided_by__name"] or gravest["case__court__name"] or "",
        year=str(ended.year) if ended else "",
        custody=came.gravest if came and came.gravest else (Length(round(days.value)) if days else None),
        maximum=_maximum(gravest),
        days=_between(min(one["filed_on"] for one in charges), ended or today),
        reason=gravest["outcome_reason"] if outcome is DefendantOutcome.WITHDRAWN else "",
    )
    money = tuple(pair for one in convicted for pair in fines.get(one["pk"], ()))
    return Judged(row, money, ended)


def _between(first: date, last: date) -> int | None:
    return (last - first).days if last >= first else None


def _gravity(charge: dict[str, Any]) -> tuple[int, int]:
    kinds = ["none", "unknown", "term", "indeterminate", "life", "death"]
    kind = charge["custody_kind"] or "unknown"
    return kinds.index(kind) if kind in kinds else 1, charge["max_custody_days"] or 0


def _maximum(charge: dict[str, Any]) -> Any:
    if charge["custody_kind"] in _NO_TERM:
        return _NO_TERM[charge["custody_kind"]]
    days = charge["max_custody_days"]
    return None if days is None else Length(days)
