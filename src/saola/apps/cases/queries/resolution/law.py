"""What is in force on a day in the country whose law is kept here, as far as the resolution asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.apps.catalogue.law import treaty_book
from saola.apps.legislation.queries import law_book, own_country
from saola.core.law.checklists import Point, checklist
from saola.core.law.conducts import Area
from saola.core.law.logic import UNKNOWN, YES, some
from saola.core.law.serious_crime import serious_crime
from saola.core.law.standing import in_force
from saola.core.law.treaties import TreatyBook, bound
from saola.core.values import Finding, Outcome

WILDLIFE = frozenset({Area.WILDLIFE, Area.FORESTRY, Area.FISHERIES})
CONVENTIONS = ("cites", "untoc", "uncac")


@dataclass(frozen=True)
class LawInForce:
    """``country`` is empty where nobody said which. ``points`` are those of the checklists, by name.

    ``bound`` are the three conventions by id. ``offences`` are offences against wildlife certainly in force, ``serious``
    those of them that are serious crime whatever else is shown.
    """

    country: str
    on: date
    points: Mapping[str, tuple[Point, ...]]
    bound: Mapping[str, Finding[Any]]
    offences: int
    serious: int

    @property
    def is_known(self) -> bool:
        return bool(self.points)

    def outcome(self, name: str) -> Outcome:
        """The answer to one point; what one part of the country has, the country has."""
        found = self.points.get(name, ())
        return some(point.finding.outcome for point in found) if found else UNKNOWN

    def of_treaty(self, words: str) -> tuple[str, ...]:
        """The names of the points that rest on the treaty whose title holds ``words``."""
        return tuple(name for name, found in self.points.items() if words in found[0].treaty)


def law_in_force(on: date) -> LawInForce:
    """The law of the own country on a day. Raises ``BadLawError`` where what is kept cannot be read."""
    country = own_country()
    laws = law_book().of_country(country) if country else ()
    points: dict[str, list[Point]] = {}
    for point in (point for law in laws for point in checklist(law, on)):
        points.setdefault(point.name, []).append(point)
    standing = [
        provision
        for law in laws
        for provision in law.provisions
        if provision.area in WILDLIFE and in_force(provision, on).outcome is YES
    ]
    return LawInForce(
        country,
        on,
        {name: tuple(found) for name, found in points.items()},
        _bound(country, on, treaty_book()),
        len(standing),
        sum(serious_crime(provision, on).outcome is YES for provision in standing),
    )


def _bound(country: str, on: date, book: TreatyBook) -> dict[str, Finding[Any]]:
    return {treaty: bound(country, treaty, on, book) for treaty in CONVENTIONS} if country else {}
