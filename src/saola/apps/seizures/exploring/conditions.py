"""A selection as a condition on the facts. Values travel beside the text, never in it."""

from dataclasses import dataclass, field
from typing import Any

from saola.apps.catalogue.models import Taxon
from saola.core.values import PartialDate

from ..models import Incident
from .filters import Filters


@dataclass(slots=True)
class Condition:
    """``text`` for a WHERE, with a ``?`` for each of ``values``."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, text: str, *values: Any) -> None:
        self.parts.append(text)
        self.values += values

    @property
    def text(self) -> str:
        return " AND ".join(self.parts) or "true"


def of(filters: Filters, person: Any) -> Condition:
    """Which incidents ``person`` sees of ``filters``: a condition on ``incidents``, called ``i``."""
    where = visible(person)
    _incident(filters, where)
    specimen = of_specimens(filters)
    if specimen.parts:
        where.add(f"i.id IN (SELECT s.incident FROM specimens s WHERE {specimen.text})", *specimen.values)
    _route(filters, where)
    return where


def visible(person: Any) -> Condition:
    """What ``Incident.objects.visible_to`` lets this person see, said over the facts.

    The rule is not repeated here: all, nothing, or exactly the incidents that it names.
    """
    where = Condition()
    seen = Incident.objects.visible_to(person)
    if seen.query.is_empty():
        where.add("false")
    elif seen.query.where:
        keys = list(seen.order_by().values_list("pk", flat=True))
        where.add("i.id IN (SELECT unnest(?::BIGINT[]))", keys)
    return where


def of_specimens(filters: Filters) -> Condition:
    """The part of the selection that speaks of one specimen: a condition on ``specimens``, called ``s``."""
    where = Condition()
    if filters.taxon:
        keys = list(Taxon.objects.below(filters.taxon).order_by().values_list("pk", flat=True))
        where.add("s.taxon IN (SELECT unnest(?::INTEGER[]))", keys)
    if filters.group:
        where.add("s.grp = ?", filters.group)
    if filters.term:
        where.add("s.term = ?", filters.term)
    if filters.name == "unsettled":
        where.add("s.taxon IS NULL AND s.names <> ''")
    if filters.appendix == "unknown":
        where.add("s.appendix = ''")
    elif filters.appendix:
        where.add("s.appendix = ?", filters.appendix)
    return where


def _incident(filters: Filters, where: Condition) -> None:
    if filters.q:
        named = "i.id IN (SELECT s.incident FROM specimens s WHERE contains(s.names, ?))"
        where.add(f"(contains(i.words, ?) OR {named})", filters.q.lower(), filters.q.lower())
    if filters.agency:
        where.add("i.agency = ?", filters.agency)
    if filters.transport:
        where.add("i.transport = ?", filters.transport)
    if filters.concealment:
        where.add("contains(i.concealment, ?)", f",{filters.concealment},")
    if filters.since != PartialDate():
        where.add("i.last_day >= ?", filters.since.first_day)
    if filters.until != PartialDate():
        where.add("i.first_day <= ?", filters.until.last_day)
    if filters.least is not None:
        where.add("i.value >= ?", float(filters.least))
    if filters.most is not None:
        where.add("i.value <= ?", float(filters.most))
    if filters.currency:
        where.add("i.currency = ?", filters.currency)
    if filters.file:
        where.add("i.batch = ?", filters.file)
    if filters.held:
        where.add("i.held = ?", filters.held == "yes")
    if filters.place:
        south, west, north, east = filters.place
        where.add("i.latitude BETWEEN ? AND ? AND i.longitude BETWEEN ? AND ?", south, north, west, east)


def _route(filters: Filters, where: Condition) -> None:
    if not filters.country:
        return
    on_route = "i.id IN (SELECT l.incident FROM legs l WHERE l.country = ?{role})"
    if filters.role == "seized":
        where.add("i.country = ?", filters.country)
    elif filters.role == "any":
        where.add(f"(i.country = ? OR {on_route.format(role='')})", filters.country, filters.country)
    else:
        where.add(on_route.format(role=" AND l.role = ?"), filters.country, filters.role)
