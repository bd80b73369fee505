"""What can be wrong with the words for a date."""

from saola.core.values import gettext_noop, say

from ..faults import Fault, error


def several_years() -> Fault:
    """A span that covers more than one year."""
    return error(
        "several-years",
        say(gettext_noop("This covers more than one year, so the seizure cannot be counted in either.")),
        say(
            gettext_noop("Write the date of the seizure; if the row adds up several, write one row for each.")
        ),
    )


def not_a_date() -> Fault:
    """Words that are no date."""
    return error(
        "not-a-date",
        say(gettext_noop("This cannot be read as a date.")),
        say(gettext_noop("Write it as 2016-06-01, or 2016-06 or 2016 when no more is known.")),
    )
