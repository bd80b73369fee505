"""Who may see and do what: pure rules over plain facts. The database's side is in ``saola.apps.accounts``."""

from .actors import NOBODY, Actor, Function, Glass
from .approving import LIFE, Refusal, refuse_approver, refuse_use
from .deciding import decide
from .emergencies import (
    LASTS,
    LOCKED_AFTER,
    REVIEWED_WITHIN,
    SHORTEST_REASON,
    THREATS,
    refuse_opening,
    refuse_reviewer,
)
from .labels import Context, Label, derived
from .retention import MONTHS, review_due
from .rules import ORDER, REVIEWING, Verdict, is_read
from .words import HANDLING, SUBJECTS, ActClass, DataClass, Handling, Outcome, State, Subject

__all__ = [
    "HANDLING",
    "LASTS",
    "LIFE",
    "LOCKED_AFTER",
    "MONTHS",
    "NOBODY",
    "ORDER",
    "REVIEWED_WITHIN",
    "REVIEWING",
    "SHORTEST_REASON",
    "SUBJECTS",
    "THREATS",
    "ActClass",
    "Actor",
    "Context",
    "DataClass",
    "Function",
    "Glass",
    "Handling",
    "Label",
    "Outcome",
    "Refusal",
    "State",
    "Subject",
    "Verdict",
    "decide",
    "derived",
    "is_read",
    "refuse_approver",
    "refuse_opening",
    "refuse_reviewer",
    "refuse_use",
    "review_due",
]
