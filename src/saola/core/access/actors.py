"""Who acts, as plain facts: functions with an end, need-to-know lists with an end, a broken glass."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Function:
    """A role as one person holds it: what it allows, of which agencies' records, until which day.

    ``agencies`` of ``None`` are all. ``barred`` names the handling codes whose records it never reads.
    """

    role: str
    permissions: frozenset[str]
    until: date
    agencies: frozenset[str] | None = None
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Glass:
    """An emergency access over one record, until an instant."""

    record: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """One person. ``compartments`` leads from the code of each to the last day of membership."""

    name: str
    agency: str = ""
    unit: str = ""
    is_signed_in: bool = True
    is_active: bool = True
    functions: tuple[Function, ...] = ()
    compartments: Mapping[str, date] = field(default_factory=dict)
    glass: tuple[Glass, ...] = ()


NOBODY = Actor(name="", is_signed_in=False, is_active=False)
