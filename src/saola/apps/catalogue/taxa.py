"""Growing the tree of taxa: rows of a list become taxa under the right parents, once each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .models import Dataset, Taxon

RANKS = (
    "kingdom",
    "phylum",
    "class",
    "order",
    "family",
    "subfamily",
    "genus",
    "species",
    "subspecies",
    "variety",
)
# Phylum is left out of the tree: lists disagree about it for no use to enforcement.
TREE = ("kingdom", "class", "order", "family", "subfamily", "genus", "species")


@dataclass(slots=True)
class TaxonRow:
    """A taxon as a list names it; ``lineage`` maps each known rank above it to a name."""

    name: str
    rank: str
    lineage: dict[str, str]
    author: str = ""
    group: str = ""
    range: list[str] = field(default_factory=list)
    official_id: str = ""


class Tree:
    """The kept tree with what a list adds to it. ``keep`` writes everything new or changed at once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.kept = {(taxon.kingdom, taxon.name): taxon for taxon in Taxon.objects.all()}
        self.next_id = max((taxon.pk for taxon in self.kept.values()), default=0) + 1
        self.new: list[Taxon] = []
        self.changed: dict[int, Taxon] = {}

    def add(self, row: TaxonRow) -> Taxon:
        """The taxon of ``row``, with every taxon above it; known ones keep their place in the tree."""
        kingdom = row.lineage.get("kingdom") or (row.name if row.rank == "kingdom" else "")
        parent = self._parent(kingdom, row)
        taxon = self.kept.get((kingdom, row.name)) or self._grow(kingdom, row.name, row.rank, parent)
        self._learn(taxon, row)
        return taxon

    def _parent(self, kingdom: str, row: TaxonRow) -> Taxon | None:
        parent = None
        for rank in TREE:
            name = row.lineage.get(rank)
            if not name or rank == row.rank or name == row.name:
                continue
            parent = self.kept.get((kingdom, name)) or self._grow(kingdom, name, rank, parent)
        return parent

    def _grow(self, kingdom: str, name: str, rank: str, parent: Taxon | None) -> Taxon:
        taxon = Taxon(
            id=self.next_id,
            name=name,
            kingdom=kingdom,
            rank=rank,
            parent=parent,
            path=f"{parent.path if parent else ''}{name}/",
            dataset=self.dataset,
        )
        self.next_id += 1
        self.kept[kingdom, name] = taxon
        self.new.append(taxon)
        return taxon

    def _learn(self, taxon: Taxon, row: TaxonRow) -> None:
        """Fill what was empty; what an earlier list said stays."""
        before = (taxon.author, taxon.group, taxon.range, taxon.official_id)
        taxon.author = taxon.author or row.author
        taxon.group = row.group or taxon.group
        taxon.range = taxon.range or row.range
        taxon.official_id = taxon.official_id or row.official_id
        if before != (taxon.author, taxon.group, taxon.range, taxon.official_id):
            self.changed[taxon.pk] = taxon

    def keep(self) -> None:
        """Write the new and the changed, and let groups reach down to every taxon below."""
        self._spread_groups()
        new = {taxon.pk for taxon in self.new}
        Taxon.objects.bulk_create(self.new, batch_size=2000)
        changed = [taxon for key, taxon in self.changed.items() if key not in new]
        Taxon.objects.bulk_update(changed, ["author", "group", "range", "official_id"], batch_size=500)

    def _spread_groups(self) -> None:
        by_path = {taxon.path: taxon for taxon in self.kept.values()}
        for path in sorted(by_path, key=lambda path: path.count("/")):
            taxon = by_path[path]
            above = by_path.get(path[: path.rstrip("/").rfind("/") + 1])
            if not taxon.group and above is not None and above.group:
                taxon.group = above.group
                self.changed[taxon.pk] = taxon


def lineage_of(rows: Iterable[Taxon]) -> dict[str, tuple[str, ...]]:
    """Names with the taxa above each, nearest first: what listings and names want."""
    return {taxon.name: tuple(reversed(taxon.lineage)) for taxon in rows}
