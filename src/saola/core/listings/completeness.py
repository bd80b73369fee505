"""For which taxa and when a knowledge file's silence means "not listed"."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..values import Interval, Mark, PartialDate, Source
from .book import Completeness

CONVENTION_BEGAN = date(1975, 7, 1)  # Article XXII: the first entries took effect


def read_completeness(library: Mapping[str, Any]) -> list[Completeness]:
    """The claims of one knowledge file.

    A file tells the whole history, from the Convention's first day to the day it was compiled, of every taxon
    it lists, and of every name below one of those. ``complete: false`` takes the claim back; ``complete:
    [name, ...]`` limits it to those names.
    """
    claimed = library.get("complete", True)
    if claimed is False:
        return []
    names = (
        [str(taxon["name"]) for taxon in library.get("taxa") or ()]
        if claimed is True
        else [str(name) for name in claimed]
    )
    compiled = library.get("compiled_on")
    if compiled is not None and not isinstance(compiled, date):
        compiled = PartialDate.parse_iso(str(compiled)).last_day
    during = Interval(None, compiled + timedelta(days=1) if compiled else None)
    title = " ".join(str(library.get("source") or library.get("group") or "").split())
    source = Source(title, "", Mark.MEMORY)
    return [Completeness(name, during, source) for name in dict.fromkeys(names)]
