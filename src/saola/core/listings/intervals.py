"""From events to the days on which each entry stood.

An addition stands from its day to the earliest later addition or deletion of the same taxon in the same
Appendix (by the same Party, or a deletion without Party), half-open; a reservation to its withdrawal. Where an
event is dated to the month or year only, the days it certainly stood and the days it may have stood differ.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..values import Interval
from .events import Change, ListingEvent

_ENDED_BY = {
    Change.ADDITION: (Change.ADDITION, Change.DELETION),
    Change.EXCEPTION: (Change.EXCEPTION, Change.ADDITION, Change.DELETION),
    Change.RESERVATION: (Change.RESERVATION, Change.WITHDRAWAL, Change.DELETION),
}


@dataclass(frozen=True, slots=True)
class Validity:
    """One event with the days on which it certainly (``None``: never certainly) and possibly stood."""

    event: ListingEvent
    possible: Interval
    certain: Interval | None
    ended_by: ListingEvent | None = None

    def stands(self, day: date) -> bool | None:
        """True: it stood; None: it may have stood; False: it did not."""
        if self.certain is not None and day in self.certain:
            return True
        return None if day in self.possible else False


def validities(events: Iterable[ListingEvent]) -> list[Validity]:
    """The validity of every addition, exception and reservation, in the order of their dates."""
    by_place: dict[tuple[str, str], list[ListingEvent]] = defaultdict(list)
    replaced: dict[str, ListingEvent] = {}
    for event in events:
        by_place[event.taxon, event.appendix].append(event)
        for id in event.replaces:
            if id not in replaced or event.earliest < replaced[id].earliest:
                replaced[id] = event
    found = []
    for place in by_place.values():
        place.sort(key=lambda event: (event.earliest, event.latest, event.id))
        for position, event in enumerate(place):
            if event.change in _ENDED_BY:
                after = [later for later in place[position + 1 :] if _ends(later, event)]
                if event.id in replaced:
                    after.append(replaced[event.id])
                validity = _validity(event, min(after, key=lambda e: e.earliest, default=None))
                if validity is not None:
                    found.append(validity)
    found.sort(key=lambda v: (v.event.earliest, v.event.taxon, v.event.id))
    return found


def _ends(later: ListingEvent, event: ListingEvent) -> bool:
    if later.change not in _ENDED_BY[event.change] or later.earliest <= event.earliest:
        return False
    if later.change is Change.DELETION and not later.party:
        return True
    return later.party == event.party


def _validity(event: ListingEvent, end: ListingEvent | None) -> Validity | None:
    if end is None:
        return Validity(event, Interval(event.earliest), Interval(event.latest))
    if event.earliest >= end.latest:
        return None  # replaced on the day it would have begun: it never stood
    certain = Interval(event.latest, end.earliest) if event.latest < end.earliest else None
    return Validity(event, Interval(event.earliest, end.latest), certain, end)
