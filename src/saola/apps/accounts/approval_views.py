"""Pages of the second person: what waits, what one asked for, and the form that asks."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from . import approval_words, approvals
from .models import Approval
from .permits import needs, open_to_all
from .roles import Permission
from .signing_in.freshness import recently

_SALT = "saola.approvals.asked"


def needed(request: HttpRequest, error: approvals.NeedsApprovalError) -> HttpResponse:
    """The page that says a second person is needed, and asks for one over exactly this content."""
    approvals.note_refusal(error.refusal, error.action, by=request.user)
    shown = {
        "sentence": approvals.sentence(error.action, error.parameters),
        "why": error.refusal.why,
        "parameters": approval_words.rows(error.action, error.parameters),
        "asked": signing.dumps({"action": error.action, "parameters": error.parameters}, salt=_SALT),
        "is_grave": approvals.KINDS[error.action].act_class == "A",
        "tab": "approvals",
    }
    return render(request, "accounts/approval_needed.html", shown)


@open_to_all("everyone may ask for a second person; who may be one is decided by the policy")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    shown = {
        "waiting": [_shown(each) for each in approvals.waiting_for(request.user)],
        "asked": [_shown(each) for each in approvals.asked_by(request.user)[:30]],
        "tab": "approvals",
    }
    return render(request, "accounts/approvals.html", shown)


def _shown(approval: Approval) -> dict[str, Any]:
    is_good = approval.state == Approval.State.APPROVED and not _ran_out(approval)
    return {
        "approval": approval,
        "sentence": approvals.sentence(approval.action, approval.parameters),
        "parameters": approval_words.rows(approval.action, approval.parameters),
        "ran_out": _ran_out(approval),
        "can_carry_out": is_good and approvals.can_carry_out(approval.action),
    }


def _ran_out(approval: Approval) -> bool:
    is_open = approval.state in (Approval.State.ASKED, Approval.State.APPROVED)
    return is_open and timezone.now() >= approval.expires_at


@open_to_all("everyone may ask for a second person; who may be one is decided by the policy")
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a second person over the content that a page of this house named before."""
    try:
        asked = signing.loads(request.POST.get("asked", ""), salt=_SALT, max_age=3600)
    except signing.BadSignature as error:
        raise Http404 from error
    try:
        approvals.ask(
            asked["action"], asked["parameters"], by=request.user, reason=request.POST.get("reason", "")
        )
    except ValueError:
        messages.error(request, _("Nothing was asked: say why it is needed; the second person reads it."))
        return redirect("accounts:approvals")
    messages.success(request, _("A second person was asked. Come back here once they have decided."))
    return redirect("accounts:approvals")


@needs(Permission.APPROVALS_DECIDE)
@recently
@require_POST
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    approval = get_object_or_404(Approval, pk=pk)
    try:
        approvals.decide(
            approval,
            approve=request.POST.get("verdict") == "approve",
            by=request.user,
            note=request.POST.get("note", ""),
        )
        messages.success(request, _("Your decision was written down."))
    except approvals.ApproverError as error:
        messages.error(request, error.refusal.why.in_words(_))
    return redirect("accounts:approvals")


@open_to_all("only the asker's own approvals are found here, and the act itself asks the policy again")
@recently
@require_POST
def carry_out(request: HttpRequest, pk: str) -> HttpResponse:
    approval = get_object_or_404(Approval, pk=pk, asked_by=request.user)
    if not approvals.can_carry_out(approval.action):
        raise Http404
    try:
        done = approvals.carry_out(approval, by=request.user)
        messages.success(request, _("It was done as approved."))
        if hasattr(done, "get_absolute_url"):
            return redirect(done)
    except approvals.NeedsApprovalError as error:
        messages.error(request, error.refusal.why.in_words(_))
    except approvals.NotDoneError as error:
        messages.error(request, str(error))
    except ValueError:
        messages.error(
            request,
            _("Nothing was done: things changed since it was approved. Look at it again and ask anew."),
        )
    return redirect("accounts:approvals")
