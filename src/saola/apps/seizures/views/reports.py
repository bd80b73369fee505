"""The pages of the annual illegal trade report: years, a year, its rows, issuing, comparing, what was issued."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saola.apps.accounts import policy
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.quarantine.attachments import attachment

from ..actions import reporting
from ..aitr import compare, gather, number_of, pages
from ..aitr.missing import missing_csv
from ..forms.issuing import IssueForm
from ..models import Incident, IssuedReport

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS_ON_A_PAGE = 50
_ROWS_ON_THE_YEAR = 15


@needs(Permission.REPORTS_READ)
@require_GET
def years(request: HttpRequest) -> HttpResponse:
    """Every year and how its report stands."""
    incidents = Incident.objects.visible_to(request.user)
    context = {
        "crumbs": [{"label": _("Reports"), "url": ""}],
        "years": pages.years(incidents, timezone.localdate()),
        "undated": incidents.counted().filter(year=None).count(),
    }
    return render(request, "seizures/reports.html", context)


@needs(Permission.REPORTS_READ)
@require_GET
def year(request: HttpRequest, year: int) -> HttpResponse:
    """One year: what is complete, what is missing, what was issued."""
    page = _year_page(request, year)
    context = {
        "crumbs": _crumbs(year),
        "page": page,
        "table": pages.rows_table(page.gathered.rows[:_ROWS_ON_THE_YEAR]),
        "may_see_reasons": _may_see_reasons(request.user),
        "document": {"number": _number(year), "handling": _("draft")},
    }
    return render(request, "seizures/report.html", context)


@needs(Permission.REPORTS_READ)
@require_GET
def rows(request: HttpRequest, year: int) -> HttpResponse:
    """The rows as they would leave, page by page; ``?appendix=`` narrows them."""
    gathered = gather(year, Incident.objects.visible_to(request.user))
    appendix = request.GET.get("appendix", "")
    wanted = [row for row in gathered.rows if not appendix or row["appendix"] == appendix]
    page = Paginator(wanted, _ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": _crumbs(year, _("Rows")),
        "year": year,
        "page": page,
        "table": pages.rows_table(list(page)),
        "appendix": appendix,
        "document": {"number": _number(year), "handling": _("draft")},
    }
    return render(request, "seizures/report_rows.html", context)


@needs(Permission.REPORTS_READ)
@require_GET
def version(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """An issued version, as it left."""
    report = get_object_or_404(IssuedReport.objects.defer("workbook"), year=year, version=version)
    page = Paginator(report.rows, _ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    known = set(_numbers(request.user, [row["key"] for row in page]))
    context = {
        "crumbs": _crumbs(year, _("Version {version}").format(version=version)),
        "report": report,
        "page": page,
        "table": pages.rows_table(list(page), known=known),
        "document": {
            "number": _number(year),
            "version": report.version,
            "issued_at": report.issued_at,
            "digest": report.digest,
        },
    }
    return render(request, "seizures/report_version.html", context)


@needs(Permission.REPORTS_ISSUE)
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, year: int) -> HttpResponse:
    """Issue the report, or an amendment: the choice about ICCWC, a note, and the word that the rows were read."""
    page = _year_page(request, year)
    form = IssueForm(request.POST or None, initial={"rows_digest": page.rows_digest})
    if request.method == "POST" and form.is_valid():
        report = _issue(form, year, request.user)
        if report is not None:
            messages.success(
                request, _("Version {version} is issued. Send the file.").format(version=report.version)
            )
            return redirect("seizures:report-version", year, report.version)
        form.data = form.data.copy()
        form.data["rows_digest"] = page.rows_digest
    context = {"crumbs": _crumbs(year, _("Issue")), "page": page, "form": form, "year": year}
    return render(request, "seizures/report_issue.html", context)


def _issue(form: IssueForm, year: int, by: Any) -> IssuedReport | None:
    """Issue what the form says; ``None`` with the reason on the form when it was refused."""
    said = form.cleaned_data
    try:
        return reporting.issue(
            year,
            share_with_iccwc=said["share_with_iccwc"] == "yes",
            note=said["note"],
            expected=said["rows_digest"],
            by=by,
        )
    except reporting.ChangedWhileReadError:
        form.add_error(
            None,
            _("The records changed while you read. Nothing was issued. Look at the rows again, then issue."),
        )
    except reporting.NothingChangedError:
        form.add_error(None, _("Nothing differs from the last version, so there is nothing to amend."))
    except reporting.NothingToReportError:
        form.add_error(None, _("There is no row to report for this year. Nothing was issued."))
    return None


@needs(Permission.REPORTS_READ)
@require_GET
def comparison(request: HttpRequest, year: int) -> HttpResponse:
    """What lies between two versions; ``?from=1&to=2``, where ``to=now`` is how the records stand."""
    versions = list(pages.issued().filter(year=year))
    if not versions:
        raise Http404
    choices = {str(report.version): report for report in versions}
    start = request.GET.get("from", str(versions[min(1, len(versions) - 1)].version))
    end = request.GET.get("to", str(versions[0].version) if len(versions) > 1 else "now")
    if start not in choices or end not in {*choices, "now"}:
        raise Http404
    after = (
        gather(year, Incident.objects.visible_to(request.user)).rows if end == "now" else choices[end].rows
    )
    difference = compare(choices[start].rows, after)
    lines = Paginator(list(pages.lines(difference)), _ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": _crumbs(year, _("Compare")),
        "year": year,
        "versions": versions,
        "start": start,
        "end": end,
        "difference": difference,
        "page": lines,
        "known": _numbers(request.user, [line.key for line in lines]),
    }
    return render(request, "seizures/report_compare.html", context)


@needs(Permission.SEIZURES_DOWNLOAD)
@require_GET
def missing(request: HttpRequest, year: int) -> HttpResponse:
    """Everything that is missing, as a file to send to those who can fill it in."""
    gathered = gather(year, Incident.objects.visible_to(request.user))
    return _file(missing_csv(gathered), "text/csv; charset=utf-8", f"aitr-{year}-missing.csv")


@needs(Permission.SEIZURES_DOWNLOAD)
@require_GET
def draft(request: HttpRequest, year: int) -> HttpResponse:
    """The workbook as it would be issued now, marked as a draft."""
    return _file(reporting.draft(year, by=request.user), XLSX, f"aitr-{year}-draft.xlsx")


@needs(Permission.REPORTS_READ)
@require_GET
def workbook(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """The workbook of an issued version, byte for byte."""
    report = get_object_or_404(IssuedReport, year=year, version=version)
    return _file(reporting.hand_out(report, by=request.user), XLSX, f"aitr-{year}-v{version}.xlsx")


def _year_page(request: HttpRequest, year: int) -> pages.YearPage:
    page = pages.year_page(year, Incident.objects.visible_to(request.user), timezone.localdate())
    if not page.gathered.incidents and not page.versions:
        raise Http404
    return page


def _numbers(person: Any, keys: list[str]) -> set[str]:
    """Which of the seizures named in ``keys`` this person may still open."""
    numbers = {number_of(key) for key in keys}
    seen = Incident.objects.visible_to(person).filter(number__in=numbers)
    return set(seen.values_list("number", flat=True))


def _may_see_reasons(person: Any) -> bool:
    """Why a seizure is held back may itself give a case away: only those who hold back and issue read it."""
    return any(policy.decide(person, each) for each in (Permission.REPORTS_ISSUE, Permission.SEIZURES_WRITE))


def _number(year: int) -> str:
    return f"AITR {year}"


def _crumbs(year: int, here: str = "") -> list[dict[str, str]]:
    trail = [{"label": _("Reports"), "url": reverse("seizures:reports")}]
    if not here:
        return [*trail, {"label": str(year), "url": ""}]
    return [
        *trail,
        {"label": str(year), "url": reverse("seizures:report", args=[year])},
        {"label": here, "url": ""},
    ]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return attachment(content, name, kind)
