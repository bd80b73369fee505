"""What may be made of a name that no list spells this way: other endings, moved species, misspellings."""

from collections import Counter
from collections.abc import Hashable
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from ..values import Message
from . import reasons
from .answers import Candidate, MatchOutcome, NameMatch, candidate
from .entries import NameKind
from .folding import common_key, scientific_key, sound, stem
from .reading import WrittenName

if TYPE_CHECKING:
    from .index import NameIndex


def nearest(
    index: "NameIndex", text: str, written: WrittenName, within: str | None, language: str | None
) -> NameMatch:
    """The answer for a name found under no exact key."""
    candidates: list[Candidate] = []
    if written.genus and written.is_abbreviated:
        candidates = _by_initial(index, written, within)
    elif written.genus:
        settled = _other_ending(index, text, written, within) or _moved(index, text, written, within)
        if settled:
            return settled
        settled = _run_together(index, text, written, within)
        if settled:
            return settled
        found = _misspelt(index, text, written, within)
        if isinstance(found, NameMatch):
            return found
        candidates = found
    candidates = _strongest(candidates + _near_common(index, text, within))
    candidates += [] if written.epithet else _species_of(index, written, within)
    genus = _genus(index, written, within)
    if genus and not candidates:
        return NameMatch(text, genus, (genus,), MatchOutcome.HIGHER_TAXON)
    candidates += [genus] if genus else []
    return NameMatch(
        text, None, tuple(candidates), MatchOutcome.AMBIGUOUS if candidates else MatchOutcome.UNKNOWN
    )


def _candidates(index: "NameIndex", key: str, within: str | None) -> list[int]:
    return [
        name
        for name in index.scientific(key)
        if within is None or index.is_within(index.taxon_of(name), within)
    ]


def _make(index: "NameIndex", name: int, score: float, *why: Message) -> Candidate:
    if index.kind_of(name) is NameKind.SYNONYM:
        score -= 0.005  # of two names as near, the accepted one comes first
        accepted = index.accepted_name_of(index.taxon_of(name))
        why = (*why, reasons.synonym(index.text_of(name), accepted))
    return candidate(index, name, score, why)


def _strongest(candidates: list[Candidate]) -> list[Candidate]:
    """Each taxon once, by its best score."""
    kept: dict[object, Candidate] = {}
    for one in sorted(candidates, key=lambda one: (-one.score, one.accepted_name)):
        kept.setdefault(one.taxon_id, one)
    return list(kept.values())


def _settled(text: str, candidates: list[Candidate], outcome: MatchOutcome) -> NameMatch | None:
    strongest = _strongest(candidates)
    if not strongest:
        return None
    if len(strongest) == 1:
        return NameMatch(text, strongest[0], tuple(strongest), outcome)
    return NameMatch(text, None, tuple(strongest), MatchOutcome.AMBIGUOUS)


def _other_ending(
    index: "NameIndex", text: str, written: WrittenName, within: str | None
) -> NameMatch | None:
    """The same genus with an epithet that differs in its Latin ending only."""
    if not written.epithet:
        return None
    genus = scientific_key(written.genus)
    wanted = [stem(part) for part in (written.epithet, written.infra) if part]
    found = []
    for key in index.spellings.with_epithet(scientific_key(written.infra or written.epithet)):
        other_genus, *rest = key.split(" ")
        if other_genus == genus and [stem(part) for part in rest] == wanted:
            for name in _candidates(index, key, within):
                found.append(_make(index, name, 0.95, reasons.other_ending(index.text_of(name))))
    accepted = [one for one in found if one.via == NameKind.ACCEPTED]
    return _settled(text, accepted or found, MatchOutcome.ACCEPTED if accepted else MatchOutcome.SYNONYM)


