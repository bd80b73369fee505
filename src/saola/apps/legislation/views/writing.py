"""Writing the law down: adding, amending, repealing, putting slips right. Each page is one column."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission

from ..actions import adopting, amending
from ..actions.changing import Change
from ..forms.statutes import ProvisionForm, RepealForm, StatuteForm, of_provision, of_statute
from ..forms.texts import TextForm
from ..forms.tiers import TierFormSet, of_tier
from ..models import Jurisdiction, Provision, Statute
from ..queries import own_country
from ..records import version_as_data
from ..writing import carry_out
from . import opening


@needs(Permission.LAW_WRITE)
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Take the library's file of this node's country over as records."""
    country = own_country()
    try:
        kept = adopting.adopt(country, by=request.user)
    except adopting.NoSuchFileError:
        messages.error(request, _("The knowledge library has no law of this country. Begin with a statute."))
    except adopting.AlreadyKeptError:
        messages.error(request, _("The law of this country is kept here already. Nothing was changed."))
    else:
        messages.success(request, _("The law of {country} is kept here now.").format(country=kept))
    return redirect("legislation:law")


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def add_statute(request: HttpRequest, country: str) -> HttpResponse:
    jurisdiction = _jurisdiction(country)
    form = StatuteForm(request.POST or None, initial={"mark": "checked"})
    return _page(
        request,
        form,
        lambda: amending.add_statute(jurisdiction, form.said(country), by=request.user),
        title=_("Add a statute"),
        then=lambda: reverse("legislation:statute", args=[form.cleaned_data["code"]]),
        back=reverse("legislation:law"),
        done=_("The statute is added."),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def correct_statute(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Statute.objects.select_related("jurisdiction"), code=code)
    form = StatuteForm(request.POST or None, row=row, initial=of_statute(row))
    there = reverse("legislation:statute", args=[code])
    return _page(
        request,
        form,
        lambda: amending.correct_statute(
            row,
            form.said(row.jurisdiction.country),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=request.user,
        ),
        row=row,
        title=_("Put a slip right"),
        note=row.title,
        then=lambda: there,
        back=there,
        done=_("The slip is put right; what stood before is kept beside it."),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def repeal_statute(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Statute.objects.select_related("jurisdiction"), code=code)
    form = RepealForm(request.POST or None, initial={"seen": row.revision})
    there = reverse("legislation:statute", args=[code])
    return _page(
        request,
        form,
        lambda: amending.repeal_statute(row, form.said(), seen=form.cleaned_data["seen"], by=request.user),
        row=row,
        title=_("Repeal"),
        note=row.title,
        then=lambda: there,
        back=there,
        done=_("It is entered that the statute ends. What it said before that day stays."),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def repeal(request: HttpRequest, id: str) -> HttpResponse:
    row = _provision(id)
    form = RepealForm(request.POST or None, initial={"seen": row.revision})
    there = reverse("legislation:provision", args=[id])
    return _page(
        request,
        form,
        lambda: amending.repeal(row, form.said(), seen=form.cleaned_data["seen"], by=request.user),
        row=row,
        title=_("Repeal"),
        note=str(row),
        then=lambda: there,
        back=there,
        done=_("It is entered that the provision ends. What it said before that day stays."),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def correct_provision(request: HttpRequest, id: str) -> HttpResponse:
    row = _provision(id)
    form = ProvisionForm(
        request.POST or None, jurisdiction=row.statute.jurisdiction, row=row, initial=of_provision(row)
    )
    there = reverse("legislation:provision", args=[id])
    return _page(
        request,
        form,
        lambda: amending.correct_provision(
            row,
            form.said(),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=request.user,
        ),
        row=row,
        title=_("Put a slip right"),
        note=str(row),
        then=lambda: there,
        back=there,
        done=_("The slip is put right; what stood before is kept beside it."),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def add_provision(request: HttpRequest, country: str) -> HttpResponse:
    jurisdiction = _jurisdiction(country)
    head = ProvisionForm(
        request.POST or None,
        jurisdiction=jurisdiction,
        initial={"statute": request.GET.get("statute", "")},
    )
    text = TextForm(
        request.POST or None, jurisdiction=jurisdiction, is_first=True, initial={"mark": "checked"}
    )
    tiers = _tiers(request, {})

    def act() -> Change:
        statute = jurisdiction.statutes.get(code=head.cleaned_data["statute"])
        data = head.said()
        code = data["id"]
        return amending.add_provision(
            statute, data | {"versions": [text.said() | _penalties(tiers, code)]}, by=request.user
        )

    return _page(
        request,
        text,
        act,
        head=head,
        tiers=tiers,
        title=_("Add a provision"),
        then=lambda: reverse("legislation:provision", args=[head.cleaned_data["code"]]),
        back=reverse("legislation:law"),
        done=_("The provision is added."),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, id: str) -> HttpResponse:
    """A new text from a day on, beginning from the last one."""
    row = _provision(id)
    last = row.versions.order_by("place").last()
    base = version_as_data(last)
    for key in ("from", "until", "attested", "doubtful_from", "source", "locator", "mark", "note"):
        base.pop(key, None)
    for tier in base["tiers"]:
        for key in ("id", "source", "locator", "mark", "note"):
            tier.pop(key, None)
    form = TextForm(
        request.POST or None,
        jurisdiction=row.statute.jurisdiction,
        base=base,
        initial={"seen": row.revision, "mark": "checked"},
    )
    tiers = _tiers(request, base)
    there = reverse("legislation:provision", args=[id])
    code = f"{row.code}-v{row.versions.count() + 1}"
    return _page(
        request,
        form,
        lambda: amending.amend(
            row, form.said() | _penalties(tiers, code), seen=form.cleaned_data["seen"], by=request.user
        ),
        row=row,
        tiers=tiers,
        title=_("Amend"),
        note=str(row),
        then=lambda: there,
        back=there,
        done=_("The new text is kept. What stood before it stays as it was."),
    )


@needs(Permission.LAW_WRITE)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, id: str, place: int) -> HttpResponse:
    """Put a slip right in one text."""
    row = _provision(id)
    version = get_object_or_404(row.versions, place=place)
    base = version_as_data(version)
    form = TextForm(
        request.POST or None,
        jurisdiction=row.statute.jurisdiction,
        base=base,
        is_correction=True,
        initial={"seen": row.revision},
    )
    tiers = _tiers(request, base)
    there = reverse("legislation:provision", args=[id])

    def act() -> Change:
        return amending.correct(
            row.versions.get(place=place),
            form.said() | _penalties(tiers, f"{row.code}-v{place}"),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=request.user,
        )

    return _page(
        request,
        form,
        act,
        row=row,
        tiers=tiers,
        title=_("Put a slip right"),
        note=str(row),
        then=lambda: there,
        back=there,
        done=_("The slip is put right; what stood before is kept beside it."),
    )


def _jurisdiction(country: str) -> Jurisdiction:
    """That of the country; of this node's own one is begun where nothing is kept yet."""
    found = Jurisdiction.objects.filter(country=country).first()
    if found is None and country == own_country():
        found = Jurisdiction(country=country, title=country)
        found.save()
    if found is None:
        raise Http404
    return found


def _provision(id: str) -> Provision:
    return get_object_or_404(Provision.objects.select_related("statute__jurisdiction"), code=id)


def _tiers(request: HttpRequest, base: dict[str, Any]) -> Any:
    kept = base.get("tiers") or []
    return TierFormSet(
        request.POST or None,
        prefix="tiers",
        initial=[of_tier(one) for one in kept],
        form_kwargs={"bases": {one["id"]: one for one in kept if one.get("id")}},
    )


def _penalties(tiers: Any, code: str) -> dict[str, Any]:
    """The tiers that were written, each with a code of its own."""
    said = [form for form in tiers if form.is_said and not form.cleaned_data.get("DELETE")]
    return {"tiers": [form.said(f"{code}-{number}") for number, form in enumerate(said, 1)]}


def _page(
    request: HttpRequest,
    form: Any,
    act: Callable[[], Change],
    *,
    title: str,
    then: Callable[[], str],
    back: str,
    done: str,
    note: str = "",
    row: Any = None,
    head: Any = None,
    tiers: Any = None,
) -> HttpResponse:
    """The form, or what came of it. What is wrong in any part is shown at once, nothing is lost."""
    told: list[str] = []
    if request.method == "POST":
        parts = [part for part in (head, form, tiers) if part is not None]
        answers = [part.is_valid() for part in parts]  # all of them, so that all is told at once
        if all(answers):
            came = carry_out(act, form, row, is_sure="sure" in request.POST)
            if came.is_kept:
                messages.success(request, done)
                return redirect(then())
            told = came.told
    context = {
        "tab": "law",
        "form": form,
        "head": head,
        "tiers": tiers,
        "title": title,
        "note": note,
        "told": told,
        "back": back,
        "crumbs": opening.crumbs(*([(note, back)] if note else []), here=title),
    }
    return render(request, "legislation/write.html", context)
