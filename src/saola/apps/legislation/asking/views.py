"""Pages on which the law is asked. Everything told stands in the address, so that an answer can be passed on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.quarantine.attachments import attachment

from .answers import Answer, Table
from .questions import Question, questions


@needs(Permission.LAW_READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every question there is."""
    context = {
        "tab": "ask",
        "questions": list(questions().values()),
        "crumbs": [_law(), {"label": _("Ask the law")}],
    }
    return render(request, "legislation/asking/index.html", context)


@needs(Permission.LAW_READ)
@require_GET
def question(request: HttpRequest, code: str) -> HttpResponse:
    """One question with its form, and its answer as soon as enough was told."""
    chosen, form, answer = _asked(request, code)
    context = {
        "tab": "ask",
        "question": chosen,
        "form": form,
        "complaints": form.complaints() if form.is_bound and answer is None else (),
        "answer": answer,
        "tables": [(_shown(table), _download(request, code, table)) for table in answer.tables]
        if answer
        else (),
        "links": form.links() if answer else {},
        "crumbs": [
            _law(),
            {"label": _("Ask the law"), "url": reverse("asking:index")},
            {"label": chosen.title},
        ],
    }
    return render(request, "legislation/asking/question.html", context)


@needs(Permission.LAW_READ)
@require_GET
def table(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A table of the answer as comma-separated values."""
    _chosen, _form, answer = _asked(request, code)
    found = next((one for one in answer.tables if one.code == name), None) if answer else None
    if found is None:
        raise Http404
    content = "".join(found.csv_lines()).encode()
    return attachment(content, f"{code}-{name}.csv", "text/csv; charset=utf-8")


def _asked(request: HttpRequest, code: str) -> tuple[Question, Any, Answer | None]:
    chosen = questions().get(code)
    if chosen is None:
        raise Http404
    told = request.GET or chosen.asks_nothing
    form = chosen.form(request.GET) if told else chosen.form(initial=_today())
    answer = chosen.answer(form) if form.is_bound and form.is_valid() else None
    return chosen, form, answer


def _today() -> dict[str, str]:
    return {"on": timezone.localdate().isoformat()}


def _law() -> dict[str, str]:
    return {"label": _("Law and species"), "url": reverse("catalogue:species")}


def _download(request: HttpRequest, code: str, table: Table) -> str:
    return f"{reverse('asking:table', args=[code, table.code])}?{request.GET.urlencode()}"


def _shown(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [
            {"label": label, "is_number": kind == "number", "is_whole": kind == "whole"}
            for _code, label, kind in table.columns
        ],
        "rows": [
            {"url": row[0].url, "cells": [_cell(cell, n) for n, cell in enumerate(row)]} for row in table.rows
        ],
    }


def _cell(cell: Any, place: int) -> Any:
    """Links of the first column are made by the table; those of the others here."""
    if place == 0 or not cell.url:
        return cell.text
    return format_html('<a href="{}">{}</a>', cell.url, cell.text)
