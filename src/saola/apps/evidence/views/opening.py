"""Opening an exhibit: what one may not see is not there, and that it was opened is told before it is shown."""

from typing import BinaryIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saola.apps.accounts import alerts, approval_views, approvals, budgets, permits, policy, purposes
from saola.apps.accounts.models.held import Held
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read

from .. import store, store_key
from ..models import Exhibit


def find(request: HttpRequest, number: str) -> Exhibit:
    """The exhibit if the reader sees it. One that is not there and one that is hidden are missed alike."""
    seen = Exhibit.objects.visible_to(request.user)
    whole = seen.select_related("incident__agency", "parent", "place", "agency", "root")
    exhibit = whole.filter(number=number).first()
    if exhibit is None:
        permits.note_missed(request.user, Exhibit.KIND, number)
        raise Http404
    return exhibit


def told(request: HttpRequest, exhibit: Exhibit, action: str = "opened") -> HttpResponse | None:
    """Tell the journal that the exhibit is read; a page to answer with instead where a purpose is asked first."""
    close = _held_close(exhibit)
    label = (close or exhibit).access_label()
    purpose = purposes.stated(request, label.key) if close else ""
    decision = policy.decide(request.user, Permission.EVIDENCE_READ, label, {"purpose": purpose})
    if decision.rule == "purpose-not-stated":
        return purposes.ask(request, close.KIND, close.number)
    try:
        if close:
            budgets.take(request.user)
        elif action == "opened":
            action = "seen"
        entry = note_read(exhibit, by=request.user, action=action, purpose=purpose, rule=decision.rule)
        if close:
            alerts.note_touch(request.user, close.KIND, close.number, entry.seq)
    except approvals.NeedsApprovalError as error:
        return approval_views.needed(request, error)
    return None


def _held_close(exhibit: Exhibit) -> Held | None:
    """What holds the exhibit close: it itself, or its seizure."""
    for record in (exhibit, exhibit.incident):
        label = record.access_label()
        if label.compartments or label.is_agency_only:
            return record
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
