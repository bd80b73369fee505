"""The dated changes of the Appendices: one event for each thing that a conference or a Party changed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..values import Outcome, PartialDate, Source
from .populations import EVERYWHERE, Population

APPENDICES = ("I", "II", "III")
NONE = "none"  # the answer "in no Appendix"
_RANK = {"I": 0, "II": 1, "III": 2, NONE: 3}


def strictness(appendix: str) -> int:
    """0 for Appendix I up to 3 for none: sort key, strictest first. Raises ``KeyError`` for another word."""
    return _RANK[appendix]


class Change(StrEnum):
    ADDITION = "addition"
    DELETION = "deletion"
    RESERVATION = "reservation"
    WITHDRAWAL = "reservation_withdrawal"
    EXCEPTION = "exception"
    OBSERVATION = "observation"  # not a change: a download of that day has the taxon so listed


NOT_STATED = Source("")


class BadListingError(ValueError):
    """A listing event that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Covers:
    """The specimens an entry is limited to, in CITES term and source codes.

    ``only_terms`` are covered and all others count as ``otherwise`` (``I``, ``II``, ``III`` or ``none``);
    ``not_terms`` and ``not_sources`` are outside the entry; ``hash`` is the symbol of a # annotation. ``is_unread``: the limits are in words only.
    """

    hash: str = ""
    only_terms: frozenset[str] = frozenset()
    otherwise: str = NONE
    not_terms: frozenset[str] = frozenset()
    not_sources: frozenset[str] = frozenset()
    is_unread: bool = False

    @property
    def is_limited(self) -> bool:
        return bool(self.is_unread or self.hash or self.only_terms or self.not_terms or self.not_sources)

    def includes(self, term: str, source_code: str = "") -> Outcome:
        """Whether the term and source are covered, the # annotation aside; unknown where a code is needed."""
        if source_code and source_code in self.not_sources:
            return Outcome.NO
        if term and (term in self.not_terms or (self.only_terms and term not in self.only_terms)):
            return Outcome.NO
        needs_term = bool(self.only_terms or self.not_terms) and not term
        needs_source = bool(self.not_sources) and not source_code
        return Outcome.UNKNOWN if needs_term or needs_source else Outcome.YES


EVERYTHING = Covers()


@dataclass(frozen=True, slots=True)
class ListingEvent:
    """One change of the Appendices, in force from ``on``.

    ``taxon`` may stand at any rank and then for everything below it, ``not_taxa`` excluded. ``party`` (ISO2) is
    set for Appendix III and for reservations. ``replaces`` names events that this one ends. ``dataset`` says
    which loaded list it came with.

    Raises ``BadListingError`` for an unknown Appendix, a date without a year, or a reservation or an entry in
    Appendix III without its Party.
    """

    id: str
    taxon: str
    appendix: str
    change: Change
    on: PartialDate
    party: str = ""
    population: Population = EVERYWHERE
    covers: Covers = EVERYTHING
    not_taxa: frozenset[str] = frozenset()
    annotation: str = ""
    replaces: tuple[str, ...] = ()
    source: Source = NOT_STATED
    dataset: str = ""

    def __post_init__(self) -> None:
        if not self.id or not self.taxon:
            raise BadListingError(f"a listing event needs an id and a taxon: {self.id!r}, {self.taxon!r}")
        if self.appendix not in APPENDICES:
            raise BadListingError(f"{self.id}: the Appendix is I, II or III, not {self.appendix!r}")
        if self.on.year is None:
            raise BadListingError(f"{self.id}: the day, month or year in force is missing")
        needs_party = self.change in (Change.RESERVATION, Change.WITHDRAWAL) or (
            self.appendix == "III" and self.change is Change.ADDITION
        )
        if needs_party and not self.party:
            raise BadListingError(f"{self.id}: a {self.change} here needs the Party that made it")

    @property
    def earliest(self) -> date:
        """The first day on which it may have taken effect."""
        assert self.on.first_day is not None
        return self.on.first_day

    @property
    def latest(self) -> date:
        """The last day on which it may have taken effect."""
        assert self.on.last_day is not None
        return self.on.last_day
