"""Agencies, people, what they may do and see, and what is watched about it."""

from .approvals import Approval
from .compartments import Compartment, Membership
from .grants import Grant
from .held import KINDS, Held, HeldQuerySet
from .keeping import DayOfReading, LegalHold, Tombstone
from .people import Agency, People, Person
from .tokens import AccessToken
from .watching import Alert, Emergency

__all__ = [
    "KINDS",
    "AccessToken",
    "Agency",
    "Alert",
    "Approval",
    "Compartment",
    "DayOfReading",
    "Emergency",
    "Grant",
    "Held",
    "HeldQuerySet",
    "LegalHold",
    "Membership",
    "People",
    "Person",
    "Tombstone",
]
