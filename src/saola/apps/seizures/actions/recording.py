"""Recording seizures, one by one or by the thousand, always in one transaction with their journal entry."""

import time
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.models import Agency, Tombstone
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue.bulk import highest, insert, reset_numbers
from saola.apps.journal import actions as journal
from saola.core.listings import strictness

from ..drafts import IncidentDraft, LegDraft, SpecimenDraft
from ..models import Batch, Incident, Leg, Specimen
from ..settling import RESOLVER, SettledSpecimen, Settler


class ChangedMeanwhileError(RuntimeError):
    """Somebody else changed the seizure after it was opened; both changes are shown to decide."""


@transaction.atomic
def record(draft: IncidentDraft, *, by: Any) -> Incident:
    """Record one seizure."""
    policy.require(by, Permission.SEIZURES_WRITE)
    incident = Recorder(by=by).add([draft])[0]
    journal.write("seizure.recorded", by=by, about=incident, number=incident.number)
    return incident


@transaction.atomic
def hold_back(incident: Incident, *, reason: str, by: Any) -> None:
    """Keep a seizure out of issued reports, for a reason that the report counts. Raises ``ValueError``."""
    policy.require(by, Permission.SEIZURES_WRITE, incident, {"purpose": reason})
    if not reason.strip():
        raise ValueError("a seizure is held back for a reason")
    incident.is_held_back, incident.held_back_reason = True, reason.strip()
    _save(incident, ["is_held_back", "held_back_reason"])
    journal.write("seizure.held_back", by=by, about=incident, reason=incident.held_back_reason)


@transaction.atomic
def release(incident: Incident, *, by: Any) -> None:
    """Let a held-back seizure into the next report."""
    policy.require(by, Permission.SEIZURES_WRITE, incident, {"purpose": "to release it"})
    incident.is_held_back, incident.held_back_reason = False, ""
    _save(incident, ["is_held_back", "held_back_reason"])
    journal.write("seizure.released", by=by, about=incident)


def _save(incident: Incident, fields: list[str]) -> None:
    """Save unless somebody else did since ``incident`` was read."""
    changed = Incident.objects.filter(pk=incident.pk, version=incident.version).update(
        **{field: getattr(incident, field) for field in fields},
        version=incident.version + 1,
        stamp=new_stamp(),
    )
    if not changed:
        raise ChangedMeanwhileError(incident.number)
    incident.version += 1


def new_stamp() -> int:
    """Microseconds since 1970: later changes bear later stamps."""
    return time.time_ns() // 1000


