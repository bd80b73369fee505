"""Issuing the annual illegal trade report. An issued version never changes; an amendment is the next version."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal

from ..aitr import Gathered, compare, gather, write_workbook
from ..models import Incident, IssuedReport


class NothingChangedError(ValueError):
    """The report would say exactly what its last version says."""


@transaction.atomic
def issue(year: int, *, share_with_iccwc: bool, note: str = "", by: Any) -> IssuedReport:
    """Issue the next version of the report of ``year``, as the records stand now.

    Raises ``NothingChangedError`` when neither a row nor the choice about sharing differs from the last version.
    """
    policy.require(by, Permission.REPORTS_ISSUE)
    gathered = gather(year, Incident.objects.visible_to(by))
    last = IssuedReport.objects.filter(year=year).order_by("-version").first()
    if last and not compare(last.rows, gathered.rows) and last.share_with_iccwc == share_with_iccwc:
        raise NothingChangedError(year)
    version = last.version + 1 if last else 1
    at = timezone.now()
    workbook = write_workbook(gathered.rows, about(gathered, version, share_with_iccwc, str(by), at, note))
    report = IssuedReport.objects.create(
        year=year,
        version=version,
        issued_at=at,
        issued_by=by,
        share_with_iccwc=share_with_iccwc,
        note=note,
        rows=gathered.rows,
        held_back=len(gathered.held_back),
        workbook=workbook,
        digest=hashlib.sha256(workbook).hexdigest(),
    )
    journal.write("report.issued", by=by, about=report, year=year, version=version, digest=report.digest)
    return report


def about(
    gathered: Gathered, version: int, share: bool, issued_by: str, at: Any, note: str
) -> list[tuple[str, str]]:
    """What the second sheet says, in English as the form."""
    rows = json.dumps(gathered.rows, ensure_ascii=False, sort_keys=True).encode()
    return [
        ("Report", f"CITES annual illegal trade report, {gathered.year}"),
        (
            "Version",
            f"{version}" if version == 1 else f"{version} (amendment; replaces version {version - 1})",
        ),
        ("Issued", f"{at:%Y-%m-%d %H:%M} UTC, by {issued_by}"),
        ("May be shared with ICCWC for global research", "Yes" if share else "No"),
        ("Rows", str(len(gathered.rows))),
        ("Seizures held back", str(len(gathered.held_back))),
        (
            "Rows not reported because it is not settled whether they were listed",
            str(len(gathered.unsettled)),
        ),
        ("SHA-256 of the rows", hashlib.sha256(rows).hexdigest()),
        ("Note", note),
    ]
