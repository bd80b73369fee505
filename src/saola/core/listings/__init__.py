"""Which Appendix of CITES applied to this taxon, from this country, in this form, on this date?"""

from .annotations import HashAnnotation, read_annotations
from .book import Completeness, ListingBook
from .cells import RowError
from .completeness import read_completeness
from .events import APPENDICES, NONE, BadListingError, Change, Covers, ListingEvent, strictness
from .exports import (
    higher_taxa,
    read_checklist_index,
    read_history,
    read_legislation,
    read_species_plus,
)
from .intervals import Validity, validities
from .lineage import Lineage, read_lineage
from .notes import Note, country_names, read_notes, read_words
from .populations import EVERYWHERE, Extent, Part, Population
from .question import PartyFlag, Question, ReservationFlag, Status
from .reading import read_event, read_events, read_population
from .registers import read_parties, read_reservations
from .snapshots import Conferences, Observation, read_conferences
from .states import Parties, Reservation, Reservations
from .status import answer
from .writing import settle_histories, write_event

__all__ = [
    "APPENDICES",
    "EVERYWHERE",
    "NONE",
    "BadListingError",
    "Change",
    "Completeness",
    "Conferences",
    "Covers",
    "Extent",
    "HashAnnotation",
    "Lineage",
    "ListingBook",
    "ListingEvent",
    "Note",
    "Observation",
    "Part",
    "Parties",
    "PartyFlag",
    "Population",
    "Question",
    "Reservation",
    "ReservationFlag",
    "Reservations",
    "RowError",
    "Status",
    "Validity",
    "answer",
    "country_names",
    "higher_taxa",
    "read_annotations",
    "read_checklist_index",
    "read_completeness",
    "read_conferences",
    "read_event",
    "read_events",
    "read_history",
    "read_legislation",
    "read_lineage",
    "read_notes",
    "read_parties",
    "read_population",
    "read_reservations",
    "read_species_plus",
    "read_words",
    "settle_histories",
    "strictness",
    "validities",
    "write_event",
]
