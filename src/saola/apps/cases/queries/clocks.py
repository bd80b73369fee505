"""What a list shows of a case without opening it: who is in it, of which species it speaks, what is due next."""

from datetime import datetime, time

from django.db.models import Count, Q
from django.utils import timezone

from saola.apps.seizures.models import Incident
from saola.core.casework import Stage

from ..models import Case, Task


def refresh(case: Case) -> None:
    """Work out the derived columns of ``case`` anew and keep them. Use inside the transaction of the act."""
    counted = case.involved.aggregate(
        people=Count("party", distinct=True),
        defendants=Count("party", distinct=True, filter=Q(is_defendant=True)),
    )
    case.people_count, case.defendant_count = counted["people"], counted["defendants"]
    case.groups = groups_of(case)
    case.next_due_at, case.next_due = next_due(case)
    case.save(update_fields=["people_count", "defendant_count", "groups", "next_due_at", "next_due"])


def groups_of(case: Case) -> str:
    """The species groups of its seizures, as ``Incident.groups`` writes them; of none that is held close."""
    linked = Incident.objects.filter(case_links__case=case).order_by("case_links__pk")
    close = Incident.objects.held_close().filter(case_links__case=case)
    said = linked.exclude(pk__in=close.values("pk")).values_list("groups", flat=True)
    groups = dict.fromkeys(group for text in said for group in text.strip(",").split(",") if group)
    kept = f",{','.join(groups)}," if groups else ""
    return kept if len(kept) <= 300 else kept[: kept.rindex(",", 0, 300) + 1]


def next_due(case: Case) -> tuple[datetime | None, str]:
    """The next moment at which something of the case must be done, and what; a closed case owes nothing."""
    if case.stage == Stage.CLOSED:
        return None, ""
    due = [
        (_over(day), words)
        for day, words in case.tasks.filter(state=Task.State.OPEN, due_on__isnull=False).values_list(
            "due_on", "words"
        )
    ]
    at, words = min(due, default=(None, ""))
    return at, words[:200]


def _over(day) -> datetime:
    """The end of a day as it is counted here."""
    return timezone.make_aware(datetime.combine(day, time.max.replace(microsecond=0)))
