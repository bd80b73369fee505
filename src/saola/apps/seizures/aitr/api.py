"""Reading issued reports through the HTTP API."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Path, Router, Schema
from ninja.errors import HttpError

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission

from ..models import IssuedReport
from . import pages

router = Router(tags=["reports"])
_HIGHEST = 32_767  # what the database keeps of a year and of a version


class ReportOut(Schema):
    """An issued version of the annual illegal trade report."""

    year: int
    version: int
    issued_at: datetime
    share_with_iccwc: bool = Field(description="Whether the Secretariat may share it with ICCWC.")
    held_back: int = Field(description="How many seizures were held back.")
    note: str
    digest: str = Field(description="SHA-256 of the workbook.")


class WholeReportOut(ReportOut):
    """The same with its rows: codes of the form's fields with their words, and key, which names the row."""

    rows: list[dict[str, str]]


class NoReport(Schema):
    """What you may not see does not exist."""

    detail: str


@router.get(
    "/reports", response={200: list[ReportOut], 404: NoReport}, summary="Issued reports, newest first"
)
def reports(request: HttpRequest):
    _require(request)
    return pages.issued()


@router.get(
    "/reports/{year}/{version}",
    response={200: WholeReportOut, 404: NoReport},
    summary="One issued report with its rows",
)
def report(request: HttpRequest, year: int = Path(ge=1, le=_HIGHEST), version: int = Path(ge=1, le=_HIGHEST)):
    _require(request)
    found = IssuedReport.objects.defer("workbook").filter(year=year, version=version).first()
    if found is None:
        raise HttpError(404, _("There is nothing here."))
    return found


def _require(request: HttpRequest) -> None:
    if not policy.decide(request.user, Permission.REPORTS_READ):
        raise HttpError(404, _("There is nothing here."))
