"""The list of cases as a file: exactly what is chosen, without anything that names a person or may name one."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.core.intake.guarding import guarded

from ..models import Case

COLUMNS: tuple[tuple[str, Any], ...] = (
    ("number", gettext_lazy("Number")),
    ("reference", gettext_lazy("Reference of the agency")),
    ("stage", gettext_lazy("Stage")),
    ("priority", gettext_lazy("Priority")),
    ("lead", gettext_lazy("Leading agency")),
    ("origin", gettext_lazy("Opened from")),
    ("opened_on", gettext_lazy("Opened")),
    ("occurred_on", gettext_lazy("Date of the act")),
    ("country", gettext_lazy("Country")),
    ("subdivision", gettext_lazy("Part of the country")),
    ("place_name", gettext_lazy("Place")),
    ("groups", gettext_lazy("Species groups")),
    ("court", gettext_lazy("Court")),
    ("people_count", gettext_lazy("People and companies")),
    ("defendant_count", gettext_lazy("Defendants")),
    ("next_due_at", gettext_lazy("Next time limit")),
    ("closed_on", gettext_lazy("Closed")),
    ("closing", gettext_lazy("Why it was closed")),
)
"""Fields that are declared public. The title is not among them: people write names into titles."""


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def as_csv(cases: Iterable[Case]) -> Iterator[str]:
    """Lines of comma-separated values, with a mark of their encoding; no cell runs as a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([guarded(str(label)) for _name, label in COLUMNS])
    for case in cases:
        yield writer.writerow([_text(case, name) for name, _label in COLUMNS])


def _text(case: Case, name: str) -> str:
    if name in ("stage", "origin", "closing"):
        return guarded(str(getattr(case, f"get_{name}_display")()))
    value = getattr(case, name)
    if name == "groups":
        return guarded(" ".join(value.strip(",").split(",")))
    if name == "next_due_at":
        return timezone.localtime(value).isoformat(timespec="minutes") if value else ""
    return "" if value is None else guarded(str(value))


def file_name() -> str:
    return f"{_('cases')}.csv"
