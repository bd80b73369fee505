"""Seizures: incidents, their specimens and routes, the files they came from, the reports made of them."""

from .incidents import Incident, Leg, Specimen
from .intake import Batch, Profile, SourceRow
from .likeness import Likeness
from .reports import IssuedReport
from .selections import SavedSelection

__all__ = [
    "Batch",
    "Incident",
    "IssuedReport",
    "Leg",
    "Likeness",
    "Profile",
    "SavedSelection",
    "SourceRow",
    "Specimen",
]
