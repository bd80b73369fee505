"""Gaps in the law with who sees to them, the bills that would close them, and the report."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saola.apps.accounts import policy
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.answers import said
from saola.apps.quarantine import attachments, pdf
from saola.core.law import NationalLaw

from ..actions import reform, reporting
from ..actions.changing import ChangedMeanwhileError
from ..forms.reform import BillForm, GapForm
from ..gaps import gaps as gaps_of
from ..gaps import point_of, sentence_of
from ..models import Bill, Gap, GapReport, Jurisdiction
from ..queries import law_book, own_country
from ..reporting import report_pdf
from . import opening


@needs(Permission.LAW_READ)
@require_GET
def gaps(request: HttpRequest) -> HttpResponse:
    """The points of the checklists for a country and a day, with the work on them where the law is kept here."""
    book = law_book()
    country = opening.country_of(request, book)
    on, trouble = opening.day_of(request)
    kept = Jurisdiction.objects.filter(country=country).first()
    context = {
        "tab": "gaps",
        "crumbs": opening.crumbs(here=_("Gaps and bills")),
        "country_code": country,
        "countries": opening.countries(book),
        "country_label": vocabularies.country_label(country),
        "kept": kept,
        "on": on,
        "trouble": trouble,
        "found": gaps_of(_law(book, country), kept, on),
        "bills": kept.bills.prefetch_related("gaps") if kept else [],
        "reports": kept.gap_reports.all()[:10] if kept else [],
        "today": timezone.localdate(),
    }
    return render(request, "legislation/gaps.html", context)


def _law(book: Any, country: str) -> NationalLaw:
    found = book.of_country(country)
    return found[0] if found else NationalLaw(country)


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest) -> HttpResponse:
    """Take up a gap: a point of the checklists (``?point=``), or one that a jurist found."""
    jurisdiction = opening.own_jurisdiction()
    if jurisdiction is None:
        return opening.begin_first(request)
    point = point_of(
        _law(law_book(), jurisdiction.country), request.GET.get("point", ""), timezone.localdate()
    )
    initial = {"title": said(point.finding.question) if point else "", "owner": request.user.pk}
    form = GapForm(request.POST or None, is_new=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            gap = reform.open_gap(
                jurisdiction, point=point.name if point else "", by=request.user, **form.said
            )
        except reform.TakenUpAlreadyError:
            form.add_error(None, _("Somebody took this point up already. Nothing was changed."))
        else:
            messages.success(request, _("The gap is taken up."))
            return redirect("legislation:gap", gap.pk)
    return _write(request, form, _("Take up a gap"), reverse("legislation:gaps"))


@needs(Permission.LAW_READ)
@require_http_methods(["GET", "POST"])
def gap(request: HttpRequest, pk: int) -> HttpResponse:
    """One gap: what the checklist says today, who sees to it, every step."""
    found = get_object_or_404(
        Gap.objects.select_related("jurisdiction", "owner", "agency", "provision"), pk=pk
    )
    on = timezone.localdate()
    law = _law(law_book(), found.jurisdiction.country)
    point = point_of(law, found.point, on) if found.point else None
    form = _gap_form(request, found)
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid() and _move(request, found, form):
        return redirect("legislation:gap", pk)
    context = {
        "tab": "gaps",
        "crumbs": opening.crumbs((_("Gaps and bills"), reverse("legislation:gaps")), here=found.title),
        "gap": found,
        "point": point,
        "sentence": sentence_of(point) if point else "",
        "form": form,
        "steps": [(step, Gap.State(step.stage).label) for step in found.steps.select_related("written_by")],
        "bills": found.bills.all(),
    }
    return render(request, "legislation/gap.html", context)


def _gap_form(request: HttpRequest, gap: Gap) -> GapForm | None:
    if not _may_write(request):
        return None
    initial = {
        "state": gap.state,
        "owner": gap.owner_id,
        "agency": gap.agency_id,
        "due_on": gap.due_on,
        "seen": gap.revision,
    }
    return GapForm(request.POST or None, initial=initial)


def _move(request: HttpRequest, gap: Gap, form: GapForm) -> bool:
    try:
        reform.move_gap(gap, seen=form.cleaned_data["seen"], by=request.user, **form.said)
    except ChangedMeanwhileError:
        _look_again(form, gap)
        return False
    messages.success(request, _("The step is entered."))
    return True


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def add_bill(request: HttpRequest) -> HttpResponse:
    jurisdiction = opening.own_jurisdiction()
    if jurisdiction is None:
        return opening.begin_first(request)
    form = BillForm(request.POST or None, jurisdiction=jurisdiction, is_new=True)
    if request.method == "POST" and form.is_valid():
        try:
            made = reform.add_bill(jurisdiction, by=request.user, **form.said)
        except reform.NumberTakenError:
            form.add_error("number", _("There is a bill with this number already."))
        else:
            messages.success(request, _("The bill is added."))
            return redirect("legislation:bill", made.pk)
    return _write(request, form, _("Add a bill"), reverse("legislation:gaps"))


@needs(Permission.LAW_READ)
@require_http_methods(["GET", "POST"])
def bill(request: HttpRequest, pk: int) -> HttpResponse:
    """One bill: its stage, every step, the gaps that it would close."""
    found = get_object_or_404(Bill.objects.select_related("jurisdiction"), pk=pk)
    form = None
    if _may_write(request):
        initial = {"stage": found.stage, "gaps": found.gaps.all(), "seen": found.revision}
        form = BillForm(request.POST or None, jurisdiction=found.jurisdiction, initial=initial)
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            reform.move_bill(found, seen=form.cleaned_data["seen"], by=request.user, **form.said)
        except ChangedMeanwhileError:
            _look_again(form, found)
        else:
            messages.success(request, _("The step is entered."))
            return redirect("legislation:bill", pk)
    context = {
        "tab": "gaps",
        "crumbs": opening.crumbs((_("Gaps and bills"), reverse("legislation:gaps")), here=found.number),
        "bill": found,
        "form": form,
        "steps": [(step, Bill.Stage(step.stage).label) for step in found.steps.select_related("written_by")],
        "gaps": found.gaps.all(),
    }
    return render(request, "legislation/bill.html", context)


@needs(Permission.LAW_WRITE)
@require_POST
def issue_report(request: HttpRequest) -> HttpResponse:
    """Issue the gap report as things stand today."""
    jurisdiction = opening.own_jurisdiction()
    if jurisdiction is None:
        return opening.begin_first(request)
    try:
        report = reporting.issue(jurisdiction, timezone.localdate(), by=request.user)
    except reporting.NothingChangedError:
        messages.warning(request, _("Nothing differs from the last version, so none was issued."))
    else:
        messages.success(
            request, _("Version {number} of the gap report is issued.").format(number=report.number)
        )
    return redirect("legislation:gaps")


@needs(Permission.LAW_READ)
@require_GET
def report(request: HttpRequest, version: int) -> HttpResponse:
    """An issued gap report as PDF."""
    found = get_object_or_404(
        GapReport.objects.select_related("jurisdiction"), jurisdiction__country=own_country(), number=version
    )
    try:
        content = report_pdf(found, request.user.name)
    except pdf.NotTypesetError:
        messages.error(
            request,
            _(
                "The PDF could not be made, and nothing was changed. Please tell the administrator of this node."
            ),
        )
        return redirect("legislation:gaps")
    reporting.note_taken(found, by=request.user)
    name = f"law-gaps-{found.jurisdiction.country}-v{found.number}.pdf"
    return attachments.attachment(content, name, "application/pdf")


def _may_write(request: HttpRequest) -> bool:
    return bool(policy.decide(request.user, Permission.LAW_WRITE))


def _look_again(form: Any, row: Any) -> None:
    form.add_error(
        None,
        _(
            "Somebody else changed it after you opened it. Nothing of yours is kept yet; it still stands in the "
            "fields below. Look at how it reads now, then keep it again."
        ),
    )
    row.refresh_from_db()
    form.data = form.data.copy()
    form.data["seen"] = str(row.revision)


def _write(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {
        "tab": "gaps",
        "form": form,
        "title": title,
        "back": back,
        "crumbs": opening.crumbs((_("Gaps and bills"), reverse("legislation:gaps")), here=title),
    }
    return render(request, "legislation/write.html", context)
