"""Rule R8: on what can one State ask another for assistance on a day?

In order: a bilateral treaty, a regional one, the organized crime convention (where it applies), the corruption convention
(for corruption), the law of the requested State with reciprocity. Courtesy remains, and obliges nobody. All that hold are
given, the first is recommended; a case may rest on several.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from saola.core.values import Finding, Mark, Missing, Outcome, Reason, Source, gettext_noop, say

from .logic import NO, UNKNOWN, YES, every, of, some
from .treaties import UNCAC, UNTOC, Assistance, Treaty, TreatyBook, TreatyKind, bound

_ORDER = {TreatyKind.BILATERAL: 0, TreatyKind.REGIONAL: 1, TreatyKind.MULTILATERAL: 2}
_DOMESTIC = "domestic_law"


@dataclass(frozen=True, slots=True)
class Basis:
    """One basis in question: the treaty (or ``domestic_law``), its article, whether it holds, and why."""

    id: str
    article: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Bases:
    """All bases in the order of preference; ``recommended`` is the first that holds, empty where none is certain."""

    bases: tuple[Basis, ...]
    recommended: str = ""

    @property
    def holding(self) -> tuple[str, ...]:
        return tuple(basis.id for basis in self.bases if basis.outcome is YES)


def legal_basis(
    asking: str,
    asked: str,
    assistance: Assistance,
    *,
    on: date,
    book: TreatyBook,
    areas: frozenset[str] = frozenset(),
    convention: Finding[Any] | None = None,
    reciprocity: bool | None = None,
) -> Finding[Bases]:
    """Whether there is a legal basis between the two States on the day. ``value`` are all ``Bases``.

    ``areas`` are those of the offences (words of ``Area``); ``convention`` is the answer of rule R2 for the purpose
    of assistance; ``reciprocity`` says whether the law of the requested State allows it without a treaty.
    """
    bases = sorted(
        _treaties(asking, asked, assistance, on, book, areas, convention), key=lambda found: found[0]
    )
    found = [basis for _, basis in bases] + [_by_domestic_law(asked, reciprocity)]
    outcome = some(basis.outcome for basis in found)
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Is there a legal basis for {asking} to ask {asked} for this ({assistance})?"),
            asking=asking,
            asked=asked,
            assistance=assistance.value,
        ),
        on=on,
        rule="R8 legal_basis",
        value=Bases(tuple(found), next((basis.id for basis in found if basis.outcome is YES), "")),
        reasons=(*(reason for basis in found for reason in basis.reasons), _courtesy()),
        missing=tuple(dict.fromkeys(lack for basis in found for lack in basis.missing))
        if outcome is UNKNOWN
        else (),
    )


def _treaties(
    asking: str,
    asked: str,
    assistance: Assistance,
    on: date,
    book: TreatyBook,
    areas: frozenset[str],
    convention: Finding[Any] | None,
) -> Iterator[tuple[tuple[int, int], Basis]]:
    for place, treaty in enumerate(book.treaties):
        if assistance not in treaty.assistance or not _speaks_of_both(treaty, asking, asked, book):
            continue
        parts = [bound(state, treaty.id, on, book) for state in (asking, asked)]
        serves = _serves(treaty, areas)
        if treaty.id == UNTOC.id:
            parts += [convention] if convention is not None else []
            serves = UNKNOWN if convention is None else YES
        declared = _declared(treaty, assistance, asking, asked, on, book)
        basis = Basis(
            treaty.id,
            treaty.assistance[assistance],
            every((*(part.outcome for part in parts), serves, declared)),
            (
                *(reason for part in parts for reason in part.reasons),
                *_said(treaty, assistance, serves, declared, asked),
            ),
            (
                *(lack for part in parts for lack in part.missing),
                *_lacks(treaty, assistance, serves, declared, asked),
            ),
        )
        yield (_ORDER[treaty.kind], _place(treaty, place)), basis


def _place(treaty: Treaty, place: int) -> int:
    return {UNTOC.id: -2, UNCAC.id: -1}.get(treaty.id, place)


def _speaks_of_both(treaty: Treaty, asking: str, asked: str, book: TreatyBook) -> bool:
    """A bilateral or regional treaty is looked at only where both States are among its parties at some time."""
    if treaty.kind is TreatyKind.MULTILATERAL:
        return True
    return {asking, asked} <= set(book.members(treaty.id))


def _serves(treaty: Treaty, areas: frozenset[str]) -> Outcome:
    if not treaty.areas:
        return YES
    return of(bool(treaty.areas & areas)) if areas else UNKNOWN


def _declared(
    treaty: Treaty, assistance: Assistance, asking: str, asked: str, on: date, book: TreatyBook
) -> Outcome:
    """Whether what the requested State declared leaves the treaty as a basis.

    For extradition the two conventions leave it to each State (articles 16(5) and 44(6)): without its declaration
    it is not known whether it takes the convention as a basis.
    """
    declared = book.declared(treaty.id, asked, on)
    for one in declared:
        if assistance in one.excludes or asking in one.not_towards:
            return NO if one.in_force.on(on) is YES else UNKNOWN
    if assistance is Assistance.EXTRADITION and treaty.id in (UNTOC.id, UNCAC.id):
        return YES if any(assistance in one.confirms for one in declared) else UNKNOWN
    return YES


_SERVES = {
    YES: gettext_noop("{treaty}, article {article}, is a basis for {assistance}."),
    NO: gettext_noop("{treaty} does not serve offences of this kind."),
    UNKNOWN: gettext_noop("Whether {treaty} serves this offence is not known."),
}
_DECLARED = {
    NO: gettext_noop("{state} declared that it does not take {treaty} as a basis for {assistance}."),
    UNKNOWN: gettext_noop(
        "Whether {state} takes {treaty} as a basis for {assistance} is for its declaration to say."
    ),
}


def _said(
    treaty: Treaty, assistance: Assistance, serves: Outcome, declared: Outcome, asked: str
) -> Iterator[Reason]:
    values = {"treaty": treaty.title, "assistance": assistance.value, "state": asked}
    text = say(_SERVES[serves], article=treaty.assistance[assistance], **values)
    yield Reason(text, "R8", (treaty.source,))
    if declared is not YES:
        yield Reason(say(_DECLARED[declared], **values), "R8", (treaty.source,))


def _lacks(
    treaty: Treaty, assistance: Assistance, serves: Outcome, declared: Outcome, asked: str
) -> Iterator[Missing]:
    if serves is UNKNOWN:
        field = "convention" if treaty.id == UNTOC.id else "areas"
        text = gettext_noop("What the offence is about, to see whether {treaty} serves it.")
        yield Missing(field, say(text, treaty=treaty.title))
    if declared is UNKNOWN:
        text = gettext_noop("The declaration of {state} on {assistance} under {treaty}.")
        yield Missing("declaration", say(text, state=asked, assistance=assistance.value, treaty=treaty.title))


def _by_domestic_law(asked: str, reciprocity: bool | None) -> Basis:
    outcome = of(reciprocity)
    text = {
        YES: gettext_noop("The law of {state} allows assistance without a treaty, on reciprocity."),
        NO: gettext_noop("The law of {state} allows no assistance without a treaty."),
        UNKNOWN: gettext_noop("Whether the law of {state} allows assistance without a treaty is not known."),
    }[outcome]
    lack = Missing(
        "reciprocity", say(gettext_noop("The law of {state} on assistance without a treaty."), state=asked)
    )
    return Basis(
        _DOMESTIC,
        "",
        outcome,
        (Reason(say(text, state=asked), "R8"),),
        (lack,) if outcome is UNKNOWN else (),
    )


def _courtesy() -> Reason:
    return Reason(
        say(gettext_noop("One may always ask as a courtesy between States; nobody is obliged to answer.")),
        "R8",
        (Source("Practice of States", "comity", Mark.MEMORY),),
    )