def _run_together(
    index: "NameIndex", text: str, written: WrittenName, within: str | None
) -> NameMatch | None:
    """Genus and epithet without a space, or with a letter struck instead of it."""
    letters = scientific_key(written.genus)
    if written.epithet or len(letters) < 8:
        return None
    found = [
        _make(index, name, 0.9, reasons.misspelt(index.text_of(name), 1))
        for at in range(2, len(letters) - 2)
        if index.spellings.knows_genus(letters[:at])
        for rest in (letters[at:], letters[at + 1 :])
        for name in _candidates(index, f"{letters[:at]} {rest}", within)
    ]
    return _settled(text, found, MatchOutcome.MISSPELT)


# Share of the known names in the old genus that must belong to the new one. Chosen by leaving synonyms out of
# the Checklist and asking for them again (docs/method/names.md): below it, one answer in ten was wrong.
_LEAST_SHARE_MOVED = 0.05


def _moved(index: "NameIndex", text: str, written: WrittenName, within: str | None) -> NameMatch | None:
    """An old genus: other species of it were moved to the genus of the only species with this epithet."""
    genus, epithet = scientific_key(written.genus), scientific_key(written.epithet)
    if not epithet or written.infra or not index.spellings.knows_genus(genus):
        return None
    same_epithet = {
        index.taxon_of(name)
        for key in index.spellings.with_epithet(epithet)
        if key.count(" ") == 1 and stem(key.partition(" ")[2]) == stem(epithet)
        for name in _candidates(index, key, within)
    }
    # Only a taxon that bears the epithet itself can have brought it along, so most names end here.
    if not any(_own_epithet(index, taxon) == stem(epithet) for taxon in same_epithet):
        return None
    families: set[str] = set()
    went_to: Counter[str] = Counter()
    for taxon in _taxa_of_genus(index, genus):
        families.add(index.family_of(taxon))
        went_to[_genus_of(index, taxon)] += 1
    in_family = [taxon for taxon in same_epithet if index.family_of(taxon) in families - {""}]
    if len(in_family) != 1 or _own_epithet(index, in_family[0]) != stem(epithet):
        return None
    taxon = in_family[0]
    share = went_to[_genus_of(index, taxon)] / went_to.total()
    if _genus_of(index, taxon) == genus or not share or share < _LEAST_SHARE_MOVED:
        return None
    accepted = index.accepted_name_of(taxon)
    why = reasons.moved(written.genus, accepted, index.family_of(taxon))
    best = _make(index, _candidates(index, scientific_key(accepted), within)[0], 0.85, why)
    return NameMatch(text, best, (best,), MatchOutcome.SYNONYM)


def _taxa_of_genus(index: "NameIndex", genus: str) -> list[int]:
    """The taxon of every name below genus that begins with ``genus``, a taxon once for each such name."""
    return [
        index.taxon_of(name)
        for rest in index.spellings.epithets_of(genus)
        if rest
        for name in index.scientific(f"{genus} {rest}")
    ]


def _genus_of(index: "NameIndex", taxon: int) -> str:
    return index.accepted_name_of(taxon).partition(" ")[0].casefold()


def _own_epithet(index: "NameIndex", taxon: int) -> str:
    return stem(scientific_key(index.accepted_name_of(taxon)).partition(" ")[2])


def furthest(length: int) -> int:
    """Edits up to which a name of ``length`` letters is looked for."""
    return 1 if length < 8 else 2 if length < 16 else 3


