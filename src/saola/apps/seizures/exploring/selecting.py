"""A selection over the columns: which incidents and which specimens a person sees of it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from saola.apps.accounts import policy
from saola.apps.accounts.facts import actor_of
from saola.apps.catalogue.models import Taxon
from saola.core.access import Actor
from saola.core.values import PartialDate

from ..models import Incident
from .facts import Facts, Moment, facts
from .filters import Filters
from .tables import NO_DAY, Part

EVERY = slice(None)
"""Rows of a selection that leaves nothing out: taking them copies nothing."""

Mask = np.ndarray | None
"""Which rows hold, ``None`` for all of them."""

Rows = np.ndarray | slice


@dataclass
class Chosen:
    """A selection within one part of the facts. ``incidents`` and ``specimens`` are row numbers, in order."""

    part: Part
    _incidents: Mask
    _specimens: Mask

    @cached_property
    def specimens(self) -> Rows:
        if self._incidents is None and self._specimens is None:
            return EVERY
        if self._incidents is None:
            return _rows(self._specimens)
        if self._specimens is None:
            return self._specimens_of(_rows(self._incidents))
        own = _rows(self._specimens)
        return own.compress(self._incidents[self.part.specimens["row"][own]])

    def _specimens_of(self, incidents: np.ndarray) -> np.ndarray:
        """Specimens stand in the order of their incidents: each incident has a run of them."""
        first = self.part.incidents["first_specimen"][incidents]
        many = self.part.incidents["specimens"][incidents]
        ends = np.cumsum(many, dtype=np.intp)
        before = ends - many
        return np.repeat(first - before, many) + np.arange(ends[-1] if len(ends) else 0)

    @cached_property
    def incidents(self) -> Rows:
        """With a choice about specimens, those that have such a specimen."""
        if self._specimens is None:
            return EVERY if self._incidents is None else _rows(self._incidents)
        held = np.zeros(len(self.part.incidents), bool)
        held[self.part.specimens["row"][self.specimens]] = True
        return _rows(held)

    @property
    def is_about_specimens(self) -> bool:
        return self._specimens is not None

    @property
    def many(self) -> int:
        return len(self.part.incidents) if isinstance(self.incidents, slice) else len(self.incidents)


def _rows(mask: np.ndarray) -> np.ndarray:
    return np.flatnonzero(mask)  # of the width that numpy takes by: narrower ones are widened at every taking


Hidden = frozenset[int] | None
"""The incidents that a person does not see; ``None`` for all of them."""

Selection = tuple[Chosen, ...]
"""A selection within every part of the facts."""


def select(filters: Filters, person: Any) -> Selection:
    """What ``person`` sees of ``filters``."""
    moment = Moment.now()
    return _select(facts(moment), filters, _hidden_at(moment, person))


def answer(name: str, filters: Filters, person: Any, count: Callable[[Selection], Any]) -> Any:
    """What ``count`` makes of the selection; the same question is asked once."""
    moment = Moment.now()
    held, hidden = facts(moment), _hidden_at(moment, person)
    key = (name, *sorted(filters.words().items()), ("hidden", hidden))
    return held.answer(key, lambda: count(_select(held, filters, hidden)))


def _select(held: Facts, filters: Filters, hidden: Hidden) -> Selection:
    def choose(parts: tuple) -> Selection:
        return tuple(_choose(part, gone, filters, hidden) for part, gone in parts)

    return held.selection((*sorted(filters.words().items()), ("hidden", hidden)), choose)


def hidden_from(person: Any) -> Hidden:
    """What ``Incident.objects.visible_to`` keeps from this person.

    The rule is not repeated here: everything, or the few incidents that it names as hidden.
    """
    return _hidden_at(Moment.now(), person)


def _hidden_at(moment: Moment, person: Any) -> Hidden:
    """The same, asked anew when anything was written in the journal, or the minute turned.

    Nobody's access changes and no record is held closer without an entry, but for what ends by itself. What the person
    may is read on every page.
    """
    asked = ("hidden", moment.entry, int(time.time() // 60), *_facts_of(actor_of(person)))
    return facts(moment).answer(asked, lambda: _ask_for_hidden(person))


def held_close() -> frozenset[int]:
    """The incidents of which the journal is told who reads them; asked anew when anything was written in it."""
    return _held_close_at(Moment.now())


def held_close_before(person: Any) -> frozenset[int]:
    """Those of them that ``person`` sees. Where none is held close it is one question."""
    moment = Moment.now()
    close = _held_close_at(moment)
    hidden = _hidden_at(moment, person) if close else frozenset()
    return frozenset() if hidden is None else close - hidden


def _held_close_at(moment: Moment) -> frozenset[int]:
    close = Incident.objects.order_by().held_close()
    return facts(moment).answer(
        ("held close", moment.entry), lambda: frozenset(close.values_list("pk", flat=True))
    )


def _facts_of(actor: Actor) -> tuple:
    """All that decides about an actor, as a key."""
    return tuple(
        tuple(sorted(value.items())) if field == "compartments" else value
        for field, value in ((field.name, getattr(actor, field.name)) for field in fields(actor))
    )


def _ask_for_hidden(person: Any) -> Hidden:
    if not policy.decide(person, Incident.READ):
        return None
    return frozenset(Incident.objects.hidden_from(person).values_list("pk", flat=True))


def _choose(part: Part, gone: np.ndarray | None, filters: Filters, hidden: Hidden) -> Chosen:
    """``gone`` marks incidents of the part that no longer hold."""
    about_incidents = [] if gone is None else [~gone]
    if hidden is None:
        about_incidents.append(np.zeros(len(part.incidents), bool))
    elif hidden:
        ids = np.fromiter(hidden, np.int64, len(hidden))
        about_incidents.append(np.isin(part.incidents["id"], ids, invert=True))
    about_incidents += _about_incidents(part, filters)
    return Chosen(part, _all_of(about_incidents), _all_of(_about_specimens(part, filters)))


def _all_of(masks: list[np.ndarray] | Iterator[np.ndarray]) -> Mask:
    whole = None
    for mask in masks:
        whole = mask if whole is None else np.logical_and(whole, mask, out=whole)
    return whole


def _about_specimens(part: Part, filters: Filters) -> Iterator[np.ndarray]:
    """The part of the selection that speaks of one specimen."""
    own = part.specimens
    if filters.taxon:
        below = set(Taxon.objects.below(filters.taxon).order_by().values_list("pk", flat=True))
        yield own.is_among("taxon", (taxon in below for taxon in own.labels["taxon"]))
    if filters.group:
        yield own.is_label("group", filters.group)
    if filters.term:
        yield own.is_label("term", filters.term)
    if filters.name == "unsettled":
        yield (own["taxon"] == 0) & (own["names"] != 0)
    if filters.appendix:
        yield own.is_label("listed", "" if filters.appendix == "unknown" else filters.appendix)


def _about_incidents(part: Part, filters: Filters) -> Iterator[np.ndarray]:
    """The part that speaks of the incident."""
    own = part.incidents
    for column in ("agency", "transport", "currency"):
        if wanted := getattr(filters, column):
            yield own.is_label(column, wanted)
    if filters.file:
        yield own.is_label("batch", filters.file.replace("-", ""))
    if filters.concealment:
        word = f'"{filters.concealment}"'
        yield own.is_among("concealment", (word in said for said in own.labels["concealment"]))
    if filters.held:
        yield own["is_held"] == (filters.held == "yes")
    yield from _days(part, filters)
    if filters.least is not None:
        yield own["value"] >= float(filters.least)
    if filters.most is not None:
        yield own["value"] <= float(filters.most)
    if filters.place:
        yield _within(part, *filters.place)[own["place"]]
    if filters.country:
        yield _on_route(part, filters.country, filters.role)
    if filters.q:
        yield _with_words(part, filters.q.lower())


def _days(part: Part, filters: Filters) -> Iterator[np.ndarray]:
    """What is known to the month or the year holds for every day it may have been."""
    if filters.since != PartialDate():
        yield part.incidents["last_day"] >= _day(filters.since.first_day)
    if filters.until != PartialDate():
        first = part.incidents["first_day"]
        yield (first <= _day(filters.until.last_day)) & (first != NO_DAY)


def _day(day: Any) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))


def _within(part: Part, south: float, west: float, north: float, east: float) -> np.ndarray:
    latitude, longitude = part.places["latitude"], part.places["longitude"]
    return (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)


def _on_route(part: Part, country: str, role: str) -> np.ndarray:
    seized_in = part.incidents.is_label("country", country)
    if role == "seized":
        return seized_in
    stops = part.ways.is_label("country", country)
    if role != "any":
        stops &= part.ways.is_label("role", role)
    ways = np.zeros(int(part.incidents["way"].max(initial=0)) + 1, bool)
    ways[part.ways["way"][stops]] = True
    on_way = ways[part.incidents["way"]]
    return on_way | seized_in if role == "any" else on_way


def _with_words(part: Part, said: str) -> np.ndarray:
    """Number, reference, place, or a name as it was reported."""
    held = np.zeros(len(part.incidents), bool)
    for column in ("number", "reference"):
        held[part.incidents.texts[column].containing(said)] = True
    if len(found := part.places.texts["words"].containing(said)):
        held |= _marked(len(part.places), found)[part.incidents["place"]]
    names = part.specimens.texts["names"]
    if len(found := names.containing(said)):
        is_named = _marked(len(names), found)[part.specimens["names"]]
        held[part.specimens["row"].compress(is_named)] = True
    return held


def _marked(many: int, rows: np.ndarray) -> np.ndarray:
    marked = np.zeros(many, bool)
    marked[rows] = True
    return marked
