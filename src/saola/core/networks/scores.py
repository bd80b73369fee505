"""What a measure says of each actor, and of a network as a whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from saola.core.values import Message, gettext_noop, say

VERSION = "1"
CLOSE = 9
"""Decimals to which two scores are the same; further ones are the rounding of the processor."""

Watch = Callable[[int, int], object]
"""Called with how much of how much is done; answering ``False`` (and only that) stops the work."""


class Measure(StrEnum):
    """What can be asked of each actor; the words are those of the command line."""

    DEGREE = "degree"
    IN_DEGREE = "in-degree"
    OUT_DEGREE = "out-degree"
    STRENGTH = "strength"
    CLOSENESS = "closeness"
    HARMONIC = "harmonic"
    BETWEENNESS = "betweenness"
    FLOW_BETWEENNESS = "flow-betweenness"
    EIGENVECTOR = "eigenvector"
    KATZ = "katz"
    PAGERANK = "pagerank"
    CLUSTERING = "clustering"
    CORENESS = "coreness"
    COLLECTIVE_INFLUENCE = "collective-influence"
    CONSTRAINT = "constraint"
    EFFECTIVE_SIZE = "effective-size"


class TooLargeError(ValueError):
    """The network is too large for this measure; ``said`` says what was asked, and what is possible."""

    def __init__(self, said: Message) -> None:
        super().__init__(str(said))
        self.said = said


@dataclass(frozen=True, slots=True)
class Scores:
    """One measure of every actor, in the order of the network; ``None`` where it is not defined for the actor.

    ``sources`` is the number of actors from which paths were followed, where not from all (then the values are
    estimates); ``notices`` say what a reader has to know.
    """

    measure: Measure
    names: tuple[str, ...]
    values: tuple[float | None, ...]
    sources: int | None = None
    seed: int | None = None
    notices: tuple[Message, ...] = ()

    def __getitem__(self, name: str) -> float | None:
        return self.values[self.names.index(name)]

    def ranking(self) -> list[tuple[str, float]]:
        """Actors with a value, highest first; equals in the order of the network."""
        known = [
            (name, value) for name, value in zip(self.names, self.values, strict=True) if value is not None
        ]
        return sorted(known, key=lambda pair: -round(pair[1], CLOSE))

    def top(self, count: int) -> list[tuple[str, float]]:
        """The ``count`` highest, and those equal to the last of them."""
        ranking = self.ranking()
        if len(ranking) <= count or count <= 0:
            return ranking[: max(count, 0)]
        least = round(ranking[count - 1][1], CLOSE)
        return [pair for pair in ranking if round(pair[1], CLOSE) >= least]


def places_of(values: Sequence[float]) -> list[int]:
    """The place of each value, 1 the highest; equals share the best place of theirs."""
    rounded = [-round(value, CLOSE) for value in values]
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(rounded), start=1):
        first.setdefault(value, place)
    return [first[value] for value in rounded]


def said_sampled(sources: int, size: int) -> Message:
    """That paths were followed from some actors only."""
    return say(
        gettext_noop(
            "The network is large: paths were followed from {sources} of its {size} actors, drawn by chance, and the figures are estimates."
        ),
        sources=sources,
        size=size,
    )
