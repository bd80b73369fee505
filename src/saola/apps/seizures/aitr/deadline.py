"""When the report of a year is due.

Resolution Conf. 11.17 (Rev. CoP18), paragraph 3: by 31 October, of the actions of the year before. It was first
asked for of 2016.
"""

from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 2016
_DUE_MONTH, _DUE_DAY = 10, 31


@dataclass(frozen=True, slots=True)
class Due:
    """``on``: the last day, ``None`` for years before there was a report. ``days``: how many are left, below 0 late."""

    on: date | None
    days: int | None
    is_over: bool
    """Whether the year itself is over: before that a report would lack its last months."""


def due(year: int, today: date) -> Due:
    """The deadline of the report of ``year``, seen from ``today``."""
    is_over = today.year > year
    if year < FIRST_YEAR:
        return Due(None, None, is_over)
    on = date(year + 1, _DUE_MONTH, _DUE_DAY)
    return Due(on, (on - today).days, is_over)
