"""The sheet of one seizure as PDF, for those who may read the seizure."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts import approval_views, approvals, permits, policy, purposes
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.journal.actions import note_read
from saola.apps.quarantine import attachments, pdf

from .. import telling
from ..exploring import sheet as sheets
from ..models import Incident


@needs(Permission.SEIZURES_READ)
@require_GET
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet. The journal tells who printed it, with its digest, before it leaves.

    To print a seizure that is held close is to open it: it asks what for, counts for the day, and touches a decoy.
    """
    seen = Incident.objects.visible_to(request.user).select_related("agency", "originator")
    record = seen.filter(number=number).first()
    if record is None:
        permits.note_missed(request.user, Incident.KIND, number)
        raise Http404
    label = record.access_label()
    purpose = purposes.stated(request, label.key)
    decision = policy.decide(request.user, Permission.SEIZURES_READ, label, {"purpose": purpose})
    if decision.rule == "purpose-not-stated":
        return purposes.ask(request, record.KIND, record.number)
    if not decision:
        return redirect("seizures:incident", number)
    if label.compartments or label.is_agency_only:
        try:
            telling.opened(record, by=request.user, purpose=purpose, rule=decision.rule)
        except approvals.NeedsApprovalError as error:
            return approval_views.needed(request, error)
    data = sheets.data_of(record)
    margin = pdf.Margin(
        title=record.number,
        handling=sheets.handling_of(record),
        who=request.user.name,
        at=timezone.localtime(),
        digest=sheets.digest_of(data),
        language=get_language() or "en",
    )
    try:
        content = sheets.render(data, margin)
    except pdf.NotTypesetError:
        messages.error(
            request,
            _(
                "The sheet could not be made, and nothing was changed. Please tell the administrator of this node; "
                "the page itself can be printed meanwhile."
            ),
        )
        return redirect("seizures:incident", number)
    note_read(
        record,
        by=request.user,
        action="printed",
        purpose=purpose,
        rule=decision.rule,
        digest=margin.digest,
        number=record.number,
    )
    return attachments.attachment(content, f"{record.number}.pdf", "application/pdf")
