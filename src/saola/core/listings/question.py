"""What is asked, and what is answered."""

from dataclasses import dataclass
from datetime import date

from ..values import Missing, Outcome, PartialDate


@dataclass(frozen=True, slots=True)
class Question:
    """Which Appendix applied to ``taxon`` (an accepted name) on the day or in the period ``on``?

    ``origin`` is the country (ISO2 or a CITES code) where the animal or plant came from, ``exporter`` the
    country that sent it, ``state`` the importing or seizing State. ``term`` and ``source_code`` are CITES codes
    of the specimen, ``location`` a place inside the origin, ``acquired_on`` when the specimen was taken or
    bought. ``parents`` are the parent taxa where the specimen is a hybrid.
    """

    taxon: str
    on: date | PartialDate | None
    origin: str | None = None
    exporter: str | None = None
    state: str | None = None
    term: str | None = None
    source_code: str | None = None
    location: str | None = None
    acquired_on: date | PartialDate | None = None
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReservationFlag:
    """A State of this trade that had a reservation: for this taxon it counts as a State outside the Convention.

    ``role`` is ``exporter`` or ``state``; ``outcome`` is unknown where only the date is too rough to tell.
    """

    party: str
    role: str
    taxon: str
    appendix: str
    outcome: Outcome
    note: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class PartyFlag:
    """Whether a State of this trade was bound by the Convention on the day."""

    country: str
    role: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Status:
    """The answer to a ``Question``.

    ``possible`` are the Appendices (``I``, ``II``, ``III``, ``none``) it may have been in, strictest first;
    ``chosen`` the strictest of them (empty where nothing is known); ``deemed`` the Appendix as if of which the
    specimen is to be treated, where that is another. ``listed_by`` are the Parties of an Appendix III entry.
    ``would_change`` names what was not given and could still change the answer or the treatment.
    """

    possible: tuple[str, ...]
    chosen: str = ""
    deemed: str = ""
    annotation: str = ""
    annotation_text: str = ""
    listed_by: tuple[str, ...] = ()
    reservations: tuple[ReservationFlag, ...] = ()
    parties: tuple[PartyFlag, ...] = ()
    pre_convention: Outcome | None = None
    events: tuple[str, ...] = ()
    would_change: tuple[Missing, ...] = ()
