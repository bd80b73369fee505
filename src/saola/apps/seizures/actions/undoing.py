"""Taking back what a file brought, and putting away a file that was never recorded."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.journal import actions as journal
from saola.core.values import Message, gettext_noop, say

from .. import files
from ..models import Batch, IssuedReport, Leg, Likeness, SourceRow, Specimen
from .intake import NotReadyError

State = Batch.State


class BuiltUponError(Exception):
    """The file cannot be undone any more: ``message`` says what was built upon it."""

    def __init__(self, message: Message, numbers: Sequence[str]) -> None:
        super().__init__(str(message))
        self.message, self.numbers = message, list(numbers)


@transaction.atomic
def undo(batch: Batch, *, by: Any) -> int:
    """Take back everything a recorded file brought. Returns the number of incidents taken back.

    Of rows that were purged the fingerprint stays, or the same file would bring them again.

    Raises ``BuiltUponError`` once something rests on it, ``NotReadyError`` when it is not recorded.
    """
    _require(by)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != State.RECORDED:
        raise NotReadyError(batch.state)
    refuse_if_built_upon(batch)
    taken_back = batch.incidents.count()
    Likeness.objects.filter(one__batch=batch).delete()
    Likeness.objects.filter(other__batch=batch).delete()
    for model in (Specimen, Leg):
        model.objects.filter(incident__batch=batch).delete()
    # nothing else points at them: the database itself refuses if that is wrong
    batch.incidents.all()._raw_delete(batch._state.db)
    rows = SourceRow.objects.filter(batch=batch)
    rows.exclude(pk__in=rows.purged().values("pk")).delete()
    batch.state, batch.undone_at = State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    journal.write("batch.undone", by=by, about=batch, name=batch.file_name, incidents=taken_back)
    return taken_back


def refuse_if_built_upon(batch: Batch) -> None:
    """Raise ``BuiltUponError`` when something rests on what ``batch`` brought."""
    since = batch.incidents.filter(version__gt=1)
    changed = list(since.unrestricted().values_list("number", flat=True)[:10])
    if not changed and since.exists():  # held close: its number is for those on its lists
        raise BuiltUponError(say(gettext_noop("something that it brought was changed since")), [])
    if changed:
        raise BuiltUponError(_built(gettext_noop("{numbers} were changed since"), changed), changed)
    judged = Likeness.objects.exclude(judgement=Likeness.Judgement.OPEN)
    pairs = judged.filter(one__batch=batch) | judged.filter(other__batch=batch)
    if pairs.exists():
        numbers = list(pairs.values_list("other__number", flat=True)[:10])
        raise BuiltUponError(_built(gettext_noop("{numbers} were judged as duplicates"), numbers), numbers)
    if reported := _reported(batch):
        message = _built(gettext_noop("{numbers} stand in a report that was issued"), reported)
        raise BuiltUponError(message, reported)


def _built(text: str, numbers: Sequence[str]) -> Message:
    named = ", ".join(numbers[:5])
    return say(text, numbers=named if len(numbers) <= 5 else f"{named} …")


def _reported(batch: Batch) -> list[str]:
    """Numbers of the batch that stand in an issued report."""
    years = set(batch.incidents.values_list("year", flat=True))
    numbers = set(batch.incidents.values_list("number", flat=True)) if years else set()
    issued = IssuedReport.objects.filter(year__in=[year for year in years if year])
    return sorted({row["key"].split("/")[0] for report in issued for row in report.rows} & numbers)


@transaction.atomic
def put_away(batch: Batch, *, by: Any) -> None:
    """Remove a file of which nothing was recorded, and what was noted about it. Raises ``NotReadyError``."""
    _require(by)
    if batch.state in (State.RECORDED, State.UNDONE, State.CHECKING, State.RECORDING):
        raise NotReadyError(batch.state)
    journal.write("batch.put_away", by=by, about=batch, name=batch.file_name)
    kept = Batch(pk=batch.pk, digest=batch.digest)
    batch.delete()
    transaction.on_commit(lambda: files.forget(kept))


def _require(by: Any) -> None:
    if by is not None:
        policy.require(by, Permission.SEIZURES_IMPORT)
