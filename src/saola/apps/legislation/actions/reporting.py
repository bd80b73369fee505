"""Issuing the gap report. An issued version never changes."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal

from ..models import GapReport, Jurisdiction
from ..queries import law_book
from ..reporting import content_of, digest_of


class NothingChangedError(ValueError):
    """The report would say exactly what its last version says."""


@transaction.atomic
def issue(jurisdiction: Jurisdiction, on: date, *, by: Any) -> GapReport:
    """Issue the next version. Raises ``NothingChangedError``."""
    policy.require(by, Permission.LAW_WRITE)
    Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    law = law_book().of_country(jurisdiction.country)[0]
    content = content_of(law, jurisdiction, on)
    digest = digest_of(content)
    last = jurisdiction.gap_reports.first()
    if last is not None and last.digest == digest:
        raise NothingChangedError
    report = GapReport.objects.create(
        jurisdiction=jurisdiction,
        number=last.number + 1 if last else 1,
        speaks_of=on,
        issued_at=timezone.now(),
        issued_by=by,
        content=content,
        digest=digest,
    )
    journal.write(
        "gap.report_issued",
        by=by,
        about=report,
        version=report.number,
        country=jurisdiction.country,
        digest=digest,
    )
    return report


@transaction.atomic
def note_taken(report: GapReport, *, by: Any) -> None:
    """The journal notes that the report left."""
    policy.require(by, Permission.LAW_READ)
    journal.write(
        "gap.report_taken", by=by, about=report, version=report.number, country=report.jurisdiction.country
    )
