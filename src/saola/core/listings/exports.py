"""Rows of the official downloads, as dictionaries, into observations, events, reservations and Parties.

Every reader is an iterator over the rows it is given and yields one record or one ``RowError`` for each thing it
read; no row raises. Rows are counted from 1, the header not counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..values import Interval, Mark, Message, PartialDate, Source, gettext_noop, say
from .events import Change, Covers, ListingEvent
from .notes import read_notes, read_words
from .snapshots import Observation, download_source
from .states import Reservation

Row = Mapping[str, str | None]
Countries = Mapping[str, str]

_RANKS_ABOVE = ("Genus", "Family", "Order", "Class", "Phylum", "Kingdom")
_LISTING = re.compile(r"(?:I|II|III|NC)(?:/(?:I|II|III|NC))*")
_DEEMED = re.compile(
    r"deemed to be specimens of species (?:included|listed) in Appendix (I{1,3})", re.IGNORECASE
)
_HASH = re.compile(r"#\s?(\d+)")
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_CHANGES = {"+": Change.ADDITION, "-": Change.DELETION, "R+": Change.RESERVATION, "R-": Change.WITHDRAWAL}


@dataclass(frozen=True, slots=True)
class RowError:
    """Something in a row that could not be read; ``is_fatal`` when no record came of it."""

    row: int
    text: Message
    is_fatal: bool = True


def read_checklist_index(
    rows: Iterable[Row], on: PartialDate, countries: Countries, dataset: str = "checklist-index"
) -> Iterator[Observation | RowError]:
    """The index of the Checklist of CITES Species (``FullName``, ``CurrentListing``, ``FullAnnotationEnglish``)."""
    title = "Checklist of CITES Species, index"
    for number, row in enumerate(rows, 1):
        yield _observation(
            row,
            number,
            name=_text(row, "FullName"),
            listing=_text(row, "CurrentListing"),
            note=row.get("FullAnnotationEnglish") or "",
            hash=_text(row, "#AnnotationSymbol"),
            on=on,
            countries=countries,
            source=download_source(title, on),
            dataset=dataset,
            row_id=_text(row, "TaxonId") or str(number),
        )


def read_species_plus(
    rows: Iterable[Row], on: PartialDate, countries: Countries, dataset: str = "species-plus"
) -> Iterator[Observation | RowError]:
    """The listings export of Species+ (``Scientific Name``, ``Listing``, ``Party``, ``Full note``)."""
    title = "Species+, CITES listings export"
    for number, row in enumerate(rows, 1):
        hashed = _HASH.search(row.get("# Full note") or "")
        yield _observation(
            row,
            number,
            name=_text(row, "Scientific Name"),
            listing=_text(row, "Listing"),
            note=row.get("Full note") or "",
            hash=f"#{hashed.group(1)}" if hashed else "",
            on=on,
            countries=countries,
            source=download_source(title, on),
            dataset=dataset,
            row_id=_text(row, "Id") or str(number),
        )


def _observation(
    row: Row,
    number: int,
    *,
    name: str,
    listing: str,
    note: str,
    hash: str,
    on: PartialDate,
    countries: Countries,
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
        notes=tuple(read_notes(note, countries, listing)),
        parties=tuple(code.strip() for code in re.split(r"[,;]", _text(row, "Party")) if code.strip()),
        hash=hash,
        listed_under=_text(row, "Listed under"),
        above=higher_taxa(row),
        source=source,
        dataset=dataset,
        row=row_id,
    )


def higher_taxa(row: Row) -> tuple[str, ...]:
    """The taxa above the row's own, nearest first, from its columns ``Genus`` to ``Kingdom``."""
    own = _text(row, "FullName") or _text(row, "Scientific Name")
    genus, species = _text(row, "Genus"), _text(row, "Species")
    chain = [f"{genus} {species}"] if genus and species and _text(row, "Subspecies") else []
    chain += [_text(row, rank) for rank in _RANKS_ABOVE]
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
                id=f"{dataset}:{_text(row, 'id', 'Id', 'TaxonId')}:{number}",
                taxon=_text(row, "full_name", "FullName", "Scientific Name"),
                appendix=_text(row, "species_listing_name"),
                change=Change(_text(row, "change_type_name").lower()),
                on=PartialDate.of(read_day(_text(row, "effective_at"))),
                party=_text(row, "party_iso_code"),
                population=read_words(words, countries),
                covers=_covers(words, _text(row, "hash_ann_symbol")),
                annotation=words,
                source=Source(
                    "Checklist of CITES Species, history of listings", f"row {number}", Mark.CHECKED
                ),
                dataset=dataset,
            )
        except ValueError as error:
            yield _unreadable(number, error)


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
                party=str((record.get("party") or {}).get("iso_code2") or ""),
                population=read_words(words, countries),
                covers=_covers(words, str((record.get("hash_annotation") or {}).get("symbol") or "")),
                annotation=words,
                source=Source("Species+ API, CITES legislation", f"listing {record.get('id')}", Mark.CHECKED),
                dataset=dataset,
            )
        except KeyError as error:
            yield _unreadable(number, ValueError(f"change type {error}"))
            continue
        except ValueError as error:
            yield _unreadable(number, error)
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


