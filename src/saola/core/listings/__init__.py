"""Which Appendix of CITES applied to this taxon, from this country, in this form, on this date?"""

from .annotations import HashAnnotation, read_annotations
from .book import Completeness, ListingBook
from .completeness import read_completeness
from .events import APPENDICES, NONE, BadListingError, Change, Covers, ListingEvent, strictness
from .intervals import Validity, validities
from .lineage import Lineage
from .populations import EVERYWHERE, Extent, Part, Population
from .question import PartyFlag, Question, ReservationFlag, Status
from .reading import read_event, read_events, read_population
from .states import Parties, Reservation, Reservations
from .status import answer

__all__ = [
    "APPENDICES",
    "EVERYWHERE",
    "NONE",
    "BadListingError",
    "Change",
    "Completeness",
    "Covers",
    "Extent",
    "HashAnnotation",
    "Lineage",
    "ListingBook",
    "ListingEvent",
    "Part",
    "Parties",
    "PartyFlag",
    "Population",
    "Question",
    "Reservation",
    "ReservationFlag",
    "Reservations",
    "Status",
    "Validity",
    "answer",
    "read_annotations",
    "read_completeness",
    "read_event",
    "read_events",
    "read_population",
    "strictness",
    "validities",
]
