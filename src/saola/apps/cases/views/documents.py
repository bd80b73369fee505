"""Papers of a case as PDF. Each leaves the house: what may not go to a court is refused, and every one is told."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saola.apps.accounts import policy
from saola.apps.accounts.permits import needs
from saola.apps.accounts.roles import Permission
from saola.apps.quarantine import pdf
from saola.apps.quarantine.attachments import attachment

from ..queries import papers
from ..queries.documents import PAPERS
from .opening import find, told


@needs(Permission.CASES_READ)
@require_GET
def document(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """One paper, as the reader may see it, made now."""
    case = find(request, number)
    make = PAPERS.get(kind)
    if make is None:
        raise Http404
    leaving = {"purpose": case.number, "leaves": "court"}
    decision = policy.decide(request.user, Permission.CASES_READ, case, leaving)
    if decision.rule.startswith("handling-"):
        messages.error(request, _("No paper was made. {why}").format(why=decision.why.in_words(_)))
        return redirect("cases:case", number=case.number)
    if (instead := told(request, case, "printed", leaves="court")) is not None:
        return instead
    try:
        content = papers.render(
            make(case, request.user),
            handling=case.handling,
            who=request.user.full_name,
            at=timezone.localtime(),
        )
    except pdf.NotTypesetError:
        messages.error(
            request, _("The paper could not be made. Try again; if it stays so, tell the administrator.")
        )
        return redirect("cases:case", number=case.number)
    return attachment(content, f"{case.number}-{kind}.pdf", "application/pdf")
