"""A gap report on paper: what was issued, set as PDF/A without files or network."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from saola.apps.quarantine import pdf

from ..models import GapReport

TEMPLATE = Path(__file__).with_name("gaps.typ")


def report_pdf(report: GapReport, who: str) -> bytes:
    """The report as PDF, for ``who`` prints it. Raises ``pdf.NotTypesetError``."""
    margin = pdf.Margin(
        title=f"{report.content['title']} · v{report.number}",
        handling="",
        who=who,
        at=report.issued_at,
        digest=report.digest,
        language=report.content["language"],
    )
    mark = _("Fictional country – demonstration data") if settings.DEMO else ""
    return pdf.render(TEMPLATE, {**report.content, "mark": mark}, margin)
