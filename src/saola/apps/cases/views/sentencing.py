"""Sentencing: what was possible and what was given, for an offence and a species group, by court and year."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.quarantine.attachments import attachment
from saola.core.intake.guarding import guarded
from saola.core.values import Estimate

from ..queries import sentencing


@needs(Permission.SENTENCING_READ)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The comparison that the address names."""
    by, chosen = _asked(request)
    answer = sentencing.answer(by, chosen, timezone.localdate())
    shown = {
        "answer": answer,
        "by": by,
        "ways": [(name, words, f"?{urlencode({**chosen, 'by': name})}") for name, words in _ways()],
        "chips": _chips(by, chosen),
        "fewest": sentencing.FEWEST,
        "round_to": sentencing.ROUND_TO,
        "lines": [
            {
                "line": line,
                "url": ""
                if line.key == ""
                else f"?{urlencode({**chosen, by: line.key, 'by': _next(by, chosen)})}",
            }
            for line in answer.lines
        ],
        "drawing": _drawing(answer),
        "most_custody": max((line.custody.high for line in answer.lines if line.custody), default=None),
        "query": request.GET.urlencode(),
    }
    return render(request, "cases/court/sentencing.html", shown)


@needs(Permission.SENTENCING_READ)
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The table as a file: the same numbers, rounded and withheld alike."""
    by, chosen = _asked(request)
    answer = sentencing.answer(by, chosen, timezone.localdate())
    return attachment(as_csv(answer).encode("utf-8-sig"), "sentencing.csv", "text/csv; charset=utf-8")


def as_csv(answer: sentencing.Answer) -> str:
    """One line a group; estimates as value, low and high."""
    file = io.StringIO()
    writer = csv.writer(file)
    names = ("rate", "custody", "share", "fine", "disposal")
    counts = ("people", "convicted", "acquitted", "dismissed", "withdrawn")
    head = [answer.by, *counts]
    for name in names:
        head += [name, f"{name}_low", f"{name}_high", f"{name}_unit"]
    writer.writerow([guarded(each) for each in (*head, "maximum")])
    for line in (*answer.lines, *([answer.together] if answer.together else [])):
        row: list[Any] = [line.label, *(getattr(line, name) for name in counts)]
        for name in names:
            row += _cells(getattr(line, name))
        writer.writerow([guarded(str(cell)) for cell in (*row, line.maximum)])
    return file.getvalue()


def _cells(estimate: Estimate | None) -> list[Any]:
    if estimate is None:
        return ["", "", "", ""]
    return [f"{each:.4g}" for each in (estimate.value, estimate.low, estimate.high)] + [estimate.unit]


def _asked(request: HttpRequest) -> tuple[str, dict[str, str]]:
    by = request.GET.get("by", "")
    chosen = {name: request.GET[name][:200] for name in sentencing.BY if request.GET.get(name)}
    free = [name for name in sentencing.BY if name not in chosen]
    return (by if by in sentencing.BY else next(iter(free), "year")), chosen


def _next(by: str, chosen: dict[str, str]) -> str:
    """After one group is chosen, the next way to compare."""
    return next((name for name in sentencing.BY if name != by and name not in chosen), "year")


def _ways() -> list[tuple[str, str]]:
    return [
        ("offence", _("by offence")),
        ("group", _("by species group")),
        ("court", _("by court")),
        ("year", _("by year")),
    ]


def _chips(by: str, chosen: dict[str, str]) -> list[dict[str, str]]:
    before = {"offence": "", "group": _("about"), "court": _("at"), "year": _("decided in")}
    return [
        {
            "before": before[name],
            "label": sentencing.label(name, value),
            "remove_url": f"?{urlencode({**{k: v for k, v in chosen.items() if k != name}, 'by': by})}",
        }
        for name, value in chosen.items()
    ]


def _drawing(answer: sentencing.Answer) -> dict[str, Any] | None:
    """The median of custody given, with its interval, a bar a group."""
    bars = [
        {
            "label": line.label,
            "value": round(line.custody.value),
            "low": round(line.custody.low),
            "high": round(line.custody.high),
        }
        for line in answer.lines
        if line.custody is not None
    ]
    if len(bars) < 2:
        return None
    return {
        "title": _("Median custody given, of those convicted and given a term"),
        "unit": _("days"),
        "orientation": "columns" if answer.by == "year" else "rows",
        "bars": bars[:30],
    }
