"""Questions to laboratories, and what they answered."""

from datetime import date
from typing import Any

from django.db import transaction

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue.models import Taxon
from saola.core import custody
from saola.core.values import Quantity

from ..models import Exhibit, LaboratoryRequest, LaboratoryResult, SealedFile
from .entering import enter


@transaction.atomic
def send(
    exhibit: Exhibit, *, laboratory: str, method: str, question: str, by: Any, **when: Any
) -> LaboratoryRequest:
    """Send the exhibit to a laboratory with a question. Raises a ``CustodyRefusal`` or ``PermissionDenied``."""
    number = f"L-{exhibit.number}-{exhibit.requests.count() + 1}"
    event = enter(
        exhibit, custody.SentToLaboratory(laboratory=laboratory.strip(), request=number), by=by, **when
    )
    return LaboratoryRequest.objects.create(
        number=number,
        exhibit=exhibit,
        laboratory=laboratory.strip(),
        method=LaboratoryRequest.Method(method),
        question=question.strip(),
        asked_at=event.at,
        asked_by=by,
        event=event,
    )


@transaction.atomic
def answer(
    request: LaboratoryRequest,
    *,
    report: str,
    reported_on: date,
    examiner: str,
    conclusion: str,
    strength: str,
    by: Any,
    taxon: Taxon | None = None,
    origin: str = "",
    database: str = "",
    consumed: Quantity | None = None,
    file: SealedFile | None = None,
    **when: Any,
) -> LaboratoryResult:
    """Write down what a laboratory answered. A second answer stands beside the first."""
    policy.require(by, Permission.EVIDENCE_EXAMINE, request.exhibit, {"purpose": "custody"})
    act = custody.ResultGiven(request=request.number, consumed=consumed)
    event = enter(request.exhibit, act, by=by, **when)
    return LaboratoryResult.objects.create(
        request=request,
        report=report,
        reported_on=reported_on,
        examiner=examiner,
        conclusion=conclusion,
        strength=LaboratoryResult.Strength(strength),
        taxon=taxon,
        origin=origin,
        database=database,
        file=file,
        event=event,
    )
