"""Walking a stretch of the journal: read, hash, compare every column, follow the links, grow a piece of the tree.

Stretches begin at multiples of their length within an epoch, so that their trees join, and each can be walked by a
process of its own.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from saola.core.sealing import Break, BreakKind, EntryError, Frontier, Link, Walk, names_of, read_entry

from .models import COLUMNS, Detail, Entry

LENGTH = 1 << 14
_CHUNK = 4000
_VOUCHERS = 1  # entries read beyond the end: what they say of the last one

_PLAIN = tuple(name for name in COLUMNS if name not in ("at", "facts"))
_READ = (*_PLAIN, "at", "facts", "previous", "digest", "content")  # and then the words kept beside
_AT, _FACTS, _PREVIOUS, _DIGEST, _CONTENT, _DETAIL = range(len(_PLAIN), len(_PLAIN) + 6)
_COMMIT, _KEPT = _PLAIN.index("detail_commit"), _PLAIN.index("detail_kept")
_plain_of = itemgetter(*_PLAIN)
_QUERY = (
    f"SELECT {{columns}}, d.kept FROM {Entry._meta.db_table} e "
    f"LEFT JOIN {Detail._meta.db_table} d ON d.seq = e.seq WHERE e.seq >= %s AND e.seq < %s ORDER BY e.seq"
)
_EMPTY = {"boot": "", "tick": 0, "session": "", "purpose": "", "outcome": "done", "rule": "", "count": None}


class Part(NamedTuple):
    """What to walk: entries ``start`` to before ``stop``, noting the tree at ``sizes`` (of the epoch)."""

    start: int
    stop: int
    offset: int
    sizes: tuple[int, ...]
    erased: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Stretch:
    """What was found. ``peaks_at``: size of the epoch to the peaks of this piece at that size."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)
    peaks_at: dict[int, list[bytes]] = field(default_factory=dict)
    breaks: list[Break] = field(default_factory=list)
    is_whole: bool = True
    found: str = ""


def parts(first: int, last: int, sizes: list[int], erased: list[tuple[int, int]]) -> Iterator[Part]:
    """The entries ``first`` to ``last`` in stretches; ``sizes`` counts entries from ``first`` on."""
    for start in range(first, last + 1, LENGTH):
        stop = min(start + LENGTH, last + 1)
        low, high = start - first, stop - first
        inside = tuple(sizes[bisect_right(sizes, low) : bisect_right(sizes, high)])
        yield Part(start, stop, low, inside, tuple(erased))


def erased_ranges() -> list[tuple[int, int]]:
    """The entries whose words were erased, as the journal says."""
    told = Entry.objects.filter(event="detail.erased").order_by("seq").values_list("facts", flat=True)
    return [(each["first"], each["last"]) for each in told if {"first", "last"} <= set(each)]


def digest_of(stretches: Iterable[str]) -> str:
    return hashlib.sha256("".join(stretches).encode()).hexdigest()


def walk_stretch(part: Part) -> Stretch:
    """Walk one stretch. A break is told in the stretch in which its entry stands."""
    found, frontier, leaves = Stretch(), Frontier(), hashlib.sha256()
    walk = Walk(part.start, _names_before(part.start))
    sizes = set(part.sizes)
    for row in _rows(part.start, part.stop + _VOUCHERS):
        seq, content = row[0], bytes(row[_CONTENT])
        try:
            previous, fields = read_entry(content)
            agrees = _agrees(row, previous, fields)
            if fields["seq"] != seq:  # it stands where it does not belong, and says nothing of its neighbours
                previous = None
        except (EntryError, KeyError, TypeError, ValueError, AttributeError):
            previous, agrees = None, False
        leaf = walk.step(Link(seq, content, row[_DIGEST]), previous)
        if seq >= part.stop:
            continue
        leaves.update(leaf)
        frontier.push(leaf)
        if part.offset + frontier.size in sizes:
            found.peaks_at[part.offset + frontier.size] = list(frontier.peaks)
        if not agrees:
            found.breaks.append(Break(seq, BreakKind.ALTERED))
        elif row[_COMMIT] and (fault := _detail_fault(row, part.erased)):
            found.breaks.append(Break(seq, fault))
    found.breaks += [each for each in walk.end(part.stop) if part.start <= each.seq < part.stop]
    found.size, found.peaks = frontier.size, frontier.peaks
    found.is_whole = frontier.size == part.stop - part.start
    found.found = leaves.hexdigest()
    return found


def _names_before(start: int) -> tuple[str, ...] | None:
    """By what the first entry of a stretch may name the one before; ``None`` when that one is not there."""
    if start == 1:
        return Walk.AT_THE_BEGINNING
    row = Entry.objects.filter(seq=start - 1).values_list("content", "digest").first()
    return (*names_of(bytes(row[0])), row[1]) if row else None


def _rows(start: int, stop: int) -> Iterator[tuple]:
    columns = [f"e.{connection.ops.quote_name(name)}" for name in _READ]
    if connection.vendor == "sqlite":  # as it stands there, not as somebody takes it
        columns[_AT] = f"CAST({columns[_AT]} AS TEXT)"
    with connection.cursor() as cursor:
        cursor.execute(_QUERY.format(columns=", ".join(columns)), [start, stop])
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows


def _agrees(row: tuple, previous: str, fields: dict[str, Any]) -> bool:
    """Whether every column says what the entry itself says."""
    if "facts" not in fields:  # as version 0.1 wrote it
        fields = {**_EMPTY, "detail_commit": "", "detail_kept": "", **fields, "facts": fields["detail"]}
        del fields["detail"]
    if len(fields) != len(COLUMNS) or row[_PREVIOUS] != previous or row[:_AT] != _plain_of(fields):
        return False
    kept, facts = row[_FACTS], fields["facts"]
    are_same = json.loads(kept) == facts if facts or kept != "{}" else True
    return are_same and _is_instant(row[_AT], fields["at"])


def _is_instant(kept: Any, said: str) -> bool:
    """SQLite keeps an instant as text without a zone, and without a fraction when there is none."""
    if not isinstance(kept, str):
        return kept.isoformat(timespec="milliseconds") == said
    day, clock, fraction = said[:10], said[11:19], said[20:23]
    return kept == (f"{day} {clock}" if fraction == "000" else f"{day} {clock}.{fraction}000")


def _detail_fault(row: tuple, erased: tuple[tuple[int, int], ...]) -> BreakKind | None:
    """Whether the words beside an entry are those it was bound to; gone is right only when they were erased."""
    kept = row[_DETAIL]
    if kept is None:
        told = any(first <= row[0] <= last for first, last in erased)
        return None if told else BreakKind.MISSING
    return None if hashlib.sha256(kept).hexdigest() == row[_KEPT] else BreakKind.ALTERED
