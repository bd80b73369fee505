"""Proving the record of evidence: rows against their digests, digests against the journal, lists against the replay."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from saola.apps.journal.models import Entry
from saola.core.custody import CustodyRefusal, replay

from .models import CustodyEvent, Exhibit


class FaultKind(StrEnum):
    ALTERED = "altered"
    NOT_IN_JOURNAL = "not_in_journal"
    MISSING = "missing"
    IMPOSSIBLE = "impossible"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the custody of an exhibit. ``entry`` is 0 where no single one is meant."""

    exhibit: str
    entry: int
    kind: FaultKind


def faults_in(events: Iterable[CustodyEvent]) -> Iterator[Fault]:
    """Rows that are not what was signed: by their own digest, or by the one that the journal carries."""
    events = list(events)
    seqs = [event.journal_seq for event in events]
    told = {
        seq: facts.get("digest")
        for start in range(0, len(seqs), 500)
        for seq, facts in Entry.objects.filter(
            seq__in=seqs[start : start + 500], event="custody.entered"
        ).values_list("seq", "facts")
    }
    for event in events:
        where = (event.exhibit.number, event.number)
        if hashlib.sha256(event.content()).hexdigest() != event.digest:
            yield Fault(*where, FaultKind.ALTERED)
        elif told.get(event.journal_seq) != event.digest:
            yield Fault(*where, FaultKind.NOT_IN_JOURNAL)


def verify() -> tuple[int, list[Fault]]:
    """Everything: how many entries there are, and every fault. Proves nothing about the journal itself."""
    count, faults, known = 0, [], set()
    for root in Exhibit.objects.filter(parent=None).order_by("pk").iterator(chunk_size=500):
        events = list(CustodyEvent.objects.of_family(root).select_related("exhibit", "by"))
        count += len(events)
        known |= {event.journal_seq for event in events}
        faults += faults_in(events)
        faults += _replayed(root, events)
    told = Entry.objects.filter(event="custody.entered").values_list("seq", "object_id")
    numbers = dict(Exhibit.objects.values_list("pk", "number"))
    for seq, key in told.iterator(chunk_size=5000):
        if seq not in known:
            faults.append(Fault(numbers.get(int(key), "–"), 0, FaultKind.MISSING))
    return count, faults


def _replayed(root: Exhibit, events: list[CustodyEvent]) -> Iterator[Fault]:
    """Entries that cannot be, and lists that say something else than the entries."""
    try:
        state = replay(event.entry() for event in events)
    except (CustodyRefusal, KeyError, TypeError, ValueError):
        yield Fault(root.number, 0, FaultKind.IMPOSSIBLE)
        return
    rows = {row.number: row for row in Exhibit.objects.filter(number__in=list(state.exhibits))}
    for number, exhibit in state.exhibits.items():
        row = rows.get(number)
        is_same = row is not None and (
            (row.where, row.holder, row.receiver, row.seal, row.present, row.version)
            == (
                exhibit.where,
                exhibit.holder,
                exhibit.receiver,
                exhibit.seal,
                exhibit.present.amount,
                exhibit.last_entry,
            )
        )
        if not is_same:
            yield Fault(number, 0, FaultKind.DERIVED)
