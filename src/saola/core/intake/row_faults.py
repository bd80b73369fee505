"""What can be wrong with a row as a whole, beyond the words of one cell."""

from saola.core.values import PartialDate, gettext_noop, say

from .faults import Fault, error, warning


def says_nothing() -> Fault:
    """A row that names nothing by which a seizure could be known."""
    return error(
        "not-a-seizure",
        say(
            gettext_noop(
                "The row names no date, place, species or reference; it looks like a line of totals or a remark."
            )
        ),
        say(
            gettext_noop(
                "It was not recorded as a seizure; if it is one, write what was seized, where and when."
            )
        ),
    )


def no_date() -> Fault:
    """A row without a date, where dates are asked for."""
    return error(
        "no-date",
        say(gettext_noop("The date of seizure is missing.")),
        say(gettext_noop("Write it as 2016-06-01, or 2016-06 or 2016 when no more is known.")),
    )


def no_country() -> Fault:
    """A row without the country of seizure."""
    return error(
        "no-country",
        say(gettext_noop("The country of seizure is missing.")),
        say(gettext_noop("Write it, or name one country for the whole file in the profile.")),
    )


def no_specimen() -> Fault:
    """A row that does not say what was seized."""
    return warning(
        "no-specimen",
        say(gettext_noop("Nothing says what was seized: no name, no group, no description.")),
        say(gettext_noop("The row was recorded; add the species or the description if it is known.")),
    )


def no_such_day() -> Fault:
    """Year, month and day in columns that make no day."""
    return error(
        "no-such-day",
        say(gettext_noop("Year, month and day together are no day of the calendar.")),
        say(gettext_noop("Correct the day or the month, or leave the day empty if it is not known.")),
    )


def future(value: PartialDate) -> Fault:
    """A date after today."""
    return error(
        "future",
        say(gettext_noop("The date {date} lies in the future."), date=str(value)),
        say(gettext_noop("Correct the date; a seizure can only be recorded once it has happened.")),
    )


def weight_without_unit() -> Fault:
    """A number under a heading that speaks of weight, without a unit anywhere."""
    return warning(
        "no-unit",
        say(gettext_noop("The heading speaks of a weight, but nothing says in which unit.")),
        say(
            gettext_noop(
                "The number was kept without a unit; write the unit into the heading or the profile, as in “kg”."
            )
        ),
    )


def too_many_cells() -> Fault:
    """Filled cells beyond the last column."""
    return warning(
        "too-many-cells",
        say(gettext_noop("The row has more cells than the table has headings.")),
        say(
            gettext_noop(
                "What stands beyond the last heading was not read; check that the cells stand in their columns."
            )
        ),
    )
