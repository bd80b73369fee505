"""A list, a record, a form, a pair to decide on and pieces of work, made up."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saola.core.values import PartialDate, say


class GalleryForm(forms.Form):
    who = forms.CharField(label="Name", help_text="As it stands on the paper.")
    on = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "text"}))
    agency = forms.ChoiceField(label="Agency", choices=[("", "Any"), ("c", "Customs")], required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    share = forms.BooleanField(label="Share with the Secretariat", required=False)


def chips() -> list[dict]:
    return [
        {"before": "", "label": _("Pangolins"), "remove_url": "?without=taxon"},
        {
            "before": pgettext("means of transport", "by"),
            "label": _("air"),
            "remove_url": "?without=transport",
        },
        {"before": _("from"), "label": _("2021 to 2023"), "remove_url": "?without=date"},
        {"before": _("out of"), "label": _("Nigeria"), "remove_url": "?without=origin"},
    ]


def table() -> dict:
    columns = [
        {"key": "number", "label": _("Number"), "url": "?sort=number", "is_fixed": True, "is_whole": True},
        {"key": "date", "label": _("Date"), "url": "?sort=date", "sorted": "descending", "is_whole": True},
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
