"""Rows of the official downloads, as dictionaries, into observations, events, reservations and Parties.

Every reader is an iterator over the rows it is given and yields one record or one ``RowError`` for each thing it
read; no row raises. Rows are counted from 1, the header not counted.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..values import Mark, PartialDate, Source, gettext_noop, say
from .cells import Row, RowError, read_country, read_day, text_in, unreadable
from .events import Change, Covers, ListingEvent
from .notes import Note, read_notes, read_words
from .snapshots import Observation, download_source

Countries = Mapping[str, str]
NoteReader = Callable[[str, str], tuple[Note, ...]]

_RANKS_ABOVE = ("Genus", "Family", "Order", "Class", "Phylum", "Kingdom")
_LISTING = re.compile(r"(?:I|II|III|NC)(?:/(?:I|II|III|NC))*")
_DEEMED = re.compile(
    r"deemed to be specimens of species (?:included|listed) in Appendix (I{1,3})", re.IGNORECASE
)
_HASH = re.compile(r"#\s?(\d+)")
_CHANGES = {"+": Change.ADDITION, "-": Change.DELETION, "R+": Change.RESERVATION, "R-": Change.WITHDRAWAL}


def read_checklist_index(
    rows: Iterable[Row], on: PartialDate, countries: Countries, dataset: str = "checklist-index"
) -> Iterator[Observation | RowError]:
    """The index of the Checklist of CITES Species (``FullName``, ``CurrentListing``, ``FullAnnotationEnglish``)."""
    title = "Checklist of CITES Species, index"
    read = _remembering(countries)
    for number, row in enumerate(rows, 1):
        yield _observation(
            row,
            number,
            name=text_in(row, "FullName"),
            listing=text_in(row, "CurrentListing"),
            note=row.get("FullAnnotationEnglish") or "",
            hash=text_in(row, "#AnnotationSymbol"),
            on=on,
            read=read,
            source=download_source(title, on),
            dataset=dataset,
            row_id=text_in(row, "TaxonId") or str(number),
        )


def read_species_plus(
    rows: Iterable[Row], on: PartialDate, countries: Countries, dataset: str = "species-plus"
) -> Iterator[Observation | RowError]:
    """The listings export of Species+ (``Scientific Name``, ``Listing``, ``Party``, ``Full note``)."""
    title = "Species+, CITES listings export"
    read = _remembering(countries)
    for number, row in enumerate(rows, 1):
        hashed = _HASH.search(row.get("# Full note") or "")
        yield _observation(
            row,
            number,
            name=text_in(row, "Scientific Name"),
            listing=text_in(row, "Listing"),
            note=row.get("Full note") or "",
            hash=f"#{hashed.group(1)}" if hashed else "",
            on=on,
            read=read,
            source=download_source(title, on),
            dataset=dataset,
            row_id=text_in(row, "Id") or str(number),
        )


def _remembering(countries: Countries) -> NoteReader:
    """Reads each wording once: a family's note is repeated in the row of every species."""
    known: dict[tuple[str, str], tuple[Note, ...]] = {}

    def read(note: str, listing: str) -> tuple[Note, ...]:
        if (note, listing) not in known:
            known[note, listing] = tuple(read_notes(note, countries, listing))
        return known[note, listing]

    return read


def _observation(
    row: Row,
    number: int,
    *,
    name: str,
    listing: str,
    note: str,
    hash: str,
    on: PartialDate,
    read: NoteReader,
    source: Source,
    dataset: str,
    row_id: str,
) -> Observation | RowError:
    if not name:
        return RowError(number, say(gettext_noop("Row {row} has no scientific name."), row=number))
    if not _LISTING.fullmatch(listing):
        text = say(
            gettext_noop("Row {row}, {taxon}: the listing {listing} is not I, II, III or NC."),
            row=number,
            taxon=name,
            listing=f"“{listing}”",
        )
        return RowError(number, text)
    return Observation(
        taxon=name,
        on=on,
        listing=listing,
        notes=read(note, listing),
        parties=tuple(code.strip() for code in re.split(r"[,;]", text_in(row, "Party")) if code.strip()),
        hash=hash,
        listed_under=text_in(row, "Listed under"),
        above=higher_taxa(row),
        source=source,
        dataset=dataset,
        row=row_id,
    )


