"""The list of exhibits, one exhibit, what is done with it, its label and its files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saola.apps.accounts import approval_views, approvals, policy
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.accounts.signing_in import is_fresh, recently
from saola.apps.catalogue import vocabularies
from saola.apps.journal.actions import note_read
from saola.apps.quarantine.attachments import attachment
from saola.apps.quarantine.quotas import QuotaUsedError
from saola.apps.seizures.models import Incident
from saola.core.custody import CustodyRefusal

from .. import labels, showing, store, store_key, wording
from ..actions import custody, entering, taking_in
from ..forms import FORMS, TakeInForm, acts_for
from ..models import Derivative, Exhibit, SealedFile, StorageLocation
from .opening import find, opened, told

PAGE = 50


@needs(Permission.EVIDENCE_READ)
@require_GET
def exhibits(request: HttpRequest) -> HttpResponse:
    """What is kept, where, under which seal, and what does not agree."""
    seen = Exhibit.objects.visible_to(request.user)
    chosen, chips = _choose(seen, request)
    page = Paginator(chosen.select_related("place", "incident"), PAGE).get_page(request.GET.get("page"))
    _tell_close(page.object_list, request)
    shown = {
        "page": page,
        "names": wording.names({each.holder for each in page} | {each.receiver for each in page}),
        "chips": chips,
        "count": page.paginator.count,
        "open": seen.disagreeing().count(),
        "mine": seen.filter(receiver=request.user.name).count(),
        "places": StorageLocation.objects.all(),
    }
    return render(request, "evidence/list.html", shown)


def _choose(seen: QuerySet, request: HttpRequest) -> tuple[QuerySet, list[dict[str, Any]]]:
    """The selection that the address names, and its words."""
    words, chips = request.GET, []

    def chip(label: str, name: str, before: str = "") -> None:
        left = words.copy()
        left.pop(name, None)
        left.pop("page", None)
        chips.append({"before": before, "label": label, "remove_url": f"?{left.urlencode()}"})

    if (where := words.get("where")) in dict(Exhibit._meta.get_field("where").choices):
        seen = seen.filter(where=where)
        chip(str(dict(Exhibit._meta.get_field("where").choices)[where]), "where")
    if words.get("open"):
        seen = seen.disagreeing()
        chip(_("with an open discrepancy"), "open")
    if words.get("for") == "me":
        seen = seen.filter(receiver=request.user.name)
        chip(_("waiting for my signature"), "for")
    if words.get("held") == "me":
        seen = seen.filter(holder=request.user.name).in_store()
        chip(_("held by me"), "held")
    if place := StorageLocation.objects.filter(code=words.get("place", "")).first():
        seen = seen.kept_in(place)
        chip(place.name, "place", _("in"))
    if said := words.get("q", "").strip()[:100]:
        seen = seen.filter(
            Q(number__icontains=said)
            | Q(seal__iexact=said)
            | Q(description__icontains=said)
            | Q(incident__number__iexact=said)
        )
        chip(said, "q", _("about"))
    return seen, chips


def _tell_close(listed: Any, request: HttpRequest) -> None:
    """Exhibits that are held close are told before the list leaves."""
    shown = [each.pk for each in listed]
    close = list(Exhibit.objects.filter(pk__in=shown).held_close().values_list("pk", flat=True))
    if close:
        note_read(close, by=request.user, action="listed", kind="evidence.exhibit")


@needs(Permission.EVIDENCE_READ)
@require_GET
def of_seizure(request: HttpRequest, number: str) -> HttpResponse:
    """The exhibits of a seizure, as a part of its page."""
    if not Incident.objects.visible_to(request.user).filter(number=number).exists():
        raise Http404
    found = Exhibit.objects.visible_to(request.user).filter(incident__number=number).order_by("number")
    _tell_close(found, request)
    return render(request, "evidence/of_seizure.html", {"exhibits": found, "number": number})


@needs(Permission.EVIDENCE_WRITE)
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take an exhibit in."""
    start = {"seizure": request.GET.get("seizure", "")}
    form = TakeInForm(request.POST or None, person=request.user, initial=start)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            exhibit, _event = taking_in.take_in(
                said["seizure"],
                by=request.user,
                description=said["description"],
                quantity=form.quantity(),
                sort=said["sort"],
                place=said["place"],
                seal=said["seal"],
                at=said["at"],
            )
        except CustodyRefusal as refusal:
            form.add_error(None, wording.in_words(refusal.message))
        except entering.AheadOfTimeError:
            form.add_error("at", _("That time has not come yet."))
        else:
            messages.success(
                request,
                _("{number} is taken in; you hold it. Print its label.").format(number=exhibit.number),
            )
            return redirect("evidence:exhibit", number=exhibit.number)
    return render(request, "evidence/take_in.html", {"form": form, "crumbs": _crumbs(_("Take in"))})


@needs(Permission.EVIDENCE_READ)
@require_GET
def exhibit(request: HttpRequest, number: str) -> HttpResponse:
    """One exhibit."""
    record = find(request, number)
    if (instead := told(request, record)) is not None:
        return instead
    shown = {
        "page": showing.read(record, request.user),
        "exhibit": record,
        "acts": list(acts_for(record, request.user)),
        "unit": vocabularies.label("units", record.unit),
        "crumbs": _crumbs(record.number),
    }
    return render(request, "evidence/exhibit.html", shown)


