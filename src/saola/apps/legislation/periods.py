"""Periods of procedural time as laws write them: 48 hours, 60 days, 3 months, 1 year."""

import re

from saola.core.law import BadLawError

_PERIOD = re.compile(r"([1-9][0-9]{0,3}) (hour|day|week|month|year)s?")


def read_period(text: str) -> tuple[int, str]:
    """How many of what: ``("48 hours")`` is ``(48, "hour")``. Raises ``BadLawError``."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise BadLawError(f"a period is written as 48 hours, 60 days, 3 months or 1 year, not {text!r}")
    return int(found[1]), found[2]
