"""How long records are kept before somebody must look at them again. National law overrides these defaults."""

from calendar import monthrange
from datetime import date

MONTHS = {
    "seizure": 120,  # our choice: the register of seizures names nobody, and trends need years
    "tip": 12,  # an uncorroborated tip
    "intelligence": 60,  # 28 CFR 23: at most five years (from memory)
    "transcript": 1,  # of a match between nodes
    "hit": 12,  # the decision on a hit or no hit
}


def review_due(kind: str, recorded: date) -> date:
    """The day on which a record of ``kind`` must be reviewed. Raises ``KeyError`` for a kind without a period."""
    months = recorded.month - 1 + MONTHS[kind]
    year, month = recorded.year + months // 12, months % 12 + 1
    return date(year, month, min(recorded.day, monthrange(year, month)[1]))
