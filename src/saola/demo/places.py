"""Where the demonstration happens: provinces, ports, posts, parks, and the outline of the country."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

from saola.apps.catalogue import vocabularies

COUNTRY = "QZ"
NEIGHBOURS = ("QN", "QV")

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Post:
    """A place where seizures are made. ``kind`` is a code of the place types.

    ``scanner`` is the year of the demonstration (0 to 3) and the month from which its scanner works, or ``None``.
    """

    name: str
    kind: str
    province: str
    latitude: float
    longitude: float
    also: tuple[str, ...] = ()
    scanner: tuple[int, int] | None = None


def read(name: str) -> Any:
    """The content of one of the YAML files beside this module."""
    return yaml.safe_load((resources.files(__package__) / name).read_text(encoding="utf-8"))


@cache
def provinces() -> tuple[str, ...]:
    return tuple(read("places.yaml")["provinces"])


@cache
def posts() -> dict[str, Post]:
    """Every post by its name."""
    return {entry["name"]: _post(**entry) for entry in read("places.yaml")["places"]}


def _post(*, name: str, kind: str, province: str, at: list[float], also=(), scanner=None) -> Post:
    in_service = (scanner[0] - 1, scanner[1]) if scanner else None
    return Post(name, kind, province, at[0], at[1], tuple(also), in_service)


@cache
def outline() -> dict[str, Any]:
    """The countries that do not exist, as GeoJSON."""
    return vocabularies.fictional_outlines()


def is_inside(code: str, latitude: float, longitude: float) -> bool:
    """Whether a point lies on the land of a country of the outline, by counting the borders to its east."""
    return any(_crossings(ring, latitude, longitude) % 2 for ring in _rings(code))


def _rings(code: str) -> Iterator[Ring]:
    for feature in outline()["features"]:
        if feature["id"] == code:
            shape = feature["geometry"]
            polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            yield from (polygon[0] for polygon in polygons)


def _crossings(ring: Ring, latitude: float, longitude: float) -> int:
    return sum(
        (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
