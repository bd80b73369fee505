"""Gathering a year: the rows of the report, what is missing in them, and what stays out of it, counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import library

from ..models import Incident, Specimen
from .cells import CELLS, key_of

LISTED = {"I", "II", "III"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the form asks for in every row and this row lacks."""

    number: str
    line: int
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """A year as the report would say it now.

    ``rows`` map field codes to the words of the form. ``unsettled`` are rows of which it is not known whether
    they were listed: they are not reported until somebody settles them. ``not_listed`` are in no Appendix.
    """

    year: int
    rows: list[dict[str, Any]]
    gaps: list[Gap]
    incidents: int
    held_back: list[tuple[str, str]]
    unsettled: list[tuple[str, int, str]]
    not_listed: int

    @property
    def is_complete(self) -> bool:
        return not self.gaps and not self.unsettled


class Standing:
    """Whether a specimen belongs in the report."""

    REPORTED: Promise = _("reported")
    UNSETTLED: Promise = _("not known whether it was listed")
    NOT_LISTED: Promise = _("in no Appendix")


def standing(specimen: Specimen) -> Promise:
    """Reported when every Appendix it may have been in is one; left out when it certainly was in none."""
    possible = set(specimen.possible)
    if possible and possible <= LISTED:
        return Standing.REPORTED
    if specimen.outcome == "no":
        return Standing.NOT_LISTED
    return Standing.UNSETTLED


def fields() -> list[dict[str, Any]]:
    """The columns of the form, in order."""
    return library.read("vocabularies/aitr_fields.yaml")["entries"]


def gather(year: int, incidents: QuerySet[Incident]) -> Gathered:
    """The report of ``year`` from those of ``incidents`` that a person may see."""
    of_year = incidents.of_year(year)
    rows: list[dict[str, Any]] = []
    gaps: list[Gap] = []
    unsettled: list[tuple[str, int, str]] = []
    not_listed = 0
    for incident, specimen in _specimens(of_year.reportable()):
        verdict = standing(specimen)
        if verdict is Standing.UNSETTLED:
            unsettled.append((incident.number, specimen.line, _name(specimen)))
        elif verdict is Standing.NOT_LISTED:
            not_listed += 1
        else:
            row = row_of(incident, specimen)
            rows.append(row)
            gaps.extend(_gaps(row, incident, specimen))
    held_back = list(of_year.filter(is_held_back=True).values_list("number", "held_back_reason"))
    return Gathered(year, rows, gaps, of_year.count(), held_back, unsettled, not_listed)


def _specimens(incidents: QuerySet[Incident]) -> Iterator[tuple[Incident, Specimen]]:
    wanted = (
        incidents.order_by("first_day", "id")
        .prefetch_related("specimens__taxon", "legs")
        .select_related("agency")
    )
    for incident in wanted.iterator(chunk_size=1000):
        for specimen in incident.specimens.all():
            yield incident, specimen


def _name(specimen: Specimen) -> str:
    if specimen.taxon is not None:
        return specimen.taxon.name
    return specimen.reported_name or specimen.reported_common_name


def row_of(incident: Incident, specimen: Specimen) -> dict[str, Any]:
    """One row of the form: texts and numbers, nothing else, so that it can be kept and compared."""
    row = {field["code"]: CELLS[field["code"]](incident, specimen) for field in fields()}
    row["key"] = key_of(incident, specimen)
    return row


def _gaps(row: dict[str, Any], incident: Incident, specimen: Specimen) -> Iterator[Gap]:
    for field in fields():
        if field["need"] == "M" and row[field["code"]] in ("", None):
            if field["code"] == "unit" and row["quantity"] not in ("", None):
                continue  # no unit is the form's way to say a number of specimens
            yield Gap(incident.number, specimen.line, field["code"], field["label"]["en"])
