"""A selection as a condition on the facts. Values travel beside the text, never in it."""

from dataclasses import dataclass, field
from typing import Any

from saola.apps.catalogue.models import Taxon
from saola.core.values import PartialDate

from ..models import Incident
from .facts import facts
from .filters import Filters

FEW = 4_000
"""Incidents with the words looked for that are named one by one from then on."""


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
    if not about_specimens(filters).parts:
        return _incident(filters, person)
    specimens, where = of_specimens(filters, person), Condition()
    where.add(f"i.id IN (SELECT i.id FROM specimens i WHERE {specimens.text})", *specimens.values)
    return where


def of_specimens(filters: Filters, person: Any) -> Condition:
    """Which specimens are of the selection: a condition on ``specimens``, called ``i`` too.

    Specimens carry what can be chosen about their incident, so that nothing need be joined.
    """
    where, own = _incident(filters, person), about_specimens(filters)
    return Condition(where.parts + own.parts, where.values + own.values)


def visible(person: Any) -> Condition:
    """What ``Incident.objects.visible_to`` lets this person see, said over the facts.

    The rule is not repeated here: nothing, or all but the few incidents that it names as hidden.
    """
    where = Condition()
    if Incident.objects.visible_to(person).query.is_empty():
        where.add("false")
    elif hidden := list(Incident.objects.hidden_from(person).values_list("pk", flat=True)):
        said = ",".join(map(str, sorted(hidden)))
        where.add("i.id NOT IN (SELECT unnest(string_split(?, ',')::BIGINT[]))", said)
    return where


def about_specimens(filters: Filters) -> Condition:
    """The part of the selection that speaks of one specimen."""
    where = Condition()
    if filters.taxon:
        keys = list(Taxon.objects.below(filters.taxon).order_by().values_list("pk", flat=True))
        _among("i.taxon", keys, where)
    if filters.group:
        where.add("i.grp = as_grp(?)", filters.group)
    if filters.term:
        where.add("i.term = as_term(?)", filters.term)
    if filters.name == "unsettled":
        where.add("i.taxon IS NULL AND i.names <> ''")
    if filters.appendix == "unknown":
        where.add("i.listed = ''")
    elif filters.appendix:
        where.add("i.listed = as_listed(?)", filters.appendix)
    return where


def _incident(filters: Filters, person: Any) -> Condition:
    """The part that speaks of the incident: holds for ``incidents`` and for ``specimens``."""
    where = visible(person)
    if filters.q:
        _words(filters.q.lower(), where)
    if filters.agency:
        where.add("i.agency = as_agency(?)", filters.agency)
    if filters.transport:
        where.add("i.transport = as_transport(?)", filters.transport)
    if filters.concealment:
        where.add("contains(i.concealment, ?)", f'"{filters.concealment}"')
    if filters.since != PartialDate():
        where.add("i.last_day >= ?", filters.since.first_day)
    if filters.until != PartialDate():
        where.add("i.first_day <= ?", filters.until.last_day)
    if filters.least is not None:
        where.add("i.value >= ?", float(filters.least))
    if filters.most is not None:
        where.add("i.value <= ?", float(filters.most))
    if filters.currency:
        where.add("i.currency = as_currency(?)", filters.currency)
    if filters.file:
        where.add("i.batch = ?::UUID", filters.file)
    if filters.held:
        where.add("i.held = ?", filters.held == "yes")
    if filters.place:
        south, west, north, east = filters.place
        where.add(
            "i.place IN (SELECT p.place FROM places p"
            " WHERE p.latitude BETWEEN ? AND ? AND p.longitude BETWEEN ? AND ?)",
            south,
            north,
            west,
            east,
        )
    _route(filters, where)
    return where


def _words(said: str, where: Condition) -> None:
    """Words are looked for once; what else is asked of few incidents is asked of these."""
    query = (
        "SELECT w.id FROM incidents w WHERE contains(w.words, ?) OR contains(w.place_words, ?)"
        " UNION SELECT n.id FROM specimens n WHERE contains(n.names, ?)"
    )
    found = [key for (key,) in facts().ask(f"{query} LIMIT {FEW + 1}", [said] * 3)]
    if len(found) > FEW:
        where.add(f"i.id IN ({query})", said, said, said)
    else:
        _among("i.id", sorted(found), where)


def _among(column: str, keys: list[int], where: Condition) -> None:
    """Many numbers travel as one text: the engine takes a list of values far more slowly."""
    if keys:
        where.add(f"{column} IN (SELECT unnest(string_split(?, ',')::BIGINT[]))", ",".join(map(str, keys)))
    else:
        where.add("false")


def _route(filters: Filters, where: Condition) -> None:
    if not filters.country:
        return
    on_route = "i.route IN (SELECT r.route FROM routes r WHERE r.country = ?{role})"
    if filters.role == "seized":
        where.add("i.country = as_country(?)", filters.country)
    elif filters.role == "any":
        where.add(
            f"(i.country = as_country(?) OR {on_route.format(role='')})", filters.country, filters.country
        )
    else:
        where.add(on_route.format(role=" AND r.role = ?"), filters.country, filters.role)
