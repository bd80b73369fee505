"""What the pages of the report show: the years, one year as it stands, what lies between two versions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saola.apps.catalogue.figures import number
from saola.core.values import say

from ..models import Incident, IssuedReport
from .cells import number_of
from .deadline import Due, due
from .difference import Difference, compare
from .gathering import Gap, Gathered, Row, fields, gather, heading
from .outcomes import changed_since
from .workbook import digest_of

_LINKS_SHOWN = 24


def issued() -> QuerySet[IssuedReport]:
    """Every issued version, newest first, without what is heavy."""
    return IssuedReport.objects.defer("workbook", "rows").select_related("issued_by")


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year in the list: how many seizures, its last version, whether seizures changed after that."""

    year: int
    seizures: int
    held_back: int
    last: IssuedReport | None
    is_changed: bool
    due: Due


def years(incidents: QuerySet[Incident], today: date) -> list[YearLine]:
    """Every year with seizures or with a report, newest first."""
    found = incidents.exclude(year=None).order_by().values("year")
    counted = {
        row["year"]: row
        for row in found.annotate(seizures=Count("pk", filter=Q(duplicate_of=None)), stamp=Max("stamp"))
    }
    held = Counter(incidents.counted().filter(is_held_back=True).values_list("year", flat=True))
    last = {report.year: report for report in issued().order_by("version")}
    told = changed_since({year: report.issued_at for year, report in last.items()})
    return [
        YearLine(
            year=year,
            seizures=counted[year]["seizures"] if year in counted else 0,
            held_back=held[year],
            last=last.get(year),
            is_changed=year in told or (year in last and _is_later(counted.get(year), last[year])),
            due=due(year, today),
        )
        for year in sorted({*counted, *last}, reverse=True)
    ]


def _is_later(counted: dict[str, Any] | None, report: IssuedReport) -> bool:
    """Whether a seizure of the year bears a stamp (microseconds since 1970) after the report was issued."""
    since_1970 = report.issued_at - datetime(1970, 1, 1, tzinfo=UTC)
    return counted is None or counted["stamp"] > since_1970 // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class MissingField:
    """A column that the form asks for in every row, and the rows that lack it: the first to show, and how many."""

    code: str
    heading: str
    count: int
    shown: list[Gap]

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True)
class YearPage:
    """One year as it stands now, beside what was issued of it."""

    gathered: Gathered
    versions: list[IssuedReport]
    due: Due

    @cached_property
    def last(self) -> IssuedReport | None:
        return self.versions[0] if self.versions else None

    @cached_property
    def since_last(self) -> Difference | None:
        """What the next version would change; ``None`` before there is a first."""
        return compare(self.last.rows, self.gathered.rows) if self.last else None

    @property
    def can_be_issued(self) -> bool:
        return bool(self.gathered.rows) if self.last is None else True

    @property
    def rows_digest(self) -> str:
        return digest_of(self.gathered.rows)

    @cached_property
    def missing(self) -> list[MissingField]:
        """Fields with gaps, the emptiest first."""
        by_field: dict[str, list[Gap]] = {}
        for gap in self.gathered.gaps:
            by_field.setdefault(gap.field, []).append(gap)
        found = [
            MissingField(field["code"], heading(field), len(gaps), gaps[:_LINKS_SHOWN])
            for field in fields()
            if (gaps := by_field.get(field["code"]))
        ]
        return sorted(found, key=lambda field: -field.count)

    @property
    def completeness(self) -> dict[str, Any]:
        """For the bars: in what share of the rows each column is filled, in the order of the form."""
        rows = self.gathered.rows
        missing = self.gathered.missing_in
        return {
            "title": self._finding(),
            "caption": _("Solid: asked for in every row. Pale: where it is known."),
            "unit": _("per cent of rows"),
            "orientation": "rows",
            "bars": [
                {
                    "label": heading(field),
                    "value": _share(_filled(rows, field, missing), len(rows)),
                    "quiet": field["need"] != "M",
                    "url": f"#missing-{field['code']}" if missing[field["code"]] else "",
                }
                for field in fields()
            ],
        }

    def _finding(self) -> str:
        if not self.missing:
            return _("Every row says all that the form asks for")
        worst = self.missing[0]
        return ngettext(
            "“{field}” is missing most often: in {count} row of {rows}",
            "“{field}” is missing most often: in {count} rows of {rows}",
            worst.count,
        ).format(field=worst.heading, count=number(worst.count), rows=number(len(self.gathered.rows)))

    @property
    def by_appendix(self) -> dict[str, Any]:
        """For the bars: rows by the Appendix that applied."""
        counted = Counter(row["appendix"] for row in self.gathered.rows)
        strictest = counted.most_common(1)[0][0] if counted else ""
        return {
            "title": _("Most rows were of Appendix {appendix}").format(appendix=strictest) if counted else "",
            "unit": _("rows"),
            "orientation": "rows",
            "bars": [
                {
                    "label": _("Appendix {appendix}").format(appendix=appendix.replace("/", _(" or "))),
                    "value": many,
                    "url": f"{reverse('seizures:report-rows', args=[self.gathered.year])}?appendix={appendix}",
                }
                for appendix, many in sorted(counted.items())
            ],
        }


