"""The custody of one exhibit as links: who held it from when to when, under which seal, with every gap."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from .acts import Entry
from .discrepancies import DiscrepancyKind
from .moves import step
from .state import Exhibit, State, Where


@dataclass(frozen=True, slots=True)
class Link:
    """A span of the chain. ``until`` is ``None`` for the last; ``is_gap`` where nobody had signed for it.

    ``entry`` is the entry that began it, ``seal`` the seal it bore then.
    """

    holder: str
    where: Where
    place: str
    seal: str
    start: datetime
    until: datetime | None
    entry: int
    is_gap: bool = False


def chain(entries: Iterable[Entry], exhibit: str) -> tuple[Link, ...]:
    """The links of ``exhibit`` among the entries of its record, in order.

    A span between a hand-over and its receipt is a gap of its own, and so is one with a laboratory or court until
    they confirm. Raises a ``CustodyRefusal`` where the entries cannot be.
    """
    state = State()
    links: list[Link] = []
    for entry in entries:
        before = state.exhibits.get(exhibit)
        state = step(state, entry)
        after = state.exhibits.get(exhibit)
        if after is None or after == before:
            continue
        is_gap = _waits(state, after)
        holder = after.receiver or after.holder
        link = Link(holder, after.where, after.place, after.seal, entry.at, None, entry.number, is_gap)
        if links and _same(links[-1], link):
            continue
        if links:
            links[-1] = replace(links[-1], until=entry.at)
        links.append(link)
    return tuple(links)


def _waits(state: State, exhibit: Exhibit) -> bool:
    """Whether the last journey of the exhibit is still unconfirmed."""
    return exhibit.where is not Where.IN_CUSTODY and any(
        found.kind is DiscrepancyKind.UNCONFIRMED and found.entry == exhibit.entry_out
        for found in state.of(exhibit.number)
    )


def _same(one: Link, other: Link) -> bool:
    what = ("holder", "where", "place", "seal", "is_gap")
    return all(getattr(one, name) == getattr(other, name) for name in what)
