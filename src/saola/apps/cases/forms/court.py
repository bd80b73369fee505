"""Every act before a court by its word in addresses."""

from . import charge_acts, court_acts, sittings
from .before_court import FORMS, CourtForm, acts_for

__all__ = ["FORMS", "CourtForm", "acts_for", "charge_acts", "court_acts", "sittings"]
