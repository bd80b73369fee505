"""The custody of exhibits on paper: what the table of a bundle says, set as PDF/A without files or network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _

from saola.apps.quarantine import pdf
from saola.core.custody import Discrepancy
from saola.core.values import Quantity

from .. import wording
from ..models import CustodyEvent, Exhibit, SealedFile
from . import tables

TEMPLATE = Path(__file__).with_name("custody.typ")


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands on paper. ``files`` and ``withheld`` pair each sealed file with its path or the reason."""

    exhibits: Sequence[Exhibit]
    events: Sequence[CustodyEvent]
    discrepancies: Sequence[Discrepancy]
    files: Sequence[tuple[SealedFile, str]]
    withheld: Sequence[tuple[SealedFile, str]]
    purpose: str
    fingerprint: str
    table_digest: str
    who: str
    at: datetime


def custody_pdf(statement: Statement) -> bytes:
    """The statement of custody as PDF/A. Raises ``pdf.NotTypesetError``."""
    codes = sorted({code for each in statement.exhibits for code in each.handling.split()})
    data = {
        "is_rtl": get_language_bidi(),
        "words": _headings(),
        "mark": _("Fictional country – demonstration data") if settings.DEMO else "",
        "facts": [
            [_("For"), statement.purpose],
            [pgettext("when", "Made"), f"{tables.written(statement.at)} UTC"],
            [_("SHA-256 of the key with which the bundle is signed"), _grouped(statement.fingerprint)],
        ],
        "exhibits": [_exhibit(each, statement) for each in statement.exhibits],
        "files": [[file.exhibit.number, file.kept_name, file.sha256] for file, _path in statement.files],
        "withheld": [[file.exhibit.number, file.sha256, why] for file, why in statement.withheld],
    }
    margin = pdf.Margin(
        _("Chain of custody"),
        " ".join(codes),
        statement.who,
        statement.at,
        statement.table_digest,
        get_language() or "en",
    )
    return pdf.render(TEMPLATE, data, margin)


def _exhibit(exhibit: Exhibit, statement: Statement) -> dict[str, Any]:
    family = {exhibit.pk, exhibit.parent_id}
    return {
        "number": exhibit.number,
        "description": exhibit.description,
        "facts": [
            [_("Seizure"), exhibit.incident.number],
            [_("Quantity now"), wording.quantity(Quantity(exhibit.present, exhibit.unit))],
            [_("Where it is"), exhibit.get_where_display()],
            [_("Who holds it"), wording.names([exhibit.holder]).get(exhibit.holder, exhibit.holder)],
            [_("Seal"), exhibit.seal or "–"],
        ],
        "entries": [
            [
                str(event.number)
                if event.exhibit_id == exhibit.pk
                else f"{event.exhibit.number}: {event.number}",
                tables.written(event.at),
                tables.kind_words(event.kind),
                tables.words(event),
                event.by.full_name,
                _grouped(event.digest[:16]),
            ]
            for event in statement.events
            if event.exhibit_id in family
        ],
        "discrepancies": [
            [
                str(found.entry),
                tables.written(found.at),
                wording.in_words(found.text),
                _("Explained by entry {entry}").format(entry=found.explained_by)
                if found.explained_by
                else pgettext("a discrepancy", "Open"),
            ]
            for found in statement.discrepancies
            if found.exhibit == exhibit.number
        ],
    }


def _grouped(digest: str) -> str:
    """In groups of eight, so that it can be read aloud and breaks over lines."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _headings() -> dict[str, Any]:
    return {
        "title": _("Chain of custody"),
        "custody": [_("No."), _("When, UTC"), _("What"), _("In words"), _("Signed by"), _("Digest")],
        "discrepancies": _("What does not agree"),
        "discrepancy": [
            pgettext("of custody", "Entry"),
            _("When, UTC"),
            _("What does not agree"),
            _("State"),
        ],
        "none": _("Nothing is open and nothing ever was."),
        "files": _("Files in this bundle"),
        "withheld": _("Withheld"),
    }
