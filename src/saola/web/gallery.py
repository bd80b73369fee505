"""Every component of the face with made-up data, for those who build pages and for the tests that look at them.

Served in development and in the demonstration only; nothing here is a record.
"""

from datetime import date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from saola.core.values import (
    Estimate,
    Finding,
    Mark,
    Missing,
    Outcome,
    PartialDate,
    Reason,
    Source,
    gettext_noop,
    say,
)


def gallery(request: HttpRequest) -> HttpResponse:
    """The page at ``/gallery/``."""
    return render(request, "gallery.html", gallery_data())


def gallery_data() -> dict:
    return {
        "crumbs": [{"label": _("Home"), "url": "/"}, {"label": _("Gallery"), "url": ""}],
        "findings": findings(),
        "estimates": estimates(),
        "stops": stops(),
        "table": table(),
        "page": Paginator(range(2514), 50).page(4),
        "chips": chips(),
        "view_choices": [
            {"label": _("Table"), "url": "?view=table", "icon": "table", "current": True},
            {"label": _("Map"), "url": "?view=map", "icon": "map", "current": False},
            {"label": _("Charts"), "url": "?view=charts", "icon": "chart", "current": False},
        ],
        "steps": [
            {"label": _("File"), "url": "?step=1", "state": "done"},
            {"label": _("Columns"), "url": "?step=2", "state": "done"},
            {"label": _("Problems"), "url": "?step=3", "state": "problem"},
            {"label": _("Duplicates"), "url": "", "state": "current"},
            {"label": _("Record"), "url": "", "state": "ahead"},
        ],
        "fact_groups": fact_groups(),
        "entries": history(),
        "pair": pair(),
        "jobs": jobs(),
        "form": GalleryForm({"who": "", "on": "2031-02-31"}),
        "map": map_data(),
        "months": months(),
        "kinds": kinds(),
        "weeks": weeks(),
        "listing": listing(),
        "flow": flow(),
        "spark": [4, 6, 3, None, 8, 9, 7, 12, 11, 14],
        "downloads": [{"label": "CSV", "url": "?download=csv"}, {"label": "XLSX", "url": "?download=xlsx"}],
    }


