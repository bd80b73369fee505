"""What an official download says was listed on the day it was made, and for how long one may rely on it.

A download carries no dates of entry into force. Between two entries into force of conference amendments
Appendices I and II do not change, so it speaks for that whole window; Appendix III may change on any day, so
for it the download speaks for its own day only.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ..values import Interval, Mark, PartialDate, Source
from .events import NOT_STATED, BadListingError, Change, Covers, ListingEvent
from .intervals import Validity
from .notes import Note


@dataclass(frozen=True, slots=True)
class Observation:
    """One row of a download: on ``on``, ``taxon`` was listed as ``listing`` says (``I/II``, ``II/NC``, ...).

    ``on`` may be known to the month only. ``notes`` are the populations of each Appendix in the listing,
    ``parties`` those of Appendix III, ``hash`` the symbol of a # annotation, ``above`` its higher taxa, nearest
    first.
    """

    taxon: str
    on: PartialDate
    listing: str
    notes: tuple[Note, ...] = ()
    parties: tuple[str, ...] = ()
    hash: str = ""
    listed_under: str = ""
    above: tuple[str, ...] = ()
    source: Source = NOT_STATED
    dataset: str = ""
    row: str = ""

    @property
    def is_split(self) -> bool:
        return len(self.listing.split("/")) > 1


@dataclass(frozen=True, slots=True)
class Conferences:
    """The days on which amendments of Appendices I and II entered into force, also the delayed ones."""

    days: tuple[date, ...] = field(default=())

    @classmethod
    def of(cls, days: Iterable[date]) -> "Conferences":
        return cls(tuple(sorted(set(days))))

    def window(self, on: PartialDate) -> Interval | None:
        """The days around ``on`` without a change of I and II.

        Past the last known conference the window ends with ``on`` itself: what a later one decided is not
        known. ``None`` where ``on`` is a period with a change inside it.
        """
        if on.first_day is None or on.last_day is None:
            return None
        before = bisect_right(self.days, on.first_day)
        if bisect_right(self.days, on.last_day) != before:
            return None
        start = self.days[before - 1] if before else on.first_day
        after = bisect_left(self.days, on.last_day + timedelta(days=1))
        end = self.days[after] if after < len(self.days) else on.last_day + timedelta(days=1)
        return Interval(start, end)


def read_conferences(library: Mapping[str, Any]) -> Conferences:
    """The entry-into-force dates of ``knowledge/conference_dates.yaml``, parsed. Raises ``BadListingError``."""
    days = []
    for entry in library.get("amendments") or ():
        day = entry.get("in_force")
        if not isinstance(day, date):
            try:
                day = PartialDate.parse_iso(str(day)).first_day
            except ValueError as error:
                raise BadListingError(f"{entry.get('meeting')}: {error}") from error
        if day is None:
            raise BadListingError(f"{entry.get('meeting')}: the day of entry into force is missing")
        days.append(day)
    return Conferences.of(days)


def observed_entries(observation: Observation, conferences: Conferences) -> list[Validity]:
    """The observation as entries that stood during its window, for the same machinery as dated events.

    Outside the day itself an entry in Appendix III only possibly stood. Nothing for an observation whose
    window is not known, or that has no Appendix.
    """
    window = conferences.window(observation.on)
    if window is None:
        return []
    found = []
    for number, note in enumerate(observation.notes):
        parties = observation.parties if note.appendix == "III" else ("",)
        for party in parties or ("",):
            event = ListingEvent(
                id=":".join(
                    part
                    for part in (
                        observation.dataset,
                        observation.row,
                        note.appendix,
                        party,
                        str(number or ""),
                    )
                    if part
                ),
                taxon=observation.taxon,
                appendix=note.appendix,
                change=Change.OBSERVATION,
                on=observation.on,
                party=party,
                population=note.population,
                covers=Covers(hash=observation.hash),
                annotation=note.text,
                source=observation.source,
                dataset=observation.dataset,
            )
            certain = window if note.appendix != "III" else observation.on.interval()
            found.append(Validity(event, window, certain))
    return found


def download_source(title: str, on: PartialDate) -> Source:
    """The source of an observation: an official download, read as loaded."""
    return Source(title, str(on), Mark.CHECKED)