def _is_plausible(written: str, known: str) -> bool:
    """Whether no word of the name is changed beyond recognition: one letter in four, at least one."""
    pairs = zip(written.split(" "), known.split(" "), strict=False)
    return all(OSA.distance(ours, theirs) <= max(1, len(ours) // 4) for ours, theirs in pairs)


def _is_tight(written: str, known: str) -> bool:
    """Whether the edits are so few that they may settle the name.

    Writers seldom miss the first letter of a word, and short epithets lie close together (*Bos taurus* is no
    misspelt *Bos gaurus*): a changed word keeps its first letter and has six letters at least. One edit a word
    is the most, for two make another Latin word too easily (*longiflorus*, *longilobus*), unless the word
    still sounds the same.
    """
    ours, theirs = written.split(" "), known.split(" ")
    if len(ours) != len(theirs):
        return False
    for our, their in zip(ours, theirs, strict=True):
        distance = OSA.distance(our, their)
        if distance and (our[0] != their[0] or max(len(our), len(their)) < 6):
            return False
        if distance > 1 and sound(our) != sound(their):
            return False
    return True


def _misspelt(
    index: "NameIndex", text: str, written: WrittenName, within: str | None
) -> NameMatch | list[Candidate]:
    key = scientific_key(written.name)
    genus = key.partition(" ")[0]
    genus_is_known = index.spellings.knows_genus(genus)
    candidates: list[Candidate] = []
    nearest_taxa: dict[Hashable, tuple[int, Candidate, bool]] = {}
    for other, distance in index.spellings.near(key, furthest(len(key))):
        if not _is_plausible(key, other):
            continue
        keeps_genus = other.partition(" ")[0] == genus or not genus_is_known
        for name in _candidates(index, other, within):
            why = [reasons.misspelt(index.text_of(name), distance)]
            if not keeps_genus:
                why.append(reasons.ONLY_GENUS_DIFFERS)
            one = _make(index, name, 0.95 * (1 - distance / len(key)) - (0 if keeps_genus else 0.2), *why)
            candidates.append(one)
            known = nearest_taxa.get(one.taxon_id)
            if known is None or distance < known[0]:
                nearest_taxa[one.taxon_id] = (distance, one, keeps_genus)
    ranked = sorted(nearest_taxa.values(), key=lambda found: (found[0], -found[1].score))
    if ranked:
        distance, one, keeps_genus = ranked[0]
        has_rival = len(ranked) > 1 and ranked[1][0] <= distance + 1
        if keeps_genus and not has_rival and _is_tight(key, scientific_key(one.name)):
            return NameMatch(text, one, tuple(_strongest(candidates)), MatchOutcome.MISSPELT)
    return _strongest(candidates)


def _by_initial(index: "NameIndex", written: WrittenName, within: str | None) -> list[Candidate]:
    initial = written.genus.casefold()
    return [
        _make(index, name, 0.75, reasons.ABBREVIATED)
        for key in index.spellings.with_epithet(written.epithet)
        if key.startswith(initial) and stem(key.split(" ")[1]) == stem(written.epithet)
        for name in _candidates(index, key, within)
        if written.epithet
    ]


def _near_common(index: "NameIndex", text: str, within: str | None) -> list[Candidate]:
    key = common_key(text)
    found = []
    for other, distance in index.spellings.near_common(key, furthest(len(key))):
        for name in index.common(other):
            if within is None or index.is_within(index.taxon_of(name), within):
                why = (
                    reasons.misspelt(index.text_of(name), distance),
                    reasons.common(index.text_of(name), index.language_of(name)),
                )
                found.append(candidate(index, name, 0.8 * (1 - distance / max(len(key), 1)), why))
    return found


def _species_of(index: "NameIndex", written: WrittenName, within: str | None) -> list[Candidate]:
    """The taxa of a genus which has no entry of its own, because only some of its species are listed."""
    genus = scientific_key(written.genus)
    taxa = {
        index.taxon_of(name): name
        for rest in index.spellings.epithets_of(genus)
        for name in _candidates(index, f"{genus} {rest}", within)
        if index.kind_of(name) is NameKind.ACCEPTED
    }
    why = reasons.some_of_genus(written.genus, len(taxa))
    named = sorted(taxa.values(), key=index.text_of)
    return [candidate(index, name, 0.4, (why,)) for name in named]


def _genus(index: "NameIndex", written: WrittenName, within: str | None) -> Candidate | None:
    """The accepted genus of a species that is not in the lists."""
    if not written.epithet or written.is_abbreviated:
        return None
    for name in _candidates(index, scientific_key(written.genus), within):
        if index.kind_of(name) is NameKind.ACCEPTED:
            why = reasons.species_not_listed(written.name, index.text_of(name))
            return candidate(index, name, 0.5, (why,), is_below=True)
    return None
