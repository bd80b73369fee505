"""Where a selection happened: places gathered by cells of the map, and routes from country to country."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies

from . import queries
from .filters import Filters
from .selecting import Chosen, Selection, answer

CELLS_ACROSS = 48
"""A selection is gathered in cells of its width over this; choosing one of them shows it in finer ones."""
ASIDE = 0.00317
"""Cells begin this much aside of round degrees, so that no rounded coordinate lies on an edge between two."""
MOST_POINTS, MOST_ROUTES = 250, 30


@dataclass(frozen=True, slots=True)
class MapData:
    """What the map island is given, and how many seizures are not on it."""

    points: list[dict[str, Any]]
    routes: list[dict[str, Any]]
    without_place: int

    def as_island(self, title: str, extent: list[float] | None = None) -> dict[str, Any]:
        return {
            "title": title,
            "caption": _("Circles: seizures. Lines: routes, as wide as the number of seizures."),
            "measure": _("seizures"),
            "points": self.points,
            "routes": self.routes,
            **({"extent": extent} if extent else {}),
            **outlines(),
        }


def outlines() -> dict[str, Any]:
    """The shapes that the map of the world lacks: those of the fictional country."""
    return {"outlines": vocabularies.fictional_outlines()} if settings.DEMO else {}


def map_data(filters: Filters, person: Any, list_url: str) -> MapData:
    circles, without = answer("circles", filters, person, _circles)
    points = _points(filters, circles, list_url)
    if not points:
        points, without = _countries(filters, person, list_url)
    steps = answer("steps", filters, person, _steps)
    return MapData(points, _routes(filters, steps, list_url), without)


@dataclass(frozen=True, slots=True)
class Circle:
    """A cell of the map with the seizures in it: how many, their middle, and the name of the place with most."""

    south: float
    west: float
    side: float
    count: int
    latitude: float
    longitude: float
    name: str


SIDES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Of a cell, in degrees: one of a few, so that circles stay where they are as the selection changes."""


def _circles(selection: Selection) -> tuple[list[Circle], int]:
    """The cells that hold most, and how many seizures have no place on the map."""
    placed = [_placed(chosen) for chosen in selection]
    latitude, longitude, many = (
        np.concatenate(each) for each in zip(*(own[:3] for own in placed), strict=True)
    )
    names = [name for own in placed for name in own[3]]
    without = sum(own[4] for own in placed)
    if not len(many):
        return [], without
    side = _side(latitude, longitude)
    down, across = np.floor((latitude - ASIDE) / side), np.floor((longitude - ASIDE) / side)
    _cells, first, cell = np.unique(down * 1e5 + across, return_index=True, return_inverse=True)
    those = np.bincount(cell, many)
    middle = [np.bincount(cell, each * many) / those for each in (latitude, longitude)]
    by_size = np.lexsort((across[first], down[first], -those))[:MOST_POINTS]
    largest = {int(cell[place]): place for place in np.argsort(many, kind="stable")}
    return [
        Circle(
            float(down[first[each]] * side + ASIDE),
            float(across[first[each]] * side + ASIDE),
            side,
            int(those[each]),
            float(middle[0][each]),
            float(middle[1][each]),
            names[largest[int(each)]](),
        )
        for each in by_size
    ], without


def _placed(chosen: Chosen) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[Any], int]:
    """The places of the selection: latitude, longitude, how many seizures, how to read the name; and how many have none."""
    places = chosen.part.places
    many = np.bincount(chosen.part.incidents["place"][chosen.incidents], minlength=len(places))
    shown = np.flatnonzero((many > 0) & places["is_on_map"])
    names = [partial(places.texts["name"].__getitem__, place) for place in shown]
    without = int(many.sum() - many[shown].sum())
    return places["latitude"][shown], places["longitude"][shown], many[shown], names, without


def _side(latitude: np.ndarray, longitude: np.ndarray) -> float:
    wanted = max(float(np.ptp(latitude)), float(np.ptp(longitude)) / 2) / CELLS_ACROSS
    return next((side for side in SIDES if wanted <= side), SIDES[-1])


def _points(filters: Filters, circles: list[Circle], list_url: str) -> list[dict[str, Any]]:
    points, base = [], list_url + filters.without("place").address()
    joint = "" if base.endswith("?") else "&"
    for each in circles:
        north, east = min(each.south + each.side, 90.0), min(each.west + each.side, 180.0)
        edges = (max(each.south, -90.0), max(each.west, -180.0), north, east)
        place = ",".join(f"{edge:.5f}" for edge in edges)
        points.append(
            {
                "lat": round(each.latitude, 4),
                "lon": round(each.longitude, 4),
                "count": each.count,
                "label": each.name or _("place without a name"),
                "url": f"{base}{joint}place={place}",
            }
        )
    return points


def _countries(filters: Filters, person: Any, list_url: str) -> tuple[list[dict[str, Any]], int]:
    """Where no place has coordinates, the countries stand for them."""
    rows = [(bar.key, bar.count) for bar in queries.counts("country", filters, person)]
    known = vocabularies.centroids()
    points = [
        {
            "lat": known[country][0],
            "lon": known[country][1],
            "count": many,
            "label": vocabularies.country_label(country),
            "url": list_url + filters.but(country=country, role="seized").address(),
        }
        for country, many in rows
        if country in known
    ]
    return points, sum(many for country, many in rows if country not in known)


def _steps(selection: Selection) -> list[tuple[tuple[str, str, bool], int]]:
    """How many seizures took each step from a country to the next, or were meant to."""
    counted: Counter[tuple[str, str, bool]] = Counter()
    for chosen in selection:
        hops, ways = chosen.part.hops, chosen.part.incidents["way"]
        labels = hops.labels["step"]
        many = np.bincount(ways[chosen.incidents], minlength=int(hops["way"].max(initial=0)) + 1)
        summed = np.bincount(hops["step"], many[hops["way"]], minlength=len(labels))
        for step in np.flatnonzero(summed):
            counted[labels[step]] += int(summed[step])
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST_ROUTES]


def _routes(
    filters: Filters, steps: list[tuple[tuple[str, str, bool], int]], list_url: str
) -> list[dict[str, Any]]:
    """Hops from each country to the next of the same incident, through where it was seized."""
    known = vocabularies.centroids()
    return [
        {
            "from": list(known[start]),
            "to": list(known[end]),
            "weight": many,
            "label": f"{vocabularies.country_label(start)} – {vocabularies.country_label(end)}",
            "actual": bool(actual),
            "url": list_url + filters.but(country=start, role="any").address(),
        }
        for (start, end, actual), many in steps
        if start in known and end in known
    ]
