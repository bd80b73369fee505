"""An incident before it is recorded: what a file, a form or the demo hands to ``actions.recording``.

A draft carries what was understood (codes, dates, numbers) and, under ``reported``, the words as they came.
Taxon, standard quantity and Appendix are not in a draft: recording works them out, for everyone alike.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from saola.core.values import PartialDate


@dataclass(slots=True)
class LegDraft:
    """A place on the route. ``role`` is origin, export, transit or destination; ``share`` of an origin, 0 to 1."""

    role: str
    country: str = ""
    place_name: str = ""
    share: Decimal | None = None
    is_actual: bool = True
    seizure_opportunity: bool | None = None
    reported: str = ""


@dataclass(slots=True)
class SpecimenDraft:
    """One kind of specimen. ``scientific_name`` and ``common_name`` are the words as written, or what a profile
    takes them for; then ``reported_name`` and ``reported_common_name`` are what was written."""

    scientific_name: str = ""
    common_name: str = ""
    reported_name: str = ""
    reported_common_name: str = ""
    term: str = ""
    reported_term: str = ""
    condition: str = ""
    source_code: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    is_estimate: bool = False
    reported_quantity: str = ""
    reported_unit: str = ""
    reported_equivalents: Decimal | None = None
    reported_appendix: str = ""
    source_row: int | None = None


@dataclass(slots=True)
class IncidentDraft:
    """One seizure. Country codes are ISO 3166-1 alpha-2 or CITES's own; vocabulary codes those of knowledge."""

    reference: str = ""
    agency_code: str = ""
    seized_on: PartialDate = field(default_factory=PartialDate)
    country: str = ""
    admin_area: str = ""
    place_name: str = ""
    place_type: str = ""
    latitude: float | None = None
    longitude: float | None = None
    detection: tuple[str, ...] = ()
    transport: str = ""
    concealment: tuple[str, ...] = ()
    reason: str = ""
    nationalities: tuple[str, ...] = ()
    value: Decimal | None = None
    currency: str = ""
    law: str = ""
    sanction: str = ""
    disposal: tuple[str, ...] = ()
    notes: str = ""
    reported: dict[str, str] = field(default_factory=dict)
    specimens: list[SpecimenDraft] = field(default_factory=list)
    legs: list[LegDraft] = field(default_factory=list)