def _filled(rows: list[Row], field: dict[str, Any], missing: Counter[str]) -> int:
    """A missing unit is a gap, but no unit is a number of specimens; so what is asked for is counted by its gaps."""
    if field["need"] == "M":
        return len(rows) - missing[field["code"]]
    return sum(row[field["code"]] != "" for row in rows)


def _share(part: int, whole: int) -> float | None:
    return round(part * 100 / whole, 1) if whole else None


def year_page(year: int, incidents: QuerySet[Incident], today: date) -> YearPage:
    """The year for somebody who sees ``incidents``."""
    versions = list(issued().filter(year=year))
    return YearPage(gather(year, incidents), versions, due(year, today))


def rows_table(rows: list[Row], *, known: set[str] | None = None) -> dict[str, Any]:
    """Rows as they stand on the form, for a table; of ``known`` seizures only, if given, they link there."""
    columns = [
        {
            "key": field["code"],
            "label": heading(field),
            "is_number": field["code"] == "quantity",
            "is_whole": field["code"] in ("incident_ref", "seized_on"),
        }
        for field in fields()
    ]
    return {
        "columns": columns,
        "label": _("Rows of the report"),
        "rows": [
            {
                "url": _address(row, known),
                "cells": [_shown(field["code"], row.get(field["code"], "")) for field in fields()],
            }
            for row in rows
        ],
    }


def _address(row: Row, known: set[str] | None) -> str:
    number = number_of(row["key"])
    return reverse("seizures:incident", args=[number]) if known is None or number in known else ""


def _shown(code: str, value: str) -> Any:
    return say("{taxon}", taxon=value) if code == "species" and value else value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: a row that came or went, or a cell that reads otherwise."""

    kind: str
    key: str
    number: str
    column: str
    before: str
    after: str


def lines(difference: Difference) -> Iterator[Line]:
    """A difference line by line: what came, what went, what changed cell by cell."""
    headings = {field["code"]: heading(field) for field in fields()}
    for row in difference.added:
        yield Line("added", row["key"], number_of(row["key"]), "", "", _summary(row))
    for row in difference.removed:
        yield Line("removed", row["key"], number_of(row["key"]), "", _summary(row), "")
    for changed in difference.changed:
        for code, (before, after) in changed.fields.items():
            number = number_of(changed.key)
            yield Line("changed", changed.key, number, headings.get(code, code), before, after)


def _summary(row: Row) -> str:
    amount = " ".join(filter(None, (row["quantity"], row["unit"], row["term"])))
    return ", ".join(filter(None, (row["seized_on"], row["species"], amount)))
