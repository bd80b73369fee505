"""The cases of the fictional country: first those that went wrong in instructive ways, then the ordinary ones.

Ordinary cases are many, and each is entered act by act; a node that is served for the first time does it beside its
first pages. Each is a transaction of its own and hangs on its seizure alone, so that what was broken off goes on.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import transaction

from saola.apps.accounts.facts import read_once
from saola.apps.cases.models import Case, CaseSeizure
from saola.apps.cases.queries import clocks
from saola.apps.journal import actions as journal
from saola.apps.journal.models import Entry
from saola.apps.seizures.models import Incident

from . import case_mishaps
from .case_ways import tell
from .case_work import Work
from .places import COUNTRY

SHARE = 0.13
"""Of the seizures of a known day and species, how many become a case."""
DONE = "demo.cases_entered"

Progress = Callable[[int, int], None]
"""Told how many cases are entered, and of how many."""


def begin(*, seed: int, today: date) -> int:
    """Enter the instructive cases; returns how many there are. The same arguments make the same cases."""
    with transaction.atomic(), read_once(), clocks.put_off():
        case_mishaps.tell(Work(seed, today), _seizures(today))
    return Case.objects.count()


def go_on(*, seed: int, today: date, progress: Progress | None = None) -> int:
    """Enter the ordinary cases that are not there yet; returns how many cases there are then.

    Nothing happens once all were entered: what people record afterwards is theirs.
    """
    if Entry.objects.filter(event=DONE).exists():
        return Case.objects.count()
    work = Work(seed, today)
    chosen = _chosen(seed, today)
    known = set(CaseSeizure.objects.values_list("incident", flat=True))
    for place, incident in enumerate(chosen):
        if progress is not None:
            progress(place, len(chosen))
        if incident.pk in known:
            continue
        work.random = Random(f"cases {seed} {incident.number}")
        with transaction.atomic(), read_once(), clocks.put_off():
            tell(work, incident)
    with transaction.atomic():
        journal.write("demo.cases_entered", object_type="demo", object_id=COUNTRY, count=Case.objects.count())
    return Case.objects.count()


def _chosen(seed: int, today: date) -> list[Incident]:
    """The seizures that become a case, the oldest first; of those that came with the country."""
    created = Entry.objects.filter(event="demo.created").order_by("-seq").first()
    seizures = [one for one in _seizures(today) if created is None or one.recorded_at <= created.at]
    chosen = Random(f"cases {seed}").sample(seizures, round(SHARE * len(seizures)))
    return sorted(chosen, key=lambda one: (one.first_day, one.pk))


def _seizures(today: date) -> list[Incident]:
    """Seizures of a known day and species that nobody holds close, the oldest first."""
    known = (
        Incident.objects.counted()
        .unrestricted()
        .filter(first_day__lt=today - timedelta(days=2), appendix__in=("I", "II", "III"), handling="")
    )
    rows = known.exclude(groups="").select_related("agency").order_by("first_day", "pk")
    return [one for one in rows if one.first_day == one.last_day]
