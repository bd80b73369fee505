"""Rules beside the offences: procedural clocks, schedules, limitation, laundering, the four requirements."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.answers import said
from saola.core.law import BadLawError
from saola.core.law.requirements import minimum_requirements

from .. import wording
from ..actions import rules as keeping
from ..actions.changing import ChangedMeanwhileError, FaultyLawError
from ..forms.rules import EndForm, EntryForm, RequirementForm, TimeLimitForm
from ..models import Schedule, ScheduleEntry, TimeLimit
from ..queries import law_book, own_country
from . import opening


@needs(Permission.LAW_READ)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Everything beside the offences, for a country and a day."""
    book = law_book()
    country = opening.country_of(request, book)
    on, trouble = opening.day_of(request)
    laws = book.of_country(country)
    context = {
        "tab": "rules",
        "crumbs": opening.crumbs(here=_("Rules and clocks")),
        "country_code": country,
        "countries": opening.countries(book),
        "country_label": vocabularies.country_label(country),
        "is_own": country == own_country(),
        "kept": opening.kept(country),
        "on": on,
        "trouble": trouble,
        "limits": [_limit(one) for one in TimeLimit.objects.filter(jurisdiction__country=country)],
        "limitation": [_limitation(rule) for law in laws for rule in law.limitation],
        "laundering": [_laundering(rule) for law in laws for rule in law.laundering],
        "requirements": [
            (one, wording.requirements_answer(one)) for one in (minimum_requirements(law, on) for law in laws)
        ],
        "schedules": [_schedule(one, on) for law in laws for one in law.schedules],
    }
    return render(request, "legislation/rules.html", context)


def _limit(row: TimeLimit) -> dict[str, Any]:
    label = vocabularies.label
    return {
        "row": row,
        "period": said(row.as_limit().period.in_words),
        "longest": said(row.as_limit().longest.in_words) if row.longest else "",
        "starts": label("case_events", row.starts_with),
        "ends": vocabularies.listed([label("case_events", one) for one in row.ends_with]),
        "stands": wording.period(row.in_force),
    }


def _limitation(rule: Any) -> dict[str, Any]:
    return {
        "words": rule.words,
        "period": _("never lapses")
        if rule.is_imprescriptible
        else said(rule.period.in_words)
        if rule.period
        else "",
        "cap": said(rule.cap.in_words) if rule.cap else "",
        "starts": rule.starts.value,
        "source": rule.source,
        "stands": wording.period(rule.in_force),
    }


def _laundering(rule: Any) -> dict[str, Any]:
    flags = {True: _("Yes"), False: _("No"), None: _("Not known")}
    approaches = {
        "all_crimes": _("every crime"),
        "threshold": _("crimes over a threshold"),
        "list": _("listed crimes"),
        "combined": _("a threshold and a list"),
        "unknown": _("Not known"),
    }
    return {
        "id": rule.id,
        "approach": approaches[rule.approach.value],
        "over": said(rule.maximum_over.in_words) if rule.maximum_over else "",
        "own": flags[rule.covers_self_laundering],
        "abroad": flags[rule.covers_foreign_predicates],
        "source": rule.source,
        "stands": wording.period(rule.in_force),
    }


def _schedule(schedule: Any, on: Any) -> dict[str, Any]:
    row = Schedule.objects.filter(code=schedule.id).first()
    rows = list(row.entries.all()) if row else [None] * len(schedule.entries)
    return {
        "schedule": schedule,
        "row": row,
        "entries": [
            {
                "entry": entry,
                "row": kept,
                "stands": entry.in_force.on(on),
                "period": wording.period(entry.in_force),
            }
            for entry, kept in zip(schedule.entries, rows, strict=False)
        ],
    }


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def add_limit(request: HttpRequest) -> HttpResponse:
    jurisdiction = opening.own_jurisdiction()
    if jurisdiction is None:
        return opening.begin_first(request)
    form = TimeLimitForm(request.POST or None, initial={"mark": "checked"})
    return _page(
        request,
        form,
        lambda: keeping.add_time_limit(jurisdiction, form.said(), by=request.user),
        _("Add a time limit"),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def end_limit(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(TimeLimit, code=code)
    form = EndForm(request.POST or None, initial={"seen": row.revision})
    return _page(
        request,
        form,
        lambda: keeping.end_time_limit(row, **_end(form), by=request.user),
        _("End a time limit"),
        str(row),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def add_entry(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Schedule, code=code)
    form = EntryForm(request.POST or None, initial={"seen": row.revision})
    return _page(
        request,
        form,
        lambda: keeping.list_species(row, form.said(), seen=form.cleaned_data["seen"], by=request.user),
        _("Enter a species"),
        str(row),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def strike_entry(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ScheduleEntry.objects.select_related("schedule"), pk=pk)
    form = EndForm(request.POST or None, initial={"seen": row.schedule.revision})
    return _page(
        request,
        form,
        lambda: keeping.strike_species(row, **_end(form), by=request.user),
        _("Strike a species"),
        f"{row}, {row.schedule}",
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def state_requirement(request: HttpRequest) -> HttpResponse:
    jurisdiction = opening.own_jurisdiction()
    if jurisdiction is None:
        return opening.begin_first(request)
    form = RequirementForm(request.POST or None, initial={"mark": "checked"})
    return _page(
        request,
        form,
        lambda: keeping.state_requirement(jurisdiction, form.said(), by=request.user),
        _("State a requirement"),
    )


def _end(form: EndForm) -> dict[str, Any]:
    return {"until": str(form.cleaned_data["until"]), "seen": form.cleaned_data["seen"]}


def _page(
    request: HttpRequest, form: Any, act: Callable[[], Any], title: str, note: str = ""
) -> HttpResponse:
    there = reverse("legislation:rules")
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ChangedMeanwhileError:
            form.add_error(
                None,
                _(
                    "Somebody else changed it after you opened it, and nothing of yours is kept. Please open it again."
                ),
            )
        except keeping.EndedAlreadyError as error:
            form.add_error(
                None, _("It ended already, on {until}. Nothing was changed.").format(until=error.until)
            )
        except FaultyLawError as error:
            for fault in error.faults:
                form.add_error(None, said(fault.text))
        except BadLawError as error:
            form.add_error(
                None, _("This could not be kept as law, and nothing was changed: {what}.").format(what=error)
            )
        else:
            messages.success(request, _("It is kept."))
            return redirect(there)
    context = {
        "tab": "rules",
        "form": form,
        "title": title,
        "note": note,
        "back": there,
        "crumbs": opening.crumbs((_("Rules and clocks"), there), here=title),
    }
    return render(request, "legislation/write.html", context)
