"""Pages of the records officer: what is due, what is held, what goes and what is left of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saola.core.access import GROUNDS, RULES, Ground

from . import approval_views, approvals, holding, holds, permits, purging, retention
from .forms_of_access import HoldForm
from .models import KINDS, Held, LegalHold, Tombstone
from .permits import needs
from .roles import Permission
from .signing_in.freshness import recently

ON_A_PAGE = 50


@needs(Permission.RECORDS_REVIEW)
@require_http_methods(["GET", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """Records whose review is overdue, or due within a month; keeping one longer."""
    if request.method == "POST":
        return _keep(request)
    today = timezone.localdate()
    pages = [
        (kind, Paginator(_due(model, request.user), ON_A_PAGE).get_page(request.GET.get("page")))
        for kind, model in KINDS.items()
    ]
    due = [_row(kind, record, today) for kind, page in pages for record in page]
    shown = {
        "due": sorted(due, key=lambda row: row["day"]),
        "page": max((page for _kind, page in pages), key=lambda page: page.paginator.num_pages),
        "grounds": [(ground.value, words) for ground, words in GROUNDS.items()],
        "kinds": purging.kinds(),
        "rules": RULES.values(),
        "stones": Tombstone.objects.select_related("purged_by", "approved_by")[:ON_A_PAGE],
        "tab": "reviews",
    }
    return render(request, "accounts/reviews.html", shown)


def _due(model: type[Held], person: Any) -> QuerySet:
    soon = timezone.localdate() + retention.SOON
    return model._default_manager.visible_to(person).filter(review_due__lt=soon).order_by("review_due", "pk")


def _row(kind: str, record: Held, today: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "key": getattr(record, record.KEY),
        "day": record.review_due,
        "is_overdue": record.review_due < today,
        "hold": holds.over(record).first(),
        "can_go": purging.can_go(kind),
    }


def _named(request: HttpRequest) -> Held:
    """The record that the form names, if the reader sees it."""
    kind, key = request.POST.get("kind", ""), request.POST.get("record", "").strip()
    record = holding.find(kind, key, request.user)
    if record is None:
        permits.note_missed(request.user, kind, key)
        raise Http404
    return record


def _keep(request: HttpRequest) -> HttpResponse:
    try:
        retention.keep_longer(_named(request), reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, _("It is kept for another period."))
    except ValueError:
        messages.error(request, _("Nothing was changed: say why it is still needed."))
    return redirect("accounts:reviews")


@needs(Permission.RECORDS_REVIEW)
@recently
@require_POST
def purge(request: HttpRequest) -> HttpResponse:
    """Let a record go for good. A second person is asked first."""
    record = _named(request)
    try:
        ground = Ground(request.POST.get("ground", Ground.PERIOD))
        purging.purge(record, ground=ground, reason=request.POST.get("reason", "")[:300], by=request.user)
        messages.success(request, _("It went for good; a tombstone is left."))
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    except purging.ObstacleError as error:
        told = _("Nothing was purged.") + " " + error.obstacle.why.in_words(_)
        messages.error(request, told)
    except ValueError:
        messages.error(
            request, _("Nothing was purged: say why it goes. Exhibits and their custody are kept.")
        )
    return redirect("accounts:reviews")


@needs(Permission.HOLDS_PLACE)
@require_http_methods(["GET", "POST"])
def legal_holds(request: HttpRequest) -> HttpResponse:
    """What is held, and a form that holds another record."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _place(request, form.cleaned_data):
        return redirect("accounts:holds")
    shown = {"holds": holds.seen_by(request.user), "form": form, "tab": "holds"}
    return render(request, "accounts/holds.html", shown)


def _place(request: HttpRequest, said: dict[str, str]) -> bool:
    try:
        holds.place(_named(request), reason=said["reason"], by=request.user)
    except holds.HeldAlreadyError:
        messages.error(request, _("Nothing was changed: the record is held already."))
        return False
    messages.success(request, _("The record is held: it does not go until two persons release it."))
    return True


@needs(Permission.RECORDS_REVIEW)
@recently
@require_POST
def release_hold(request: HttpRequest, pk: str) -> HttpResponse:
    hold = get_object_or_404(LegalHold.objects.in_force(), pk=pk)
    if holding.find(hold.kind, hold.record, request.user) is None:
        raise Http404
    try:
        holds.release(hold, reason=request.POST.get("reason", "")[:300], by=request.user)
        messages.success(request, _("The hold was released."))
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    except ValueError:
        messages.error(request, _("Nothing was changed: say why the hold is not needed any more."))
    return redirect("accounts:holds")
