"""What does not agree. A discrepancy is data: it is shown, in the record and to the court, and never smoothed.

It stays open until a correction that points at its entry says why; then it is explained, and still shown.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from saola.core.values import Message


class DiscrepancyKind(StrEnum):
    UNCONFIRMED = "unconfirmed"
    CONFIRMED_LATE = "confirmed_late"
    OVERLAP = "overlap"
    QUANTITY = "quantity"
    SEAL = "seal"
    OPEN_SEAL = "open_seal"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What does not agree at an entry. ``explained_by``: the entry of the correction; ``None`` while open.

    ``late_from`` is the instant from which an unconfirmed hand-over is no longer on its way but overdue.
    """

    kind: DiscrepancyKind
    exhibit: str
    entry: int
    at: datetime
    text: Message
    explained_by: int | None = None
    late_from: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.explained_by is None

    def is_due(self, now: datetime) -> bool:
        """Whether it needs somebody now: open, and not merely a hand-over that still has its time."""
        return self.is_open and (self.late_from is None or now >= self.late_from)
