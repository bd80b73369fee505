"""Which taxon a written name stands for.

Rules are tried from the surest to the weakest. A rule either settles the name, or leaves candidates for a
person; a weaker rule never overturns a stronger one. Only these settle a name by themselves: an accepted name;
a synonym of one taxon; an accepted name or synonym with another Latin ending; an epithet found once in the
family to which its old genus was moved; a misspelling of few letters with no other name about as near; a common
name of one taxon.
"""

from typing import TYPE_CHECKING

from . import reasons, spelling_rules
from .answers import Candidate, MatchOutcome, NameMatch, candidate
from .entries import NameKind
from .folding import common_key, scientific_key
from .reading import WrittenName, read, split_names

if TYPE_CHECKING:
    from .index import NameIndex

__all__ = ["Candidate", "MatchOutcome", "NameMatch", "match"]

_ABOVE_SPECIES = frozenset({"GENUS", "SUBFAMILY", "FAMILY", "ORDER", "CLASS", "PHYLUM", "KINGDOM", "TRIBE"})
_COMMON_KINDS = (NameKind.COMMON, NameKind.GROUP)
_ONE_ACCEPTED = (reasons.ACCEPTED,)
_ONE_SYNONYM = (reasons.SYNONYM,)
_ONE_HIGHER = (reasons.HIGHER,)


def match(
    index: "NameIndex", text: str, *, within: str | None, hint_language: str | None, limit: int
) -> NameMatch:
    """See ``NameIndex.match``."""
    key = " ".join(text.casefold().split())
    name = index.only(key)
    if name is not None and within is None:
        if index.kind_of(name) in _COMMON_KINDS:
            return _settle_common(index, text, (name,), hint_language)
        return _one(index, text, name)
    found = None if "?" in text else _look_up(index, text, within, hint_language)
    found = found or _read_and_look_up(index, text, within, hint_language)
    return found._replace(candidates=found.candidates[:limit]) if len(found.candidates) > limit else found


def _look_up(index: "NameIndex", text: str, within: str | None, language: str | None) -> NameMatch | None:
    """The text as it is, as a scientific or a common name; ``None`` when it is neither."""
    scientific = _belonging(index, index.scientific(scientific_key(text)), within)
    common = _belonging(index, index.common(common_key(text)), within)
    if scientific:
        found = _settle_scientific(index, text, scientific)
        if common and found.best is not None:
            return _with_common(index, found, common)
        return found
    return _settle_common(index, text, common, language) if common else None


def _belonging(index: "NameIndex", names: tuple[int, ...], within: str | None) -> tuple[int, ...]:
    if within is None:
        return names
    return tuple(name for name in names if index.is_within(index.taxon_of(name), within))


def _one(index: "NameIndex", text: str, name: int) -> NameMatch:
    """A scientific name that belongs to one taxon only."""
    if index.kind_of(name) is NameKind.SYNONYM:
        best = candidate(index, name, 0.98, _ONE_SYNONYM)
        return NameMatch(text, best, (best,), MatchOutcome.SYNONYM)
    if index.rank_of(index.taxon_of(name)) in _ABOVE_SPECIES:
        best = candidate(index, name, 1.0, _ONE_HIGHER)
        return NameMatch(text, best, (best,), MatchOutcome.HIGHER_TAXON)
    best = candidate(index, name, 1.0, _ONE_ACCEPTED)
    return NameMatch(text, best, (best,), MatchOutcome.ACCEPTED)


def _settle_scientific(
    index: "NameIndex", text: str, names: tuple[int, ...], written: WrittenName | None = None
) -> NameMatch:
    """Names with the same letters: one taxon, an accepted name used for others too, or a real choice."""
    accepted = [name for name in names if index.kind_of(name) is NameKind.ACCEPTED]
    if len(names) == 1:
        return _one(index, text, names[0])
    written = written or read(text)
    if len(accepted) == 1:
        found = _one(index, text, accepted[0])
        others = [
            candidate(
                index,
                name,
                0.6,
                (reasons.also_synonym(index.text_of(name), index.accepted_name_of(index.taxon_of(name))),),
            )
            for name in names
            if name != accepted[0]
        ]
        return found._replace(candidates=(*found.candidates, *others))
    choice = accepted or names
    word = reasons.homonym if accepted else reasons.split
    why = word(index.text_of(choice[0]), len(choice))
    candidates = []
    for name in choice:
        fits = _author_fits(written.author, index.author_of(name))
        said = (why, reasons.author_agrees(index.author_of(name))) if fits else (why,)
        candidates.append(candidate(index, name, 0.9 if fits else 0.8, said))
    candidates.sort(key=_by_score)
    return NameMatch(text, None, tuple(candidates), MatchOutcome.AMBIGUOUS)


def _author_fits(written: str, known: str) -> bool:
    """Whether the first word of the author as written begins the known author, or the other way round."""
    ours, theirs = scientific_key(written).split(), scientific_key(known).split()
    return bool(ours and theirs) and (ours[0].startswith(theirs[0]) or theirs[0].startswith(ours[0]))


def _by_score(one: Candidate) -> tuple[float, str]:
    return -one.score, one.accepted_name


