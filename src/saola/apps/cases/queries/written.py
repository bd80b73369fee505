"""Days and times as papers write them, in the language in which they are made."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from saola.core.values import PartialDate, Precision


def day(value: PartialDate | date | None) -> str:
    """A day as exactly as it is known, an instant with its time here; a dash where there is none."""
    if value is None:
        return "–"
    if isinstance(value, PartialDate):
        if value.precision is Precision.UNKNOWN:
            return _("date unknown")
        if value.precision is Precision.YEAR:
            return str(value.year)
        pattern = "DATE_FORMAT" if value.precision is Precision.DAY else "YEAR_MONTH_FORMAT"
        return formats.date_format(value.first_day, pattern)
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return formats.date_format(value, "DATE_FORMAT")
