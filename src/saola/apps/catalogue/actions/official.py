"""Loading the official downloads, so that a national office works from the full lists.

A list is loaded in one transaction. The same file again changes nothing; a newer list takes the place of the
older of its kind; rows that cannot be read are named one by one and left out.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction

from saola.apps.journal import actions as journal
from saola.apps.quarantine import quotas
from saola.core.values import PartialDate, gettext_noop, say

from ..downloads import Download, NotAnOfficialListError, day_in_name, digest_of, opened
from ..models import Dataset
from . import official_law, official_taxa
from .knowledge import Loaded

_READERS: dict[str, Callable[..., Loaded]] = {
    "checklist-index": official_taxa.load_index,
    "species-plus": official_taxa.load_export,
    "checklist-history": official_law.load_history,
    "common-names": official_taxa.load_common_names,
    "reservations": official_law.load_reservations,
    "parties": official_law.load_parties,
}


def load_official(path: Path, *, by: Any = None, on: PartialDate | None = None, name: str = "") -> Loaded:
    """Load the list in ``path``, whatever it is. ``on``: the day it speaks of; without it the file's name says.

    ``name`` is the name of the file where ``path`` is only where it was put down. Raises
    ``NotAnOfficialListError``, and ``QuotaUsedError`` where ``by`` handed in too much today; then nothing was
    changed.
    """
    quotas.take(by, path.stat().st_size)
    name = name or path.name
    digest = digest_of(path)
    with opened(path) as (download, rows):
        on = _day(download, on, name)
        with transaction.atomic():
            known = Dataset.objects.filter(code=download.code).first()
            if known and known.digest == digest and not _is_outdated(known):
                return _as_kept(known)
            _refuse_older(download, known, on)
            dataset, _ = Dataset.objects.update_or_create(
                code=download.code,
                defaults={
                    "kind": download.code,
                    "title": download.title,
                    "speaks_of": str(on or ""),
                    "file_name": name[:300],
                    "digest": digest,
                },
            )
            loaded = _READERS[download.code](dataset, rows)
            dataset.rows = loaded.rows
            dataset.save()
            journal.write("species.loaded", by=by, about=dataset, name=dataset.title, rows=loaded.rows)
    return loaded


def _day(download: Download, on: PartialDate | None, name: str) -> PartialDate | None:
    on = on or day_in_name(name)
    if on is None and download.is_snapshot:
        raise NotAnOfficialListError(
            say(
                gettext_noop(
                    "This list says what was listed on the day it was downloaded, and neither the file nor its name "
                    "“{name}” says which day that was. Please give the day. Nothing was changed."
                ),
                name=name,
            )
        )
    return on


def _refuse_older(download: Download, known: Dataset | None, on: PartialDate | None) -> None:
    """An older snapshot never takes the place of a newer one."""
    if not (known and known.speaks_of and download.is_snapshot and on):
        return
    kept = PartialDate.parse_iso(known.speaks_of)
    if on.last_day < kept.first_day:
        raise NotAnOfficialListError(
            say(
                gettext_noop(
                    "This list speaks of {on}; a newer one, of {kept}, is loaded and stays. Nothing was changed."
                ),
                on=str(on),
                kept=str(kept),
            )
        )


def _is_outdated(known: Dataset) -> bool:
    """Common names are joined to the names of other lists: the same file says more once those have grown."""
    return (
        known.kind == "common-names"
        and Dataset.objects.exclude(kind="common-names").filter(loaded_at__gt=known.loaded_at).exists()
    )


def _as_kept(dataset: Dataset) -> Loaded:
    kept = Loaded(
        dataset.code, dataset.rows, dataset.taxa.count(), dataset.names.count(), dataset.events.count()
    )
    return replace(
        kept, listings=dataset.listings.count(), parties=dataset.participations.count(), is_new=False
    )
