"""The chain of custody as a state machine: what can happen to an exhibit, what cannot, and what does not agree.

``replay`` turns the entries of a record into a ``State``; ``step`` adds one. Impossible moves raise a
``CustodyRefusal`` that says why. What is possible but does not agree is kept as a ``Discrepancy``.
"""

from .acts import (
    ACTS,
    CONFIRM_WITHIN,
    Acknowledged,
    Act,
    Checked,
    Corrected,
    Disposed,
    Entry,
    HandedOver,
    Moved,
    PutOnDisplay,
    Received,
    ResultGiven,
    Returned,
    Sampled,
    Sealed,
    SealOpened,
    SealReplaced,
    SentToLaboratory,
    Split,
    TakenIn,
)
from .chain import Link, chain
from .conditions import WHERE_WORDS
from .discrepancies import Discrepancy, DiscrepancyKind
from .moves import replay, step
from .refusals import CustodyRefusal
from .state import Exhibit, State, Where
from .telling import KIND_WORDS, tell
from .writing import from_data, to_data

__all__ = [
    "ACTS",
    "CONFIRM_WITHIN",
    "KIND_WORDS",
    "WHERE_WORDS",
    "Acknowledged",
    "Act",
    "Checked",
    "Corrected",
    "CustodyRefusal",
    "Discrepancy",
    "DiscrepancyKind",
    "Disposed",
    "Entry",
    "Exhibit",
    "HandedOver",
    "Link",
    "Moved",
    "PutOnDisplay",
    "Received",
    "ResultGiven",
    "Returned",
    "Sampled",
    "SealOpened",
    "SealReplaced",
    "Sealed",
    "SentToLaboratory",
    "Split",
    "State",
    "TakenIn",
    "Where",
    "chain",
    "from_data",
    "replay",
    "step",
    "tell",
    "to_data",
]
