"""What becomes of the rows that are read together: known ones marked, new ones recorded, all of them kept."""

from saola.core.intake.cells import shown

from .. import problems
from ..likenesses import LikenessSearch, outline_of
from ..models import Batch, Incident, SourceRow
from ..passes import Group, PassedRow
from ..scratch import Memory
from .recording import Recorder


def record_groups(
    recorder: Recorder, groups: list[Group], known: Memory, remember: bool, search: LikenessSearch
) -> int:
    """Record the new incidents of a chunk, and add to those of earlier chunks. Returns how many are new."""
    before = known.recall({group.key for group in groups}) if remember else {}
    new = [group for group in groups if group.key not in before]
    incidents = recorder.add([group.draft for group in new])
    search.add(
        outline_of(incident.number, group.draft, recorder.settler)
        for group, incident in zip(new, incidents, strict=True)
    )
    kept = Incident.objects.in_bulk(before.values()) if before else {}
    for group in groups:
        if group.key in before:
            recorder.extend(kept[before[group.key]], group.draft)
    if remember:
        known.remember((group.key, incident.pk) for group, incident in zip(new, incidents, strict=True))
    return len(new)


def mark_known(rows: list[PassedRow], batch: Batch) -> None:
    """Rows that another recorded file already brought are duplicates, and so are those that were purged."""
    new = {row.fingerprint for row in rows if row.outcome == SourceRow.RECORDED}
    if not new:
        return
    elsewhere = SourceRow.objects.filter(fingerprint__in=new, outcome=SourceRow.RECORDED).exclude(batch=batch)
    known = set(elsewhere.filter(batch__state=Batch.State.RECORDED).values_list("fingerprint", flat=True))
    purged = set(elsewhere.purged().values_list("fingerprint", flat=True))
    for row in rows:
        if row.fingerprint in known | purged and row.outcome == SourceRow.RECORDED:
            row.outcome, row.is_purged = SourceRow.DUPLICATE, row.fingerprint in purged


def source_row(batch: Batch, row: PassedRow, number: int) -> SourceRow:
    """The row as it is kept; of one that was purged before, nothing that it says."""
    faulty = [] if row.is_purged else [*row.reading.errors, *row.reading.warnings]
    return SourceRow(
        id=number,
        batch=batch,
        number=row.raw.number,
        cells=[] if row.is_purged else [str(shown(cell)) for cell in row.raw.cells],
        outcome=row.outcome,
        problems=[problems.problem_data(problem) for problem in faulty],
        fingerprint=row.fingerprint,
    )
