"""The weekly sample: accesses drawn at random, whose purpose somebody confirms or doubts.

The draw is settled by the digest of the last entry of the week: nobody knows it before the week is over, nobody can
choose it, and everybody can draw it again.
"""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from . import actions
from .events import READS
from .models import Entry

ONE_IN, LEAST = 100, 20
"""One access in a hundred, and no fewer than twenty where there are so many."""

VERDICTS = ("confirmed", "doubtful")
REVIEWED, KIND = "access.reviewed", Entry._meta.label_lower


class ReviewError(ValueError):
    """This access cannot be reviewed by this person, or not in this way."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """An access of the sample. ``review``: what the last reviewer wrote, if anybody did."""

    entry: Entry
    review: Entry | None


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def sample(monday: date) -> list[Sampled]:
    """The sample of the week that begins on ``monday`` (UTC), in the order of the journal."""
    start = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    in_week = Entry.objects.filter(at__gte=start, at__lt=start + timedelta(days=7))
    drawn_by = in_week.order_by("-seq").values_list("digest", flat=True).first()
    if drawn_by is None:
        return []
    accesses = list(in_week.filter(event__in=READS.values()).order_by("seq").values_list("seq", flat=True))
    wanted = min(len(accesses), max(LEAST, math.ceil(len(accesses) / ONE_IN)))
    seqs = sorted(random.Random(drawn_by).sample(accesses, wanted))
    reviews = _reviews(seqs)
    return [
        Sampled(entry, reviews.get(entry.seq)) for entry in Entry.objects.filter(seq__in=seqs).order_by("seq")
    ]


@transaction.atomic
def review(entry: Entry, *, verdict: str, note: str, by: Any) -> Entry:
    """Confirm or doubt the purpose of an access. Raises ``ReviewError``: nobody reviews their own."""
    if entry.event not in READS.values():
        raise ReviewError("only an access to records has a purpose to confirm")
    if verdict not in VERDICTS:
        raise ReviewError(f"a verdict is one of {', '.join(VERDICTS)}")
    if entry.actor == by.name:
        raise ReviewError("an access is reviewed by somebody else than who made it")
    if verdict == "doubtful" and not note.strip():
        raise ReviewError("say what is doubtful")
    return actions.write(
        REVIEWED,
        by=by,
        object_type=KIND,
        object_id=entry.seq,
        entry=entry.seq,
        verdict=verdict,
        note=note.strip(),
    )


def _reviews(seqs: Iterable[int]) -> dict[int, Entry]:
    found = Entry.objects.filter(
        event=REVIEWED, object_type=KIND, object_id__in=[str(seq) for seq in seqs]
    ).order_by("seq")
    return {int(each.object_id): each for each in found}
