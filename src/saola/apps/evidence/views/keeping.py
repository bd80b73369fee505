"""The store: its places, stock-takes, results of laboratories, bundles for courts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saola.apps.accounts import approval_views, approvals
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.accounts.signing_in import recently
from saola.apps.catalogue import queries as species
from saola.apps.catalogue.models import Taxon
from saola.apps.journal.actions import note_read
from saola.apps.quarantine.attachments import attachment
from saola.core.custody import CustodyRefusal
from saola.core.values import Quantity

from .. import bundling, labels, wording
from ..actions import keeping, laboratory
from ..bundling import Withheld
from ..forms import BundleForm, PlaceForm, ResultForm
from ..models import CourtBundle, Exhibit, LaboratoryRequest, SealedFile, StockTake, StorageLocation
from .opening import opened, told


@needs(Permission.EVIDENCE_STORE)
@require_http_methods(["GET", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """Every storage location with what is in it, and its stock-takes."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = keeping.add_place(**form.cleaned_data, by=request.user)
        messages.success(request, _("{name} is added.").format(name=place.name))
        return redirect("evidence:places")
    seen = Exhibit.objects.visible_to(request.user)
    rows = [
        {
            "place": place,
            "exhibits": seen.kept_in(place).count(),
            "open": seen.kept_in(place).disagreeing().count(),
            "last": place.stock_takes.exclude(finished_at=None).first(),
            "running": place.stock_takes.filter(finished_at=None).first(),
        }
        for place in StorageLocation.objects.select_related("agency")
    ]
    return render(
        request, "evidence/places.html", {"rows": rows, "form": form, "crumbs": _crumbs(_("Stores"))}
    )


@needs(Permission.EVIDENCE_STORE)
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a stock-take, or go on with the one that is running."""
    place = get_object_or_404(StorageLocation, code=code)
    running = place.stock_takes.filter(finished_at=None).first()
    taken = running or keeping.begin_stock_take(place, by=request.user)
    return redirect("evidence:stock-take", pk=taken.pk)


@needs(Permission.EVIDENCE_STORE)
@require_http_methods(["GET", "POST"])
def stock_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at one exhibit after the other; what was seen is entered at once."""
    taken = get_object_or_404(StockTake.objects.select_related("place"), pk=pk)
    seen = Exhibit.objects.visible_to(request.user)
    if request.method == "POST":
        exhibit = seen.filter(number=labels.number_in(request.POST.get("exhibit", ""))).first()
        if exhibit is None:
            messages.error(request, _("There is no such exhibit. Check the number on the label."))
        else:
            _look(request, taken, exhibit)
        return redirect("evidence:stock-take", pk=pk)
    looked = taken.lines.filter(exhibit__in=seen).select_related("exhibit").order_by("-id")
    shown = {
        "taken": taken,
        "lines": looked,
        "differing": looked.filter(agrees=False).count(),
        "left": [] if taken.finished_at else list(keeping.unseen(taken, request.user)),
        "crumbs": [
            {"label": _("Evidence"), "url": reverse("evidence:list")},
            {"label": _("Stores"), "url": reverse("evidence:places")},
            {"label": str(taken), "url": ""},
        ],
    }
    return render(request, "evidence/stock_take.html", shown)


def _look(request: HttpRequest, taken: StockTake, exhibit: Exhibit) -> None:
    seal = request.POST.get("seal", "").strip()
    is_found = request.POST.get("found", "yes") == "yes"
    try:
        line = keeping.look_at(
            taken,
            exhibit,
            is_found=is_found,
            seal="" if request.POST.get("no_seal") else seal or None,
            is_seal_whole=not request.POST.get("damaged"),
            by=request.user,
        )
    except keeping.FinishedError:
        messages.error(request, _("This stock-take is finished. Begin another one."))
    except keeping.SeenAlreadyError:
        messages.warning(
            request, _("{number} was looked at in this stock-take already.").format(number=exhibit.number)
        )
    except CustodyRefusal as refusal:
        messages.error(request, wording.in_words(refusal.message))
    except PermissionDenied as denied:
        raise Http404 from denied
    else:
        if line.agrees:
            messages.success(request, _("{number} is as recorded.").format(number=exhibit.number))
        else:
            messages.warning(
                request, _("{number} differs from the record; it stays open.").format(number=exhibit.number)
            )


