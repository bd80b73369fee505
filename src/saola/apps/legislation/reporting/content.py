"""What a gap report says, as texts: once issued it is kept so, and set again from exactly this."""

import hashlib
from datetime import date
from typing import Any

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.answers import said
from saola.core.law import NationalLaw
from saola.core.sealing import canonical

from ..gaps import Row, gaps
from ..models import Bill, Jurisdiction


def content_of(law: NationalLaw, jurisdiction: Jurisdiction, on: date) -> dict[str, Any]:
    """The report for the law of the day, in the reader's language. No person is named in it, only agencies."""
    found = gaps(law, jurisdiction, on)
    bills = jurisdiction.bills.prefetch_related("gaps", "steps")
    return {
        "language": get_language() or "en",
        "is_rtl": get_language_bidi(),
        "words": _words(),
        "title": _("Gaps in the law of {country}").format(
            country=vocabularies.country_label(jurisdiction.country)
        ),
        "facts": [
            [_("Law of the day"), on.isoformat()],
            [_("Points met"), str(len(found.met))],
            [_("Points open or not met"), str(len(found.unmet))],
            [_("Further gaps"), str(len(found.others))],
            [said(found.requirements.question), _outcomes()[found.requirements.outcome.value]],
        ],
        "unmet": [_line(row) for row in found.unmet],
        "others": [_line(row) for row in found.others],
        "met": [[_article(row), row.title, ", ".join(row.point.finding.value or ())] for row in found.met],
        "bills": [_bill(bill) for bill in bills],
    }


def _outcomes() -> dict[str, str]:
    return {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}


def _article(row: Row) -> str:
    return f"{row.point.treaty}, {row.point.article}" if row.point else ""


def _line(row: Row) -> list[str]:
    gap = row.gap
    answer = _outcomes()[row.point.finding.outcome.value] if row.point else ""
    return [
        _article(row),
        row.title,
        answer,
        gap.get_state_display() if gap else _("nobody sees to it"),
        str(gap.agency or "") if gap else "",
        gap.due_on.isoformat() if gap and gap.due_on else "",
        ", ".join(bill.number for bill in row.bills),
    ]


def _bill(bill: Bill) -> dict[str, Any]:
    return {
        "title": str(bill),
        "closes": "; ".join(gap.title for gap in bill.gaps.all()),
        "steps": [
            [step.happened_on.isoformat(), str(Bill.Stage(step.stage).label), step.note]
            for step in bill.steps.all()
        ],
    }


def _words() -> dict[str, Any]:
    return {
        "unmet": _("What is not met, or not known"),
        "others": _("Further gaps"),
        "met": _("What is met"),
        "bills": _("Bills"),
        "gap": [
            _("Article"),
            _("What is missing"),
            _("Met"),
            _("State"),
            _("Agency"),
            _("Due"),
            _("Bills"),
        ],
        "point": [_("Article"), _("Point"), _("Provisions")],
        "step": [_("Day"), _("Stage"), _("Note")],
        "none": _("Nothing."),
    }


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical content, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()
