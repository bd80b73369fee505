"""The cases of the fictional country: first those that went wrong in instructive ways, then the ordinary ones."""

from datetime import date, timedelta

from saola.apps.accounts.facts import read_once
from saola.apps.cases.models import Case
from saola.apps.cases.queries import clocks
from saola.apps.seizures.models import Incident

from . import case_mishaps
from .case_ways import tell
from .case_work import Work

SHARE = 0.11
"""Of the seizures, how many become a case."""


def create(*, seed: int, today: date) -> int:
    """Enter the cases; returns how many there are. The same arguments make the same cases."""
    work = Work(seed, today)
    seizures = _seizures(today)
    with read_once(), clocks.put_off():
        used = case_mishaps.tell(work, seizures)
        left = [one for one in seizures if one.pk not in used]
        many = min(len(left), round(SHARE * Incident.objects.count()))
        for incident in sorted(work.random.sample(left, many), key=lambda one: (one.first_day, one.pk)):
            tell(work, incident)
    return Case.objects.count()


def _seizures(today: date) -> list[Incident]:
    """Seizures of a known day and species that nobody holds close, the oldest first."""
    known = (
        Incident.objects.counted()
        .unrestricted()
        .filter(first_day__lt=today - timedelta(days=2), appendix__in=("I", "II", "III"), handling="")
    )
    rows = known.exclude(groups="").select_related("agency").order_by("first_day", "pk")
    return [one for one in rows if one.first_day == one.last_day]