@needs(Permission.EVIDENCE_STORE)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish: what was not looked at counts as not found."""
    taken = get_object_or_404(StockTake.objects.select_related("place"), pk=pk)
    try:
        missing = keeping.finish_stock_take(taken, by=request.user)
    except keeping.FinishedError:
        messages.error(request, _("This stock-take is finished. Begin another one."))
    else:
        said = ngettext(
            "Finished. {many} exhibit was not found.", "Finished. {many} exhibits were not found.", missing
        )
        messages.success(request, said.format(many=missing))
    return redirect("evidence:stock-take", pk=pk)


@needs(Permission.EVIDENCE_EXAMINE)
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, number: str) -> HttpResponse:
    """Write down what a laboratory answered."""
    seen = Exhibit.objects.visible_to(request.user)
    asked = LaboratoryRequest.objects.filter(number=number, exhibit__in=seen)
    asked = asked.select_related("exhibit").first()
    if asked is None:
        raise Http404
    if (instead := told(request, asked.exhibit)) is not None:
        return instead
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answer(request, asked, form):
        return redirect("evidence:exhibit", number=asked.exhibit.number)
    shown = {"form": form, "asked": asked, "crumbs": _crumbs(asked.number, asked.exhibit)}
    return render(request, "evidence/result.html", shown)


def _answer(request: HttpRequest, asked: LaboratoryRequest, form: ResultForm) -> bool:
    said = dict(form.cleaned_data)
    amount, name = said.pop("amount"), said.pop("species").strip()
    taxon = None
    if name:
        found = species.match(name)
        if found.best is None:
            form.add_error("species", _("No taxon has this name. Check the spelling, or leave it empty."))
            return False
        taxon = Taxon.objects.get(pk=found.best.taxon_id)
    consumed = Quantity(amount, asked.exhibit.unit) if amount else None
    try:
        laboratory.answer(asked, **said, taxon=taxon, consumed=consumed, by=request.user)
    except CustodyRefusal as refusal:
        form.add_error(None, wording.in_words(refusal.message))
        return False
    messages.success(request, _("The result is written down; an earlier one stays beside it."))
    return True


@needs(Permission.EVIDENCE_EXPORT)
@recently
@require_http_methods(["GET", "POST"])
def bundles(request: HttpRequest) -> HttpResponse:
    """Make a bundle for a court, and those that were made."""
    start = {"exhibits": request.GET.get("exhibits", "")}
    form = BundleForm(request.POST or None, person=request.user, initial=start)
    chosen: list[Exhibit] = []
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["exhibits"]
        if request.POST.get("step") == "make":
            answer = _make(request, form, chosen)
            if answer is not None:
                return answer
    seen = Exhibit.objects.visible_to(request.user)
    made = CourtBundle.objects.exclude(exhibits__in=Exhibit.objects.exclude(pk__in=seen.values("pk")))
    shown = {
        "form": form,
        "chosen": chosen,
        "files": _files(request, chosen),
        "bundles": made.select_related("made_by").prefetch_related("exhibits").distinct()[:50],
        "crumbs": _crumbs(_("Court bundles")),
    }
    return render(request, "evidence/bundles.html", shown)


def _files(request: HttpRequest, chosen: list[Exhibit]) -> list[SealedFile]:
    """The files of what was chosen, as the form said of them: what is withheld stays so when it is shown again."""
    files = list(SealedFile.objects.filter(exhibit__in=chosen).select_related("exhibit"))
    for file in files:
        file.is_withheld = f"withhold-{file.pk}" in request.POST
        file.reason = request.POST.get(f"reason-{file.pk}", "")
    return files


def _make(request: HttpRequest, form: BundleForm, chosen: list[Exhibit]) -> HttpResponse | None:
    files = SealedFile.objects.filter(exhibit__in=chosen)
    withheld = []
    for file in files:
        if request.POST.get(f"withhold-{file.pk}"):
            reason = request.POST.get(f"reason-{file.pk}", "").strip()
            if not reason:
                form.add_error(None, _("Say for every withheld file why; the court reads it."))
                return None
            withheld.append(Withheld(file.pk, reason))
    try:
        bundling.make(chosen, purpose=form.cleaned_data["purpose"], by=request.user, withheld=withheld)
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    except bundling.REFUSALS as refusal:
        for each in bundling.told(refusal):
            form.add_error(None, each.in_words(_))
    else:
        messages.success(request, _("The bundle is made. Take it from the list below."))
        return redirect("evidence:bundles")
    return None


@needs(Permission.EVIDENCE_EXPORT)
@recently
@require_GET
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """A bundle that was made, as the zip that was signed."""
    made = get_object_or_404(CourtBundle.objects.exclude(archive=""), pk=pk)
    numbers = set(made.exhibits.values_list("pk", flat=True))
    seen = Exhibit.objects.visible_to(request.user).filter(pk__in=numbers)
    if set(seen.values_list("pk", flat=True)) != numbers:
        raise Http404
    note_read(seen, by=request.user, action="exported", bundle=made.manifest)
    name = f"bundle-{made.manifest[:16]}.zip"
    content = opened(request, made.archive)
    if content is None:
        return redirect("evidence:bundles")
    return attachment(content, name, "application/zip")


def _crumbs(here: str, exhibit: Exhibit | None = None) -> list[dict[str, str]]:
    trail = [{"label": _("Evidence"), "url": reverse("evidence:list")}]
    if exhibit is not None:
        trail.append({"label": exhibit.number, "url": reverse("evidence:exhibit", args=[exhibit.number])})
    return [*trail, {"label": here, "url": ""}]
