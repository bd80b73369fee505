"""The kinds of traffic that pass through the country, read from ``trades.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random

from .places import read

Weights = Mapping[str, float | list[float]]
"""How likely each word is; a list holds one weight for each of the four years."""


@dataclass(frozen=True, slots=True)
class Goods:
    """One kind of specimen: ``size`` is the median and sigma of a lognormal in ``unit``, ``price`` US dollars a unit."""

    taxa: Weights
    term: str
    unit: str
    size: tuple[float, float]
    price: float
    decimals: int = 0
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """Countries from origin to destination; empty where nothing was stated."""

    origins: tuple[str, ...]
    export: str
    transits: tuple[str, ...]
    destination: str


@dataclass(frozen=True, slots=True)
class Trade:
    """One kind of traffic. ``trades.yaml`` explains each field."""

    name: str
    goods: Goods
    share: float
    years: tuple[float, ...]
    season: str
    week: str
    posts: Weights
    by: Weights
    routes: Weights
    nationals: Weights
    transport: Weights
    hidden: Weights
    found: Weights
    ground: Weights
    disposal: Weights
    also: Goods | None = None
    also_chance: float = 0.0
    known_routes: dict[str, Route] = field(default_factory=dict)


@cache
def trades() -> tuple[Trade, ...]:
    """Every kind of traffic, in the order of the file."""
    return tuple(_trade(name, dict(entry)) for name, entry in read("trades.yaml").items())


def _trade(name: str, entry: dict) -> Trade:
    goods = _goods({key: entry.pop(key) for key in Goods.__slots__ if key in entry})
    also = dict(entry.pop("also", {}))
    chance = also.pop("chance", 0.0)
    return Trade(
        name=name,
        goods=goods,
        also=_goods(also) if also else None,
        also_chance=chance,
        years=tuple(entry.pop("years")),
        known_routes={words: _route(words) for words in entry["routes"]},
        **entry,
    )


def _goods(entry: dict) -> Goods:
    return Goods(**{**entry, "size": tuple(entry["size"])})


def _route(words: str) -> Route:
    origins, export, transits, destination = (
        tuple(code for code in part.strip().split(",") if code != "-") for part in words.split("/")
    )
    return Route(origins, "".join(export), transits, "".join(destination))


def draw(random: Random, weights: Weights, year: int) -> str:
    """One of the words, by its weight in ``year`` (0 to 3)."""
    shares = [weight[year] if isinstance(weight, list) else weight for weight in weights.values()]
    return random.choices(list(weights), shares)[0]
