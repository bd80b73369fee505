"""Reading the law: the register of a country, a statute, a provision with its texts, what changed between two days."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.answers import said
from saola.core.law import BadLawError, read_facts
from saola.core.law.faults import faults

from .. import changes as changing
from .. import showing
from ..models import Provision, Statute
from ..queries import law_book, own_country
from . import opening


@needs(Permission.LAW_READ)
@require_GET
def law(request: HttpRequest) -> HttpResponse:
    """Statutes by area, for a country and a day; words are looked for in all of them."""
    book = law_book()
    country = opening.country_of(request, book)
    on, trouble = opening.day_of(request)
    words, area = request.GET.get("q", "").strip()[:100], request.GET.get("area", "")
    laws = book.of_country(country)
    areas = showing.register(laws, on, words=words, area=area)
    shown = sum(len(group.lines) for one in areas for group in one.groups)
    context = {
        "tab": "law",
        "crumbs": opening.crumbs(),
        "country_code": country,
        "country_label": vocabularies.country_label(country),
        "countries": opening.countries(book),
        "is_own": country == own_country(),
        "kept": opening.kept(country),
        "is_complete": all(one.is_complete for one in laws),
        "areas": areas,
        "area": area,
        "every_area": [(one.code, one.label) for one in showing.register(laws, on)],
        "count": shown,
        "q": words,
        "on": on,
        "on_words": request.GET.get("on", "").strip() if not trouble else "",
        "trouble": trouble,
        "faults": [said(fault.text) for one in laws for fault in faults(one)],
    }
    return render(request, "legislation/law.html", context)


@needs(Permission.LAW_READ)
@require_GET
def statute(request: HttpRequest, code: str) -> HttpResponse:
    """One statute with its provisions."""
    book = law_book()
    found = next(((law, one) for law in book.laws for one in law.statutes if one.id == code), None)
    if found is None:
        raise Http404
    national, one = found
    on, trouble = opening.day_of(request)
    groups = [
        group
        for area in showing.register((national,), on)
        for group in area.groups
        if group.statute.id == code
    ]
    context = {
        "tab": "law",
        "crumbs": opening.crumbs(here=one.title),
        "statute": one,
        "country_code": national.country,
        "country_label": vocabularies.country_label(national.country),
        "area": showing.wording.area_label(one.area.value),
        "group": groups[0],
        "row": Statute.objects.filter(code=code).prefetch_related("corrections__corrected_by").first(),
        "on": on,
        "trouble": trouble,
    }
    return render(request, "legislation/statute.html", context)


@needs(Permission.LAW_READ)
@require_GET
def provision(request: HttpRequest, id: str) -> HttpResponse:
    """A provision, by its id or that of one of its tiers: its texts in order of time, penalties, whether serious."""
    book = law_book()
    found = book.find(id)
    if found is None:
        raise Http404
    on, trouble = opening.day_of(request)
    national = showing.law_of(book, found)
    page = showing.provision_page(found, national, book, on, _facts(request))
    row = Provision.objects.filter(code=found.id).prefetch_related("corrections__corrected_by").first()
    context = {
        "tab": "law",
        "crumbs": opening.crumbs(
            (page.statute.title, reverse("legislation:statute", args=[page.statute.id])),
            here=found.section or found.id,
        ),
        "page": page,
        "country_label": vocabularies.country_label(page.country),
        "row": row,
        "versions": {one.place: one.pk for one in row.versions.all()} if row else {},
        "on": on,
        "trouble": trouble,
        "today": timezone.localdate(),
    }
    return render(request, "legislation/provision.html", context)


def _facts(request: HttpRequest):
    """Only the Appendix can be stated here; other facts are asked for where the law is asked."""
    appendix = request.GET.get("appendix", "")
    try:
        return read_facts({"appendix": appendix} if appendix in ("I", "II", "III") else None)
    except BadLawError:
        return read_facts(None)


@needs(Permission.LAW_READ)
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What changed in a country's law between two days."""
    book = law_book()
    country = opening.country_of(request, book)
    since, until, trouble = _two_days(request)
    found = [one for law in book.of_country(country) for one in changing.changes(law, since, until)]
    context = {
        "tab": "changes",
        "crumbs": opening.crumbs(here=_("What changed")),
        "country_code": country,
        "countries": opening.countries(book),
        "country_label": vocabularies.country_label(country),
        "since": since,
        "until": until,
        "trouble": trouble,
        "changes": found,
    }
    return render(request, "legislation/changes.html", context)


@needs(Permission.LAW_READ)
@require_GET
def changes_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table of comma-separated values."""
    book = law_book()
    country = opening.country_of(request, book)
    since, until, _trouble = _two_days(request)
    found = [one for law in book.of_country(country) for one in changing.changes(law, since, until)]
    answer = StreamingHttpResponse(changing.csv_lines(found), content_type="text/csv; charset=utf-8")
    name = f"law-{country}-{since.isoformat()}-{until.isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _two_days(request: HttpRequest) -> tuple[date, date, str]:
    today = timezone.localdate()
    since, first = opening.day_of(request, "from", date(today.year - 5, 1, 1))
    until, second = opening.day_of(request, "to")
    if until < since:
        since, until = until, since
    return since, until, first or second
