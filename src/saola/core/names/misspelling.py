"""Names that are spelt nearly like a written one, found without reading the whole list.

A scan of every name compares a written name with some eighty thousand others. Almost all misspellings leave
one half of a binomial intact or alike in sound, so the halves are looked up by themselves: the epithet by its
sound, the genus by its sound with any one letter left out (deletion neighbourhood: two words one edit apart
share a spelling from which one letter is missing). Only the few names so found are measured.

Distances are optimal string alignment: one insertion, deletion, substitution or exchange of neighbours is 1.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .folding import sound, stem

Keys = str | tuple[str, ...]


class Spellings:
    """The parts of all names, by sound. Keys are those of ``scientific_key`` and ``common_key``."""

    __slots__ = ("_by_epithet", "_common_words", "_near_genera", "_rests")

    def __init__(self) -> None:
        self._rests: dict[str, tuple[str, ...]] = {}
        self._by_epithet: dict[str, Keys] = {}
        self._near_genera: dict[str, Keys] = {}
        self._common_words: dict[str, Keys] = {}

    @classmethod
    def of(cls, scientific: Iterable[str], common: Iterable[str]) -> "Spellings":
        spellings = cls()
        rests: dict[str, list[str]] = defaultdict(list)
        by_epithet: dict[str, list[str]] = defaultdict(list)
        near: dict[str, list[str]] = defaultdict(list)
        words: dict[str, list[str]] = defaultdict(list)
        sounds: dict[str, str] = {}
        for key in scientific:
            genus, _, rest = key.partition(" ")
            rests[genus].append(rest)
            if rest:
                last = rest.rpartition(" ")[2]
                heard = sounds.get(last)
                if heard is None:
                    heard = sounds[last] = sound(stem(last))
                by_epithet[heard].append(key)
        for genus in rests:
            for left in _neighbourhood(sound(genus)):
                near[left].append(genus)
        for key in common:
            for word in set(key.split()):
                words[word].append(key)
        spellings._rests = {genus: tuple(found) for genus, found in rests.items()}
        spellings._by_epithet = _packed(by_epithet)
        spellings._near_genera = _packed(near)
        spellings._common_words = _packed(words)
        return spellings

    def knows_genus(self, genus: str) -> bool:
        return genus in self._rests

    def epithets_of(self, genus: str) -> tuple[str, ...]:
        """What follows ``genus`` in the known names; the empty text for the genus by itself."""
        return self._rests.get(genus, ())

    def with_epithet(self, epithet: str) -> tuple[str, ...]:
        """Names whose last epithet sounds like ``epithet``, whatever its ending."""
        return _unpacked(self._by_epithet.get(sound(stem(epithet)), ()))

    def near_genera(self, genus: str) -> set[str]:
        """Genera and other single names whose sound is at most one letter away (a superset)."""
        return {
            found
            for left in _neighbourhood(sound(genus))
            for found in _unpacked(self._near_genera.get(left, ()))
        }

    def near(self, key: str, furthest: int) -> list[tuple[str, int]]:
        """Scientific names within ``furthest`` edits of ``key``, nearest first."""
        genus, _, rest = key.partition(" ")
        found: dict[str, int] = {}
        if not rest:
            for other in self.near_genera(genus):
                distance = OSA.distance(genus, other, score_cutoff=furthest)
                if distance <= furthest and "" in self._rests[other]:
                    found[other] = distance
            return sorted(found.items(), key=_by_distance)
        for other in {genus, *self.near_genera(genus)}:
            apart = 0 if other == genus else OSA.distance(genus, other, score_cutoff=furthest)
            if apart <= furthest:
                for spelt, distance, _ in process.extract(
                    rest,
                    self._rests.get(other, ()),
                    scorer=OSA.distance,
                    score_cutoff=furthest - apart,
                    limit=5,
                ):
                    found[f"{other} {spelt}".rstrip()] = apart + int(distance)
        for other_key in self.with_epithet(rest.rpartition(" ")[2]):
            if other_key not in found:
                distance = OSA.distance(key, other_key, score_cutoff=furthest)
                if distance <= furthest:
                    found[other_key] = distance
        return sorted(found.items(), key=_by_distance)

    def near_common(self, key: str, furthest: int) -> list[tuple[str, int]]:
        """Common names within ``furthest`` edits of ``key`` that share its rarest known word, nearest first."""
        known = [self._common_words[word] for word in key.split() if word in self._common_words]
        if not known:
            return []
        rarest = min((_unpacked(keys) for keys in known), key=len)
        near = process.extract(key, rarest, scorer=OSA.distance, score_cutoff=furthest, limit=8)
        return [(other, int(distance)) for other, distance, _ in near]


def _neighbourhood(heard: str) -> set[str]:
    return {heard, *(heard[:at] + heard[at + 1 :] for at in range(len(heard)))}


def _by_distance(found: tuple[str, int]) -> tuple[int, str]:
    return found[1], found[0]


def _packed(lists: Mapping[str, list[str]]) -> dict[str, Keys]:
    """Most keys have one member: a bare string costs nothing, a list of one costs sixty-four bytes."""
    return {key: found[0] if len(found) == 1 else tuple(found) for key, found in lists.items()}


def _unpacked(keys: Keys) -> tuple[str, ...]:
    return (keys,) if isinstance(keys, str) else keys