class GalleryForm(forms.Form):
    who = forms.CharField(label="Name", help_text="As it stands on the paper.")
    on = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "text"}))
    agency = forms.ChoiceField(label="Agency", choices=[("", "Any"), ("c", "Customs")], required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    share = forms.BooleanField(label="Share with the Secretariat", required=False)


def findings() -> list[Finding]:
    event = Source("CITES listing export, July 2023", "row 4711", Mark.CHECKED)
    return [
        Finding(
            Outcome.YES,
            say(gettext_noop("Which Appendix applied to {taxon}?"), taxon="Manis javanica"),
            date(2017, 6, 1),
            "listing history",
            say(gettext_noop("Appendix {number} applied to {taxon}."), number="I", taxon="Manis javanica"),
            (
                Reason(
                    say(gettext_noop("{taxon} was listed in Appendix II."), taxon="Manis javanica"),
                    "event of 1 July 1975",
                    (event,),
                ),
                Reason(
                    say(gettext_noop("It was moved to Appendix I on {on}."), on=date(2017, 1, 2)),
                    "event of 2 January 2017",
                    (event, Source("Notification to the Parties", "2016/063")),
                ),
            ),
        ),
        Finding(
            Outcome.NO,
            say(gettext_noop("Was {taxon} listed?"), taxon="Sus scrofa"),
            date(2017, 6, 1),
            "listing history",
            say(gettext_noop("{taxon} was in no Appendix."), taxon="Sus scrofa"),
            (Reason(say(gettext_noop("No listing names it or any group it belongs to.")), "", (event,)),),
        ),
        Finding(
            Outcome.UNKNOWN,
            say(gettext_noop("Which Appendix applied to {taxon}?"), taxon="Loxodonta africana"),
            date(2019, 3, 4),
            "listing history",
            say(gettext_noop("Appendix I or II: the population decides.")),
            (
                Reason(
                    say(gettext_noop("Four populations are in Appendix II, the others in I.")), "", (event,)
                ),
            ),
            (Missing("origin", say(gettext_noop("The country of origin of the specimen."))),),
        ),
    ]


def estimates() -> list[Estimate]:
    digest = "9f2c4a7be1d05c3388aa17e0f6b2d94c51e7a0b3c6d8f9021345abcdef678901"
    return [
        Estimate(65849, 61200, 91800, "animals", "scale weight to animals", "2", 1.0, digest),
        Estimate(1240, 980, 1710, "kg", "bias-corrected weekly trend", "1", 0.9, digest, 42),
        Estimate(12, 12, 12, "animals", "count", "1"),
    ]


def stops() -> list[dict]:
    return [
        {"role": "origin", "place": "Lekki", "country": "NG", "share": 0.7, "note": "stated by the courier"},
        {"role": "origin", "country": "CM", "share": 0.3},
        {"role": "export", "place": "Apapa", "country": "NG"},
        {"role": "transit", "place": "Jebel Ali", "country": "AE", "is_opportunity": True},
        {"role": "seizure", "place": "Port Klang", "country": "MY", "is_seizure": True, "url": "#route"},
        {"role": "destination", "place": "Hải Phòng", "country": "VN", "is_actual": False},
    ]


def chips() -> list[dict]:
    return [
        {"before": "", "label": _("Pangolins"), "remove_url": "?without=taxon"},
        {"before": _("by"), "label": _("air"), "remove_url": "?without=transport"},
        {"before": _("from"), "label": _("2021 to 2023"), "remove_url": "?without=date"},
        {"before": _("out of"), "label": _("Nigeria"), "remove_url": "?without=origin"},
    ]


def table() -> dict:
    columns = [
        {"key": "number", "label": _("Number"), "url": "?sort=number", "is_fixed": True},
        {"key": "date", "label": _("Date"), "url": "?sort=date", "sorted": "descending"},
        {"key": "taxon", "label": _("Species"), "url": "?sort=taxon"},
        {"key": "place", "label": _("Place")},
        {"key": "mass", "label": _("Mass, kg"), "url": "?sort=mass", "is_number": True},
        {"key": "value", "label": _("Value"), "is_number": True, "is_hidden": True},
    ]
    taxa = [
        "Manis javanica",
        "Loxodonta africana",
        "Dalbergia cochinchinensis",
        "Anguilla anguilla",
        "Manis spp.",
    ]
    places = ["Port Klang", "Nội Bài", "Владивосток", "مطار الخرطوم", "广州白云机场"]
    rows = [
        {
            "url": "#tables",
            "cells": [
                f"SZ-2023-{412 - i * 7:04d}",
                PartialDate(2023, 11 - i, 17 + i) if i != 3 else PartialDate(2023, 8),
                say("{taxon}", taxon=taxon),
                place,
                [1180.5, 96, 24300, None, 0.75][i],
                1000 * i,
            ],
        }
        for i, (taxon, place) in enumerate(zip(taxa, places, strict=True))
    ]
    return {"caption": _("Seizures, newest first"), "columns": columns, "rows": rows}


def fact_groups() -> list[dict]:
    return [
        {
            "title": _("Seizure"),
            "facts": [
                {"label": _("Date"), "value": PartialDate(2023, 11, 17)},
                {"label": _("Place"), "value": "Port Klang, Selangor", "note": _("resolved to the port")},
                {"label": _("Agency"), "value": _("Customs")},
                {"label": _("Value"), "value": None},
            ],
        }
    ]


def history() -> list[dict]:
    return [
        {
            "at": datetime(2023, 12, 1, 9, 30),
            "who": "Nguyễn Thị Lan",
            "sentence": _("The species was corrected."),
        },
        {"at": datetime(2023, 11, 20, 16, 5), "who": "A. Okoye", "sentence": _("The seizure was recorded.")},
    ]


def pair() -> dict:
    return {
        "left": {"title": "SZ-2023-0412", "url": "#decide"},
        "right": {"title": _("Row 37 of customs-q4.xlsx"), "url": "#decide"},
        "rows": [
            {
                "label": _("Date"),
                "left": date(2023, 11, 17),
                "right": date(2023, 11, 17),
                "state": "agrees",
                "points": 4.2,
            },
            {
                "label": _("Species"),
                "left": say("{taxon}", taxon="Manis javanica"),
                "right": say("{taxon}", taxon="Manis spp."),
                "state": "differs",
                "points": 1.1,
            },
            {"label": _("Mass, kg"), "left": 1180.5, "right": 1180, "state": "agrees", "points": 3.6},
            {
                "label": _("Place"),
                "left": "Port Klang",
                "right": "Kuala Lumpur",
                "state": "differs",
                "points": -1.4,
            },
            {"label": _("Transport"), "left": _("sea"), "right": None, "state": "open", "points": 0},
        ],
        "total": 7.5,
        "threshold": 5,
        "action": "#decide",
        "left_to_do": 12,
        "undo_url": "#decide",
    }


def jobs() -> list[dict]:
    return [
        {
            "title": _("Reading customs-q4.xlsx"),
            "state": "running",
            "done": 18200,
            "total": 33615,
            "note": _("finding species"),
            "remaining": _("40 seconds"),
            "poll_url": "",
            "stop_url": "#progress",
        },
        {
            "title": _("Reading rangers.csv"),
            "state": "done",
            "done": 206,
            "total": 206,
            "result": _("201 rows recorded, 3 duplicates, 2 refused."),
            "result_url": "#progress",
            "undo_url": "#progress",
        },
    ]


def map_data() -> dict:
    places = [
        (6.45, 3.39, 41, "Lagos"),
        (6.6, 3.2, 12, "Ikeja"),
        (4.05, 9.7, 18, "Douala"),
        (-4.05, 39.66, 22, "Mombasa"),
        (25.0, 55.06, 9, "Jebel Ali"),
        (3.0, 101.4, 34, "Port Klang"),
        (20.86, 106.68, 57, "Hải Phòng"),
        (22.5, 114.1, 63, "Shenzhen"),
        (22.3, 114.2, 28, "Hong Kong"),
        (13.7, 100.5, 15, "Bangkok"),
        (1.26, 103.8, 11, "Singapore"),
        (50.0, 8.57, 7, "Frankfurt"),
    ]
    ways = [
        ((6.45, 3.39), (3.0, 101.4), 6200, "Lagos – Port Klang", True),
        ((6.45, 3.39), (20.86, 106.68), 9800, "Lagos – Hải Phòng", True),
        ((-4.05, 39.66), (25.0, 55.06), 1900, "Mombasa – Jebel Ali", True),
        ((3.0, 101.4), (22.5, 114.1), 4100, "Port Klang – Shenzhen", False),
        ((4.05, 9.7), (50.0, 8.57), 240, "Douala – Frankfurt", True),
    ]
    return {
        "title": _("Most of what was seized came through Lagos"),
        "caption": _("Circles: seizures. Lines: routes, as wide as the mass seized."),
        "measure": _("kg"),
        "points": [
            {"lat": lat, "lon": lon, "count": n, "label": name, "url": f"?place={i}"}
            for i, (lat, lon, n, name) in enumerate(places)
        ],
        "routes": [
            {"from": start, "to": end, "weight": w, "label": name, "actual": actual, "url": "?route=1"}
            for start, end, w, name, actual in ways
        ],
    }


def months() -> dict:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    counts = [
        31,
        28,
        44,
        39,
        52,
        47,
        None,
        None,
        61,
        58,
        40,
        35,
        42,
        51,
        64,
        70,
        66,
        59,
        73,
        81,
        77,
        69,
        74,
        88,
    ]
    return {
        "title": _("Seizures rose through 2023; July and August 2022 were not reported"),
        "unit": _("seizures"),
        "bars": [
            {
                "label": names[i % 12],
                "group": str(2022 + i // 12),
                "key": f"{2022 + i // 12}-{i % 12 + 1:02d}",
                "value": n,
                "url": f"?month={i}",
            }
            for i, n in enumerate(counts)
        ],
    }


def kinds() -> dict:
    figures = [
        (_("Pangolins"), 812),
        (_("Elephants"), 644),
        (_("Rosewoods"), 371),
        (_("Parrots"), 210),
        (_("Eels"), None),
    ]
    return {
        "title": _("Pangolins were seized most often"),
        "unit": _("seizures"),
        "orientation": "rows",
        "bars": [{"label": name, "value": n, "url": "?kind=1"} for name, n in figures],
    }


def weeks() -> dict:
    first = date(2023, 7, 3).toordinal()
    values = [8, 11, 9, 14, None, 12, 15, 17, 13, 16, 18, 15, 19, 22, 17, 15]
    return {
        "title": _("About 17 seizures a week, once late reports are allowed for"),
        "unit": _("seizures a week"),
        "provisional_from": date.fromordinal(first + 7 * 13).isoformat(),
        "points": [
            {
                "on": date.fromordinal(first + 7 * i).isoformat(),
                "value": n,
                "low": None if n is None else n - 2 - i // 6,
                "high": None if n is None else n + 2 + i // 3,
                "url": f"?week={i}",
            }
            for i, n in enumerate(values)
        ],
    }


def listing() -> dict:
    return {
        "title": _("Most elephants went to Appendix I in 1990; four populations came back to II"),
        "caption": _("Seizures below, as large as their number."),
        "to": "2023-12-31",
        "lanes": [
            {
                "label": _("All other populations"),
                "spans": [
                    {"from": "1977-02-04", "to": "1990-01-18", "appendix": "II"},
                    {"from": "1990-01-18", "to": None, "appendix": "I"},
                ],
            },
            {
                "label": _("South Africa"),
                "spans": [
                    {"from": "1977-02-04", "to": "1990-01-18", "appendix": "II"},
                    {"from": "1990-01-18", "to": "2000-07-19", "appendix": "I"},
                    {"from": "2000-07-19", "to": None, "appendix": "II", "label": _("App. II, annotated")},
                ],
            },
            {
                "label": _("Ghana"),
                "spans": [
                    {"from": "1976-02-26", "to": "1977-02-04", "appendix": "III"},
                    {"from": "1977-02-04", "to": "1990-01-18", "appendix": "II"},
                    {"from": "1990-01-18", "to": None, "appendix": "I"},
                ],
            },
        ],
        "points": [
            {"on": "1988-05-01", "count": 3, "label": "SZ-1988-0004", "url": "#1"},
            {"on": "2004-03-12", "count": 40, "label": "SZ-2004-0113", "url": "#2"},
            {"on": "2015-08-30", "count": 12, "label": "SZ-2015-0230", "url": "#3"},
            {"on": "2021-02-02", "count": 22, "label": "SZ-2021-0017", "url": "#4"},
        ],
    }


def flow() -> dict:
    ways = [
        ("Nigeria", "Viet Nam", 9800),
        ("Nigeria", "Malaysia", 6200),
        ("Kenya", "United Arab Emirates", 1900),
        ("Cameroon", "Viet Nam", 1300),
        ("Cameroon", "China", 900),
        ("Kenya", "China", 700),
    ]
    return {
        "title": _("Nigeria to Viet Nam carried the most"),
        "unit": "kg",
        "flows": [{"from": a, "to": b, "value": n, "url": "?way=1"} for a, b, n in ways],
    }
