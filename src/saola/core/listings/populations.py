"""Which animals and plants of a taxon an entry of the Appendices speaks of, by the country they come from.

A split listing names its populations in words. Here they are data: everywhere, only some countries, all but
some countries, with parts of countries where the entry goes below the border. What could not be read stays as
text and is never guessed at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ..values import Outcome


class Extent(StrEnum):
    EVERYWHERE = "everywhere"
    ONLY = "only"
    EXCEPT = "except"
    UNREAD = "unread"  # the entry names populations in words that were not understood


@dataclass(frozen=True, slots=True)
class Part:
    """A population below the border: its country (ISO2), the words of the entry, and names that lie inside."""

    country: str
    text: str
    places: tuple[str, ...] = ()

    def holds(self, location: str) -> bool:
        """Whether ``location`` is one of the named places; False says only that it is not known to be."""
        wanted = location.strip().casefold()
        return bool(wanted) and any(wanted == place.strip().casefold() for place in self.places)


class Provenance(NamedTuple):
    """One thinkable origin: a country, and whether from inside the parts named of it (``None``: not known).

    ``country`` is ``None`` for "some country that no entry names".
    """

    country: str | None
    inside: bool | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """The populations an entry covers.

    ``countries`` (ISO2) and ``parts`` are those named, which are the ones covered (``ONLY``) or the ones left
    out (``EXCEPT``). ``elsewhere`` is the Appendix to which the entry itself says that those left out belong.
    """

    extent: Extent = Extent.EVERYWHERE
    countries: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()
    text: str = ""
    elsewhere: str = ""

    @property
    def is_everywhere(self) -> bool:
        return self.extent is Extent.EVERYWHERE

    @property
    def named(self) -> frozenset[str]:
        """Every country the entry names, wholly or in part."""
        return self.countries | {part.country for part in self.parts}

    def includes(self, country: str | None, location: str = "") -> Outcome:
        """Whether what comes from ``country`` (and ``location`` in it) is covered."""
        inside = True if self.locates(country, location) else None
        if country is None and self.extent in (Extent.ONLY, Extent.EXCEPT):
            return Outcome.UNKNOWN
        return self.covers(Provenance(country, inside))

    def locates(self, country: str | None, location: str) -> bool:
        """Whether ``location`` is known to lie inside one of the parts named of ``country``."""
        return any(part.country == country and part.holds(location) for part in self.parts)

    def covers(self, provenance: Provenance) -> Outcome:
        """Whether a definite origin is covered; ``None`` as country is a country that is not named."""
        if self.extent is Extent.EVERYWHERE:
            return Outcome.YES
        if self.extent is Extent.UNREAD:
            return Outcome.UNKNOWN
        named = self._names(provenance)
        if self.extent is Extent.EXCEPT:
            return {Outcome.YES: Outcome.NO, Outcome.NO: Outcome.YES}.get(named, named)
        return named

    def _names(self, provenance: Provenance) -> Outcome:
        if provenance.country is None:
            return Outcome.NO
        if provenance.country in self.countries:
            return Outcome.YES
        if all(part.country != provenance.country for part in self.parts):
            return Outcome.NO
        if provenance.inside is None:
            return Outcome.UNKNOWN
        return Outcome.YES if provenance.inside else Outcome.NO


EVERYWHERE = Population()


def thinkable_origins(
    populations: Iterable[Population], country: str | None, location: str = ""
) -> tuple[Provenance, ...]:
    """The origins that the entries tell apart, as far as ``country`` and ``location`` leave them open.

    With a country whose parts no entry names this is that one origin; with a country named in part it is inside
    and outside the part, unless the location settles it; with no country it is every country named (in and out
    of its parts) and one that is not named.
    """
    populations = tuple(populations)
    divided = {part.country for population in populations for part in population.parts}

    def of(code: str) -> tuple[Provenance, ...]:
        if code not in divided:
            return (Provenance(code),)
        if any(population.locates(code, location) for population in populations):
            return (Provenance(code, inside=True),)
        return (Provenance(code, inside=True), Provenance(code, inside=False))

    if country is not None:
        return of(country)
    named = sorted({code for population in populations for code in population.named})
    return (*(origin for code in named for origin in of(code)), Provenance(None))
