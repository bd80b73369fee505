"""Verifying the journal on demand: at once while it is short, else by the background worker."""

from django_tasks import task

from saola.apps.journal import sealing, verifying
from saola.apps.journal.models import Entry

from .models import Person

SHORT = 50_000
"""Entries that are recomputed within a few seconds, while somebody waits."""


def is_long() -> bool:
    return (Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0) > SHORT


def verify_now(person: Person | None, *, processes: int = 1) -> verifying.Report:
    """Recompute the journal and tell in it what was found. ``processes``: how many may work at it."""
    from django.conf import settings

    outside = settings.WITNESS_FOLDER
    report = verifying.verify(
        witness=outside if outside is not None and outside.is_dir() else None, processes=processes
    )
    sealing.note_verification(report, by=person)
    return report


@task()
def verify_beside(person_id: int | None) -> None:
    """Recompute a long journal."""
    verify_now(Person.objects.filter(pk=person_id).first())
