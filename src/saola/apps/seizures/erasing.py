"""Erasing a seizure for good: its rows, what was reported of it, and the copies that were made for counting."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q

from . import files
from .actions.recording import new_stamp
from .exploring import facts
from .models import Batch, Incident, Leg, Likeness, SourceRow, Specimen
from .passes import SAID


def parts(incidents: Sequence[Incident]) -> Iterator[Model]:
    """The rows of these seizures in a fixed order."""
    yield from sorted(incidents, key=lambda incident: incident.pk)
    for model in (Specimen, Leg):
        yield from model.objects.filter(incident__in=incidents).order_by("pk")


def erase(incidents: Sequence[Incident]) -> None:
    """Remove these seizures. Issued reports stay as they were issued.

    Of the rows of their files the fingerprint stays: a file that comes again does not bring them back. The file itself
    goes, because it says it all; what it said of other seizures stands in its rows. So do files that said the same.
    """
    batches = ({incident.batch_id for incident in incidents} - {None}) | _blank_rows(incidents)
    Incident.objects.filter(duplicate_of__in=incidents).update(duplicate_of=None)
    Likeness.objects.filter(Q(one__in=incidents) | Q(other__in=incidents)).delete()
    Incident.objects.filter(pk__in=[incident.pk for incident in incidents]).delete()
    _let_copies_notice()
    for batch in Batch.objects.filter(pk__in=batches):
        transaction.on_commit(lambda batch=batch: files.forget_content(batch))
    transaction.on_commit(facts.forget)


def _blank_rows(incidents: Sequence[Incident]) -> set[UUID]:
    """Blank the rows that brought them, and those that said the same again; the files of these are returned."""
    came = Specimen.objects.filter(incident__in=incidents, incident__batch__isnull=False)
    said = set()
    for batch, number in came.values_list("incident__batch", "source_row"):
        rows = SourceRow.objects.filter(batch=batch, number=number)
        said |= {fingerprint[:SAID] for fingerprint in rows.values_list("fingerprint", flat=True)} - {""}
        rows.update(cells=[], problems=[])
    return set[UUID]().union(*map(_blank_duplicates, said))


def _blank_duplicates(said: str) -> set[UUID]:
    """A range, not a pattern: the index answers it among a million rows."""
    again = SourceRow.objects.filter(
        outcome=SourceRow.DUPLICATE, fingerprint__gte=said, fingerprint__lt=f"{said}g"
    )
    batches = set(again.values_list("batch", flat=True))
    again.update(cells=[], problems=[])
    return batches


def _let_copies_notice() -> None:
    """Copies ask for the newest change; removing an older record would not show. The newest counts as changed again."""
    newest = Incident.objects.order_by("-stamp").values_list("pk", flat=True).first()
    Incident.objects.filter(pk=newest).update(stamp=new_stamp())
