"""Treaties: which State was bound by which on a day, with its reservations and declarations.

A State that was a party stays bound until an end is known. That a State was *not* a party is known only up to the day of
the list that was read: what is later than the source is unknown, never assumed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from saola.core.values import Finding, Mark, Missing, Outcome, PartialDate, Reason, Source, gettext_noop, say

from .errors import BadLawError
from .logic import NO, UNKNOWN, YES, some
from .periods import UNDATED, InForce
from .sources import UNSOURCED
from .standing import Day, over_days


class Assistance(StrEnum):
    """What one State asks of another."""

    MUTUAL_LEGAL_ASSISTANCE = "mutual_legal_assistance"
    EXTRADITION = "extradition"
    CONFISCATION = "confiscation"
    JOINT_INVESTIGATION = "joint_investigation"
    CONTROLLED_DELIVERY = "controlled_delivery"
    POLICE_COOPERATION = "police_cooperation"
    TRANSFER_OF_SENTENCED = "transfer_of_sentenced"
    TRANSFER_OF_PROCEEDINGS = "transfer_of_proceedings"


class TreatyKind(StrEnum):
    BILATERAL = "bilateral"
    REGIONAL = "regional"
    MULTILATERAL = "multilateral"


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty, the ``assistance`` it is a basis for with the article, and the ``areas`` of law it serves (empty: any)."""

    id: str
    title: str
    kind: TreatyKind = TreatyKind.MULTILATERAL
    assistance: Mapping[Assistance, str] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()
    in_force: InForce = UNDATED
    source: Source = UNSOURCED


UNTOC = Treaty(
    "untoc",
    "United Nations Convention against Transnational Organized Crime",
    in_force=InForce(PartialDate(2003, 9, 29)),
    assistance={
        Assistance.MUTUAL_LEGAL_ASSISTANCE: "18",
        Assistance.EXTRADITION: "16",
        Assistance.CONFISCATION: "13",
        Assistance.JOINT_INVESTIGATION: "19",
        Assistance.CONTROLLED_DELIVERY: "20",
        Assistance.POLICE_COOPERATION: "27",
        Assistance.TRANSFER_OF_SENTENCED: "17",
        Assistance.TRANSFER_OF_PROCEEDINGS: "21",
    },
    source=Source(
        "United Nations Convention against Transnational Organized Crime", "arts. 13, 16-21, 27", Mark.CHECKED
    ),
)
UNCAC = Treaty(
    "uncac",
    "United Nations Convention against Corruption",
    in_force=InForce(PartialDate(2005, 12, 14)),
    assistance={
        Assistance.MUTUAL_LEGAL_ASSISTANCE: "46",
        Assistance.EXTRADITION: "44",
        Assistance.CONFISCATION: "54-55",
        Assistance.JOINT_INVESTIGATION: "49",
        Assistance.CONTROLLED_DELIVERY: "50",
        Assistance.POLICE_COOPERATION: "48",
        Assistance.TRANSFER_OF_SENTENCED: "45",
        Assistance.TRANSFER_OF_PROCEEDINGS: "47",
    },
    areas=frozenset(("corruption",)),
    source=Source(
        "United Nations Convention against Corruption",
        "arts. 46, 48-50, 54-55 (read); 44, 45, 47 (from memory)",
        Mark.MEMORY,
    ),
)
CITES = Treaty(
    "cites",
    "Convention on International Trade in Endangered Species of Wild Fauna and Flora",
    in_force=InForce(PartialDate(1975, 7, 1)),
)


@dataclass(frozen=True, slots=True)
class Membership:
    """When a State was bound: ``periods``. ``known_until`` is the day of the list that shows it not bound beside them."""

    treaty: str
    state: str
    periods: tuple[InForce, ...] = ()
    known_until: date | None = None
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class Declaration:
    """A reservation, declaration or notification of a State, while ``in_force``.

    ``excludes`` are kinds of assistance for which the State does not take the treaty as a basis, ``confirms`` those
    for which it does; ``not_towards`` are States towards which it does not apply the treaty.
    """

    treaty: str
    state: str
    kind: str
    article: str = ""
    excludes: frozenset[Assistance] = frozenset()
    confirms: frozenset[Assistance] = frozenset()
    not_towards: frozenset[str] = frozenset()
    in_force: InForce = UNDATED
    words: str = ""
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class StateRecord:
    """A State while it exists under this code. ``successor_of`` names what was there before."""

    code: str
    name: str = ""
    in_force: InForce = UNDATED
    successor_of: tuple[str, ...] = ()
    source: Source = UNSOURCED