class Recorder:
    """Writes drafts as incidents. Use inside a transaction; ``add`` may be called for chunk after chunk."""

    def __init__(self, *, by: Any, batch: Batch | None = None) -> None:
        self.by, self.batch = by, batch
        self.settler = Settler()
        self.at = timezone.now()
        self.stamp = new_stamp()
        self._agencies = dict(Agency.objects.values_list("code", "pk"))
        _take_turn()
        self._next = {model: highest(model) + 1 for model in (Incident, Specimen, Leg)}
        purged = Tombstone.objects.highest_key(
            Incident._meta.label_lower
        )  # a purged number names nothing else
        self._next[Incident] = max(self._next[Incident], purged + 1)

    def add(self, drafts: Sequence[IncidentDraft]) -> list[Incident]:
        """Record ``drafts`` and return the incidents in the same order."""
        incidents, specimens, legs = [], [], []
        for draft in drafts:
            incident = self._incident(draft)
            own = [
                self._specimen(incident, draft, line, part) for line, part in enumerate(draft.specimens, 1)
            ]
            derive(incident, own)
            incidents.append(incident)
            specimens += own
            legs += [self._leg(incident, position, leg) for position, leg in enumerate(draft.legs, 1)]
        insert(Incident, incidents)
        insert(Specimen, specimens)
        insert(Leg, legs)
        return incidents

    def extend(self, incident: Incident, draft: IncidentDraft) -> None:
        """Add the specimens of ``draft`` to an incident recorded before (a file whose rows are not sorted)."""
        kept = list(incident.specimens.all())
        start = len(kept) + 1
        new = [
            self._specimen(incident, draft, line, part) for line, part in enumerate(draft.specimens, start)
        ]
        insert(Specimen, new)
        derive(incident, kept + new)
        incident.save(update_fields=["groups", "appendix", "specimen_count"])

    def finish(self) -> None:
        """Tell PostgreSQL which numbers were used."""
        reset_numbers(Incident, Specimen, Leg)

    def _number(self, model: type[Model]) -> int:
        number = self._next[model]
        self._next[model] = number + 1
        return number

    def _incident(self, draft: IncidentDraft) -> Incident:
        number = self._number(Incident)
        return Incident(
            id=number,
            number=f"S{number:06d}",
            reference=draft.reference,
            agency_id=self._agencies.get(draft.agency_code) or (self.batch.agency_id if self.batch else None),
            batch=self.batch,
            seized_on=str(draft.seized_on),
            first_day=draft.seized_on.first_day,
            last_day=draft.seized_on.last_day,
            year=draft.seized_on.year,
            country=draft.country,
            admin_area=draft.admin_area,
            place_name=draft.place_name,
            place_type=draft.place_type,
            latitude=draft.latitude,
            longitude=draft.longitude,
            detection=list(draft.detection),
            transport=draft.transport,
            concealment=list(draft.concealment),
            reason=draft.reason,
            nationalities=list(draft.nationalities),
            value=draft.value,
            currency=draft.currency,
            law=draft.law,
            sanction=draft.sanction,
            disposal=list(draft.disposal),
            notes=draft.notes,
            reported=draft.reported,
            recorded_at=self.at,
            recorded_by=self.by,
            stamp=self.stamp,
            originator_id=self._agencies.get(draft.agency_code)
            or (self.batch.agency_id if self.batch else None),
        )

    def _specimen(self, incident: Incident, draft: IncidentDraft, line: int, part: SpecimenDraft) -> Specimen:
        settled = self.settler.settle(part, draft)
        return Specimen(
            id=self._number(Specimen),
            incident=incident,
            line=line,
            source_row=part.source_row,
            reported_name=part.reported_name or part.scientific_name,
            reported_common_name=part.reported_common_name or part.common_name,
            term=part.term,
            reported_term=part.reported_term,
            condition=part.condition,
            source_code=part.source_code,
            quantity=part.quantity,
            unit=part.unit,
            is_estimate=part.is_estimate,
            reported_quantity=part.reported_quantity,
            reported_unit=part.reported_unit,
            reported_equivalents=part.reported_equivalents,
            reported_appendix=part.reported_appendix,
            **_derived(settled),
        )

    def _leg(self, incident: Incident, position: int, leg: LegDraft) -> Leg:
        return Leg(
            id=self._number(Leg),
            incident=incident,
            position=position,
            role=leg.role,
            country=leg.country,
            place_name=leg.place_name,
            share=leg.share,
            is_actual=leg.is_actual,
            seizure_opportunity=leg.seizure_opportunity,
            reported=leg.reported,
        )


def _derived(settled: SettledSpecimen) -> dict[str, Any]:
    return {
        "taxon_id": settled.name.taxon_id,
        "resolution": settled.name.resolution,
        "resolved_by": RESOLVER if settled.name.resolution else "",
        "group": settled.name.group,
        "standard_quantity": settled.standard_quantity,
        "standard_unit": settled.standard_unit,
        "appendix": settled.status.appendix,
        "possible": list(settled.status.possible),
        "deemed": settled.status.deemed,
        "outcome": settled.status.outcome,
    }


def derive(incident: Incident, specimens: Iterable[Specimen]) -> None:
    """Set what a list shows of an incident: its groups (``,pangolins,elephants,``) and strictest Appendix."""
    specimens = list(specimens)
    groups = dict.fromkeys(specimen.group for specimen in specimens if specimen.group)
    incident.groups = f",{','.join(groups)}," if groups else ""
    listed = [specimen.appendix for specimen in specimens if specimen.appendix]
    incident.appendix = min(listed, key=strictness, default="")
    incident.specimen_count = len(specimens)


def _take_turn() -> None:
    """One recorder at a time gives out numbers. SQLite's transactions already say so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7283001)")
