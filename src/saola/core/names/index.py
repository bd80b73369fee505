"""Every name of every loaded taxon, kept small and found fast.

The index knows spellings, not rules: which name may stand for which taxon is decided in ``matching``.
"""

from array import array
from collections.abc import Hashable, Iterable, Iterator
from sys import intern
from typing import TYPE_CHECKING, Any

from . import matching
from .entries import NameEntry, NameKind
from .folding import common_key, scientific_key
from .misspelling import Spellings

if TYPE_CHECKING:
    from .matching import NameMatch

_KINDS = tuple(NameKind)
_KIND_WORDS = tuple(kind.value for kind in NameKind)
_SCIENTIFIC = frozenset({NameKind.ACCEPTED, NameKind.SYNONYM})


class NameIndex:
    """Names and the taxa they belong to. Build it with ``NameIndex.build``; it can be pickled.

    Names and taxa are numbered; a *name number* leads to its text, kind, language, author and taxon number, a
    *taxon number* to the identifier which the entries gave, the accepted name, rank, family and lineage.
    """

    __slots__ = (
        "_accepted",
        "_authors",
        "_common",
        "_families",
        "_ids",
        "_kinds",
        "_languages",
        "_lineages",
        "_of_taxon",
        "_ranks",
        "_scientific",
        "_shared",
        "_texts",
        "spellings",
    )

    def __init__(self) -> None:
        self._ids: list[Hashable] = []
        self._accepted: list[str] = []
        self._ranks: list[str] = []
        self._families: list[str] = []
        self._lineages: list[tuple[str, ...]] = []
        self._texts: list[str] = []
        self._authors: list[str] = []
        self._languages: list[str] = []
        self._kinds = bytearray()
        self._of_taxon = array("L")
        # A key leads to one name number or, for the few that several names share, to a tuple of them.
        self._scientific: dict[str, int | tuple[int, ...]] = {}
        self._common: dict[str, int | tuple[int, ...]] = {}
        self._shared: frozenset[str] = frozenset()
        self.spellings = Spellings()

    @classmethod
    def build(cls, entries: Iterable[NameEntry]) -> "NameIndex":
        """Index ``entries``, which may come in any order.

        The same name twice for one taxon is kept once. Raises ``ValueError`` naming a taxon that has names but
        no accepted name, or two different ones.
        """
        index = cls()
        numbers: dict[Hashable, int] = {}
        for entry in entries:
            number = numbers.get(entry.taxon_id)
            if number is None:
                number = numbers[entry.taxon_id] = len(index._ids)
                index._ids.append(entry.taxon_id)
                index._accepted.append("")
                index._ranks.append("")
                index._families.append("")
                index._lineages.append(())
            if entry.kind is NameKind.ACCEPTED:
                index._accept(number, entry)
            index._add(number, entry)
        for number, name in enumerate(index._accepted):
            if not name:
                raise ValueError(f"taxon {index._ids[number]!r} has names but no accepted name")
        index._shared = frozenset(key for key in index._scientific if key in index._common)
        index.spellings = Spellings.of(index._scientific, index._common)
        return index

    def _accept(self, number: int, entry: NameEntry) -> None:
        if self._accepted[number] not in ("", entry.name):
            raise ValueError(
                f"taxon {entry.taxon_id!r} has two accepted names: {self._accepted[number]}, {entry.name}"
            )
        self._accepted[number] = entry.name
        self._ranks[number] = intern(entry.rank.upper())
        self._families[number] = intern(entry.family)
        self._lineages[number] = entry.lineage

    def _add(self, number: int, entry: NameEntry) -> None:
        is_scientific = entry.kind in _SCIENTIFIC
        key = scientific_key(entry.name) if is_scientific else common_key(entry.name)
        if not key:
            return
        keys = self._scientific if is_scientific else self._common
        held = keys.get(key)
        name = len(self._texts)
        if held is None:
            keys[key] = name
        else:
            known = (held,) if isinstance(held, int) else held
            if any(self._of_taxon[other] == number for other in known):
                return
            keys[key] = (*known, name)
        self._texts.append(self._accepted[number] if entry.name == self._accepted[number] else entry.name)
        self._authors.append(intern(entry.author))
        self._languages.append(intern(entry.language))
        self._kinds.append(_KINDS.index(entry.kind))
        self._of_taxon.append(number)

    def match(
        self,
        text: str,
        *,
        within: str | None = None,
        hint_language: str | None = None,
        limit: int = 5,
    ) -> "NameMatch":
        """Which taxon ``text`` names, with the ranked candidates and the reasons.

        ``within`` is the name of a higher taxon (any rank) to which the answer must belong; ``hint_language``
        an ISO 639-1 code that decides between common names; at most ``limit`` candidates come back.
        """
        return matching.match(self, text, within=within, hint_language=hint_language, limit=limit)

    def only(self, key: str) -> int | None:
        """The number of the one name under ``key``, scientific or common, when nothing else is so called."""
        held = self._scientific.get(key)
        if held is None:
            held = self._common.get(key)
        return held if isinstance(held, int) and key not in self._shared else None

    def scientific(self, key: str) -> tuple[int, ...]:
        """The numbers of the scientific names under ``key`` (see ``scientific_key``)."""
        held = self._scientific.get(key, ())
        return (held,) if isinstance(held, int) else held

    def common(self, key: str) -> tuple[int, ...]:
        """The numbers of the common names under ``key`` (see ``common_key``)."""
        held = self._common.get(key, ())
        return (held,) if isinstance(held, int) else held

    def parts(self, name: int) -> tuple[Hashable, str, str, str, str]:
        """Identifier, the name, the accepted name, rank and kind, in one look: what a candidate is made of."""
        taxon = self._of_taxon[name]
        return (
            self._ids[taxon],
            self._texts[name],
            self._accepted[taxon],
            self._ranks[taxon],
            _KIND_WORDS[self._kinds[name]],
        )

    def text_of(self, name: int) -> str:
        return self._texts[name]

    def author_of(self, name: int) -> str:
        return self._authors[name]

    def language_of(self, name: int) -> str:
        return self._languages[name]

    def kind_of(self, name: int) -> NameKind:
        return _KINDS[self._kinds[name]]

    def taxon_of(self, name: int) -> int:
        return self._of_taxon[name]

    def id_of(self, taxon: int) -> Hashable:
        return self._ids[taxon]

    def accepted_name_of(self, taxon: int) -> str:
        return self._accepted[taxon]

    def rank_of(self, taxon: int) -> str:
        return self._ranks[taxon]

    def family_of(self, taxon: int) -> str:
        return self._families[taxon]

    def is_within(self, taxon: int, higher: str) -> bool:
        """Whether the taxon is ``higher`` or belongs to it."""
        wanted = higher.casefold()
        return (
            self._accepted[taxon].casefold() == wanted
            or self._families[taxon].casefold() == wanted
            or any(name.casefold() == wanted for name in self._lineages[taxon])
        )

    def taxa(self) -> Iterator[tuple[Hashable, str]]:
        """Identifier and accepted name of every taxon."""
        return zip(self._ids, self._accepted, strict=True)

    def __len__(self) -> int:
        """The number of names."""
        return len(self._texts)

    def __getstate__(self) -> dict[str, Any]:
        return {slot: getattr(self, slot) for slot in self.__slots__}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for slot, value in state.items():
            setattr(self, slot, value)
