"""Rows of reservations and of the list of Parties."""

from collections.abc import Iterable, Iterator

from ..values import Interval, Mark, Source
from .cells import Row, RowError, read_country, read_day, text_in, unreadable
from .states import Reservation


def read_reservations(
    rows: Iterable[Row], title: str = "Reservations held in Species+"
) -> Iterator[Reservation | RowError]:
    """Reservations with ``start_date``, ``end_date``, ``taxon_name``, ``iso_code2``, ``notes``."""
    for number, row in enumerate(rows, 1):
        try:
            start, end = read_day(text_in(row, "start_date")), text_in(row, "end_date")
            taxon, party = text_in(row, "taxon_name"), read_country(text_in(row, "iso_code2"))
            if not taxon or not party:
                raise ValueError("the taxon or the country is missing")
            yield Reservation(
                taxon,
                party,
                Interval(start, read_day(end) if end else None),
                note=text_in(row, "notes"),
                source=Source(title, f"row {number}", Mark.CHECKED),
            )
        except ValueError as error:
            yield unreadable(number, error)


def read_parties(rows: Iterable[Row]) -> Iterator[tuple[str, Interval] | RowError]:
    """The list of Parties: ``ISO`` and ``Entry into force``; withdrawals are not in it."""
    for number, row in enumerate(rows, 1):
        try:
            code = read_country(text_in(row, "ISO", "code"))
            if not code:
                raise ValueError("the country is missing")
            yield code, Interval(read_day(text_in(row, "Entry into force", "entry_into_force", "date")))
        except ValueError as error:
            yield unreadable(number, error)
