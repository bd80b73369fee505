"""What stands above and below a taxon: all that the listings need to know of taxonomy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

_RANKS = (
    "species",
    "genus",
    "tribe",
    "subfamily",
    "family",
    "superfamily",
    "suborder",
    "order",
    "subclass",
    "class",
    "phylum",
    "kingdom",
)


class Lineage:
    """Names with the higher taxa above each, nearest first.

    ``above`` maps a name to its higher taxa: ``{"Manis javanica": ("Manis", "Manidae", "Pholidota", ...)}``.
    The higher taxa become known names themselves. ``whole`` are taxa of which every member is among the names,
    so that a question about the taxon is a question about those. ``ranges`` are the native countries (ISO2) of
    names, where they are known.
    """

    def __init__(
        self,
        above: Mapping[str, Iterable[str]],
        whole: Iterable[str] = (),
        ranges: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._ranges = {name: frozenset(countries) for name, countries in (ranges or {}).items() if countries}
        self._above: dict[str, tuple[str, ...]] = {}
        for name, higher in above.items():
            chain = tuple(taxon for taxon in higher if taxon and taxon != name)
            if len(chain) > len(self._above.get(name, ())) or name not in self._above:
                self._above[name] = chain
            for position, taxon in enumerate(chain):
                rest = chain[position + 1 :]
                if len(rest) > len(self._above.get(taxon, ())) or taxon not in self._above:
                    self._above[taxon] = rest
        below: dict[str, list[str]] = defaultdict(list)
        for name, chain in self._above.items():
            for taxon in chain:
                below[taxon].append(name)
        self._below = {taxon: tuple(sorted(names)) for taxon, names in below.items()}
        self._whole = frozenset(whole)

    def __contains__(self, taxon: str) -> bool:
        return taxon in self._above

    def __len__(self) -> int:
        return len(self._above)

    def above(self, taxon: str) -> tuple[str, ...]:
        """The higher taxa, nearest first; empty for a name that is not known."""
        return self._above.get(taxon, ())

    def below(self, taxon: str) -> tuple[str, ...]:
        """Every known name below ``taxon``, at any rank, sorted."""
        return self._below.get(taxon, ())

    def may_come_from(self, taxon: str, country: str | None) -> bool:
        """False only where the range of ``taxon`` is known and ``country`` is not in it."""
        known = self._ranges.get(taxon)
        return country is None or known is None or country in known

    def is_whole(self, taxon: str) -> bool:
        """Whether every member of ``taxon`` is among the names."""
        return taxon in self._whole


def read_lineage(libraries: Iterable[Mapping[str, Any]]) -> Lineage:
    """The taxa of parsed knowledge files, with what stands above each and where it is native.

    A rank of ``lineage`` that is not known here is left out.
    """
    above: dict[str, tuple[str, ...]] = {}
    ranges: dict[str, tuple[str, ...]] = {}
    for library in libraries:
        for taxon in library.get("taxa") or ():
            name, ranks = str(taxon["name"]), taxon.get("lineage") or {}
            above[name] = tuple(
                str(ranks[rank]) for rank in _RANKS if ranks.get(rank) and ranks[rank] != name
            )
            ranges[name] = tuple(str(country) for country in taxon.get("range") or ())
    return Lineage(above, ranges=ranges)
