"""The rows of tables as markup, written here because a page has thousands of cells.

A loop in a template takes about ten times as long; the markup is the same.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

Cell = Callable[[Any], Any]


def body(columns: Sequence[dict], rows: Iterable[dict], cell: Cell) -> SafeString:
    """The rows of a data table: ``{url, cells}`` each; the first cell of a row with a ``url`` leads there."""
    openings = [_opening(column) for column in columns]
    heads = [_head(column) for column in columns]
    parts: list[str] = []
    for row in rows:
        parts.append("<tr>")
        url = row.get("url")
        for place, value in enumerate(row["cells"]):
            shown = _escaped(cell(value))
            if place == 0 and url:
                link = _escaped(url)
                parts.append(f'{heads[0]}<a href="{link}" dir="auto">{shown}</a></th>')
            else:
                parts.append(f"{openings[place]}<bdi>{shown}</bdi></td>")
        parts.append("</tr>\n")
    return mark_safe("".join(parts))


def _escaped(value: Any) -> str:
    """``conditional_escape`` without the way round through lazy texts, which takes several times as long."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def _opening(column: dict) -> str:
    kind = "number" if column.get("is_number") else "whole" if column.get("is_whole") else ""
    return f"<td{_key(column)}{_class(kind)}{_hidden(column)}>"


def _head(column: dict) -> str:
    return (
        f'<th scope="row"{_key(column)}{_class("whole" if column.get("is_whole") else "")}{_hidden(column)}>'
    )


def _key(column: dict) -> str:
    return f' data-column="{_escaped(column.get("key", ""))}"'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _hidden(column: dict) -> str:
    return " hidden" if column.get("is_hidden") else ""


def behind(columns: Sequence[dict], rows: Iterable[Sequence[tuple[Any, str]]]) -> SafeString:
    """The rows of the table behind a drawing: ``(text, url)`` for each cell."""
    opened = ['<td class="number">' if column["is_number"] else "<td>" for column in columns]
    parts: list[str] = []
    for row in rows:
        parts.append("<tr>")
        for start, (text, url) in zip(opened, row, strict=False):
            said = _escaped(text)
            parts.append(
                f'{start}<a href="{_escaped(url)}">{said}</a></td>' if url else f"{start}{said}</td>"
            )
        parts.append("</tr>")
    return mark_safe("".join(parts))