def read_reservations(
    rows: Iterable[Row], title: str = "Reservations held in Species+"
) -> Iterator[Reservation | RowError]:
    """Reservations with ``start_date``, ``end_date``, ``taxon_name``, ``iso_code2``, ``notes``."""
    for number, row in enumerate(rows, 1):
        try:
            start, end = read_day(_text(row, "start_date")), _text(row, "end_date")
            taxon, party = _text(row, "taxon_name"), _text(row, "iso_code2")
            if not taxon or not party:
                raise ValueError("the taxon or the country is missing")
            yield Reservation(
                taxon,
                party,
                Interval(start, read_day(end) if end else None),
                note=_text(row, "notes"),
                source=Source(title, f"row {number}", Mark.CHECKED),
            )
        except ValueError as error:
            yield _unreadable(number, error)


def read_parties(rows: Iterable[Row]) -> Iterator[tuple[str, Interval] | RowError]:
    """The list of Parties: ``ISO`` and ``Entry into force``; withdrawals are not in it."""
    for number, row in enumerate(rows, 1):
        try:
            code = _text(row, "ISO", "code")
            if not re.fullmatch("[A-Z]{2}", code):
                raise ValueError(f"not a country code: {code!r}")
            yield code, Interval(read_day(_text(row, "Entry into force", "entry_into_force", "date")))
        except ValueError as error:
            yield _unreadable(number, error)


def read_day(text: str) -> date:
    """``31/10/1976``, ``1976-10-31``, ``28-Jan-86`` (years from 70 are 19xx) or with a time after it.

    Raises ``ValueError`` for anything else.
    """
    plain = text.strip().split(" ")[0].split("T")[0]
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", plain):
        day, month, year = (int(group) for group in match.groups())
        return date(year, month, day)
    if match := re.fullmatch(r"(\d{1,2})-([A-Za-z]{3})-(\d{2}|\d{4})", plain):
        year = int(match[3])
        if year < 100:
            year += 1900 if year >= 70 else 2000
        if match[2].lower() not in _MONTHS:
            raise ValueError(f"not a date: {text!r}")
        return date(year, _MONTHS[match[2].lower()], int(match[1]))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        raise ValueError(f"not a date: {text!r}")
    return date.fromisoformat(plain)


def _covers(words: str, symbol: str) -> Covers:
    """What the words limit an entry to is left to a person; that they limit it is kept."""
    deemed = _DEEMED.search(words)
    symbol = f"#{symbol.lstrip('# ')}" if symbol else ""
    return Covers(hash=symbol, otherwise=deemed.group(1), is_unread=True) if deemed else Covers(hash=symbol)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text.replace("\xa0", " ")).split())


def _text(row: Row, *columns: str) -> str:
    """The first of the columns that holds something."""
    for column in columns:
        if found := " ".join((row.get(column) or "").replace("\xa0", " ").split()):
            return found
    return ""


def _unreadable(number: int, error: Exception) -> RowError:
    return RowError(
        number,
        say(gettext_noop("Row {row} was left out: {why}"), row=number, why=str(error)),
    )
