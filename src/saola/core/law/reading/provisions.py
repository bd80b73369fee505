"""Statutes, schedules and provisions from plain data."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from saola.core.values import Source

from ..conducts import Area, Conduct
from ..errors import BadLawError
from ..periods import InForce
from ..sources import UNSOURCED
from ..statutes import (
    LegalPersons,
    Liability,
    Mode,
    Multiplier,
    Nature,
    Predicate,
    Provision,
    Schedule,
    ScheduleEntry,
    SpeciesScope,
    Statute,
    Territory,
    Tier,
    TierKind,
    Version,
)
from .conditions import read_condition
from .penalties import read_fine, read_penalty
from .rules import read_limitation
from .words import CITED, DATED, Sources, entries, flag, in_force, known, word, words

_STATUTE = CITED | DATED | {"id", "title", "area", "territory", "citation"}
_PROVISION = CITED | {"id", "statute", "section", "territory", "area", "nature", "elements", "versions"}
_VERSION = CITED | DATED | {
    "conduct", "words", "species", "mental", "unless", "tiers", "multipliers", "legal_persons", "predicate",
    "limitation",
}  # fmt: skip
_TIER = CITED | {
    "id", "kind", "when", "mode", "builds_on", "words", "custody", "fine", "combination", "also", "penalty_words",
}  # fmt: skip


def read_territory(data: Any, country: str) -> Territory:
    if data is None:
        return Territory(country)
    said = known(data, ("country", "subdivision", "is_federal"), "a territory")
    return Territory(
        str(said.get("country") or country), str(said.get("subdivision") or ""), bool(said.get("is_federal"))
    )


def read_statute(data: Any, country: str, sources: Sources) -> Statute:
    said = known(data, _STATUTE, "a statute")
    return Statute(
        id=_id(said, "a statute"),
        title=str(said.get("title") or ""),
        territory=read_territory(said.get("territory"), country),
        area=word(Area, said.get("area"), Area.WILDLIFE, "an area of law"),
        citation=str(said.get("citation") or ""),
        in_force=in_force(said),
        source=sources.of(said, UNSOURCED),
    )


def read_schedule(data: Any, sources: Sources) -> Schedule:
    said = known(data, CITED | {"id", "title", "entries", "is_complete"}, "a schedule")
    rows = []
    for row in entries(said.get("entries"), "the entries of a schedule"):
        entry = known(row, DATED | {"taxon", "group"}, "an entry of a schedule")
        rows.append(
            ScheduleEntry(str(entry.get("taxon") or ""), str(entry.get("group") or ""), in_force(entry))
        )
    return Schedule(
        _id(said, "a schedule"),
        str(said.get("title") or ""),
        tuple(rows),
        bool(said.get("is_complete")),
        sources.of(said, UNSOURCED),
    )


def read_provision(data: Any, statutes: Mapping[str, Statute], sources: Sources) -> Provision:
    """One provision. Raises ``BadLawError`` that names it."""
    said = known(data, _PROVISION, "a provision")
    name = _id(said, "a provision")
    try:
        return _read_provision(name, said, statutes, sources)
    except BadLawError as error:
        raise BadLawError(f"{name}: {error}") from error


def _read_provision(
    name: str, said: Mapping[str, Any], statutes: Mapping[str, Statute], sources: Sources
) -> Provision:
    statute = statutes.get(str(said.get("statute") or ""))
    if statute is None:
        raise BadLawError(f"the statute {said.get('statute')!r} is not among the file's statutes")
    source = sources.of(said, statute.source)
    territory = said.get("territory")
    return Provision(
        id=name,
        statute=statute.id,
        section=str(said.get("section") or ""),
        territory=read_territory(territory, statute.territory.country) if territory else statute.territory,
        area=word(Area, said.get("area"), statute.area, "an area of law"),
        versions=tuple(
            read_version(one, source, sources, statute) for one in entries(said.get("versions"), "versions")
        ),
        nature=word(Nature, said.get("nature"), Nature.OFFENCE, "the nature of a provision"),
        elements=tuple(str(one) for one in entries(said.get("elements"), "elements")),
    )


def read_version(data: Any, above: Source, sources: Sources, statute: Statute) -> Version:
    """One version. Without an end of its own it ends with its statute."""
    said = known(data, _VERSION, "a version")
    source = sources.of(said, above)
    period = in_force(said)
    if period.ends is None and statute.in_force.ends is not None:
        period = replace(period, ends=statute.in_force.ends)
    unless, limitation = said.get("unless"), said.get("limitation")
    return Version(
        in_force=period,
        tiers=tuple(read_tier(one, source, sources) for one in entries(said.get("tiers"), "tiers")),
        conduct=frozenset(_conduct(verb) for verb in words(said.get("conduct"))),
        species=read_species(said.get("species")),
        mental=words(said.get("mental")),
        unless=read_condition(unless) if unless is not None else None,
        multipliers=tuple(
            read_multiplier(one, source, sources) for one in entries(said.get("multipliers"), "multipliers")
        ),
        legal_persons=_read_legal_persons(said.get("legal_persons")),
        predicate=_read_predicate(said.get("predicate"), period, source, sources),
        limitation=read_limitation(limitation, sources, source) if limitation is not None else None,
        words=str(said.get("words") or ""),
        note=str(said.get("note") or ""),
        source=source,
    )


def read_tier(data: Any, above: Source, sources: Sources) -> Tier:
    said = known(data, _TIER, "a tier")
    name = _id(said, "a tier")
    try:
        return Tier(
            id=name,
            penalty=read_penalty(said),
            kind=word(TierKind, said.get("kind"), TierKind.BASE, "the kind of a tier"),
            when=read_condition(said.get("when")),
            mode=word(Mode, said.get("mode"), Mode.ANY, "the mode of trial"),
            builds_on=str(said.get("builds_on") or ""),
            words=str(said.get("words") or ""),
            note=str(said.get("note") or ""),
            source=sources.of(said, above),
        )
    except BadLawError as error:
        raise BadLawError(f"{name}: {error}") from error


def read_multiplier(data: Any, above: Source, sources: Sources) -> Multiplier:
    said = known(data, CITED | {"factor", "when", "words", "is_recidivism"}, "a multiplier")
    try:
        factor = Fraction(str(said.get("factor")))
    except (ValueError, ZeroDivisionError) as error:
        raise BadLawError(f"a factor is a number such as 3/2, not {said.get('factor')!r}") from error
    if factor <= 0:
        raise BadLawError(f"a factor is above zero, not {factor}")
    return Multiplier(
        factor,
        read_condition(said.get("when")),
        str(said.get("words") or ""),
        bool(said.get("is_recidivism")),
        sources.of(said, above),
    )


def read_species(data: Any) -> SpeciesScope:
    if data is None:
        return SpeciesScope()
    if isinstance(data, str):
        return SpeciesScope(words=data)
    said = known(data, ("appendices", "schedules", "taxa", "groups", "any", "words"), "the species")
    lists = {name: words(said.get(name)) for name in ("appendices", "schedules", "taxa", "groups")}
    return SpeciesScope(is_any=bool(said.get("any")), words=str(said.get("words") or ""), **lists)


def _conduct(verb: str) -> Conduct:
    try:
        return Conduct(verb)
    except ValueError as error:
        raise BadLawError(f"not a verb of conduct: {verb!r}") from error


def _read_legal_persons(data: Any) -> LegalPersons:
    if data is None:
        return LegalPersons()
    said = known(data, ("liability", "fine", "words"), "legal persons")
    liability = word(Liability, said.get("liability"), Liability.UNKNOWN, "liability")
    return LegalPersons(liability, read_fine(said.get("fine")), str(said.get("words") or ""))


def _read_predicate(data: Any, during: InForce, above: Source, sources: Sources) -> Predicate:
    """Without dates of its own it was a predicate as long as the text it stands in."""
    if data is None:
        return Predicate()
    said = known(data, CITED | DATED | {"is", "words"}, "a predicate")
    return Predicate(
        flag(said.get("is"), "a predicate"),
        in_force(said),
        str(said.get("words") or ""),
        sources.of(said, above),
    )


def _id(said: Mapping[str, Any], what: str) -> str:
    if not said.get("id"):
        raise BadLawError(f"{what} needs an id")
    return str(said["id"])
