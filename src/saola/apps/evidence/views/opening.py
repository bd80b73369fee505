"""Opening an exhibit: what one may not see is not there, and what is held close is told before it is shown."""

from typing import BinaryIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saola.apps.accounts import approval_views, approvals, budgets, permits, policy, purposes
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read

from .. import store, store_key
from ..models import Exhibit


def find(request: HttpRequest, number: str) -> Exhibit:
    """The exhibit if the reader sees it. One that is not there and one that is hidden are missed alike."""
    seen = Exhibit.objects.visible_to(request.user)
    exhibit = (
        seen.select_related("incident", "parent", "place", "agency", "root").filter(number=number).first()
    )
    if exhibit is None:
        permits.note_missed(request.user, Exhibit.KIND, number)
        raise Http404
    return exhibit


def told(request: HttpRequest, exhibit: Exhibit, action: str = "opened") -> HttpResponse | None:
    """Tell the journal that the exhibit is read; a page to answer with instead where a purpose is asked first."""
    label = exhibit.access_label()
    is_close = bool(label.compartments or label.is_agency_only)
    purpose = purposes.stated(request, label.key) if is_close else ""
    decision = policy.decide(request.user, Permission.EVIDENCE_READ, label, {"purpose": purpose})
    if decision.rule == "purpose-not-stated":
        return purposes.ask(request, exhibit.KIND, exhibit.number)
    try:
        if is_close:
            budgets.take(request.user)
        note_read(exhibit, by=request.user, action=action, purpose=purpose, rule=decision.rule)
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    return None


def opened(request: HttpRequest, sha256: str) -> BinaryIO | None:
    """The bytes of a sealed file to send; ``None`` where they cannot be had, and the reader is told why."""
    try:
        return store.open_sealed(sha256)
    except store_key.StoreKeyError:
        messages.error(
            request,
            _(
                "The file cannot be opened: the key of the evidence store is not there. Tell the administrator."
            ),
        )
    except OSError:
        messages.error(
            request,
            _(
                "The file is not what was sealed, or gone. Tell the administrator; it is brought back from a backup."
            ),
        )
    return None
