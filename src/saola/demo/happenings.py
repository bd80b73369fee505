"""What happened in the country, before any clerk wrote it down: seizures as they truly were."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import exp
from random import Random

from .places import COUNTRY, Post, is_inside, posts
from .trades import Goods, Route, Trade, Weights, draw, trades

YEARS = 4  # three full years and the current one
SEASONS = {
    "flat": (1,) * 12,
    "dry": (0.6, 0.6, 0.7, 0.9, 1.2, 1.5, 1.7, 1.8, 1.6, 1.2, 0.7, 0.6),
    "wet": (1.6, 1.5, 1.3, 1.1, 0.8, 0.6, 0.5, 0.5, 0.6, 0.9, 1.3, 1.6),
    "holiday": (1.1, 0.8, 0.8, 0.9, 0.8, 0.9, 1.6, 1.7, 0.8, 0.8, 0.8, 1.7),
}
WEEKS = {
    "flat": (1,) * 7,
    "office": (1.2, 1.3, 1.2, 1.2, 1.1, 0.3, 0.2),
    "leisure": (0.8, 0.7, 0.8, 0.9, 1.2, 1.5, 1.3),
}
SCANNER_GAIN = 2.4  # how many times more a port finds once its scanner works
TWINS = {("customs", "police"): 0.03, ("rangers", "police"): 0.04, ("joint", "customs"): 0.12}
TRAVELS = {
    "airport": ("air_pax", "air_cargo", "air_crew"),
    "seaport": ("sea_container", "sea_other"),
    "at_sea": ("sea_other",),
    "land_border": ("road_private", "road_truck", "road_bus", "foot"),
    "road": ("road_private", "road_truck", "road_bus", "foot"),
    "mail_centre": ("mail", "courier"),
    "protected_area": ("foot", "road_private", "sea_other", "none"),
}  # how one travels where; the first is taken when the trade names none of them
SIGHTS = {
    "at_sea": ("patrol", "intel", "report_public"),
    "protected_area": ("patrol", "report_public", "accident", "intel"),
    "market": ("market", "intel", "invest"),
    "private": ("invest", "intel", "report_public"),
    "road": ("patrol", "intel", "dog"),
}  # how one is found where, likewise; elsewhere as the trade says


@dataclass(frozen=True, slots=True)
class Find:
    """One kind of specimen in a seizure. ``taxon`` is a key of ``taxa.yaml``; ``quantity`` is in ``unit``."""

    taxon: str
    term: str
    unit: str
    condition: str
    quantity: float
    decimals: int


@dataclass(frozen=True, slots=True)
class Happening:
    """One seizure. ``twin_of`` is the number of the same seizure as another agency saw it."""

    number: int
    trade: str
    agency: str
    year: int
    on: date
    post: Post
    latitude: float
    longitude: float
    finds: tuple[Find, ...]
    route: Route
    transport: str
    hidden: str
    found: str
    ground: str
    nationals: tuple[str, ...]
    disposal: str
    value: float
    twin_of: int | None = None


def imagine(*, seed: int, incidents: int, today: date) -> list[Happening]:
    """``incidents`` seizures in the three full years before ``today`` and the year so far, in order of day.

    A few of them are there twice, as two agencies saw them; these come on top. The same arguments make the
    same seizures.
    """
    random = Random(f"{seed}/{incidents}/{today}")
    found = []
    for (place, year), count in _allot(incidents, today).items():
        found += [_happening(random, trades()[place], year, today) for _ in range(count)]
    found.sort(key=lambda happening: happening.on)
    numbered = [replace(happening, number=number) for number, happening in enumerate(found, 1)]
    return sorted([*numbered, *_twins(random, numbered, today)], key=lambda happening: happening.on)


def _allot(incidents: int, today: date) -> dict[tuple[int, int], int]:
    """How many seizures of each trade (its place in the file) in each year: by weight, the largest remainders rounded up."""
    so_far = today.timetuple().tm_yday / 365
    weights = {
        (number, year): trade.share * trade.years[year] * (so_far if year == YEARS - 1 else 1)
        for number, trade in enumerate(trades())
        for year in range(YEARS)
    }
    total = sum(weights.values())
    exact = {key: incidents * weight / total for key, weight in weights.items()}
    counts = {key: int(amount) for key, amount in exact.items()}
    missing = incidents - sum(counts.values())
    for key in sorted(exact, key=lambda key: counts[key] - exact[key])[:missing]:
        counts[key] += 1
    return counts


def _happening(random: Random, trade: Trade, year: int, today: date) -> Happening:
    post = posts()[draw(random, trade.posts, year)]
    on = _day(random, trade, post, year, today)
    latitude, longitude = _spot(random, post)
    finds = _finds(random, trade, year)
    prices = {goods.term: goods.price for goods in (trade.goods, trade.also) if goods}
    value = sum(find.quantity * prices[find.term] for find in finds) * exp(random.gauss(0, 0.25))
    return Happening(
        number=0,
        trade=trade.name,
        agency=draw(random, trade.by, year),
        year=year,
        on=on,
        post=post,
        latitude=latitude,
        longitude=longitude,
        finds=finds,
        route=trade.known_routes[draw(random, trade.routes, year)],
        transport=_fitting(random, trade.transport, TRAVELS.get(post.kind), year),
        hidden=draw(random, trade.hidden, year),
        found=_detection(random, trade, post, on, today),
        ground=draw(random, trade.ground, year),
        nationals=tuple(
            dict.fromkeys(draw(random, trade.nationals, year) for _ in range(random.choice((1, 1, 2))))
        ),
        disposal=draw(random, trade.disposal, year),
        value=round(value, 2),
    )


def _finds(random: Random, trade: Trade, year: int) -> tuple[Find, ...]:
    finds = [_find(random, trade.goods, year)]
    if random.random() < 0.15:
        finds.append(_find(random, trade.goods, year))
    if trade.also and random.random() < trade.also_chance:
        finds.append(_find(random, trade.also, year))
    return tuple({(find.taxon, find.term): find for find in finds}.values())


def _find(random: Random, goods: Goods, year: int) -> Find:
    median, sigma = goods.size
    quantity = round(median * exp(random.gauss(0, sigma)), goods.decimals)
    return Find(
        taxon=draw(random, goods.taxa, year),
        term=goods.term,
        unit=goods.unit,
        condition=goods.condition,
        quantity=max(quantity, 10**-goods.decimals),
        decimals=goods.decimals,
    )


def _day(random: Random, trade: Trade, post: Post, year: int, today: date) -> date:
    days, cumulative = _days(trade.season, trade.week, post.scanner, year, today)
    return random.choices(days, cum_weights=cumulative)[0]


@cache
def _days(
    season: str, week: str, scanner: tuple[int, int] | None, year: int, today: date
) -> tuple[list[date], list[float]]:
    calendar_year = today.year - (YEARS - 1) + year
    day, last = date(calendar_year, 1, 1), min(date(calendar_year, 12, 31), today)
    days, cumulative, total = [], [], 0.0
    while day <= last:
        gain = SCANNER_GAIN if scanner and scanner[0] == year and day.month >= scanner[1] else 1
        total += SEASONS[season][day.month - 1] * WEEKS[week][day.weekday()] * gain
        days.append(day)
        cumulative.append(total)
        day += timedelta(days=1)
    return days, cumulative


def _detection(random: Random, trade: Trade, post: Post, on: date, today: date) -> str:
    year = on.year - (today.year - (YEARS - 1))
    if post.scanner and (year, on.month) >= post.scanner and random.random() < 0.6:
        return "xray"
    return _fitting(random, trade.found, SIGHTS.get(post.kind), year)


def _fitting(random: Random, weights: Weights, possible: tuple[str, ...] | None, year: int) -> str:
    """One of the words that are possible at the place."""
    if possible is None:
        return draw(random, weights, year)
    fitting = {word: weight for word, weight in weights.items() if word in possible}
    return draw(random, fitting, year) if fitting else possible[0]


def _spot(random: Random, post: Post) -> tuple[float, float]:
    """Near the post; within a park or at sea the spots are spread, elsewhere they are at the gate."""
    spread = {"protected_area": 0.25, "at_sea": 0.3, "road": 0.12, "private": 0.05}.get(post.kind, 0.004)
    is_at_sea = post.kind == "at_sea"
    for _ in range(20):
        latitude = round(random.gauss(post.latitude, spread), 4)
        longitude = round(random.gauss(post.longitude, spread), 4)
        if is_inside(COUNTRY, latitude, longitude) is not is_at_sea:
            return latitude, longitude
    return post.latitude, post.longitude


def _twins(random: Random, happenings: list[Happening], today: date) -> Iterator[Happening]:
    """The seizures that a second agency reported too: a day off, weighed on another scale."""
    number = len(happenings)
    for happening in happenings:
        for (first, second), chance in TWINS.items():
            if happening.agency == first and random.random() < chance:
                number += 1
                yield replace(
                    happening,
                    number=number,
                    agency=second,
                    on=min(happening.on + timedelta(days=random.choice((0, 0, 1, 2))), today),
                    finds=tuple(_weighed_again(random, find) for find in happening.finds),
                    twin_of=happening.number,
                )


def _weighed_again(random: Random, find: Find) -> Find:
    if find.quantity < 20:
        return find
    return replace(find, quantity=round(find.quantity * random.uniform(0.97, 1.03), find.decimals))
