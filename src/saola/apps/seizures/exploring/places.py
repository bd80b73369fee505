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
    points, without = _points(filters, where, list_url)
    if not points:
        points, without = _countries(filters, where, list_url)
    return MapData(points, _routes(filters, where, list_url), without)


# Incidents are counted by place first: there are far fewer of these. The side of a cell is one of a few, so that
# circles stay where they are as the selection changes.
_CELLS = f"""
    WITH counted AS MATERIALIZED (
        SELECT place, count(*) AS many FROM incidents i WHERE {{where}} GROUP BY place
    ), placed AS MATERIALIZED (
        SELECT * FROM counted JOIN places USING (place) WHERE latitude IS NOT NULL AND longitude IS NOT NULL
    ), extent AS (
        SELECT greatest(max(latitude) - min(latitude), (max(longitude) - min(longitude)) / 2) / {CELLS_ACROSS} AS wanted
        FROM placed
    ), cells AS (
        SELECT CASE WHEN wanted <= 0.05 THEN 0.05 WHEN wanted <= 0.1 THEN 0.1 WHEN wanted <= 0.25 THEN 0.25
            WHEN wanted <= 0.5 THEN 0.5 WHEN wanted <= 1 THEN 1.0 WHEN wanted <= 2 THEN 2.0 ELSE 4.0 END::DOUBLE AS side
        FROM extent
    )
    SELECT side, floor((latitude - {ASIDE}) / side) AS down, floor((longitude - {ASIDE}) / side) AS across,
        sum(many)::BIGINT AS those, sum(latitude * many) / sum(many), sum(longitude * many) / sum(many),
        arg_max(place_name, many), (SELECT sum(many) FROM counted)::BIGINT - (SELECT sum(many) FROM placed)::BIGINT
    FROM placed, cells GROUP BY side, down, across ORDER BY those DESC, down, across LIMIT {MOST_POINTS}
"""


def _points(filters: Filters, where: conditions.Condition, list_url: str) -> tuple[list[dict[str, Any]], int]:
    """Circles for the cells of the map that hold most, and how many seizures have no place."""
    points, base, without = [], list_url + filters.without("place").address(), 0
    joint = "" if base.endswith("?") else "&"
    rows = facts().ask(_CELLS.format(where=where.text), where.values)
    for side, down, across, many, latitude, longitude, name, without in rows:  # noqa: B007
        south, west = down * side + ASIDE, across * side + ASIDE
        edges = (max(south, -90.0), max(west, -180.0), min(south + side, 90.0), min(west + side, 180.0))
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
    return points, without


def _countries(
    filters: Filters, where: conditions.Condition, list_url: str
) -> tuple[list[dict[str, Any]], int]:
    """Where no place has coordinates, the countries stand for them."""
    rows = facts().ask(
        f"SELECT i.country::VARCHAR, count(*) FROM incidents i WHERE {where.text} GROUP BY i.country ORDER BY 2 DESC, 1",
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
    rows = facts().ask(
        "WITH counted AS MATERIALIZED"
        f" (SELECT route, count(*) AS many FROM incidents i WHERE {where.text} GROUP BY route),"
        " hops AS (SELECT route, country AS start, lead(country) OVER way AS next, lead(actual) OVER way AS actual"
        " FROM routes WHERE route IN (SELECT route FROM counted) WINDOW way AS (PARTITION BY route ORDER BY position))"
        " SELECT start, next, actual, sum(many)::BIGINT FROM hops JOIN counted USING (route)"
        " WHERE next IS NOT NULL AND start <> '' AND next <> '' AND start <> next"
        f" GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT {MOST_ROUTES}",
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
