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
from .misuse import HISTORY, PATTERNS, signs
from .retention import GROUNDS, RULES, Ground, Obstacle, RetentionRule, refuse_purge, review_due
from .rules import ORDER, OVERSEEING, REVIEWING, Verdict, is_read
from .watching import Day, Failure, Kind, Look, Sign, Unreviewed, Watched
from .words import HANDLING, SUBJECTS, ActClass, DataClass, Handling, Outcome, State, Subject

__all__ = [
    "GROUNDS",
    "HANDLING",
    "HISTORY",
    "LASTS",
    "LIFE",
    "LOCKED_AFTER",
    "NOBODY",
    "ORDER",
    "OVERSEEING",
    "PATTERNS",
    "REVIEWED_WITHIN",
    "REVIEWING",
    "RULES",
    "SHORTEST_REASON",
    "SUBJECTS",
    "THREATS",
    "ActClass",
    "Actor",
    "Context",
    "DataClass",
    "Day",
    "Failure",
    "Function",
    "Glass",
    "Ground",
    "Handling",
    "Kind",
    "Label",
    "Look",
    "Obstacle",
    "Outcome",
    "Refusal",
    "RetentionRule",
    "Sign",
    "State",
    "Subject",
    "Unreviewed",
    "Verdict",
    "Watched",
    "decide",
    "derived",
    "is_read",
    "refuse_approver",
    "refuse_opening",
    "refuse_purge",
    "refuse_reviewer",
    "refuse_use",
    "review_due",
    "signs",
]
