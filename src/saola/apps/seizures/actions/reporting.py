"""Issuing the annual illegal trade report. An issued version never changes; an amendment is the next version."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal

from ..aitr import About, Gathered, compare, digest_of, gather, write_workbook
from ..models import Incident, IssuedReport


class NothingChangedError(ValueError):
    """The report would say exactly what its last version says."""


class NothingToReportError(ValueError):
    """The year has no row to report; the form has no way to issue nothing."""


class ChangedWhileReadError(RuntimeError):
    """The records changed after the person read the rows, so that they would issue what they have not seen."""


@transaction.atomic
def issue(
    year: int, *, share_with_iccwc: bool, note: str = "", expected: str | None = None, by: Any
) -> IssuedReport:
    """Issue the next version of the report of ``year``, as the records stand now.

    ``expected`` is the digest of the rows that the person has read. Raises ``ChangedWhileReadError`` when they
    are others by now, ``NothingToReportError``, and ``NothingChangedError`` when neither a row nor the choice
    about sharing differs from the last version.
    """
    if by is not None:
        policy.require(by, Permission.REPORTS_ISSUE)
    gathered = gather(year, seen_by(by))
    if expected is not None and digest_of(gathered.rows) != expected:
        raise ChangedWhileReadError(year)
    last = IssuedReport.objects.filter(year=year).order_by("-version").first()
    _refuse_repetition(gathered, last, share_with_iccwc)
    about = About(
        year=year,
        version=last.version + 1 if last else 1,
        issued_at=timezone.now(),
        issued_by=str(by) if by is not None else "the node itself",
        share_with_iccwc=share_with_iccwc,
        held_back=len(gathered.held_back),
        unsettled=len(gathered.unsettled),
        undated=gathered.undated,
        note=note.strip(),
    )
    return _keep(gathered, about, by)


def _refuse_repetition(gathered: Gathered, last: IssuedReport | None, share_with_iccwc: bool) -> None:
    if last is None:
        if not gathered.rows:
            raise NothingToReportError(gathered.year)
    elif not compare(last.rows, gathered.rows) and last.share_with_iccwc == share_with_iccwc:
        raise NothingChangedError(gathered.year)


def _keep(gathered: Gathered, about: About, by: Any) -> IssuedReport:
    workbook = write_workbook(gathered.rows, about)
    report = IssuedReport.objects.create(
        year=about.year,
        version=about.version,
        issued_at=about.issued_at,
        issued_by=by,
        share_with_iccwc=about.share_with_iccwc,
        note=about.note,
        rows=gathered.rows,
        held_back=about.held_back,
        workbook=workbook,
        digest=hashlib.sha256(workbook).hexdigest(),
    )
    journal.write(
        "report.issued", by=by, about=report, year=about.year, version=about.version, digest=report.digest
    )
    return report


@transaction.atomic
def draft(year: int, *, by: Any) -> bytes:
    """The workbook as it would be issued now, marked as a draft; the journal notes that it left."""
    if by is not None:
        policy.require(by, Permission.SEIZURES_DOWNLOAD)
    gathered = gather(year, seen_by(by))
    about = About(
        year=year,
        held_back=len(gathered.held_back),
        unsettled=len(gathered.unsettled),
        undated=gathered.undated,
    )
    journal.write("report.drafted", by=by, object_type="report", object_id=year, year=year)
    return write_workbook(gathered.rows, about)


@transaction.atomic
def hand_out(report: IssuedReport, *, by: Any) -> bytes:
    """The workbook of an issued version, byte for byte as it was issued; the journal notes that it left."""
    if by is not None:
        policy.require(by, Permission.REPORTS_READ)
    journal.write("report.downloaded", by=by, about=report, year=report.year, version=report.version)
    return bytes(report.workbook)


def seen_by(person: Any) -> QuerySet[Incident]:
    """What ``person`` may see; ``None``, on the command line of the node, owns the records."""
    return Incident.objects.all() if person is None else Incident.objects.visible_to(person)
