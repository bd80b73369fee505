"""The law of this country as records: statutes and what they say, rules beside them, and work on what they lack."""

from .entries import Cited, Dated
from .reform import Bill, Gap, GapReport, Step
from .rules import LaunderingLaw, RequirementMet, Schedule, ScheduleEntry, TimeLimit
from .statutes import Correction, Jurisdiction, Provision, Statute, Tier, Version

__all__ = [
    "Bill",
    "Cited",
    "Correction",
    "Dated",
    "Gap",
    "GapReport",
    "Jurisdiction",
    "LaunderingLaw",
    "Provision",
    "RequirementMet",
    "Schedule",
    "ScheduleEntry",
    "Statute",
    "Step",
    "Tier",
    "TimeLimit",
    "Version",
]