@needs(Permission.EVIDENCE_READ)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One act on an exhibit: its form, and doing it. Whether it is allowed, the action asks the policy again."""
    record = find(request, number)
    kind = FORMS.get(name)
    if kind is None or kind not in acts_for(record, request.user):
        if kind is None or not _changed_since(kind, record, request):
            raise Http404
        messages.warning(
            request, _("Nothing was entered: the exhibit has changed since, and this cannot be done now.")
        )
        return redirect("evidence:exhibit", number=number)
    if kind.asks_again and not is_fresh(request):
        return recently(act)(request, number, name)
    if (instead := told(request, record)) is not None:
        return instead
    form = kind(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        exhibit=record,
        person=request.user,
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = _do(form, request)
        except approvals.NeedsApprovalError as error:
            return approval_views.needed(request, error)
        if done:
            return redirect("evidence:exhibit", number=number)
    shown = {"form": form, "exhibit": record, "crumbs": _crumbs(str(kind.title), record)}
    return render(request, "evidence/act.html", shown)


def _changed_since(kind: Any, record: Exhibit, request: HttpRequest) -> bool:
    """Whether somebody who may do this is only too late, from a page or a link of before."""
    may = policy.decide(request.user, kind.permission, record, {"purpose": "custody"})
    return request.method == "POST" or bool(may and not kind.fits(record, request.user))


def _do(form: Any, request: HttpRequest) -> bool:
    """Do the act; what stands against it is said at the form."""
    try:
        messages.success(request, form.do())
        return True
    except CustodyRefusal as refusal:
        form.add_error(None, wording.in_words(refusal.message))
    except entering.ChangedMeanwhileError:
        messages.warning(
            request,
            _(
                "Somebody entered something else meanwhile; nothing of yours was entered. Look again, then decide."
            ),
        )
        return True
    except entering.AheadOfTimeError:
        form.add_error("at", _("That time has not come yet."))
    except custody.WrongCodeError:
        form.add_error(
            "code",
            _(
                "That is not the code of this hand-over. After five wrong codes it is closed; you can then sign "
                "for what you hold now, without an earlier time."
            ),
        )
    except custody.CannotReceiveError:
        form.add_error("to", _("They cannot sign for this exhibit. Choose somebody who works with it."))
    except taking_in.KnownFileError:
        form.add_error("file", _("This very file is sealed for this exhibit already. Nothing was added."))
    except store_key.StoreKeyError:
        form.add_error(
            "file",
            _("Nothing was kept: the key of the evidence store is not there. Tell the administrator."),
        )
    except store.TooLargeError:
        form.add_error("file", _("The file is larger than 20 GB. Nothing was kept; bring it in parts."))
    except QuotaUsedError as used:
        form.add_error("file", used.message.in_words(_))
    except PermissionDenied as denied:
        raise Http404 from denied
    return False


@needs(Permission.EVIDENCE_READ)
@require_GET
def label(request: HttpRequest, number: str) -> HttpResponse:
    """Labels to print and to stick on: of the exhibit and of what was taken from it."""
    record = find(request, number)
    if (instead := told(request, record, "printed")) is not None:
        return instead
    root = request.build_absolute_uri("/").rstrip("/")
    family = [record, *Exhibit.objects.visible_to(request.user).filter(parent=record).order_by("number")]
    shown = {
        "labels": [labels.label(each, root) for each in family],
        "exhibit": record,
        "crumbs": _crumbs(_("Labels"), record),
    }
    return render(request, "evidence/label.html", shown)


@needs(Permission.EVIDENCE_READ)
@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of a sealed file, as they were sealed; told in the journal before the first leaves."""
    file = _file(request, pk)
    if (instead := told(request, file.exhibit, "exported")) is not None:
        return instead
    content = opened(request, file.sha256)
    if content is None:
        return redirect("evidence:exhibit", number=file.exhibit.number)
    return attachment(content, file.kept_name, "application/octet-stream")


@needs(Permission.EVIDENCE_READ)
@require_GET
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy of a photograph that was made for looking at; of an exhibit held close, told before it leaves."""
    derived = Derivative.objects.select_related("file__exhibit").filter(pk=pk).first()
    if derived is None:
        raise Http404
    record = _file(request, derived.file_id).exhibit
    is_close = Exhibit.objects.filter(pk=record.pk).held_close().exists()
    if is_close and (instead := told(request, record, "listed")) is not None:
        return instead
    try:
        content = store.open_sealed(derived.sha256)
    except (store_key.StoreKeyError, OSError) as error:
        raise Http404 from error
    return _shut(FileResponse(content, content_type=derived.media_type))


def _file(request: HttpRequest, pk: int) -> SealedFile:
    seen = Exhibit.objects.visible_to(request.user)
    file = SealedFile.objects.filter(pk=pk, exhibit__in=seen).select_related("exhibit").first()
    if file is None:
        raise Http404
    return file


def _shut(response: FileResponse) -> FileResponse:
    """Whatever the bytes are, no browser runs them."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _crumbs(here: str, record: Exhibit | None = None) -> list[dict[str, str]]:
    trail = [{"label": _("Evidence"), "url": reverse("evidence:list")}]
    if record is not None:
        trail.append({"label": record.number, "url": reverse("evidence:exhibit", args=[record.number])})
    return [*trail, {"label": here, "url": ""}]
