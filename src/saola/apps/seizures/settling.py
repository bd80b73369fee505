"""What recording works out of a draft: the taxon, the standard quantity, the Appendix of that day.

A ``Settler`` remembers what it has worked out, because the rows of a file repeat themselves.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saola.apps.catalogue import measures, queries
from saola.apps.catalogue.models import Taxon
from saola.core.listings import NONE
from saola.core.names import NameMatch
from saola.core.values import Outcome, PartialDate

from .drafts import IncidentDraft, SpecimenDraft

RESOLVER = "names 1"
_REMEMBERED = (
    20_000  # answers kept at most (under a kilobyte each), so that a long file does not fill the memory
)


@dataclass(frozen=True, slots=True)
class SettledName:
    """The taxon a reported name stands for (``None``: a person must choose), and how that was found."""

    taxon_id: int | None
    taxon: str
    group: str
    path: str
    resolution: str


@dataclass(frozen=True, slots=True)
class SettledStatus:
    """What the Finding says, as far as a list shows it; the page asks for the whole Finding again.

    ``appendix`` is the strictest that applied; empty where it may have been in none.
    """

    appendix: str
    possible: tuple[str, ...]
    deemed: str
    outcome: str


@dataclass(frozen=True, slots=True)
class SettledSpecimen:
    name: SettledName
    status: SettledStatus
    standard_quantity: Decimal | None
    standard_unit: str


_NO_NAME = SettledName(None, "", "", "", "")
_NO_STATUS = SettledStatus("", (), "", "unknown")


class Settler:
    """Settles specimens against the lists as they are now."""

    def __init__(self) -> None:
        self._index = queries.name_index()
        self._shelf = queries.listing_book()
        rows = Taxon.objects.values_list("pk", "name", "group", "path", "rank")
        self._taxa = {pk: (name, group, path) for pk, name, group, path, _ in rows.iterator()}
        self._rank_of = {path: rank for _, _, _, path, rank in rows.iterator()}
        self._lineages: dict[str, dict[str, str]] = {"": {}}
        self._names: dict[tuple[str, str], SettledName] = {}
        self._statuses: dict[tuple, SettledStatus] = {}

    def settle(self, specimen: SpecimenDraft, incident: IncidentDraft) -> SettledSpecimen:
        """Everything derived of one specimen of an incident."""
        name = self.name(specimen.scientific_name, specimen.common_name)
        quantity, unit = self._standard(specimen, name)
        return SettledSpecimen(name, self._status(name, specimen, incident), quantity, unit)

    def name(self, scientific: str, common: str) -> SettledName:
        """The scientific name decides; the common name only where the scientific one settles nothing."""
        key = (scientific, common)
        if key not in self._names:
            self._keep_small(self._names)
            self._names[key] = self._settle_name(scientific, common)
        return self._names[key]

    def _settle_name(self, scientific: str, common: str) -> SettledName:
        """What the scientific name stands for. The common name speaks where there is none, or narrows it.

        A scientific name that is in no list stays unsettled: the common name beside it may be anybody's.
        """
        first, second = (self._match(written.strip()) for written in (scientific, common))
        if first.taxon_id is None:
            return first if scientific.strip() else second
        is_narrower = second.path.startswith(first.path) and second.path != first.path
        return second if is_narrower else first

    def _match(self, written: str) -> SettledName:
        if not written:
            return _NO_NAME
        found = self._index.match(written, limit=1)
        return self._settled(found) if found.best else SettledName(None, "", "", "", found.outcome.value)

    def _settled(self, found: NameMatch) -> SettledName:
        taxon_id: Any = found.best.taxon_id
        name, group, path = self._taxa[taxon_id]
        return SettledName(taxon_id, name, group, path, found.outcome.value)

    def _standard(self, specimen: SpecimenDraft, name: SettledName) -> tuple[Decimal | None, str]:
        if specimen.quantity is None or not specimen.unit:
            return None, ""  # a number of what? an empty unit is not a number of specimens here
        return measures.standard(specimen.quantity, specimen.unit, specimen.term, self._lineage(name.path))

    def _lineage(self, path: str) -> dict[str, str]:
        """The names on the way down to a taxon, by rank: the taxon itself included."""
        if path not in self._lineages:
            above = path[: path.rstrip("/").rfind("/") + 1]
            own = {self._rank_of[path]: path[len(above) : -1]}
            self._lineages[path] = {**self._lineage(above), **own}
        return self._lineages[path]

    def _status(self, name: SettledName, specimen: SpecimenDraft, incident: IncidentDraft) -> SettledStatus:
        if name.taxon_id is None:
            return _NO_STATUS
        key = (
            name.taxon,
            incident.seized_on,
            origin_of(incident),
            specimen.term or None,
            specimen.source_code or None,
        )
        if key not in self._statuses:
            self._keep_small(self._statuses)
            self._statuses[key] = self._ask(*key)
        return self._statuses[key]

    def _ask(
        self, taxon: str, on: PartialDate, origin: str | None, term: str | None, source_code: str | None
    ) -> SettledStatus:
        finding = self._shelf.ask(taxon, on, origin=origin, term=term, source_code=source_code)
        status = finding.value
        if status is None:
            return SettledStatus("", (), "", finding.outcome.value)
        appendix = "" if NONE in status.possible and finding.outcome is Outcome.UNKNOWN else status.chosen
        return SettledStatus(appendix, status.possible, status.deemed, finding.outcome.value)

    @staticmethod
    def _keep_small(remembered: dict) -> None:
        if len(remembered) >= _REMEMBERED:
            remembered.clear()


def origin_of(incident: IncidentDraft) -> str | None:
    """The one country of origin; ``None`` where none or several are alleged."""
    origins = {leg.country for leg in incident.legs if leg.role == "origin" and leg.country}
    return origins.pop() if len(origins) == 1 else None
