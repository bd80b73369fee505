"""Where a selection happened: places gathered by cells of the map, and routes from country to country."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies

from . import conditions
from .facts import facts
from .filters import Filters

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
    where = conditions.of(filters, person)
    points = _points(filters, where, list_url)
    placed = facts().ask(
        f"SELECT count(*) FILTER (i.latitude IS NULL) FROM incidents i WHERE {where.text}", where.values
    )
    without = placed[0][0]
    if not points:
        points, without = _countries(filters, where, list_url)
    return MapData(points, _routes(filters, where, list_url), without)


def _points(filters: Filters, where: conditions.Condition, list_url: str) -> list[dict[str, Any]]:
    cell = _cell(where)
    if cell is None:
        return []
    rows = facts().ask(
        f"SELECT floor((i.latitude - {ASIDE}) / {cell}), floor((i.longitude - {ASIDE}) / {cell}), count(*), avg(i.latitude),"
        " avg(i.longitude), mode(i.place_name) FROM incidents i"
        f" WHERE i.latitude IS NOT NULL AND {where.text}"
        f" GROUP BY 1, 2 ORDER BY 3 DESC LIMIT {MOST_POINTS}",
        where.values,
    )
    points, base = [], list_url + filters.without("place").address()
    joint = "" if base.endswith("?") else "&"
    for down, across, many, latitude, longitude, name in rows:
        south, west = down * cell + ASIDE, across * cell + ASIDE
        edges = (max(south, -90.0), max(west, -180.0), min(south + cell, 90.0), min(west + cell, 180.0))
        place = ",".join(f"{edge:.5f}" for edge in edges)
        points.append(
            {
                "lat": round(latitude, 4),
                "lon": round(longitude, 4),
                "count": many,
                "label": name or _("place without a name"),
                "url": f"{base}{joint}place={place}",
            }
        )
    return points


def _cell(where: conditions.Condition) -> float | None:
    """The side of a cell in degrees: one of a few, so that circles stay where they are as the selection changes."""
    south, north, west, east = facts().ask(
        "SELECT min(i.latitude), max(i.latitude), min(i.longitude), max(i.longitude)"
        f" FROM incidents i WHERE {where.text}",
        where.values,
    )[0]
    if south is None:
        return None
    wanted = max(north - south, (east - west) / 2) / CELLS_ACROSS
    return next((side for side in (0.05, 0.1, 0.25, 0.5, 1.0, 2.0) if side >= wanted), 4.0)


def _countries(
    filters: Filters, where: conditions.Condition, list_url: str
) -> tuple[list[dict[str, Any]], int]:
    """Where no place has coordinates, the countries stand for them."""
    rows = facts().ask(
        f"SELECT i.country, count(*) FROM incidents i WHERE {where.text} GROUP BY 1 ORDER BY 2 DESC",
        where.values,
    )
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


def _routes(filters: Filters, where: conditions.Condition, list_url: str) -> list[dict[str, Any]]:
    """Hops from each country to the next of the same incident, through where it was seized."""
    chosen = f"WHERE l.incident IN (SELECT i.id FROM incidents i WHERE {where.text})" if where.parts else ""
    rows = facts().ask(
        "WITH hops AS (SELECT l.country AS start, l.role, lead(l.country) OVER way AS next,"
        " lead(l.actual) OVER way AS actual FROM legs l"
        f" {chosen} WINDOW way AS (PARTITION BY l.incident ORDER BY l.position))"
        " SELECT start, next, actual, count(*) FROM hops"
        " WHERE next IS NOT NULL AND start <> '' AND next <> '' AND start <> next"
        f" GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2 LIMIT {MOST_ROUTES}",
        where.values,
    )
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
        for start, end, actual, many in rows
        if start in known and end in known
    ]
