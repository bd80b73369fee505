"""Loading the knowledge library into the catalogue. Repeating it changes nothing until a file changes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from saola.apps.journal import actions as journal
from saola.core.listings import read_event
from saola.core.values import Message, gettext_noop

from .. import library
from ..bulk import reset_numbers
from ..models import Dataset, ListingEvent, Participation, Taxon, TaxonName
from ..taxa import TaxonRow, Tree

CODE = "knowledge"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load brought in; ``problems`` are the rows that could not be read, each with its reason."""

    dataset: str
    rows: int
    taxa: int
    names: int
    events: int
    problems: tuple[Message, ...] = ()
    is_new: bool = True
    listings: int = 0
    parties: int = 0


@transaction.atomic
def load_knowledge(*, by: Any = None) -> Loaded:
    """Bring taxa, names, listing events and treaty participation up to the files that came with Saola."""
    digest = _digest()
    known = Dataset.objects.filter(code=CODE).first()
    if known and known.digest == digest:
        return _as_kept(known, is_new=False)
    dataset, _ = Dataset.objects.update_or_create(
        code=CODE,
        defaults={"kind": "knowledge", "title": gettext_noop("Saola knowledge library"), "digest": digest},
    )
    _load_taxa(dataset)
    _load_events(dataset)
    _load_participation(dataset)
    dataset.rows = dataset.names.count() + dataset.events.count()
    dataset.save()
    loaded = _as_kept(dataset)
    journal.write("species.loaded", by=by, about=dataset, name=dataset.title, rows=dataset.rows)
    return loaded


def _as_kept(dataset: Dataset, *, is_new: bool = True) -> Loaded:
    return Loaded(
        CODE, dataset.rows, dataset.taxa.count(), dataset.names.count(), dataset.events.count(), is_new=is_new
    )


def _digest() -> str:
    sha = hashlib.sha256()
    for folder in ("species", "."):
        for file in library.knowledge_files(folder):
            sha.update(file.name.encode() + file.read_bytes())
    return sha.hexdigest()


def _species_files() -> Iterator[dict[str, Any]]:
    for file in library.knowledge_files("species"):
        yield library.parse(file)


def _load_taxa(dataset: Dataset) -> None:
    tree = Tree(dataset)
    names: dict[tuple, TaxonName] = {}
    for content in _species_files():
        for entry in content.get("taxa", ()):
            taxon = tree.add(_taxon_row(entry, content["group"]))
            for name in _names(entry):
                name.taxon, name.dataset = taxon, dataset
                names[taxon.pk, name.name, name.kind, name.language] = name
    tree.keep()
    reset_numbers(Taxon)
    dataset.names.all().delete()
    TaxonName.objects.bulk_create(names.values(), batch_size=2000, ignore_conflicts=True)


def _taxon_row(entry: dict[str, Any], group: str) -> TaxonRow:
    return TaxonRow(
        name=entry["name"],
        rank=entry["rank"],
        lineage=entry.get("lineage", {}),
        author=str(entry.get("author") or ""),
        group=group,
        range=list(entry.get("range") or []),
    )


def _names(entry: dict[str, Any]) -> Iterator[TaxonName]:
    for synonym in entry.get("synonyms") or ():
        yield TaxonName(name=synonym, kind=TaxonName.SYNONYM)
    for language, names in (entry.get("names") or {}).items():
        for name in names or ():
            yield TaxonName(name=name, kind=TaxonName.COMMON, language=language)


def _load_events(dataset: Dataset) -> None:
    dataset.events.all().delete()
    rows = []
    for content in _species_files():
        sources = content.get("sources") or {}
        for entry in content.get("listings") or ():
            entry = _plain(entry)
            event = read_event(entry, sources, content["group"])
            used = {entry["source"]: sources[entry["source"]]} if entry.get("source") else {}
            rows.append(
                ListingEvent(
                    key=event.id,
                    taxon_name=event.taxon,
                    appendix=event.appendix,
                    change=event.change.value,
                    effective_on=str(event.on),
                    party=event.party,
                    data={"entry": entry, "sources": used, "dataset": content["group"]},
                    dataset=dataset,
                )
            )
    ListingEvent.objects.bulk_create(rows, batch_size=1000)


def _plain(value: Any) -> Any:
    """YAML's dates as text, so that the entry can be kept as JSON."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _load_participation(dataset: Dataset) -> None:
    dataset.participations.all().delete()
    content = library.read("treaties.yaml")
    rows = [
        _participation(dataset, treaty, state["iso2"], period, content["sources"])
        for state in content["states"]
        for treaty in content["conventions"]
        for period in _periods(state.get(treaty, {}))
    ]
    Participation.objects.bulk_create(rows, batch_size=1000)


def _periods(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The times of which the first day bound is known: those that ended, and the present one."""
    return [period for period in (*entry.get("earlier", ()), entry) if period.get("in_force")]


def _participation(
    dataset: Dataset, treaty: str, country: str, period: dict[str, Any], sources: dict
) -> Participation:
    return Participation(
        dataset=dataset,
        treaty=treaty,
        country=country,
        act=period.get("act") or "",
        bound_from=period["in_force"],
        bound_until=period.get("until"),
        source=sources.get(period.get("source"), {}).get("title", ""),
        mark=period.get("mark") or "memory",
    )