def higher_taxa(row: Row) -> tuple[str, ...]:
    """The taxa above the row's own, nearest first, from its columns ``Genus`` to ``Kingdom``."""
    own = text_in(row, "FullName") or text_in(row, "Scientific Name")
    genus, species = text_in(row, "Genus"), text_in(row, "Species")
    chain = [f"{genus} {species}"] if genus and species and text_in(row, "Subspecies") else []
    chain += [text_in(row, rank) for rank in _RANKS_ABOVE]
    if own in chain:
        chain = chain[chain.index(own) + 1 :]
    return tuple(taxon for taxon in chain if taxon)


def read_history(
    rows: Iterable[Row], countries: Countries, dataset: str = "checklist-history"
) -> Iterator[ListingEvent | RowError]:
    """The history download of the Checklist: one dated change a row (``change_type_name``, ``effective_at``)."""
    for number, row in enumerate(rows, 1):
        try:
            words = _plain(row.get("full_note_en") or "")
            yield ListingEvent(
                id=f"{dataset}:{text_in(row, 'id', 'Id', 'TaxonId')}:{number}",
                taxon=text_in(row, "full_name", "FullName", "Scientific Name"),
                appendix=text_in(row, "species_listing_name"),
                change=Change(text_in(row, "change_type_name").lower()),
                on=PartialDate.of(read_day(text_in(row, "effective_at"))),
                party=read_country(text_in(row, "party_iso_code")),
                population=read_words(words, countries),
                covers=_covers(words, text_in(row, "hash_ann_symbol")),
                annotation=words,
                source=Source(
                    "Checklist of CITES Species, history of listings", f"row {number}", Mark.CHECKED
                ),
                dataset=dataset,
            )
        except ValueError as error:
            yield unreadable(number, error)


def read_legislation(
    payload: Mapping[str, Any], taxon: str, countries: Countries, dataset: str = "species-plus-api"
) -> Iterator[ListingEvent | RowError]:
    """The ``cites_listings`` of one taxon from the Species+ API (version 1, ``scope=all`` for the history).

    Records that repeat an id, as those of higher taxa do, are read once. The API leaves out the ends of some
    entries: one that is no longer current and is not followed by another is yielded with a remark.
    """
    records = {record.get("id"): record for record in payload.get("cites_listings") or ()}
    for number, record in enumerate(records.values(), 1):
        try:
            words = _plain(record.get("annotation") or "")
            event = ListingEvent(
                id=f"{dataset}:{record.get('id')}",
                taxon=taxon,
                appendix=str(record.get("appendix") or ""),
                change=_CHANGES[str(record.get("change_type"))],
                on=PartialDate.parse_iso(str(record.get("effective_at") or "")),
                party=read_country(str((record.get("party") or {}).get("iso_code2") or "")),
                population=read_words(words, countries),
                covers=_covers(words, str((record.get("hash_annotation") or {}).get("symbol") or "")),
                annotation=words,
                source=Source("Species+ API, CITES legislation", f"listing {record.get('id')}", Mark.CHECKED),
                dataset=dataset,
            )
        except KeyError as error:
            yield unreadable(number, ValueError(f"change type {error}"))
            continue
        except ValueError as error:
            yield unreadable(number, error)
            continue
        yield event
        if record.get("is_current") is False and not _is_followed(record, records.values()):
            text = say(
                gettext_noop(
                    "{taxon}, Appendix {appendix} of {since}: no longer current, but its end is not given. It is "
                    "taken to stand until a later entry covers the same population."
                ),
                taxon=taxon,
                appendix=event.appendix,
                since=str(event.on),
            )
            yield RowError(number, text, is_fatal=False)


def _is_followed(record: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> bool:
    ended_by = {"+": ("+", "-"), "R+": ("R+", "R-")}.get(str(record.get("change_type")))
    if ended_by is None:
        return True
    party = (record.get("party") or {}).get("iso_code2")
    return any(
        other.get("change_type") in ended_by
        and other.get("appendix") == record.get("appendix")
        and (other.get("party") or {}).get("iso_code2") == party
        and str(other.get("effective_at")) > str(record.get("effective_at"))
        for other in others
    )


def _covers(words: str, symbol: str) -> Covers:
    """What the words limit an entry to is left to a person; that they limit it is kept."""
    deemed = _DEEMED.search(words)
    symbol = f"#{symbol.lstrip('# ')}" if symbol else ""
    return Covers(hash=symbol, otherwise=deemed.group(1), is_unread=True) if deemed else Covers(hash=symbol)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text.replace("\xa0", " ")).split())