def _with_common(index: "NameIndex", found: NameMatch, common: tuple[int, ...]) -> NameMatch:
    """A scientific name that is a common name too (*gorilla*): a choice, unless one lies inside the other."""
    best = found.best
    assert best is not None
    best_taxon = index.taxon_of(index.scientific(scientific_key(best.name))[0])
    others = [
        candidate(index, name, 0.7, (reasons.common(index.text_of(name), index.language_of(name)),))
        for name in common
        if index.id_of(index.taxon_of(name)) != best.taxon_id
    ]
    elsewhere = [
        name
        for name in common
        if index.id_of(index.taxon_of(name)) != best.taxon_id
        and not index.is_within(index.taxon_of(name), best.accepted_name)
        and not index.is_within(best_taxon, index.accepted_name_of(index.taxon_of(name)))
    ]
    candidates = (*found.candidates, *others)
    if elsewhere and best.rank in _ABOVE_SPECIES:
        return NameMatch(found.text, None, candidates, MatchOutcome.AMBIGUOUS)
    return found._replace(candidates=candidates)


def _settle_common(
    index: "NameIndex", text: str, names: tuple[int, ...], language: str | None, score: float = 0.97
) -> NameMatch:
    if len(names) > 1 and language:
        names = tuple(name for name in names if index.language_of(name) == language) or names
    several = (reasons.common_of_several(index.text_of(names[0]), len(names)),) if len(names) > 1 else ()
    candidates = []
    for name in names:
        is_group = index.kind_of(name) is NameKind.GROUP
        why = (
            reasons.group(index.text_of(name))
            if is_group
            else reasons.common(index.text_of(name), index.language_of(name))
        )
        candidates.append(candidate(index, name, score if len(names) == 1 else 0.7, (why, *several)))
    candidates.sort(key=_by_score)
    if len(names) > 1:
        return NameMatch(text, None, tuple(candidates), MatchOutcome.AMBIGUOUS)
    outcome = MatchOutcome.HIGHER_TAXON if candidates[0].rank in _ABOVE_SPECIES else MatchOutcome.COMMON
    return NameMatch(text, candidates[0], tuple(candidates), outcome)


def _read_and_look_up(index: "NameIndex", text: str, within: str | None, language: str | None) -> NameMatch:
    written = read(text)
    if written.others:
        return _several(index, text, within, language)
    if written.hybrid_of:
        return _cross(index, text, written, within)
    found = _named(index, text, written, within, language)
    if written.is_hybrid and found.candidates and found.outcome is not MatchOutcome.UNKNOWN:
        return NameMatch(text, None, found.candidates, MatchOutcome.HYBRID)
    if written.qualifier and found.best is not None:
        return _doubted(index, found, written)
    return found


def _several(index: "NameIndex", text: str, within: str | None, language: str | None) -> NameMatch:
    """Several names in one cell: settled only when all of them are known and mean the same taxon."""
    parts = [index.match(part, within=within, hint_language=language) for part in split_names(text)]
    meant = {part.best.taxon_id if part.best else None for part in parts}
    if len(meant) == 1 and None not in meant:
        return parts[0]._replace(text=text)
    candidates = tuple(
        one._replace(reasons=(*one.reasons, reasons.SEVERAL_IN_ONE))
        for one in dict.fromkeys(one for part in parts for one in part.candidates)
    )
    return NameMatch(text, None, candidates, MatchOutcome.AMBIGUOUS if candidates else MatchOutcome.UNKNOWN)


def _cross(index: "NameIndex", text: str, written: WrittenName, within: str | None) -> NameMatch:
    candidates = []
    for parent in written.hybrid_of:
        found = index.match(parent, within=within)
        for one in found.candidates[: 1 if found.best else 3]:
            candidates.append(one._replace(reasons=(*one.reasons, reasons.PARENT)))
    return NameMatch(text, None, tuple(candidates), MatchOutcome.HYBRID)


def _doubted(index: "NameIndex", found: NameMatch, written: WrittenName) -> NameMatch:
    assert found.best is not None
    why = reasons.AFFINIS if written.qualifier == "aff." else reasons.TENTATIVE
    doubted = found.best._replace(score=found.best.score * 0.7, reasons=(*found.best.reasons, why))
    genus = [
        candidate(index, name, 0.6, _ONE_HIGHER)
        for name in index.scientific(written.genus.casefold())
        if written.epithet
    ]
    return NameMatch(found.text, None, (doubted, *genus, *found.candidates[1:]), MatchOutcome.AMBIGUOUS)


def _named(
    index: "NameIndex", text: str, written: WrittenName, within: str | None, language: str | None
) -> NameMatch:
    """One name, read into its parts."""
    if written.genus:
        key = scientific_key(written.name)
        names = _belonging(index, index.scientific(key), within)
        if names:
            return _settle_scientific(index, text, names, written)
        if written.infra and not _is_near_subspecies(index, key):
            species = _belonging(index, index.scientific(key.rpartition(" ")[0]), within)
            if species:
                return _below(_settle_scientific(index, text, species, written), written)
    common = _belonging(index, index.common(common_key(text.partition("(")[0])), within)
    if common:
        return _settle_common(index, text, common, language)
    return spelling_rules.nearest(index, text, written, within, language)


def _is_near_subspecies(index: "NameIndex", key: str) -> bool:
    """Whether a listed subspecies is spelt nearly so: then the species alone would be the wrong answer."""
    return any(
        near.count(" ") == 2 for near, _ in index.spellings.near(key, spelling_rules.furthest(len(key)))
    )


def _below(found: NameMatch, written: WrittenName) -> NameMatch:
    """A subspecies that is not in the lists: its species answers, and says so."""

    def lowered(one: Candidate) -> Candidate:
        why = reasons.below_not_listed(written.name, one.name)
        return one._replace(score=one.score * 0.97, reasons=(*one.reasons, why), is_below=True)

    return found._replace(
        best=lowered(found.best) if found.best else None,
        candidates=tuple(lowered(one) for one in found.candidates),
    )