@dataclass(frozen=True)
class TreatyBook:
    """Treaties, who is bound, and what was declared.

    ``states`` holds those that came into being or ended; one that is not there is taken to have existed throughout.
    Raises ``BadLawError`` where a membership speaks of a treaty that is not there or comes twice.
    """

    treaties: tuple[Treaty, ...] = (UNTOC, UNCAC, CITES)
    memberships: tuple[Membership, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    states: tuple[StateRecord, ...] = ()
    _by_id: Mapping[str, Treaty] = field(init=False, repr=False)
    _members: Mapping[tuple[str, str], Membership] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_id = {treaty.id: treaty for treaty in self.treaties}
        members: dict[tuple[str, str], Membership] = {}
        for one in self.memberships:
            if one.treaty not in by_id:
                raise BadLawError(f"{one.state}: the treaty {one.treaty!r} is not in the book")
            if (one.treaty, one.state) in members:
                raise BadLawError(f"{one.state} comes twice under {one.treaty}; give its periods together")
            members[one.treaty, one.state] = one
        object.__setattr__(self, "_by_id", MappingProxyType(by_id))
        object.__setattr__(self, "_members", MappingProxyType(members))

    def treaty(self, id: str) -> Treaty:
        """The treaty of this id. Raises ``KeyError``."""
        return self._by_id[id]

    def membership(self, treaty: str, state: str) -> Membership | None:
        return self._members.get((treaty, state))

    def members(self, treaty: str) -> Iterable[str]:
        return (state for of, state in self._members if of == treaty)

    def declared(self, treaty: str, state: str, day: date | None) -> tuple[Declaration, ...]:
        """What the State declared under the treaty that stands, or may stand, on the day."""
        return tuple(
            one
            for one in self.declarations
            if (one.treaty, one.state) == (treaty, state) and one.in_force.on(day) is not NO
        )

    def existed(self, state: str, day: date | None) -> Outcome:
        """Whether there was such a State on the day."""
        records = [record for record in self.states if record.code == state]
        return some(record.in_force.on(day) for record in records) if records else YES


def bound(state: str, treaty: str, on: Day, book: TreatyBook) -> Finding[tuple[Declaration, ...]]:
    """Whether the State was bound by the treaty on the day. ``value`` are its declarations that stood."""
    member = book.membership(treaty, state)
    changes = {day for period in (member.periods if member else ()) for day in period.days_of_change()}
    return over_days(on, changes, lambda day: _bound_on(state, treaty, day, book, member))


def _bound_on(
    state: str, treaty: str, day: date | None, book: TreatyBook, member: Membership | None
) -> Finding[tuple[Declaration, ...]]:
    outcome, template = _bound(state, treaty, day, book, member)
    title = book.treaty(treaty).title
    values = {"state": state, "treaty": title, "until": str(member.known_until) if member else ""}
    values["periods"] = ", ".join(map(str, member.periods)) if member else ""
    declared = book.declared(treaty, state, day)
    reasons = [Reason(say(template, **values), "bound", (member.source,) if member else ())]
    reasons += [_declaration(one) for one in declared]
    lack = Missing(
        "participation",
        say(
            gettext_noop("Whether and since when {state} is bound by the {treaty}, from its depositary."),
            state=state,
            treaty=title,
        ),
    )
    return Finding(
        outcome=outcome,
        question=say(gettext_noop("Was {state} bound by the {treaty}?"), state=state, treaty=title),
        on=day,
        rule="bound",
        value=declared,
        reasons=tuple(reasons),
        missing=(lack,) if outcome is UNKNOWN else (),
    )


def _bound(
    state: str, treaty: str, day: date | None, book: TreatyBook, member: Membership | None
) -> tuple[Outcome, str]:
    if book.existed(state, day) is NO:
        return NO, gettext_noop("There was no State {state} on that day, so it was bound by nothing.")
    if book.treaty(treaty).in_force.on(day) is NO:
        return NO, gettext_noop("The {treaty} was not in force on that day.")
    if member is None:
        return UNKNOWN, gettext_noop("No list that was read says whether {state} is bound by the {treaty}.")
    periods = some(period.on(day) for period in member.periods)
    if periods is YES and member.known_until and day is not None and day > member.known_until:
        return YES, gettext_noop(
            "{state} is bound by the {treaty} ({periods}). The list read is of {until}; no end is known of since."
        )
    if periods is YES:
        return YES, gettext_noop("{state} is bound by the {treaty} ({periods}).")
    if periods is UNKNOWN:
        return UNKNOWN, gettext_noop("When {state} was bound by the {treaty} is not fully known ({periods}).")
    if member.periods and day is not None and any(p.begins.year for p in member.periods):
        return _outside(day, member)
    if member.known_until is None or day is None or day > member.known_until:
        return UNKNOWN, gettext_noop(
            "{state} was not bound by the {treaty} when the list of {until} was made; what came later is not known."
        )
    return NO, gettext_noop("{state} was not bound by the {treaty} up to {until}.")


def _outside(day: date, member: Membership) -> tuple[Outcome, str]:
    """On a day in none of the known periods: before one of them it is no; after the last it is no up to the list."""
    if any(period.possible.start and day < period.possible.start for period in member.periods):
        return NO, gettext_noop("{state} was not yet bound by the {treaty} (bound: {periods}).")
    if member.known_until is not None and day > member.known_until:
        return UNKNOWN, gettext_noop(
            "{state} left the {treaty} ({periods}); whether it came back after {until} is not known."
        )
    return NO, gettext_noop("{state} was no longer bound by the {treaty} (bound: {periods}).")


def _declaration(one: Declaration) -> Reason:
    text = say(
        gettext_noop("{state} made a {kind} to article {article}: {words}"),
        state=one.state,
        kind=one.kind,
        article=one.article or "-",
        words=one.words,
    )
    return Reason(text, "declaration", (one.source,))
