"""Periods of procedural time as laws write them: 48 hours, 60 days, 3 months, 1 year."""

import re

from saola.core.casework import Period, PeriodKind
from saola.core.law import BadLawError

_PERIOD = re.compile(r"([1-9][0-9]{0,4}) (hour|day|week|month|year)s?")
_KINDS = {
    "hour": PeriodKind.HOURS,
    "day": PeriodKind.DAYS,
    "month": PeriodKind.MONTHS,
    "year": PeriodKind.YEARS,
}


def read_period(text: str) -> Period:
    """From "48 hours" or "6 weeks". Raises ``BadLawError``."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise BadLawError(f"a period is written as 48 hours, 60 days, 3 months or 1 year, not {text!r}")
    number, unit = int(found[1]), found[2]
    try:
        return Period(number * 7, PeriodKind.DAYS) if unit == "week" else Period(number, _KINDS[unit])
    except ValueError as error:
        raise BadLawError(str(error)) from error
