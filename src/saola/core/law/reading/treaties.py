"""Treaties, who is bound by them and what was declared, from plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from saola.core.values import PartialDate

from ..errors import BadLawError
from ..periods import InForce
from ..sources import UNSOURCED
from ..treaties import (
    CITES,
    UNCAC,
    UNTOC,
    Assistance,
    Declaration,
    Membership,
    StateRecord,
    Treaty,
    TreatyBook,
    TreatyKind,
)
from .words import CITED, DATED, Sources, day, entries, in_force, known, word, words

_CONVENTIONS = (UNTOC, UNCAC, CITES)
_TREATY = CITED | DATED | {"id", "title", "kind", "signed", "assistance", "areas", "parties", "members"}
_DECLARATION = CITED | DATED | {
    "treaty", "state", "states", "article", "kind", "excludes", "confirms", "not_towards",
    "words",
}  # fmt: skip


def read_treaties(
    participation: Mapping[str, Any],
    declarations: Mapping[str, Any] | None = None,
    cooperation: Mapping[str, Any] | None = None,
) -> TreatyBook:
    """The book of treaties from the files ``treaties``, ``treaty_declarations`` and ``cooperation_treaties``.

    Raises ``BadLawError`` naming what is wrong and where.
    """
    said, more, others = participation, declarations or {}, cooperation or {}
    treaties, members = list(_conventions(said)), list(_participation(said))
    sources = Sources(others.get("sources"))
    for one in entries(others.get("treaties"), "treaties"):
        treaties.append(_treaty(one, sources))
        members += _members(one, treaties[-1], sources)
    return TreatyBook(
        treaties=tuple(treaties),
        memberships=tuple(members),
        declarations=tuple(_declarations(more, members)),
        states=tuple(_lifetimes(said)),
    )


def _conventions(said: Mapping[str, Any]) -> Iterator[Treaty]:
    """The three worldwide conventions, each since it came into force itself."""
    about = said.get("conventions") or {}
    for treaty in _CONVENTIONS:
        yield replace(treaty, in_force=InForce(day(about.get(treaty.id, {}).get("in_force"))))


def _participation(said: Mapping[str, Any]) -> Iterator[Membership]:
    """What the three worldwide conventions' lists say of each State."""
    sources = Sources(said.get("sources"))
    for state in entries(said.get("states"), "states"):
        for convention, about in said["conventions"].items():
            if convention in state:
                yield _member(convention, str(state["iso2"]), state[convention], said, about, sources)


def _member(
    convention: str,
    state: str,
    entry: Mapping[str, Any],
    said: Mapping[str, Any],
    about: Mapping[str, Any],
    sources: Sources,
) -> Membership:
    of_source = said["sources"].get(entry.get("source"), {}).get("as_of")
    listed_on = day(entry.get("as_of") or of_source or about.get("as_of"))
    periods = [_period(past) for past in entries(entry.get("earlier"), "earlier participation")]
    periods += [_period(entry, listed_on)] if entry["participation"] == "party" else []
    return Membership(
        treaty=convention,
        state=state,
        periods=tuple(periods),
        known_until=listed_on.last_day,
        source=sources.of({key: entry[key] for key in ("source", "mark") if key in entry}, UNSOURCED),
    )


def _period(entry: Mapping[str, Any], listed_on: PartialDate | None = None) -> InForce:
    """``[in_force, until)``; a party whose first day is not known is so for certain from the day of the list on."""
    begins, until = day(entry.get("in_force")), entry.get("until")
    seen = (listed_on,) if listed_on is not None and begins.year is None else ()
    return InForce(begins, None if until is None else day(until), attested=seen)


def _treaty(data: Any, sources: Sources) -> Treaty:
    said = known(data, _TREATY, "a treaty")
    if not said.get("id"):
        raise BadLawError("a treaty needs an id")
    articles = said.get("assistance") or {}
    return Treaty(
        id=str(said["id"]),
        title=str(said.get("title") or ""),
        kind=word(TreatyKind, said.get("kind"), TreatyKind.MULTILATERAL, "the kind of a treaty"),
        assistance={
            word(Assistance, kind, Assistance.MUTUAL_LEGAL_ASSISTANCE, "assistance"): str(article or "")
            for kind, article in articles.items()
        },
        areas=words(said.get("areas")),
        in_force=in_force(said),
        source=sources.of(said, UNSOURCED),
    )


def _members(data: Mapping[str, Any], treaty: Treaty, sources: Sources) -> Iterator[Membership]:
    """``parties`` of a bilateral treaty, bound while it is in force, or ``members``, each with its own days."""
    parties = entries(data.get("parties"), "parties")
    if parties and len(set(parties)) != 2:
        raise BadLawError(f"{treaty.id}: a bilateral treaty has two parties, not {parties!r}")
    for party in parties:
        yield Membership(treaty.id, str(party), (treaty.in_force,), source=treaty.source)
    for one in entries(data.get("members"), "members"):
        said = known(one, CITED | DATED | {"state"}, f"a member of {treaty.id}")
        yield Membership(
            treaty.id, str(said["state"]), (in_force(said),), source=sources.of(said, treaty.source)
        )


def _declarations(said: Mapping[str, Any], members: list[Membership]) -> Iterator[Declaration]:
    """A declaration without a day of its own stands since its State is bound."""
    sources = Sources(said.get("sources"))
    since = {(one.treaty, one.state): one.periods[-1] for one in members if one.periods}
    for data in entries(said.get("declarations"), "declarations"):
        one = known(data, _DECLARATION, "a declaration")
        treaty, when = str(one["treaty"]), in_force(one)
        for state in (*entries(one.get("state"), "a State"), *entries(one.get("states"), "States")):
            yield Declaration(
                treaty=treaty,
                state=str(state),
                kind=str(one.get("kind") or "declaration"),
                article=str(one.get("article") or ""),
                excludes=_kinds(one.get("excludes")),
                confirms=_kinds(one.get("confirms")),
                not_towards=words(one.get("not_towards")),
                in_force=when if one.keys() & DATED else since.get((treaty, str(state)), when),
                words=str(one.get("words") or ""),
                source=sources.of(one, UNSOURCED),
            )


def _kinds(data: Any) -> frozenset[Assistance]:
    return frozenset(
        word(Assistance, kind, Assistance.MUTUAL_LEGAL_ASSISTANCE, "assistance")
        for kind in entries(data, "kinds of assistance")
    )


def _lifetimes(said: Mapping[str, Any]) -> Iterator[StateRecord]:
    """States that came into being or ended; ``until`` is the first day on which there was none."""
    sources = Sources(said.get("sources"))
    for data in entries(said.get("lifetimes"), "lifetimes"):
        one = known(data, CITED | {"code", "name", "from", "until", "successor_of"}, "the life of a State")
        until = one.get("until")
        # A State that only ended is known since before anything here.
        begins = day(one.get("from")) if one.get("from") else PartialDate(1900)
        yield StateRecord(
            code=str(one["code"]),
            name=str(one.get("name") or ""),
            in_force=InForce(begins, None if until is None else day(until)),
            successor_of=tuple(str(code) for code in entries(one.get("successor_of"), "predecessors")),
            source=sources.of(one, UNSOURCED),
        )
