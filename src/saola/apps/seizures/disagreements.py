"""Where what a file says of CITES and what the lists say exclude each other, for a person to check."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TextIO

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from saola.apps.catalogue import queries
from saola.core.intake import guarded
from saola.core.listings import NONE, Status
from saola.core.values import Finding, PartialDate

from .models import Leg, Specimen

COLUMNS = (
    "seizure",
    "reference",
    "row",
    "name_reported",
    "taxon",
    "appendix_reported",
    "asked_on",
    "appendix_found",
    "kind",
    "reasons",
)
_LISTED = frozenset({"s", "sim", "si", "sí", "y", "yes", "true", "1", "oui", "да", "是", "نعم"})
_UNLISTED = frozenset(
    {"n", "nao", "não", "no", "non", "false", "0", "none", "nc", "not listed", "нет", "否", "لا"}
)
_APPENDIX = re.compile(r"(?:cites|app(?:endix|\.)?|anexo|annexe?)?[\s.:-]*(iii|ii|i|3|2|1)", re.IGNORECASE)
_NUMBERS = {"1": "I", "2": "II", "3": "III"}


class Kind(StrEnum):
    """How the two differ."""

    UNLISTED_BUT_FOUND = "reported_unlisted_found_listed"
    LISTED_BUT_NOT = "reported_listed_found_unlisted"
    LISTED_BUT_NO_NAME = "reported_listed_name_in_no_list"
    ANOTHER_APPENDIX = "another_appendix"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One specimen of which the file and the lists say different things on the day ``asked_on``."""

    specimen: Specimen
    asked_on: str
    kind: Kind
    finding: Finding[Status] | None

    @property
    def found(self) -> str:
        """The Appendices that are possible, as ``I/II``."""
        return "/".join(self.finding.value.possible) if self.finding and self.finding.value else ""


@dataclass(slots=True)
class Comparison:
    """The comparison of many specimens: disagreements come as they are found, everything is counted.

    Every specimen is counted once: in ``kinds`` when it disagrees, else in ``others`` as ``agrees``, ``open``
    (the lists do not settle it), ``no_name`` (reported as unlisted, and in no list), ``silent`` (the file does
    not say) or ``unread`` (what the file says is no Appendix).
    """

    kinds: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    def of(self, specimens: QuerySet[Specimen], undated_on: date | None = None) -> Iterator[Disagreement]:
        """Compare ``specimens``. Where a seizure has no date, ``undated_on`` is asked, else today."""
        shelf = queries.listing_book()
        answers: dict[tuple, Finding[Status]] = {}
        fallback = PartialDate.of(undated_on or timezone.localdate())
        origins = _origins(specimens)
        for specimen in specimens.select_related("incident", "taxon").iterator(chunk_size=2000):
            claimed = claim(specimen.reported_appendix)
            if claimed is None:
                self.others["unread" if specimen.reported_appendix.strip() else "silent"] += 1
                continue
            on = PartialDate.parse_iso(specimen.incident.seized_on)
            on = on if on.year is not None else fallback
            finding = None
            if specimen.taxon is not None:
                key = (
                    specimen.taxon.name,
                    on,
                    origins.get(specimen.incident_id),
                    specimen.term or None,
                    specimen.source_code or None,
                )
                if key not in answers:
                    answers[key] = shelf.ask(*key[:2], origin=key[2], term=key[3], source_code=key[4])
                finding = answers[key]
            kind = self._judge(claimed, finding)
            if kind is not None:
                self.kinds[kind.value] += 1
                yield Disagreement(specimen, str(on), kind, finding)

    def _judge(self, claimed: frozenset[str], finding: Finding[Status] | None) -> Kind | None:
        possible = set(finding.value.possible) if finding and finding.value else set()
        if finding is None:
            if claimed == {NONE}:
                self.others["no_name"] += 1
                return None
            return Kind.LISTED_BUT_NO_NAME
        if not possible or _is_partial(finding):
            self.others["open"] += 1
            return None
        if possible & claimed:
            self.others["agrees" if possible <= claimed else "open"] += 1
            return None
        if claimed == {NONE}:
            return Kind.UNLISTED_BUT_FOUND
        return Kind.LISTED_BUT_NOT if possible == {NONE} else Kind.ANOTHER_APPENDIX


def _is_partial(finding: Finding[Status]) -> bool:
    """Whether more than the possible Appendices is open: the species, the history, or two lists at odds."""
    return any(lack.field in ("taxon", "history", "lists") for lack in finding.missing)


def claim(words: str) -> frozenset[str] | None:
    """The Appendices that the words of a file claim; ``None`` when they say nothing that can be compared.

    >>> sorted(claim("S")), sorted(claim("App. II")), claim("?")
    (['I', 'II', 'III'], ['II'], None)
    """
    plain = " ".join(words.split()).casefold()
    if plain in _LISTED:
        return frozenset({"I", "II", "III"})
    if plain in _UNLISTED:
        return frozenset({NONE})
    found = [_APPENDIX.fullmatch(part.strip()) for part in re.split(r"[/,;&]", plain)]
    if not plain or not all(found):
        return None
    return frozenset(_NUMBERS.get(match[1], match[1].upper()) for match in found if match)


def _origins(specimens: QuerySet[Specimen]) -> dict[int, str]:
    """The one country of origin of every incident that has exactly one."""
    legs = Leg.objects.filter(role=Leg.ORIGIN, incident__in=specimens.values("incident")).exclude(country="")
    countries: dict[int, set[str]] = {}
    for incident, country in legs.values_list("incident_id", "country"):
        countries.setdefault(incident, set()).add(country)
    return {incident: next(iter(found)) for incident, found in countries.items() if len(found) == 1}


def write_csv(found: Iterator[Disagreement], file: TextIO) -> int:
    """Write the disagreements as CSV with the columns ``COLUMNS``; return how many there were."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    for one in found:
        count += 1
        writer.writerow([guarded(str(cell)) for cell in _cells(one)])
    return count


def _cells(one: Disagreement) -> list:
    specimen, reasons = one.specimen, one.finding.reasons if one.finding else ()
    return [
        specimen.incident.number,
        specimen.incident.reference,
        specimen.source_row or "",
        specimen.reported_name or specimen.reported_common_name,
        specimen.taxon.name if specimen.taxon else "",
        specimen.reported_appendix,
        one.asked_on,
        one.found,
        one.kind.value,
        " ".join(reason.text.in_words(_) for reason in reasons),
    ]
