"""What drawings need from the server: their tables, and the geometry of the small ones drawn in the page."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext, pgettext

from saola.core.values import Estimate

from . import words

BAND_WIDTH = 120


def band(estimate: Estimate, most: float | None = None) -> dict[str, float | str]:
    """The band of an estimate on a scale from zero to ``most``, in pixels of a drawing ``BAND_WIDTH`` wide."""
    end = max(most or 0, estimate.high, 0) * 1.05 or 1
    start = min(estimate.low, 0)

    def at(value: float) -> float:
        return round((value - start) / (end - start) * BAND_WIDTH, 1)

    low, high = at(estimate.low), at(estimate.high)
    return {"low": low, "width": round(max(high - low, 0.5), 1), "value": at(estimate.value)}


def route_steps(stops: list[dict]) -> list[dict]:
    """Stops in steps: neighbours of one role share a step. A step knows whether the goods came that far.

    A stop is ``{role, place, country, share, is_actual, is_seizure, is_opportunity, note, url}``; only
    ``role`` is needed. ``share`` is a part of one; ``is_actual`` is true unless it says otherwise.
    """
    steps = []
    for role, group in groupby(stops, key=lambda stop: stop["role"]):
        together = [_stop(stop) for stop in group]
        steps.append(
            {
                "role": _role_word(role),
                "stops": together,
                "is_here": any(stop.get("is_seizure") for stop in together),
                "is_reached": any(stop["is_actual"] for stop in together),
            }
        )
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        step["is_meant_onward"] = following is not None and not following["is_reached"]
    return steps


def _stop(stop: dict) -> dict:
    share = stop.get("share")
    return {
        "is_actual": True,
        **stop,
        "share_words": "" if share is None else gettext("{share} %").format(share=words.rounded(share * 100)),
    }


def _role_word(role: str) -> str:
    known = {
        "origin": pgettext("place on a route", "Origin"),
        "export": pgettext("place on a route", "Export"),
        "transit": pgettext("place on a route", "Transit"),
        "seizure": pgettext("place on a route", "Seized"),
        "destination": pgettext("place on a route", "Destination"),
    }
    return known.get(role, role)


def table_behind(name: str, data: dict) -> dict[str, Any] | None:
    """The table that stands behind a drawing: ``{"columns": [{label, is_number}], "rows": [[(text, url)]]}``."""
    make = {
        "map": _map_table,
        "bars": _bars_table,
        "timeseries": _series_table,
        "listing-timeline": _listing_table,
        "time-line": _time_table,
        "flow": _flow_table,
    }.get(name)
    return make(data) if make else None


def _table(columns: list[tuple[str, bool]], rows: list[list[tuple[Any, str]]]) -> dict[str, Any]:
    return {"columns": [{"label": label, "is_number": n} for label, n in columns], "rows": rows}


def _how_many() -> str:
    return pgettext("how many", "Number")


def _figure(value: Any) -> tuple[str, str]:
    return (words.number(value) if value is not None else gettext("not known"), "")


def _map_table(data: dict) -> dict[str, Any]:
    rows = [
        [(point["label"], point.get("url", "")), _figure(point.get("count", 1))]
        for point in data.get("points", ())
    ]
    for way in data.get("routes", ()):
        kind = "" if way.get("actual", True) else gettext(" (intended)")
        rows.append([(f"{way['label']}{kind}", way.get("url", "")), _figure(way["weight"])])
    return _table([(gettext("Place or route"), False), (data.get("measure") or _how_many(), True)], rows)


def _bars_table(data: dict) -> dict[str, Any]:
    has_range = any(bar.get("low") is not None for bar in data["bars"])
    columns = [(gettext("What"), False), (data.get("unit") or _how_many(), True)]
    rows = []
    for bar in data["bars"]:
        label = f"{bar['label']} {bar['group']}" if bar.get("group") else bar["label"]
        row = [(label, bar.get("url", "")), _figure(bar["value"])]
        rows.append(row + _range(bar) if has_range else row)
    return _table(columns + _range_columns() if has_range else columns, rows)


def _series_table(data: dict) -> dict[str, Any]:
    has_range = any(point.get("low") is not None for point in data["points"])
    columns = [(gettext("From"), False), (data.get("unit") or _how_many(), True)]
    rows = []
    for point in data["points"]:
        row = [(point.get("label") or point["on"], point.get("url", "")), _figure(point["value"])]
        rows.append(row + _range(point) if has_range else row)
    return _table(columns + _range_columns() if has_range else columns, rows)


def _range_columns() -> list[tuple[str, bool]]:
    return [(gettext("Lowest"), True), (gettext("Highest"), True)]


def _range(item: dict) -> list[tuple[str, str]]:
    return [_figure(item.get("low")), _figure(item.get("high"))]


def _listing_table(data: dict) -> dict[str, Any]:
    rows = []
    for lane in data["lanes"]:
        for span in lane["spans"]:
            number = span["appendix"]
            name = gettext("Appendix {number}").format(number=number) if number else gettext("Not listed")
            rows.append(
                [
                    (lane["label"], ""),
                    (span.get("label") or name, span.get("url", "")),
                    (span.get("from") or gettext("before"), ""),
                    (span.get("to") or gettext("still"), ""),
                ]
            )
    for point in data.get("points", ()):
        rows.append(
            [(gettext("Seizure"), ""), (point["label"], point.get("url", "")), (point["on"], ""), ("", "")]
        )
    heads = [gettext("Population"), gettext("What"), gettext("From"), gettext("Until")]
    return _table([(head, False) for head in heads], rows)


def _time_table(data: dict) -> dict[str, Any]:
    rows = [
        [
            (lane["label"], ""),
            (span["label"], span.get("url", "")),
            (span["from"] or gettext("before"), ""),
            (span["to"] or gettext("still"), ""),
        ]
        for lane in data["lanes"]
        for span in lane["spans"]
    ]
    rows += [
        [("", ""), (mark["label"], mark.get("url", "")), (mark["on"], ""), ("", "")]
        for mark in data.get("marks", ())
    ]
    heads = [gettext("Line"), gettext("What"), gettext("From"), gettext("Until")]
    return _table([(head, False) for head in heads], rows)


def _flow_table(data: dict) -> dict[str, Any]:
    rows = [
        [(flow["from"], flow.get("url", "")), (flow["to"], ""), _figure(flow["value"])]
        for flow in data["flows"]
    ]
    unit = data.get("unit") or _how_many()
    return _table([(gettext("From"), False), (gettext("To"), False), (unit, True)], rows)


def island_words() -> dict[str, str]:
    """The words islands say themselves, in the language of the page."""
    return {
        "closer": gettext("Closer"),
        "farther": gettext("Farther away"),
        "whole": gettext("Show everything"),
        "places": gettext("{count} places, {number} in all. Press to come closer."),
        "intended": gettext("intended, not reached"),
        "missing": gettext("not known"),
        "today": gettext("today"),
        "to": gettext("to"),
        "not_listed": gettext("not listed"),
        "appendix": gettext("App. {number}"),
        "files": gettext("{count} files chosen"),
        "broken": gettext("This drawing did not load. The table below shows the same figures."),
        "key_waits": gettext("Waiting for the key: touch it when it blinks."),
        "key_silent": gettext("The key did not answer, or you stopped it. Nothing was sent; try again."),
        "key_known": gettext("This key is yours already. Take another one."),
        "key_impossible": gettext("This browser cannot talk to keys here. Use a code, or another browser."),
        "lost": gettext("The connection broke. Nothing you see is lost; try again in a moment."),
        "refused": gettext(
            "The server could not answer. Nothing was changed; try again, or tell your administrator."
        ),
    }
