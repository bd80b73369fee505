"""Which taxa a rule or a factor speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RANKS = ("kingdom", "phylum", "class", "order", "family", "genus", "species", "subspecies")
"""From the widest to the narrowest. A lineage maps some of these ranks to names."""

Lineage = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TaxonFilter:
    """Names by rank; a lineage fits when it bears any of them, or when there are none."""

    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := set(self.names) - set(RANKS):
            raise ValueError(f"no such rank: {', '.join(sorted(unknown))}")

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "TaxonFilter":
        """Read ``{"genus": ["Galanthus"], "order": "Testudines"}``. Raises ``ValueError`` for another rank."""
        return cls(
            {
                rank: frozenset([names] if isinstance(names, str) else names)
                for rank, names in data.items()
                if names
            }
        )

    def fits(self, lineage: Lineage) -> bool:
        return not self.names or self.rank_of_fit(lineage) is not None

    def rank_of_fit(self, lineage: Lineage) -> int | None:
        """The narrowest rank that fits, as its place in ``RANKS``; ``None`` when none fits or none is named."""
        fitting = [RANKS.index(rank) for rank, names in self.names.items() if lineage.get(rank) in names]
        return max(fitting, default=None)
