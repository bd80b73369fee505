"""Charts of a selection: by time, group, agency, transport and Appendix. Each bar opens its seizures."""

from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import vocabularies
from saola.core.values import PartialDate

from . import amounts, queries
from .chips import appendix_words
from .filters import APPENDICES, Filters

MOST_MONTHS = 48
MOST_BARS = 12


def all_of(filters: Filters, person: Any) -> list[dict[str, Any]]:
    """The data of every chart that says something about this selection."""
    counted = queries.all_counts(("month", "year", "appendix", "transport", "agency"), filters, person)
    made = [
        time(filters, counted["month"], counted["year"]),
        group(filters, queries.counts("group", filters, person)),
        appendix(filters, counted["appendix"]),
        transport(filters, counted["transport"]),
        agency(filters, counted["agency"]),
    ]
    return [chart for chart in made if chart["bars"]]


Counted = list[queries.Bar]


def time(filters: Filters, by_month: Counted, by_year: Counted) -> dict[str, Any]:
    """By month where the selection is short, otherwise by year."""
    months = {bar.key: bar.count for bar in by_month if bar.key}
    if months and _months_between(min(months), max(months)) <= MOST_MONTHS:
        return _months(filters, months)
    return _years(filters, by_year)


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1


def _months(filters: Filters, months: dict[str, int]) -> dict[str, Any]:
    first, many = min(months), _months_between(min(months), max(months))
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    bars = []
    for each in range(start, start + many):
        month = PartialDate(each // 12, each % 12 + 1)
        bars.append(
            {
                "key": str(month),
                "label": formats.date_format(month.first_day, "M"),
                "group": str(month.year),
                "value": months.get(str(month), 0),
                "url": filters.but(since=month, until=month).address(),
            }
        )
    most = max(months, key=months.get)
    title = _("{month} had the most seizures: {count}").format(
        month=formats.date_format(PartialDate.parse_iso(most).first_day, "YEAR_MONTH_FORMAT"),
        count=amounts.figure(months[most]),
    )
    return {"title": title, "unit": _("seizures"), "orientation": "columns", "bars": bars, "by": "month"}


def _years(filters: Filters, by_year: Counted) -> dict[str, Any]:
    years = {int(bar.key): bar.count for bar in by_year if bar.key}
    bars = [
        {
            "key": str(year),
            "label": str(year),
            "value": years.get(year, 0),
            "url": filters.but(since=PartialDate(year), until=PartialDate(year)).address(),
        }
        for year in range(min(years, default=0), max(years, default=-1) + 1)
    ]
    title = ""
    if years:
        most = max(years, key=years.get)
        title = _("{year} had the most seizures: {count}").format(
            year=most, count=amounts.figure(years[most])
        )
    return {"title": title, "unit": _("seizures"), "orientation": "columns", "bars": bars, "by": "year"}


def group(filters: Filters, counted: Counted) -> dict[str, Any]:
    return _kinds(
        "group",
        counted,
        vocabularies.group_label,
        lambda key: filters.but(group=key).address(),
        _("no group"),
    )


def transport(filters: Filters, counted: Counted) -> dict[str, Any]:
    return _kinds(
        "transport",
        counted,
        lambda key: vocabularies.label("transport", key),
        lambda key: filters.but(transport=key).address(),
        _("transport not known"),
    )


def agency(filters: Filters, counted: Counted) -> dict[str, Any]:
    names = dict(Agency.objects.values_list("code", "name"))
    return _kinds(
        "agency",
        counted,
        lambda key: names.get(key, key),
        lambda key: filters.but(agency=key).address(),
        _("agency not known"),
    )


def appendix(filters: Filters, counted: Counted) -> dict[str, Any]:
    """By the strictest Appendix of each seizure, in the order of the Appendices."""
    found = {bar.key or "unknown": bar.count for bar in counted}
    bars = [queries.Bar(key, found[key]) for key in APPENDICES if key in found]
    return _kinds(
        "appendix", bars, appendix_words, lambda key: filters.but(appendix=key).address(), appendix_words("")
    )


def _kinds(by: str, counted: Counted, label: Any, url: Any, unknown: str) -> dict[str, Any]:
    """Rows by kind; those past ``MOST_BARS`` together, and the unknown, are quiet."""
    known = [bar for bar in counted if bar.key not in ("", "unknown")]
    bars = [
        {"key": bar.key, "label": str(label(bar.key)), "value": bar.count, "url": url(bar.key)}
        for bar in known[:MOST_BARS]
    ]
    title = ""
    if known:
        most = max(known, key=lambda bar: bar.count)
        title = _title(by, str(label(most.key)), most.count)
    if rest := known[MOST_BARS:]:
        bars.append(
            {
                "key": "others",
                "label": ngettext("{many} other", "{many} others", len(rest)).format(
                    many=amounts.figure(len(rest))
                ),
                "value": sum(bar.count for bar in rest),
                "quiet": True,
            }
        )
    for bar in counted:
        if bar.key in ("", "unknown"):
            bars.append({"key": "unknown", "label": unknown, "value": bar.count, "quiet": True})
    return {
        "title": title or unknown,
        "unit": _("seizures"),
        "orientation": "rows",
        "bars": bars if known else [],
        "by": by,
    }


def _title(by: str, label: str, count: int) -> str:
    sentence = {
        "group": _("{label}: in the most seizures, {count}"),
        "transport": _("Most often carried by: {label}, {count} times"),
        "agency": _("{label} made the most seizures: {count}"),
        "appendix": _("{label}: {count} seizures"),
    }[by]
    return sentence.format(label=label, count=amounts.figure(count))
