"""For which taxa and when a knowledge file's silence means "not listed"."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..values import Interval, Mark, PartialDate, Source
from .book import Completeness


def read_completeness(library: Mapping[str, Any]) -> list[Completeness]:
    """The claims of one knowledge file.

    From ``complete_from`` (without it, from the Convention's first day) to the end of ``complete_until``
    (without it, of the day it was compiled) a file tells of every listing of every taxon it names, and of every
    name below one of those. ``complete: false`` takes the claim back; ``complete: [name, ...]`` limits it to
    those names.
    """
    claimed = library.get("complete", True)
    if claimed is False:
        return []
    names = (
        [str(taxon["name"]) for taxon in library.get("taxa") or ()]
        if claimed is True
        else [str(name) for name in claimed]
    )
    until = _day(library.get("complete_until") or library.get("compiled_on"))
    during = Interval(_day(library.get("complete_from")), until + timedelta(days=1) if until else None)
    title = " ".join(str(library.get("source") or library.get("group") or "").split())
    source = Source(title, "", Mark.MEMORY)
    return [Completeness(name, during, source) for name in dict.fromkeys(names)]


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return PartialDate.parse_iso(str(value)).last_day
