"""Every component of the face with made-up data, for those who build pages and for the tests that look at them.

Served in development and in the demonstration only; nothing here is a record.
"""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from saola.core.values import say

from .drawings import flow, kinds, listing, map_data, months, period, weeks
from .records import GalleryForm, chips, fact_groups, history, jobs, pair, table
from .statements import estimates, findings, stops


def gallery(request: HttpRequest) -> HttpResponse:
    """The page at ``/gallery/``."""
    return render(request, "gallery.html", gallery_data())


def gallery_data() -> dict:
    return {
        "crumbs": [{"label": _("Home"), "url": "/"}, {"label": _("Gallery"), "url": ""}],
        "findings": findings(),
        "estimates": estimates(),
        "manis": say("{taxon}", taxon="Manis spp."),
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
        "period": period(),
        "spark": [4, 6, 3, None, 8, 9, 7, 12, 11, 14],
        "downloads": [{"label": "CSV", "url": "?download=csv"}, {"label": "XLSX", "url": "?download=xlsx"}],
    }
