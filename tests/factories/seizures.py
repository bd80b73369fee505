"""Drafts and recorded seizures with sensible defaults.

Recording settles names against the loaded lists: ask for the ``knowledge`` fixture in tests that record.
"""

from decimal import Decimal
from itertools import count
from typing import Any

from saola.apps.seizures.actions import recording
from saola.apps.seizures.drafts import IncidentDraft, LegDraft, SpecimenDraft
from saola.apps.seizures.models import Incident
from saola.core.values import PartialDate

from . import accounts

_numbers = count(1)


def specimen_draft(**fields: Any) -> SpecimenDraft:
    defaults = {
        "scientific_name": "Manis javanica",
        "term": "SCA",
        "quantity": Decimal("12.5"),
        "unit": "KGM",
        "reported_quantity": "12.5",
        "reported_unit": "kg",
    }
    return SpecimenDraft(**defaults | fields)


def leg_draft(role: str = "origin", country: str = "MY", **fields: Any) -> LegDraft:
    return LegDraft(role, country, **fields)


def incident_draft(on: str = "2018-05-04", **fields: Any) -> IncidentDraft:
    defaults = {
        "reference": f"C/{next(_numbers)}",
        "seized_on": PartialDate.parse_iso(on),
        "country": "VN",
        "place_name": "Hai Phong",
        "specimens": [specimen_draft()],
    }
    return IncidentDraft(**defaults | fields)


def incident(by: Any = None, **fields: Any) -> Incident:
    """A recorded seizure; ``fields`` are those of the draft."""
    return recording.record(incident_draft(**fields), by=by or accounts.person("data_officer"))
