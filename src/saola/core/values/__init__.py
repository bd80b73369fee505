"""The words every room speaks: findings, estimates, dates, intervals, quantities, what was reported.

Import from here; the modules behind are where each word is explained.
"""

from .dates import PartialDate, Precision, months_after
from .estimates import Estimate
from .findings import Finding, Mark, Missing, Outcome, Reason, Source
from .intervals import Interval, merge
from .messages import Message, gettext_noop, say
from .money import Money
from .places import Place
from .quantities import Quantity
from .reported import Reported

__all__ = [
    "Estimate",
    "Finding",
    "Interval",
    "Mark",
    "Message",
    "Missing",
    "Money",
    "Outcome",
    "PartialDate",
    "Place",
    "Precision",
    "Quantity",
    "Reason",
    "Reported",
    "Source",
    "gettext_noop",
    "merge",
    "months_after",
    "say",
]
