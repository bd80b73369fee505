"""The custody of one exhibit as links: who held it from when to when, under which seal, with every gap."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from .acts import Acknowledged, Entry, HandedOver, Received
from .moves import step
from .state import State, Where


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
    state, links = State(), []
    for entry in entries:
        before = state.exhibits.get(exhibit)
        state = step(state, entry)
        after = state.exhibits.get(exhibit)
        if after is None or after == before:
            continue
        is_gap = after.where is Where.ON_ITS_WAY or (
            after.where in (Where.AT_LABORATORY, Where.IN_COURT) and entry.number == after.entry_out
        )
        holder = after.receiver if isinstance(entry.act, HandedOver) and is_gap else after.holder
        link = Link(holder, after.where, after.place, after.seal, entry.at, None, entry.number, is_gap)
        if links and _same(links[-1], link) and not isinstance(entry.act, Acknowledged | Received):
            continue
        if links:
            links[-1] = replace(links[-1], until=entry.at)
        links.append(link)
    return tuple(links)


def _same(one: Link, other: Link) -> bool:
    what = ("holder", "where", "place", "seal")
    return all(getattr(one, name) == getattr(other, name) for name in what)
