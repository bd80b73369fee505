"""Papers of cases as PDF/A from one frozen template: number, handling code, digest and page count on every page."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from saola.apps.quarantine import pdf

from .calendar import Coming, by_court
from .written import day

TEMPLATE = Path(__file__).parents[1] / "typeset" / "paper.typ"


@dataclass(frozen=True)
class Section:
    """A part of a paper. ``widths`` are shares of the page, one a column; ``none`` stands where there is no row."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    words: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[int] = ()
    none: str = ""


@dataclass(frozen=True)
class Paper:
    """What stands on paper; its digest is that of exactly this."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = field(default_factory=tuple)

    @property
    def digest(self) -> str:
        """SHA-256 over the content as canonical JSON."""
        content = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()


def render(paper: Paper, *, handling: str, who: str, at: datetime) -> bytes:
    """The paper as PDF/A. Raises ``pdf.NotTypesetError``."""
    data: dict[str, Any] = {
        "is_rtl": get_language_bidi(),
        "mark": _("Fictional country – demonstration data") if settings.DEMO else "",
        **json.loads(json.dumps(asdict(paper))),
    }
    for section in data["sections"]:
        section["widths"] = section["widths"] or [1] * len(section["head"])
    margin = pdf.Margin(paper.title, handling, who, at, paper.digest, get_language() or "en")
    return pdf.render(TEMPLATE, data, margin)


def calendar_pdf(found: Iterable[Coming], *, days: int, who: str, at: datetime) -> bytes:
    """The court calendar on paper: by court, without names."""
    sections = [
        Section(
            title=name or _("Time limits"),
            head=[_("When"), _("What"), _("Case"), _("Room")],
            rows=[[day(one.at), one.plain, one.case.number, one.room or "–"] for one in lines],
            widths=[4, 4, 3, 2],
        )
        for name, lines in by_court(found)
    ]
    facts = [(_("Days ahead"), str(days))]
    nothing = [Section(title=_("Court calendar"), none=_("Nothing is to come."))]
    paper = Paper(_("Court calendar"), facts, sections or nothing)
    return render(paper, handling="", who=who, at=at)
