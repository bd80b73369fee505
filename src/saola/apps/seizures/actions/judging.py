"""Judging whether two seizures are one. What is judged the same is counted once; every judgement can be undone."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.holding import Closeness
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue.bulk import highest, insert, reset_numbers
from saola.apps.journal import actions as journal
from saola.core.intake import Likeness as Likely

from ..findings import parts_data
from ..models import Incident, Likeness
from .recording import new_stamp

Judgement = Likeness.Judgement


class AlreadyJudgedError(Exception):
    """Somebody judged the pair meanwhile; their judgement stands until it is taken back."""


def keep_likely(likely: Sequence[Likely]) -> int:
    """Keep probable pairs for a person to judge; ``one`` and ``other`` of each are numbers of seizures."""
    numbers = {number for likeness in likely for number in (likeness.one, likeness.other)}
    keys = {}
    listed = sorted(numbers)
    for start in range(0, len(listed), 500):
        found = Incident.objects.filter(number__in=listed[start : start + 500])
        keys.update(found.values_list("number", "pk"))
    first = highest(Likeness) + 1
    insert(
        Likeness,
        [
            Likeness(
                id=number,
                one_id=keys[likeness.one],
                other_id=keys[likeness.other],
                score=likeness.score,
                parts=parts_data(likeness),
            )
            for number, likeness in enumerate(likely, first)
        ],
    )
    if likely:
        reset_numbers(Likeness)
    return len(likely)


class HeldDifferentlyError(Exception):
    """The two are not held equally close: counting them as one would tell of the closer one."""


@transaction.atomic
def judge(pair: Likeness, judgement: str, *, reason: str = "", by: Any) -> Likeness:
    """Judge a pair ``same``, ``different`` or ``unsure``.

    The later of two that are the same is set aside as a further report of the earlier one. Raises
    ``AlreadyJudgedError``, ``HeldDifferentlyError``, and ``ValueError`` for a judgement that does not exist.
    """
    policy.require(by, Permission.SEIZURES_WRITE)
    if judgement not in (Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE):
        raise ValueError(f"a pair is judged same, different or unsure, not {judgement!r}")
    pair = Likeness.objects.select_for_update().get(pk=pair.pk)
    if pair.judgement != Judgement.OPEN:
        raise AlreadyJudgedError(pair.pk)
    if judgement == Judgement.SAME:
        if Closeness.of(pair.one) != Closeness.of(pair.other):
            raise HeldDifferentlyError(pair.pk)
        _set_aside(pair)
    pair.judgement, pair.reason = judgement, reason.strip()[:300]
    pair.judged_at, pair.judged_by = timezone.now(), by
    pair.save()
    journal.write(
        "duplicate.judged",
        by=by,
        about=pair,
        judgement=str(judgement),
        one=pair.one.number,
        other=pair.other.number,
        reason=pair.reason,
    )
    return pair


@transaction.atomic
def take_back(pair: Likeness, *, by: Any) -> Likeness:
    """Open a judged pair again; a seizure that was set aside is counted again."""
    policy.require(by, Permission.SEIZURES_WRITE)
    pair = Likeness.objects.select_for_update().get(pk=pair.pk)
    if pair.judgement == Judgement.OPEN:
        return pair
    was_same = pair.judgement == Judgement.SAME
    pair.judgement, pair.reason, pair.judged_at, pair.judged_by = Judgement.OPEN, "", None, None
    pair.save()
    if was_same:
        _settle_again(pair.other_id)
    journal.write("duplicate.reopened", by=by, about=pair, one=pair.one.number, other=pair.other.number)
    return pair


def _set_aside(pair: Likeness) -> None:
    """The later one and all that stand behind it become reports of the seizure the earlier one stands for."""
    kept = pair.one.duplicate_of_id or pair.one_id
    if kept == pair.other_id or pair.other.duplicate_of_id:
        return
    Incident.objects.filter(duplicate_of_id=pair.other_id).update(duplicate_of=kept, stamp=new_stamp())
    Incident.objects.filter(pk=pair.other_id).update(duplicate_of=kept, stamp=new_stamp())


def _settle_again(incident_id: int) -> None:
    """After a judgement was taken back: count the seizure again unless another judgement sets it aside.

    Seizures that were judged to be this one stay with it.
    """
    still = (
        Likeness.objects.filter(other_id=incident_id, judgement=Judgement.SAME)
        .select_related("one")
        .order_by("judged_at")
        .first()
    )
    kept = (still.one.duplicate_of_id or still.one_id) if still else None
    Incident.objects.filter(pk=incident_id).update(duplicate_of=kept, stamp=new_stamp())
    behind = Likeness.objects.filter(one_id=incident_id, judgement=Judgement.SAME).values("other_id")
    Incident.objects.filter(pk__in=behind).update(duplicate_of=kept or incident_id, stamp=new_stamp())
