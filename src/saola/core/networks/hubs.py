"""Actors tied to far more others than their kind ever is: a mail-drop, a hotel switchboard, an agent of everybody.

They tie strangers together, and every path seems to lead through them. They are recognised by their degree against what
their kind expects, shown, and left out of the measures, never silently.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from saola.core.values import Message, gettext_noop, say

from .graph import Network

FAR_OUT = 3.0
"""Tukey's outer fence: so many times the spread of the middle half above it."""
FEWEST = 20
"""Below so many actors of a kind nothing is expected of it from the data."""
LEAST_LIMIT = 20
"""Nobody is a hub with so many ties or fewer, unless the kind is named with a limit of its own."""


@dataclass(frozen=True, slots=True)
class Hub:
    """``limit`` is the most ties an actor of its kind is expected to have; ``is_named`` where a person said so."""

    name: str
    kind: str
    degree: int
    limit: float
    is_named: bool
    sentence: Message


def hubs(network: Network, limits: Mapping[str, int] | None = None) -> tuple[Hub, ...]:
    """Every actor with more ties than its kind expects, the greatest first.

    ``limits`` names the most ties of a kind; for others it is Tukey's outer fence of the logarithm of degrees of the
    same kind, where there are enough of them.
    """
    named = limits or {}
    degrees = np.array(network.graph.degree(), dtype=np.int64)
    by_kind: dict[str, list[int]] = {}
    for place, actor in enumerate(network.actors):
        by_kind.setdefault(actor.kind, []).append(place)
    found: list[Hub] = []
    for kind, places in by_kind.items():
        limit = float(named[kind]) if kind in named else _fence(degrees[places].tolist())
        found.extend(
            Hub(
                network.actors[place].name,
                kind,
                int(degrees[place]),
                limit,
                kind in named,
                _sentence(network.actors[place].name, kind, int(degrees[place]), limit),
            )
            for place in places
            if degrees[place] > limit
        )
    return tuple(sorted(found, key=lambda hub: -hub.degree))


def without_hubs(
    network: Network, found: Sequence[Hub], *, keep: int = 0
) -> tuple[Network, tuple[Message, ...]]:
    """The network with each hub's ties cut to the ``keep`` heaviest, and a sentence for each hub that says so.

    With ``keep`` 0 hubs are left out altogether.
    """
    if not keep:
        told = tuple(
            say(gettext_noop("{name} was left out of the measures: {why}"), name=hub.name, why=hub.sentence)
            for hub in found
        )
        return network.without([hub.name for hub in found]), told
    stays = np.ones(network.tie_count, dtype=bool)
    told_cut = []
    for hub, place in zip(found, network.places(hub.name for hub in found), strict=True):
        edges = np.flatnonzero((network.pairs == place).any(axis=1))
        stays[edges[np.argsort(-network.weights[edges], kind="stable")][keep:]] = False
        told_cut.append(
            say(
                gettext_noop("Of the ties of {name} only the {keep} heaviest are counted: {why}"),
                name=hub.name,
                keep=keep,
                why=hub.sentence,
            )
        )
    return network.keeping(np.ones(network.size, dtype=bool), stays), tuple(told_cut)


def _fence(degrees: list[int]) -> float:
    tied = [math.log(degree) for degree in degrees if degree]
    if len(tied) < FEWEST:
        return math.inf
    lower, upper = np.quantile(tied, [0.25, 0.75])
    return max(float(LEAST_LIMIT), math.exp(upper + FAR_OUT * max(upper - lower, math.log(2) / 2)))


def _sentence(name: str, kind: str, degree: int, limit: float) -> Message:
    if kind:
        return say(
            gettext_noop(
                "{name} is tied to {degree} others; of its kind ({kind}) at most {limit} are expected."
            ),
            name=name,
            degree=degree,
            kind=kind,
            limit=math.floor(limit),
        )
    return say(
        gettext_noop("{name} is tied to {degree} others; at most {limit} are expected."),
        name=name,
        degree=degree,
        limit=math.floor(limit),
    )
