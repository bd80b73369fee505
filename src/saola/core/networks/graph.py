"""Actors and the ties among them, gathered into a network that is never changed once made."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

import igraph
import numpy as np
import numpy.typing as npt

from saola.core.values import Message, PartialDate, gettext_noop, say

Pairs = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


UNDATED = PartialDate()


class BadTieError(ValueError):
    """A tie that no network can hold: a weight that is not above nought, or an actor without a name."""


class Repeated(StrEnum):
    """What a pair weighs that is tied more than once: all of its ties together, or the last one read."""

    SUM = "sum"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, company, phone, vehicle, account; ``kind`` is the word of the register, empty: not known."""

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """One record of two actors having to do with one another.

    ``weight`` is above nought (``None``: not stated, counts once); ``evidence`` holds the references the tie rests on.
    """

    source: str
    target: str
    weight: float | None = None
    on: PartialDate = UNDATED
    grade: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Network:
    """Actors, the pairs of them that are tied, and what each pair rests on.

    ``pairs`` (m x 2) holds places in ``actors``, each pair once (from, to where ``is_directed``), ``weights`` (m) what it
    weighs, ``rests_on`` its ties (empty where made from numbers alone). ``notices`` say what was mended on the way in.
    ``graph`` is the same for igraph, vertices and edges in this order; nobody changes it.
    """

    actors: tuple[Actor, ...]
    pairs: Pairs
    weights: Weights
    is_directed: bool = False
    rests_on: tuple[tuple[Tie, ...], ...] = ()
    notices: tuple[Message, ...] = ()
    graph: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        graph = igraph.Graph(n=len(self.actors), edges=self.pairs, directed=self.is_directed)
        object.__setattr__(self, "graph", graph)

    @property
    def size(self) -> int:
        """How many actors."""
        return len(self.actors)

    @property
    def tie_count(self) -> int:
        """How many pairs are tied."""
        return len(self.pairs)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(actor.name for actor in self.actors)

    @property
    def is_weighted(self) -> bool:
        """Whether any pair weighs other than one."""
        return bool((self.weights != 1).any())

    def places(self, names: Iterable[str]) -> list[int]:
        """Where these actors stand in ``actors``. Raises ``KeyError`` for one that is not there."""
        wanted = list(names)
        sought = set(wanted)
        found = {actor.name: place for place, actor in enumerate(self.actors) if actor.name in sought}
        return [found[name] for name in wanted]

    def ties_between(self, one: str, other: str) -> tuple[Tie, ...]:
        """The records that the line between two actors rests on, in the order read; none where there is no line."""
        if not self.rests_on:
            return ()
        edge = self.graph.get_eid(*self.places([one, other]), error=False)
        return self.rests_on[edge] if edge >= 0 else ()

    def lengths(self) -> list[float]:
        """How far the two ends of each pair are apart when the heavier is the nearer: 1/weight."""
        return (1.0 / self.weights).tolist()  # type: ignore[no-any-return]

    def without(self, names: Collection[str]) -> "Network":
        """The network that is left when these actors, and all their ties, are taken out."""
        gone = np.zeros(self.size, dtype=bool)
        gone[self.places(names)] = True
        return self.keeping(~gone, np.ones(self.tie_count, dtype=bool))

    def keeping(self, actors: npt.NDArray[np.bool_], ties: npt.NDArray[np.bool_]) -> "Network":
        """Only the actors and the pairs marked true; pairs that lose an end go too."""
        stays = ties & actors[self.pairs].all(axis=1)
        moved = np.cumsum(actors) - 1
        return Network(
            tuple(actor for actor, keep in zip(self.actors, actors, strict=True) if keep),
            moved[self.pairs[stays]],
            self.weights[stays],
            self.is_directed,
            tuple(self.rests_on[edge] for edge in np.flatnonzero(stays)) if self.rests_on else (),
        )

    def undirected(self) -> "Network":
        """The same without direction: a pair tied both ways weighs what both weigh together."""
        if not self.is_directed:
            return self
        pairs, weights, members = _once_each(
            np.sort(self.pairs, axis=1), self.weights, self.size, with_members=bool(self.rests_on)
        )
        held = tuple(tuple(tie for edge in edges for tie in self.rests_on[edge]) for edges in members)
        return Network(self.actors, pairs, weights, False, held)


def from_numbers(
    pairs: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, size: int, is_directed: bool = False
) -> Network:
    """A network of ``size`` actors named by their place, from whole numbers alone, mended as ``assemble`` mends.

    Raises ``BadTieError`` for a weight that is not above nought or an actor that is not there.
    """
    ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    heavy = np.ones(len(ends)) if weights is None else np.asarray(weights, dtype=np.float64)
    if ends.size and not (ends.min() >= 0 and ends.max() < size):
        raise BadTieError("a tie names an actor that is not there")
    if not (np.isfinite(heavy) & (heavy > 0)).all():
        raise BadTieError("a weight is a number above nought")
    is_loop = ends[:, 0] == ends[:, 1]
    loops = int(is_loop.sum())
    ends, heavy = ends[~is_loop], heavy[~is_loop]
    notices = [_said_loops(loops)] if loops else []
    read = len(ends)
    ends, heavy, _ = _once_each(
        ends if is_directed else np.sort(ends, axis=1), heavy, size, with_members=False
    )
    if read > len(ends):
        notices.append(_said_repeated(read - len(ends), Repeated.SUM))
    actors = tuple(Actor(str(number)) for number in range(size))
    return Network(actors, ends, heavy, is_directed, (), tuple(notices))


