"""Lists of law: the dated history of the Appendices, reservations, the Parties."""

from collections.abc import Iterable, Mapping

from saola.core.listings import (
    ListingEvent as Event,
)
from saola.core.listings import (
    RowError,
    read_history,
    read_parties,
    read_reservations,
    write_event,
)

from ..models import Dataset, ListingEvent, Participation
from ..vocabularies import english_country_names
from .knowledge import Loaded

Row = Mapping[str, str]


def load_history(dataset: Dataset, rows: Iterable[Row]) -> Loaded:
    """One dated change a row."""
    records = list(read_history(rows, english_country_names(), dataset.code))
    events = [record for record in records if isinstance(record, Event)]
    dataset.events.all().delete()
    ListingEvent.objects.bulk_create((_kept_event(event, dataset) for event in events), batch_size=2000)
    return _loaded(dataset, records, events=len(events))


def _kept_event(event: Event, dataset: Dataset) -> ListingEvent:
    entry, sources = write_event(event)
    return ListingEvent(
        key=event.id[:120],
        taxon_name=event.taxon,
        appendix=event.appendix,
        change=event.change.value,
        effective_on=str(event.on),
        party=event.party,
        data={"entry": entry, "sources": sources, "dataset": dataset.code},
        dataset=dataset,
    )


def load_reservations(dataset: Dataset, rows: Iterable[Row]) -> Loaded:
    """Reservations from a day to a day; the list does not say against which Appendix."""
    rows = list(rows)
    records = list(read_reservations(rows))
    dataset.events.all().delete()
    events = [
        ListingEvent(
            key=f"{dataset.code}:{number}",
            taxon_name=record.taxon,
            appendix="",
            change="reservation",
            effective_on=record.during.start.isoformat(),
            party=record.party,
            data={
                "until": record.during.end.isoformat() if record.during.end else "",
                "note": record.note,
                "locator": record.source.locator,
            },
            dataset=dataset,
        )
        for number, record in enumerate(records, 1)
        if not isinstance(record, RowError)
    ]
    ListingEvent.objects.bulk_create(events, batch_size=2000)
    return _loaded(dataset, records, events=len(events))


def load_parties(dataset: Dataset, rows: Iterable[Row]) -> Loaded:
    """Entries into force; the list does not say who withdrew."""
    records = list(read_parties(rows))
    dataset.participations.all().delete()
    parties = [
        Participation(
            dataset=dataset,
            treaty="cites",
            country=record[0],
            bound_from=record[1].start,
            source=dataset.title,
            mark="checked",
        )
        for record in records
        if not isinstance(record, RowError)
    ]
    Participation.objects.bulk_create(parties, batch_size=1000)
    return _loaded(dataset, records, parties=len(parties))


def _loaded(dataset: Dataset, records: list, *, events: int = 0, parties: int = 0) -> Loaded:
    problems = tuple(record.text for record in records if isinstance(record, RowError))
    return Loaded(
        dataset.code, rows=len(records), taxa=0, names=0, events=events, parties=parties, problems=problems
    )
