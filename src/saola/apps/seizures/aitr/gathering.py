"""Gathering a year: the rows of the report, what is missing in them, and what stays out of it, counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import library

from ..models import Incident, Specimen
from .cells import CELLS, key_of, missing, words_of
from .outcomes import NOTHING, Told, beside, outcomes

Row = dict[str, str]
"""Field codes with the words of the form, and ``key``."""

LISTED = {"I", "II", "III"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the form asks for in every row and this row lacks."""

    number: str
    line: int
    field: str


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A seizure that stays out of the report, and why."""

    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A row of which it is not known whether it was listed; ``name`` as far as it was understood."""

    number: str
    line: int
    name: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """A year as the report would say it now.

    ``unsettled`` are not reported until somebody settles them; ``not_listed`` counts rows in no Appendix.
    ``undated`` counts seizures without a year, which are in the report of none.
    """

    year: int
    rows: list[Row]
    gaps: list[Gap]
    incidents: int
    held_back: list[HeldBack]
    unsettled: list[Unsettled]
    not_listed: int
    undated: int

    @property
    def is_complete(self) -> bool:
        return not self.gaps and not self.unsettled

    @property
    def seizures(self) -> int:
        """How many seizures the rows are of."""
        return len({row["incident_ref"] for row in self.rows})

    @property
    def missing_in(self) -> Counter[str]:
        """In how many rows each field is missing."""
        return Counter(gap.field for gap in self.gaps)


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


def heading(field: dict[str, Any]) -> str:
    """The name of a column in the reader's language; on the form itself it stands in English."""
    language = (get_language() or "en").split("-")[0]
    return field["label"].get(language, field["label"]["en"])


def gather(year: int, incidents: QuerySet[Incident]) -> Gathered:
    """The report of ``year`` from those of ``incidents`` that may leave the house, each seizure once."""
    incidents = incidents.unrestricted()
    of_year = incidents.counted().of_year(year)
    rows: list[Row] = []
    gaps: list[Gap] = []
    unsettled: list[Unsettled] = []
    not_listed = 0
    told = outcomes(of_year.reportable())
    for incident, specimen in _specimens(of_year.reportable()):
        verdict = standing(specimen)
        if verdict is Standing.UNSETTLED:
            unsettled.append(Unsettled(incident.number, specimen.line, _name(specimen)))
        elif verdict is Standing.NOT_LISTED:
            not_listed += 1
        else:
            row = row_of(incident, specimen, told.get(incident.pk, NOTHING))
            rows.append(row)
            gaps.extend(_gaps(row, incident, specimen))
    return Gathered(
        year=year,
        rows=rows,
        gaps=gaps,
        incidents=of_year.count(),
        held_back=_held_back(of_year),
        unsettled=unsettled,
        not_listed=not_listed,
        undated=incidents.counted().filter(year=None).count(),
    )


def _held_back(of_year: QuerySet[Incident]) -> list[HeldBack]:
    held = of_year.filter(is_held_back=True).order_by("number")
    return [HeldBack(*pair) for pair in held.values_list("number", "held_back_reason")]


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


def row_of(incident: Incident, specimen: Specimen, told: Told = NOTHING) -> Row:
    """One row of the form, all texts, so that it can be kept and compared; what was ``told`` stands beside."""
    row = {field["code"]: CELLS[field["code"]](incident, specimen) for field in fields()}
    row["law"] = beside(row["law"], told.law)
    row["sanction"] = beside(row["sanction"], told.sanction)
    row["disposal"] = beside(row["disposal"], (words_of("disposal", [code]) for code in told.disposal))
    row["key"] = key_of(incident, specimen)
    return row


def _gaps(row: Row, incident: Incident, specimen: Specimen) -> Iterator[Gap]:
    for field in fields():
        if field["need"] == "M" and missing(field["code"], row, specimen):
            yield Gap(incident.number, specimen.line, field["code"])