def assemble(
    ties: Iterable[Tie],
    actors: Sequence[Actor] = (),
    *,
    is_directed: bool = False,
    repeated: Repeated = Repeated.SUM,
) -> Network:
    """Gather ties into a network; ``actors`` come first and in this order, others as their ties name them.

    A tie of an actor to itself is left out, a pair tied more than once is one line that rests on all its ties, a weight
    that is not stated counts as one, an actor that is not in the list given is added; each is said in ``notices``.
    Raises ``BadTieError`` for a weight that is not above nought or an actor without a name.
    """
    places: dict[str, int] = {}
    known: list[Actor] = []
    for actor in actors:
        if actor.name and actor.name not in places:
            places[actor.name] = len(known)
            known.append(actor)
    listed, loops, unstated, read = len(known), 0, 0, 0
    lines: dict[tuple[int, int], list[Tie]] = {}
    for tie in ties:
        _check(tie)
        ends = []
        for name in (tie.source, tie.target):
            if name not in places:
                places[name] = len(known)
                known.append(Actor(name))
            ends.append(places[name])
        if ends[0] == ends[1]:
            loops += 1
            continue
        read += 1
        unstated += tie.weight is None
        pair = (ends[0], ends[1]) if is_directed or ends[0] < ends[1] else (ends[1], ends[0])
        lines.setdefault(pair, []).append(tie)
    added = [actor.name for actor in known[listed:]] if listed else []
    return Network(
        tuple(known),
        np.array(list(lines), dtype=np.int64).reshape(-1, 2),
        np.array([_weight(held, repeated) for held in lines.values()], dtype=np.float64),
        is_directed,
        tuple(tuple(held) for held in lines.values()),
        tuple(_notices(len(known), loops, read - len(lines), unstated, read, added, repeated)),
    )


def with_kinds(network: Network, kinds: dict[str, str]) -> Network:
    """The same network with the kind of each actor as named here; others keep theirs."""
    actors = tuple(replace(actor, kind=kinds.get(actor.name, actor.kind)) for actor in network.actors)
    return replace(network, actors=actors)


def _check(tie: Tie) -> None:
    if not tie.source or not tie.target:
        raise BadTieError("a tie needs a name at both of its ends")
    if tie.weight is not None and not (0 < tie.weight < float("inf")):
        raise BadTieError(f"a weight is a number above nought, not {tie.weight}")


def _weight(ties: list[Tie], repeated: Repeated) -> float:
    weights = [1.0 if tie.weight is None else tie.weight for tie in ties]
    return weights[-1] if repeated is Repeated.LAST else sum(weights)


def _once_each(
    pairs: Pairs, weights: Weights, size: int, *, with_members: bool = True
) -> tuple[Pairs, Weights, list[list[int]]]:
    """Each pair once, in the order first met, with the sum of its weights and the places it came from."""
    _, first, group = np.unique(
        pairs[:, 0] * max(size, 1) + pairs[:, 1], return_index=True, return_inverse=True
    )
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    new = place[group]
    members: list[list[int]] = []
    if with_members:
        members = [[] for _ in first]
        for edge, line in enumerate(new):
            members[line].append(edge)
    heavy = np.bincount(new, weights=weights, minlength=len(first)).astype(np.float64)
    return pairs[first[order]], heavy, members


def _notices(
    size: int, loops: int, merged: int, unstated: int, read: int, added: list[str], repeated: Repeated
) -> Iterable[Message]:
    if not size:
        yield say(gettext_noop("There is no actor in it: there is nothing to measure."))
    if loops:
        yield _said_loops(loops)
    if merged:
        yield _said_repeated(merged, repeated)
    if unstated and unstated < read:  # a list without any weight is no surprise
        yield say(gettext_noop("{count} ties state no weight; each counts as one."), count=unstated)
    if added:
        yield say(
            gettext_noop("{count} actors of the ties are not in the list of actors and were added: {names}."),
            count=len(added),
            names=", ".join(added[:10]) + (", …" if len(added) > 10 else ""),
        )


def _said_loops(count: int) -> Message:
    return say(
        gettext_noop(
            "{count} ties join an actor to itself; they say nothing about others and were left out."
        ),
        count=count,
    )


def _said_repeated(count: int, repeated: Repeated) -> Message:
    if repeated is Repeated.LAST:
        return say(
            gettext_noop(
                "{count} ties repeat a pair; each pair is one line, with the weight of its last tie."
            ),
            count=count,
        )
    return say(
        gettext_noop(
            "{count} ties repeat a pair; each pair is one line, with the weights of its ties added up."
        ),
        count=count,
    )
