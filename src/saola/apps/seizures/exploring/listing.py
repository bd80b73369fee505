"""The page of a selection: one selection seen as a table, a map, charts or totals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saola.apps.catalogue.figures import number

from . import amounts, chips, columns, listed, ordering, queries
from .filters import Filters

ON_A_PAGE = 50
VIEWS = ("table", "map", "charts", "totals")
_ICONS = {"table": "table", "map": "map", "charts": "chart", "totals": "columns"}


@dataclass(frozen=True, slots=True)
class View:
    """How a selection is looked at: kept in the address bar beside it."""

    kind: str = "table"
    sort: str = ordering.NEWEST_FIRST
    columns: tuple[str, ...] = columns.USUAL
    page: int = 1

    @classmethod
    def read(cls, words: Any) -> "View":
        kind, sort = words.get("view", ""), words.get("sort", "")
        column = columns.BY_KEY.get(sort.removeprefix("-"))
        page = words.get("page", "")
        return cls(
            kind if kind in VIEWS else "table",
            sort if column and column.can_sort else ordering.NEWEST_FIRST,
            columns.chosen(words.getlist("columns")),
            int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
        )

    def words(self, **more: str) -> dict[str, str]:
        """What differs from the usual way of looking, as words of an address."""
        said = {
            "view": "" if self.kind == "table" else self.kind,
            "sort": "" if self.sort == ordering.NEWEST_FIRST else self.sort,
            "columns": "" if self.columns == columns.USUAL else ",".join(self.columns),
            **more,
        }
        return {name: word for name, word in said.items() if word}


class _Counted(Paginator):
    """A paginator over numbers that the facts give, page by page."""

    def __init__(self, filters: Filters, person: Any, sort: str) -> None:
        super().__init__((), ON_A_PAGE)
        self._asked = filters, person, sort
        self.count = queries.count(filters, person)

    count = 0

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        filters, person, sort = self._asked
        keys = ordering.keys(filters, person, sort, (number - 1) * ON_A_PAGE, ON_A_PAGE)
        return self._get_page(listed.incidents(keys, person), number, self)


def page(filters: Filters, view: View, person: Any) -> Page:
    return _Counted(filters, person, view.sort).get_page(view.page)


def table(view: View, shown: Page, heads: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The table component's data, with the chosen columns only."""
    shown_columns = [columns.BY_KEY[key] for key in view.columns]
    address = _address_of_seizures()
    rows = [
        {
            "url": address(incident.number),
            "cells": [column.cell(incident) for column in shown_columns],
        }
        for incident in shown.object_list
    ]
    return {
        "label": _("Seizures"),
        "columns": [head for head in heads if not head["is_hidden"]],
        "rows": rows,
        "empty": _("No seizure fits this selection. Take a word of it away, or clear it."),
    }


def _address_of_seizures() -> Callable[[str], str]:
    """The address of a seizure by its number; asked of the URLs once, since a page has many."""
    pattern = reverse("seizures:incident", args=["NUMBER"])
    return lambda number: pattern.replace("NUMBER", quote(number))


def heads(filters: Filters, view: View) -> list[dict[str, Any]]:
    return [
        {
            "key": column.key,
            "label": column.label,
            "url": filters.address(**view.words(sort=_turned(view.sort, column.key)))
            if column.can_sort
            else "",
            "sorted": _sorted(view.sort, column.key),
            "is_number": column.is_number,
            "is_whole": column.is_whole,
            "is_hidden": column.key not in view.columns,
            "is_fixed": column.key == "number",
        }
        for column in columns.COLUMNS
    ]


def _turned(sort: str, key: str) -> str:
    return key if sort == f"-{key}" else f"-{key}"


def _sorted(sort: str, key: str) -> str:
    if sort.removeprefix("-") != key:
        return ""
    return "descending" if sort.startswith("-") else "ascending"


def views(filters: Filters, view: View) -> list[dict[str, Any]]:
    labels = {"table": _("Table"), "map": _("Map"), "charts": _("Charts"), "totals": _("Totals")}
    return [
        {
            "label": labels[kind],
            "url": filters.address(**view.words(view="" if kind == "table" else kind)),
            "icon": _ICONS[kind],
            "current": kind == view.kind,
        }
        for kind in VIEWS
    ]


def downloads(filters: Filters, view: View) -> list[dict[str, str]]:
    """The same selection as files, with the same columns in the same order."""
    return [
        {
            "label": label,
            "url": reverse("seizures:download", args=[form]) + filters.address(**view.words(view="")),
        }
        for form, label in (("xlsx", "XLSX"), ("csv", "CSV"), ("geojson", "GeoJSON"))
    ]


def head_sums(sums: queries.Sums, many: int = 2) -> list[str]:
    """The largest sums as short phrases: "scales 1,204 kg"."""
    return [
        f"{amounts.kind_words(each.term)} {amounts.with_unit(amounts.figure(each.amount), each.unit)}"
        for each in sums.sums
        if each.term
    ][:many]


def outside_words(sums: queries.Sums) -> str:
    """How many specimens are in no sum."""
    if not sums.not_converted:
        return ""
    return ngettext(
        "{many} row could not be converted", "{many} rows could not be converted", sums.not_converted
    ).format(many=number(sums.not_converted))


def sentence(filters: Filters, view: View) -> Sequence[dict[str, Any]]:
    return chips.sentence(filters, view.words())
