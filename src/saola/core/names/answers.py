"""What matching answers: an outcome, at most one best taxon, and the candidates with their reasons."""

from collections.abc import Hashable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ..values import Message
from .reading import WrittenName, read

if TYPE_CHECKING:
    from .index import NameIndex


class MatchOutcome(StrEnum):
    """How the written name was understood."""

    ACCEPTED = "accepted"
    """An accepted name, as written or with another ending."""
    SYNONYM = "synonym"
    """Another scientific name of exactly one taxon."""
    COMMON = "common"
    """A common name of exactly one taxon."""
    HIGHER_TAXON = "higher_taxon"
    """A genus, family or above; or only the genus of a species that the lists do not hold."""
    HYBRID = "hybrid"
    """A cross; the candidates are its parents."""
    MISSPELT = "misspelt"
    """Not a known name, but so near to one, and to no other, that it is taken for it."""
    AMBIGUOUS = "ambiguous"
    """Several taxa, or one that a person should confirm."""
    UNKNOWN = "unknown"
    """No loaded name is near."""


class Candidate(NamedTuple):
    """A taxon that may be meant.

    ``name`` is the known name which the text resembles, ``accepted_name`` the taxon's own; ``score`` is between
    0 and 1 and orders candidates, it is not a probability. ``via`` says by which kind of name the taxon was
    reached (``accepted``, ``synonym``, ``common``, ``group``); ``is_below`` that the text names something
    below this taxon which the lists do not hold (an unlisted species of this genus, a subspecies).
    """

    taxon_id: Hashable
    name: str
    accepted_name: str
    rank: str
    score: float
    reasons: tuple[Message, ...]
    via: str
    is_below: bool = False


class NameMatch(NamedTuple):
    """The answer for ``text``. ``best`` is ``None`` whenever a person must choose; it is never a guess."""

    text: str
    best: Candidate | None
    candidates: tuple[Candidate, ...]
    outcome: MatchOutcome

    @property
    def written(self) -> WrittenName:
        """What the form of the text says, read again on each call."""
        return read(self.text)

    @property
    def is_to_species(self) -> bool:
        """Whether the best taxon is all that the text named: not merely the genus of an unlisted species."""
        return self.best is not None and not (
            self.best.is_below and self.outcome is MatchOutcome.HIGHER_TAXON
        )


def candidate(
    index: "NameIndex", name: int, score: float, why: tuple[Message, ...], *, is_below: bool = False
) -> Candidate:
    """The taxon of the name number ``name`` as a candidate."""
    taxon_id, known, accepted, rank, via = index.parts(name)
    return Candidate(taxon_id, known, accepted, rank, score, why, via, is_below)
